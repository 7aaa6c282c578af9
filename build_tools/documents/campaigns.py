"""The passages of a campaign's page."""

from __future__ import annotations

from collections.abc import Iterator

from search_index.document import Passage

from ..kinds.base import Record, term
from ..kinds.campaign import Campaign, Event, Group, MeasureSet
from ..views import campaign as page
from ..views.frame import Links, zh_date, zh_period
from .blocks import markdown
from .lines import line
from .told import EDITORS, closing, facts


def campaign(links: Links, record: Record) -> Iterator[Passage]:
    """What the page of a campaign tells, in its order; the facts table last."""
    assert isinstance(record, Campaign)
    yield from line("", term(Campaign, "summary"), record.summary)
    for order, event in enumerate(sorted(record.events, key=lambda one: one.date), 1):
        yield from _event(event, f"e{order}")
    for order, one in enumerate(record.groups, 1):
        yield from _group(links, one, f"group-{order}")
    yield from _list(record, "goals")
    for order, measures in enumerate(record.measure_sets, 1):
        yield from _measures(links, measures, f"measure-{order}")
    for scope in record.scope:
        industry = links.name("industries", scope.industry)
        words = f"{industry}：{'；'.join(scope.aspects)}" if scope.aspects else industry
        yield from line("scope", term(Campaign, "scope"), words)
        yield from line("scope", EDITORS, scope.note)
    for name in ("methods", "requirements", "enforcement"):
        yield from _list(record, name)
    for phase in record.phases:
        yield from line(
            "phases", term(Campaign, "phases"), f"{zh_period(phase.start, phase.end)} {phase.name}"
        )
        for words in phase.tasks:
            yield from line("phases", term(Campaign, "phases"), words)
    yield from markdown(record.outlook, "outlook", term(Campaign, "outlook"))
    for words in record.open_ends:
        yield from line("open", term(Campaign, "open_ends"), words)
    for name in record.names:
        short = f"　简称：{'、'.join(name.short_forms)}" if name.short_forms else ""
        yield from line("names", term(Campaign, "names"), f"{name.name}{short}")
        yield from line("names", EDITORS, name.note)
    yield from facts(page.facts(links, record))
    yield from closing(record)


def _list(record: Campaign, name: str) -> Iterator[Passage]:
    for words in getattr(record, name):
        yield from line(name, term(Campaign, name), words)


def _event(event: Event, anchor: str) -> Iterator[Passage]:
    day = zh_period(event.date, event.end) if event.end else zh_date(event.date)
    people = "；".join(page.person(one) for one in event.people)
    for words in (f"{day} {event.type} {event.title}", event.description, people, event.quote):
        yield from line(anchor, term(Campaign, "events"), words)


def _group(links: Links, group: Group, anchor: str) -> Iterator[Passage]:
    yield from line(anchor, term(Campaign, "groups"), group.name)
    shown = page.group(links, group)
    for one in shown["facts"]:
        yield from line(anchor, term(Campaign, "groups"), f"{one.term}：{one.value.striptags()}")
    for words in (*group.tasks, group.quote):
        yield from line(anchor, term(Campaign, "groups"), words)
    yield from line(anchor, EDITORS, group.note)


def _measures(links: Links, measures: MeasureSet, anchor: str) -> Iterator[Passage]:
    for words in (measures.name, *measures.items, measures.quote):
        yield from line(anchor, term(Campaign, "measure_sets"), words)
    for held in measures.holdings:
        yield from line(anchor, EDITORS, held.note)
    yield from line(anchor, EDITORS, measures.note)
    if measures.glossary:
        yield from line(anchor, "提法", links.name("glossary", measures.glossary))

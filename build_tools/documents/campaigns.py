"""The passages of a campaign's page."""

from __future__ import annotations

from collections.abc import Iterator

from search_index.document import Passage

from ..kinds.base import Record, term
from ..kinds.campaign import Campaign, Group, MeasureSet
from ..mentions.passages import blocks
from ..views.campaign import person
from .lines import line


def campaign(record: Record) -> Iterator[Passage]:
    """What the page of a campaign tells, in its order."""
    assert isinstance(record, Campaign)
    yield from line("", term(Campaign, "summary"), record.summary)
    yield from line("", term(Campaign, "period_note"), record.period_note)
    for order, event in enumerate(sorted(record.events, key=lambda one: one.date), 1):
        people = "；".join(person(one) for one in event.people)
        words = (event.title, event.description, people, event.quote)
        for each in words:
            yield from line(f"e{order}", term(Campaign, "events"), each)
    for order, one in enumerate(record.groups, 1):
        yield from _group(one, f"group-{order}")
    yield from _list(record, "goals")
    for order, measures in enumerate(record.measure_sets, 1):
        yield from _measures(measures, f"measure-{order}")
    for scope in record.scope:
        words = f"{scope.industry}：{'；'.join(scope.aspects)}" if scope.aspects else scope.industry
        yield from line("scope", term(Campaign, "scope"), words)
        yield from line("scope", term(Campaign, "scope"), scope.note)
    for name in ("methods", "requirements", "enforcement"):
        yield from _list(record, name)
    for phase in record.phases:
        for words in (phase.name, *phase.tasks):
            yield from line("phases", term(Campaign, "phases"), words)
    if record.outlook:
        for block in blocks(record.outlook, "outlook-"):
            yield from line(block.id, term(Campaign, "outlook"), block.text)
    for words in record.open_ends:
        yield from line("open", term(Campaign, "open_ends"), words)
    for name in record.names:
        short = f"　简称：{'、'.join(name.short_forms)}" if name.short_forms else ""
        yield from line("names", term(Campaign, "names"), f"{name.name}{short}")
        yield from line("names", term(Campaign, "names"), name.note)


def _list(record: Campaign, name: str) -> Iterator[Passage]:
    for words in getattr(record, name):
        yield from line(name, term(Campaign, name), words)


def _group(group: Group, anchor: str) -> Iterator[Passage]:
    members = "；".join(person(one) for one in group.members)
    for words in (group.name, members, *group.tasks, group.quote, group.note):
        yield from line(anchor, term(Campaign, "groups"), words)


def _measures(measures: MeasureSet, anchor: str) -> Iterator[Passage]:
    for words in (measures.name, *measures.items, measures.quote, measures.note):
        yield from line(anchor, term(Campaign, "measure_sets"), words)

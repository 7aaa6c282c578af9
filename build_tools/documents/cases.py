"""The passages of a case's page."""

from __future__ import annotations

from collections.abc import Iterator

from search_index.document import Passage

from ..kinds.base import term
from ..kinds.case import Case, Casualties
from ..views import case as case_page
from ..views.frame import Links
from .blocks import markdown
from .lines import line
from .told import closing, facts

_COUNTS = (("deaths", "死亡"), ("missing", "失踪"), ("serious_injuries", "重伤"), ("injuries", "受伤"))


def case(links: Links, record: Case) -> Iterator[Passage]:
    """What the page of a case tells, its own account before the facts table."""
    yield from line("", term(Case, "summary"), record.summary)
    for known in record.casualties:
        yield from line("casualties", term(Case, "casualties"), _casualties(known))
        yield from line("casualties", term(Case, "casualties"), known.quote)
    for name in ("overview", "process", "direct_causes", "indirect_causes", "response", "responsibility"):
        yield from markdown(getattr(record, name), name, case_page.heading(record, name))
    for penalty in record.penalties:
        words = (
            penalty.party,
            penalty.finding and f"认定：{penalty.finding}",
            penalty.decision and f"处理：{penalty.decision}",
        )
        yield from line("penalties", term(Case, "penalties"), "　".join(filter(None, words)))
    for order, measure in enumerate(record.corrective_measures, 1):
        yield from markdown(measure.text, f"corrective_measures-{order}", "整改措施")
        shown = case_page.measure(measure, order, {})
        details = "；".join(f"{one.term}：{one.value.striptags()}" for one in shown["details"])
        yield from line(f"measure-{order}", "整改措施", f"{shown['status']}　{details}".strip())
    for name in ("lessons", "follow_up"):
        yield from markdown(getattr(record, name), name, case_page.heading(record, name))
    if record.lesson_card:
        card = record.lesson_card
        for words in (card.what_happened, *card.what_was_broken, *card.what_to_check):
            yield from line("card", term(Case, "lesson_card"), words)
    causes = "、".join(links.name("causes", one) for one in record.causes)
    yield from line("causes", term(Case, "causes"), causes)
    yield from facts(case_page.facts(links, record))
    yield from line("casualties", term(Case, "grade"), case_page.grading(record).striptags())
    yield from closing(record)


def _casualties(known: Casualties) -> str:
    """One row of the table as a sentence: 截至2023年3月13日，死亡25人。"""
    shown = case_page.casualties(known)
    words = [f"截至{shown['as_of']}" if shown["as_of"] else "", shown["stage"]]
    words += [f"{word}{shown[name]}人" for name, word in _COUNTS if shown[name]]
    exact = f"（{shown['exact']}）" if shown["exact"] else ""
    words += [f"直接经济损失{shown['loss']}{exact}" if shown["loss"] else ""]
    return "，".join(filter(None, words))

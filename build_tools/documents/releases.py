"""The passages of the page of a statistical release."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from search_index.document import Passage

from ..kinds.base import term
from ..kinds.statistic import Observation, Statistic
from ..views import statistic as page
from ..views.frame import Links, figure
from .lines import line
from .told import closing, facts


def release(links: Links, record: Statistic) -> Iterator[Passage]:
    """What the page of a release tells: its figures, what they mean, the release itself."""
    names = {one.id: one.label for one in record.observations}
    for one in record.observations:
        yield from _observation(links, one, names)
    for entry in page.definitions(links.archive, links, record):
        words = (entry["link"].striptags(), entry["definition"], entry["note"], f"计量单位：{entry['unit']}")
        yield from line("definitions", "指标说明", "　".join(filter(None, words)))
    yield from facts(page.facts(links, record))
    yield from closing(record)


def _observation(links: Links, one: Observation, names: Mapping[str, str]) -> Iterator[Passage]:
    anchor = f"obs-{one.id}"
    value = "" if one.value_printed == figure(one.value) else f"（{figure(one.value)} {one.unit}）"
    quote = f"{one.quote.prefix}{one.quote.exact}{one.quote.suffix}"
    yield from line(anchor, "数据", f"{one.label}：{one.value_printed}{value}　{quote}")
    for former in one.revisions:
        held = former.quote
        words = (
            f"{one.label}：{former.value_printed}",
            former.reason,
            held and f"{held.prefix}{held.exact}{held.suffix}",
        )
        yield from line(anchor, "修订前", "　".join(filter(None, words)))
    yield from line(anchor, "数据", "　".join(_around(links, one, names)))
    yield from line(anchor, term(Observation, "note"), one.note)
    for each in one.comparisons:
        yield from line(anchor, term(type(each), "note"), each.note)


def _around(links: Links, one: Observation, names: Mapping[str, str]) -> Iterator[str]:
    """What stands beside a figure in its row."""
    yield links.name("indicators", one.indicator)
    if one.industry:
        yield links.name("industries", one.industry)
    if one.region:
        yield links.name("regions", one.region)
    if one.grade:
        yield one.grade
    yield one.unit
    if one.derivation:
        yield f"{one.derivation.kind}：{'、'.join(names[name] for name in one.derivation.inputs)}"
    for each in one.comparisons:
        shown = page.comparison(each, None)
        yield " ".join(filter(None, (each.basis, shown["printed"], shown["numbers"])))

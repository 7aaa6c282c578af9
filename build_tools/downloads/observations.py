"""Observations: every figure of every release as a row, with its sentence and its verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, get_args

from ..archive import Archive
from ..figures.audit import Audited, audit, reading
from ..kinds import KINDS
from ..kinds.base import Quote, remark, term
from ..kinds.statistic import Comparison, Derivation, Observation, Statistic
from .kinds import live, page, plain
from .naming import column_type
from .tables import Cell, Column, Table, joined

_BASES: tuple[str, ...] = get_args(Comparison.model_fields["basis"].annotation)

#: A comparison's place in the table: its basis, and the how many of this basis it is.
Slot = tuple[str, int]
_Named = tuple[Column, Cell]


@dataclass(frozen=True, slots=True)
class Figure:
    """One observation with its release and what the audit says of it."""

    release: Statistic
    observation: Observation
    audited: tuple[Audited, ...]

    def verdict(self, basis: str) -> Audited | None:
        """The finding for the figure itself (empty basis) or for its change."""
        return next((one for one in self.audited if one.basis == basis), None)


def figures(archive: Archive, releases: Iterable[Statistic] | None = None) -> list[Figure]:
    """Every observation, in the order of releases and of each release."""
    found = []
    for release in live(archive, "statistic") if releases is None else releases:
        findings = audit(release)
        for one in release.observations:
            held = tuple(finding for finding in findings if finding.observation == one.id)
            found.append(Figure(release, one, held))
    return found


def slots(held: Iterable[Figure]) -> tuple[Slot, ...]:
    """The comparisons that a table needs columns for: each basis, again where a figure has it again."""
    most = dict.fromkeys(_BASES, 1)
    for one in held:
        for basis, count in Counter(each.basis for each in one.observation.comparisons).items():
            most[basis] = max(most[basis], count)
    return tuple((basis, order) for basis in _BASES for order in range(1, most[basis] + 1))


def table(archive: Archive, held: list[Figure], *, whole: bool = True) -> Table:
    """The figures as a table; ``whole`` with the columns that are the same for a whole release."""
    wanted = slots(held)
    columns = tuple(column for column, _ in _cells(archive, None, wanted, whole))
    rows = tuple(tuple(cell for _, cell in _cells(archive, one, wanted, whole)) for one in held)
    return Table(columns, rows)


def _cells(archive: Archive, one: Figure | None, wanted: tuple[Slot, ...], whole: bool) -> Iterator[_Named]:
    if whole:
        yield from _release(archive, one.release if one else None)
    yield from _figure(archive, one)
    yield from _derivation(one)
    comparisons = _by_slot(one.observation.comparisons) if one else {}
    for slot in wanted:
        yield from _comparison(one, slot, comparisons.get(slot))
    for name in Quote.model_fields:
        value = getattr(one.observation.quote, name) or None if one else None
        yield _column(Quote, name, f"quote.{name}", f"{term(Observation, 'quote')}·"), value
    yield _column(Observation, "note", "note"), one.observation.note if one else None
    yield from _places(archive, one)


@cache
def _column(model: type[Any], name: str, path: str, before: str = "") -> Column:
    return Column(f"{before}{term(model, name)}", remark(model, name), column_type(model, name), path)


def _release(archive: Archive, release: Statistic | None) -> Iterator[_Named]:
    yield Column("发布标识", "统计发布的标识。", path="release.id"), release and release.id
    yield Column("发布标题", remark(Statistic, "title"), path="release.title"), release and release.title
    for name in ("period_start", "period_end", "as_of", "accumulation", "coverage", "stage"):
        yield _column(Statistic, name, f"release.{name}"), getattr(release, name) if release else None


def _figure(archive: Archive, one: Figure | None) -> Iterator[_Named]:
    held = one.observation if one else None
    yield _column(Observation, "id", "id"), held and held.id
    indicators, regions = archive.vocabularies["indicators"], archive.vocabularies["regions"]
    yield Column("指标", "指标的名称。", path="indicator_name"), held and indicators[held.indicator].name
    yield Column("指标标识", remark(Observation, "indicator"), path="indicator"), held and held.indicator
    for name in ("label", "value_printed", "value", "unit", "approximation"):
        yield _column(Observation, name, name), getattr(held, name) if held else None
    low, high = _band(held) if held else (None, None)
    yield Column("下限", "按约数词和末位推得的最小值；没有的为空。", "number", "low"), low
    yield Column("上限", "按约数词和末位推得的最大值；没有的为空。", "number", "high"), high
    region = (held.region or one.release.region) if held and one else None
    yield Column("地区", "数字所属的地区。", path="region_name"), region and regions[region].name
    yield Column("地区代码", "行政区划代码。", path="region"), region
    yield _column(Observation, "industry", "industry"), held and held.industry
    yield _column(Observation, "grade", "grade"), held and held.grade


def _band(held: Observation) -> tuple[Decimal | None, Decimal | None]:
    band = reading(held).band
    return _decimal(band.low), _decimal(band.high)


def _decimal(value: Fraction | None) -> Decimal | None:
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def _derivation(one: Figure | None) -> Iterator[_Named]:
    derivation = one.observation.derivation if one else None
    before = f"{term(Observation, 'derivation')}·"
    yield _column(Derivation, "kind", "derivation.kind", before), derivation and derivation.kind
    column = _column(Derivation, "inputs", "derivation.inputs", before)
    yield column, joined(derivation.inputs) if derivation else None
    yield from _verdict(one.verdict("") if one else None, "")


def _verdict(found: Audited | None, before: str) -> Iterator[_Named]:
    verdict = found.check.finding.verdict.value if found else None
    about = "由所列数字重新计算的结果；没有可复核算式的为空。"
    yield Column(f"{before}复核结论", about, path="audit.verdict"), verdict
    yield Column(f"{before}复核算式", path="audit.formula"), found.check.formula if found else None


def _by_slot(comparisons: Iterable[Comparison]) -> dict[Slot, Comparison]:
    counts: Counter[str] = Counter()
    found: dict[Slot, Comparison] = {}
    for one in comparisons:
        counts[one.basis] += 1
        found[one.basis, counts[one.basis]] = one
    return found


def _comparison(one: Figure | None, slot: Slot, held: Comparison | None) -> Iterator[_Named]:
    basis, order = slot
    before = f"{basis}·" if order == 1 else f"{basis}（{order}）·"
    for name in Comparison.model_fields:
        if name != "basis":
            yield (
                _column(Comparison, name, f"comparisons.{name}", before),
                getattr(held, name) if held else None,
            )
    findings = [each for each in one.audited if each.basis == basis] if one else []
    stated = (
        [each for each in one.observation.comparisons if each.basis == basis and each.percent is not None]
        if one
        else []
    )
    found = findings[stated.index(held)] if held in stated and len(findings) == len(stated) else None
    yield from _verdict(found, before)


def _places(archive: Archive, one: Figure | None) -> Iterator[_Named]:
    kind = KINDS["statistic"]
    source = archive.head("notice", one.release.source_record) if one else None
    shown = source if source is not None and source.withdrawn is None else None
    yield Column("来源文件", "数字所在文件的标题。", path="source.title"), shown and shown.label
    number = getattr(shown, "document_number", None)
    yield Column("来源文件文号", path="source.document_number"), number
    yield Column("来源文件标识", path="source.id"), one.release.source_record if one else None
    where = f"{page(kind, one.release)}#obs-{one.observation.id}" if one else ""
    yield (
        Column("网页", "数字在本站的网页，可由此到达原文段落。", path="page"),
        where and archive.site.address(where),
    )


def objects(archive: Archive, held: list[Figure]) -> list[dict[str, Any]]:
    """The figures as JSON objects."""
    return [_object(archive, one) for one in held]


def _object(archive: Archive, one: Figure) -> dict[str, Any]:
    release, observation = one.release, one.observation
    low, high = _band(observation)
    region = observation.region or release.region
    names = ("id", "title", "period_start", "period_end", "as_of", "accumulation", "coverage", "stage")
    source = archive.head("notice", release.source_record)
    cited = {"id": release.source_record}
    if source is not None and source.withdrawn is None:
        cited |= {"title": source.label, "document_number": getattr(source, "document_number", None) or ""}
    data = {
        "release": {name: plain(getattr(release, name)) for name in names if getattr(release, name)},
        **plain(observation),
        "indicator_name": archive.vocabularies["indicators"][observation.indicator].name,
        "low": plain(low),
        "high": plain(high),
        "region": region,
        "region_name": archive.vocabularies["regions"][region].name if region else None,
        "audit": [_finding(each) for each in one.audited],
        "source": {name: value for name, value in cited.items() if value},
        "page": archive.site.address(f"{page(KINDS['statistic'], release)}#obs-{observation.id}"),
    }
    return {name: value for name, value in data.items() if value not in (None, [])}


def _finding(found: Audited) -> dict[str, Any]:
    basis = {"basis": found.basis} if found.basis else {}
    return {**basis, "verdict": found.check.finding.verdict.value, "formula": found.check.formula}

"""One figure, several sources (一数多源): what different releases say of the same thing.

Two statements are of the same thing if indicator, unit, period, region, industry and grade are
the same.  If their coverage (统计口径) is the same too, values that cannot both be right stand
side by side.  If it is not, they are never held against each other, and that is said.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from ..kinds.statistic import Observation, Statistic
from .arithmetic import Band, half_unit
from .audit import reading
from .printed import Figure


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in its release.

    Attributes:
        release: The release.
        observation: The figure.
        day: Date of the document that states it; empty if the data give none.
    """

    release: Statistic
    observation: Observation
    day: str

    @property
    def figure(self) -> Figure:
        """The figure as printed and as a number."""
        return reading(self.observation)

    @property
    def coverage(self) -> str:
        """What is counted, blanks aside; empty if the source does not say."""
        return "".join((self.release.coverage or "").split())


@dataclass(frozen=True, slots=True)
class Several:
    """Statements of one figure that do not go together.

    Attributes:
        kind: Whether the values differ under one coverage, or the coverage differs.
        statements: The statements, the latest document last.
    """

    kind: Literal["一数多源", "口径不同"]
    statements: tuple[Statement, ...]

    @property
    def indicator(self) -> str:
        """The indicator that all of them state."""
        return self.statements[0].observation.indicator


def several(releases: Iterable[Statistic], days: Mapping[str, str]) -> tuple[Several, ...]:
    """Figures that releases state differently, in the order of indicators and periods.

    Args:
        releases: The releases of an archive.
        days: Date of each source record by its id.
    """
    same: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for release in releases:
        period = _period(release)
        for one in release.observations if period else ():
            region = one.region or release.region or ""
            key = (one.indicator, *period, one.unit, region, one.industry or "", one.grade or "")
            same[key].append(Statement(release, one, days.get(release.source_record, "")))
    return tuple(found for key in sorted(same) for found in _held(same[key]))


def agree(one: Statement, other: Statement) -> bool:
    """Whether two figures can both be right: the values they may stand for meet."""
    first, second = _band(one.figure), _band(other.figure)
    return not (_below(first.high, second.low) or _below(second.high, first.low))


def _held(statements: list[Statement]) -> Iterator[Several]:
    coverages: dict[str, list[Statement]] = defaultdict(list)
    for one in sorted(statements, key=_order):
        coverages[one.coverage].append(one)
    for group in coverages.values():
        pairs = combinations(group, 2)
        if any(a.release.id != b.release.id and not agree(a, b) for a, b in pairs):
            yield Several("一数多源", tuple(group))
    latest = sorted((group[-1] for group in coverages.values()), key=_order)
    if any(not agree(a, b) for a, b in combinations(latest, 2)):
        yield Several("口径不同", tuple(latest))


def _order(one: Statement) -> tuple[str, str, str, str]:
    return one.day, str(one.release.as_of or ""), one.release.id, one.observation.id


def _band(figure: Figure) -> Band:
    """The values a figure may stand for; a per cent is rounded to the places printed."""
    if figure.unit != "%" or not figure.band.exact:
        return figure.band
    value, half = Fraction(figure.value), half_unit(figure.digits)
    return Band(value - half, value + half)


def _below(high: Fraction | None, low: Fraction | None) -> bool:
    return high is not None and low is not None and high < low


def _period(release: Statistic) -> tuple[str, str] | None:
    """First and last day of the period, so that 2023-02 and 2023-02-28 are one; ``None`` if unknown."""
    end = release.period_end or release.as_of
    if end is None:
        return None
    return _first(release.period_start), _last(str(end))


def _first(day: str | None) -> str:
    return f"{day}-01-01"[:10] if day and len(day) == 4 else f"{day}-01"[:10] if day else ""


def _last(day: str) -> str:
    if len(day) == 10:
        return day
    year, month = int(day[:4]), int(day[5:7] or 12)
    return f"{year:04d}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"

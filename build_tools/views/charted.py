"""Charts with their table and one sentence in words; none where a table of two numbers says it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..charts import Chart, draw
from ..kinds.statistic import Observation, Statistic
from .facts import day_of
from .frame import Links, figure, live, zh_date, zh_period

#: Fewer places than this are told in words and a table.
FEWEST = 3


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart as it stands on a page.

    Attributes:
        title: What it shows.
        sentence: The same in one sentence.
        drawing: The SVG.
        heads: Headings of the table.
        rows: Rows of the table.
    """

    title: str
    sentence: str
    drawing: Markup
    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def by_year(title: str, days: Mapping[str, int], unit: str) -> Charted | None:
    """How many fall in each year; ``days`` counts days, months or years, the empty text is left out."""
    counts: Counter[int] = Counter()
    for day, count in days.items():
        if day:
            counts[int(day[:4])] += count
    if len(counts) < FEWEST:
        return None
    years = range(min(counts), max(counts) + 1)
    chart = Chart(
        "columns",
        title,
        tuple(map(str, years)),
        tuple(counts.get(year) for year in years),
        tuple(str(counts[year]) for year in years),
    )
    gaps = "表中没有的年份，没有收录。" if len(counts) < len(years) else ""
    sentence = (
        f"有日期的 {sum(counts.values())} {unit}，最早 {years[0]} 年，最晚 {years[-1]} 年；"
        f"{_most({f'{year} 年': counts[year] for year in sorted(counts)}, unit)}。{gaps}"
    )
    rows = tuple((f"{year}年", counts[year]) for year in reversed(years) if counts[year])
    return Charted(title, sentence, draw(chart), ("年份", f"数量（{unit}）"), rows)


def by_class(
    title: str, head: str, counts: Mapping[str, int], unit: str, names: Mapping[str, Markup], lead: str = ""
) -> Charted | None:
    """How many fall in each class, the largest first; ``names`` are the classes as links."""
    ordered = sorted(counts, key=lambda key: -counts[key])
    if len(ordered) < FEWEST:
        return None
    values = tuple(counts[key] for key in ordered)
    chart = Chart("bars", title, tuple(ordered), values, tuple(map(str, values)))
    rows = tuple((names[key], counts[key]) for key in ordered)
    sentence = f"{lead}{_most({f'“{key}”': counts[key] for key in ordered}, unit)}。"
    return Charted(title, sentence, draw(chart), (head, f"数量（{unit}）"), rows)


def _most(counts: Mapping[str, int], unit: str) -> str:
    """The largest in words: 2003 年最多，4 起."""
    largest = max(counts.values())
    first = [name for name, count in counts.items() if count == largest]
    if len(first) == len(counts):
        return f"各有 {largest} {unit}"
    if len(first) > 1:
        return f"{'、'.join(first)}最多，各 {largest} {unit}"
    return f"{first[0]}最多，{largest} {unit}"


def series(archive: Archive, links: Links, indicator: str) -> list[Charted]:
    """Charts of an indicator: one for each run of figures that can be held against each other."""
    runs: dict[tuple[Any, ...], dict[str, tuple[Statistic, Observation]]] = defaultdict(dict)
    for release in sorted(live(archive, "statistic"), key=lambda one: _said(archive, one)):
        for one in release.observations:
            if one.indicator == indicator:
                for run in _runs(release, one):
                    runs[run][_end(release)] = (release, one)
    return [_series(links, indicator, run) for run in runs.values() if len(run) >= FEWEST]


def _runs(release: Statistic, one: Observation) -> Iterator[tuple[Any, ...]]:
    """What must be the same: coverage, region, industry, grade, unit, and the kind of period.

    Periods of the same length that begin in the same month compare across years; what is
    counted from the same beginning compares along time.
    """
    if not (release.coverage and release.period_start and release.period_end):
        return
    same = (release.coverage, one.region or release.region, one.industry, one.grade, one.unit, one.label)
    start, end = release.period_start, release.period_end
    if len(start) == len(end):
        months = int(end[:4]) * 12 + int(end[5:7] or 0) - int(start[:4]) * 12 - int(start[5:7] or 0)
        yield (*same, "length", release.accumulation, len(end), months, start[4:], end[7:])
    if release.accumulation == "累计":
        yield (*same, "since", start)


def _end(release: Statistic) -> str:
    return str(release.as_of or release.period_end)


def _said(archive: Archive, release: Statistic) -> str:
    """The day of the document that a release is from: of two figures for a period the later stands."""
    source = archive.get("notice", release.source_record)
    return day_of(source) if source is not None else ""


def _series(links: Links, indicator: str, run: Mapping[str, tuple[Statistic, Observation]]) -> Charted:
    ends = sorted(run)
    points = [run[end] for end in ends]
    title = f"{links.name('indicators', indicator)}（{points[0][1].unit}）"
    shown = [_shown(one) for _, one in points]
    values: list[Decimal] = [one.value for _, one in points]
    periods = [_period(release) for release, _ in points]
    high, low = values.index(max(values)), values.index(min(values))
    unit = points[0][1].unit
    sentence = (
        f"{periods[0]} {shown[0]}{unit}，{periods[-1]} {shown[-1]}{unit}；"
        f"最高为{periods[high]} {shown[high]}{unit}，最低为{periods[low]} {shown[low]}{unit}。"
        f"统计口径：{points[0][0].coverage}。"
    )
    chart = Chart("columns", title, tuple(ends), tuple(values), tuple(shown))
    rows = tuple(
        (period, one.value_printed, links.record("statistic", release.id, f"obs-{one.id}"))
        for period, (release, one) in zip(periods, points, strict=True)
    )
    return Charted(title, sentence, draw(chart), ("时期", "原文数字", "统计发布"), rows[::-1])


def _shown(one: Observation) -> str:
    """The figure in as many digits as were printed."""
    if one.approximation == "确数":
        return figure(one.value)
    return "".join(one.value_printed.split()).removesuffix(one.unit)


def _period(release: Statistic) -> str:
    if release.as_of is not None and release.accumulation == "累计":
        return f"截至{zh_date(release.as_of)}"
    return zh_period(release.period_start, release.period_end)

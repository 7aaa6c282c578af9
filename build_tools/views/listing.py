"""Listings: a kind's index and one list for each year, body, type, campaign, industry, region.

A list that would hold nothing is not made.  A list of more than ``LONG`` records keeps the newest on its
first page and gives each year a page of its own; a year of more than ``LONG`` records does the same with
its months.  So 100,000 records stay readable without JavaScript, and a page costs what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from .. import groups, periods
from ..archive import Archive
from ..groups.facets import LEVEL_SLUGS, Facet
from ..kinds import KINDS
from . import divided, meta
from .divided import Ways
from .facts import newest, row
from .frame import Links, Row, View, crumbs_to, live

#: The kinds whose listings can be filtered in the browser.
FILTERED = ("notice", "case")

_UNITS = {"notice": "件", "campaign": "项", "statistic": "次", "case": "件", "organization": "个"}

#: Year, its heading and its rows.
Years = list[tuple[str, str, list[Row]]]


class Lists:
    """The lists of one kind: an index and one for each group."""

    def __init__(self, archive: Archive, kind: str) -> None:
        self.archive, self.kind = archive, kind
        self.links = Links(archive)
        ways = groups.facets(kind, archive.vocabularies, archive.records)
        self.facets = [one for one in ways if one.listed]
        self._rows: dict[str, Row] = {}

    def names(self) -> Iterator[str]:
        """The names of all pages but the index, in the order in which the index names their groups."""
        for facet in self.facets:
            for slug, _, _ in self._values(facet):
                group = f"{facet.key}-{slug}"
                yield group
                led = divided.pages(self.archive.parts(self.kind, group, divided.LONG))
                yield from (f"{group}{divided.PART}{name}" for name in divided.names(led))

    def index(self) -> Iterator[View]:
        """The index; nothing for a kind without records."""
        archive, kind = self.archive, self.kind
        count = archive.count(kind)
        if not count:
            return
        whole = count <= divided.LONG
        rows = self._listed(archive.members(kind, most=None if whole else divided.NEWEST))
        folder = KINDS[kind].folder
        yield View(
            path=f"{folder}/index",
            template="index",
            title=KINDS[kind].term,
            context={
                "count": count,
                "unit": _UNITS[kind],
                "stubs": archive.count(kind, "text-title"),
                "divisions": [
                    {"term": facet.term, "entries": entries}
                    for facet in self.facets
                    if (entries := self._entries(facet))
                ],
                "years": by_level(live(archive, kind), self._rows)
                if kind == "organization" and whole
                else by_year(rows),
                "whole": whole,
                "ways": ways(archive, kind, self.links.root),
                "filtered": folder if kind in FILTERED else "",
                "feed": f"../feeds/{folder}.xml" if archive.count(kind, "dated") else "",
            },
            kind="listing" if kind in FILTERED else "list",
            description=meta.column(kind)["ColumnDescription"],
            meta=meta.column(kind),
        )

    def page(self, name: str) -> Iterator[View]:
        """The list of a group, or its page for a period; nothing where there is none."""
        group, _, part = name.partition(divided.PART)
        if not any(group.startswith(f"{facet.key}-") for facet in self.facets):
            return
        led = divided.pages(self.archive.parts(self.kind, group, divided.LONG))
        period = periods.named(part)
        if part:
            if period in led:
                yield self._part(group, period, led)
        elif records := self.archive.members(self.kind, group, most=divided.NEWEST if led else None):
            counts = self.archive.periods(self.kind, group)
            yield self._view(
                name,
                self._value(group, records),
                sum(counts.values()),
                by_year(self._listed(records)),
                crumbs_to(self.kind),
                divided.ways(group, divided.first(led), counts),
            )

    def _part(self, group: str, period: str, led: Mapping[str, tuple[str, ...]]) -> View:
        months = led[period]
        records = self.archive.members(self.kind, group, period, divided.NEWEST if months else None)
        facet, value = self._value(group, records)
        counts = self.archive.periods(self.kind, group, period) if months else {}
        words, rows = periods.words(period), self._listed(records)
        crumbs = [*crumbs_to(self.kind), self._crumb(group, value)]
        if period[:4] != period and period[:4] in led:
            year = period[:4]
            crumbs.append(self._crumb(f"{group}{divided.PART}{year}", f"{value}（{periods.words(year)}）"))
        return self._view(
            f"{group}{divided.PART}{periods.name(period)}",
            (facet, f"{value}（{words}）"),
            sum(counts.values()) if months else len(records),
            by_year(rows) if months else [(period, words, rows)],
            tuple(crumbs),
            divided.ways(group, months, counts),
        )

    def _view(
        self,
        name: str,
        value: tuple[Facet, str],
        count: int,
        years: Years,
        crumbs: tuple[tuple[str, str], ...],
        ways: Ways | None,
    ) -> View:
        return View(
            path=f"{KINDS[self.kind].folder}/{name}",
            template="list",
            title=f"{KINDS[self.kind].term}：{value[1]}",
            context={
                "term": value[0].term,
                "value": value[1],
                "count": count,
                "years": years,
                "ways": ways,
            },
            crumbs=crumbs,
            meta=meta.column(self.kind),
        )

    def _crumb(self, name: str, value: str) -> tuple[str, str]:
        return f"{KINDS[self.kind].term}：{value}", f"{KINDS[self.kind].folder}/{name}.html"

    def _values(self, facet: Facet) -> list[tuple[str, str, int]]:
        """Slug, name and count of each value: the years downwards, others by size."""
        found = [tuple(one) for one in self.archive.groups(self.kind, facet.key)]
        if facet.newest_first:
            return sorted(found, reverse=True)
        return sorted(found, key=lambda one: (-one[2], one[0]))

    def _entries(self, facet: Facet) -> list[tuple[str, str, int]]:
        return [(f"{facet.key}-{slug}.html", label, count) for slug, label, count in self._values(facet)]

    def _value(self, group: str, records: Iterable[Any]) -> tuple[Facet, str]:
        """A group's facet and its value in words, as its records have it."""
        key, _, slug = group.partition("-")
        facet = next(one for one in self.facets if one.key == key)
        return facet, dict(facet.values(next(iter(records))))[slug]

    def _listed(self, records: Iterable[Any]) -> list[Row]:
        return [self._row(one) for one in records]

    def _row(self, record: Any) -> Row:
        """A record's line; a record stands in several lists."""
        if record.id not in self._rows:
            self._rows[record.id] = row(self.links, self.kind, record)
        return self._rows[record.id]


def ways(archive: Archive, kind: str, root: str) -> list[tuple[Markup, str]]:
    """The pages that look across the records of a kind."""
    if kind == "statistic":
        from . import audit, dashboard

        return [*dashboard.way(root), *audit.way(archive, root)]
    if kind == "case":
        from . import lessons

        return lessons.ways(archive, root)
    return []


def by_year(rows: list[Row]) -> Years:
    """Rows, which come ordered, by year; no heading where no row has a date."""
    if not any(one.day for one in rows):
        return [("", "", rows)]
    grouped = groupby(rows, key=lambda one: one.day[:4])
    return [(year, periods.words(year), list(part)) for year, part in grouped]


def by_level(bodies: list[Any], rows: Mapping[str, Row]) -> Years:
    """Level, its heading and its rows, the highest level first; bodies of no known level last."""
    levels = [*LEVEL_SLUGS, None]
    ordered = sorted(bodies, key=lambda one: levels.index(one.level))
    return [
        (LEVEL_SLUGS.get(level, ""), level or "层级未载明", newest(rows[one.id] for one in part))
        for level, part in groupby(ordered, key=lambda one: one.level)
    ]

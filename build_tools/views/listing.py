"""Listings: a kind's index and one list for each year, body, type, campaign, industry, region.

A list that would hold nothing is not made.  A list of more than ``LONG`` records keeps the
newest on its first page and gives each year a page of its own, so that 10,000 records stay
readable without JavaScript.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..groups.facets import LEVEL_SLUGS, Facet
from ..kinds import KINDS
from . import audit, dashboard, lessons, meta
from .facets import UNDATED, YEAR, facets
from .facts import day_of, has_full_day, newest, newest_records, row
from .frame import Links, Row, View, crumbs_to, live

LONG = 300
#: How many of the newest a long list shows on its first page.
NEWEST = 50

#: The kinds whose listings can be filtered in the browser.
FILTERED = ("notice", "case")

_UNITS = {"notice": "件", "campaign": "项", "statistic": "次", "case": "件", "organization": "个"}


@dataclass(frozen=True, slots=True)
class Group:
    """The records of a kind that share a value.

    Attributes:
        facet: The way to divide.
        slug: The part of addresses that stands for the value.
        value: The value in words.
        records: Newest first.
    """

    facet: Facet
    slug: str
    value: str
    records: list[Any]

    @property
    def name(self) -> str:
        """File name of its list, without ``.html``; no other group of the kind has it."""
        return f"{self.facet.key}-{self.slug}"


class Lists:
    """The lists of one kind: an index and one for each group."""

    def __init__(self, archive: Archive, kind: str) -> None:
        self.archive, self.kind = archive, kind
        self.links = Links(archive)
        self.records = newest_records(live(archive, kind))

    @cached_property
    def groups(self) -> dict[str, Group]:
        """The groups by the names of their files, in the order in which the index names them."""
        found: dict[str, Group] = {}
        for facet in facets(self.archive, self.kind):
            held: dict[tuple[str, str], list[Any]] = {}
            for record in self.records:
                for value in dict.fromkeys(facet.values(record)):
                    held.setdefault(value, []).append(record)
            ordered = sorted(held, key=lambda v: (-len(held[v]), v[0]))
            ordered = sorted(held, reverse=True) if facet.newest_first else ordered
            for slug, value in ordered:
                group = Group(facet, slug, value, held[slug, value])
                found[group.name] = group
        return found

    def index(self) -> Iterator[View]:
        """The index; nothing for a kind without records."""
        if self.kind == "notice":
            self.archive.looked.add("heads")
        if not self.records:
            return
        kind, records = self.kind, self.records
        entries: dict[str, list[tuple[str, str, int]]] = {}
        for name, group in self.groups.items():
            entries.setdefault(group.facet.term, []).append((f"{name}.html", group.value, len(group.records)))
        whole = len(records) <= LONG
        stubs = sum(1 for record in records if getattr(record, "is_stub", False))
        rows = {one.id: self.row(one) for one in (records if whole else records[:NEWEST])}
        yield View(
            path=f"{KINDS[kind].folder}/index",
            template="index",
            title=KINDS[kind].term,
            context={
                "count": len(records),
                "unit": _UNITS[kind],
                "stubs": stubs,
                "divisions": [{"term": words, "entries": held} for words, held in entries.items()],
                "years": by_level(live(self.archive, kind), rows)
                if kind == "organization" and whole
                else by_year(list(rows.values())),
                "whole": whole,
                "ways": ways(self.archive, kind, self.links.root),
                "filtered": KINDS[kind].folder if kind in FILTERED else "",
                "feed": f"../feeds/{KINDS[kind].folder}.xml" if any(map(has_full_day, records)) else "",
            },
            kind="listing" if kind in FILTERED else "list",
            description=meta.column(kind)["ColumnDescription"],
            meta=meta.column(kind),
        )

    def row(self, record: Any) -> Row:
        """A record's line."""
        return row(self.links, self.kind, record)

    def parts(self, name: str) -> list[str]:
        """Names of the pages for the years of a long group; none of a short one."""
        group = self.groups.get(name)
        if group is None or len(group.records) <= LONG or group.facet.key == "year":
            return []
        return [f"{name}{YEAR}{year or UNDATED}" for year, _, _ in _years(group.records)]

    def page(self, name: str) -> Iterator[View]:
        """The list of a group, or the page for one year of a long group; nothing where there is none."""
        self.archive.looked.add(f"list:{self.kind}/{name}")
        whole, _, year = name.partition(YEAR)
        if whole in self.groups and (not year or name in self.parts(whole)):
            yield self._part(whole, year) if year else self._whole(name)

    def _whole(self, name: str) -> View:
        group = self.groups[name]
        long = bool(self.parts(name))
        shown = group.records[:NEWEST] if long else group.records
        return self._view(
            name,
            group.value,
            len(group.records),
            by_year([self.row(one) for one in shown]),
            crumbs_to(self.kind),
            [
                (f"{name}{YEAR}{year or UNDATED}.html", words, len(held))
                for year, words, held in _years(group.records)
            ]
            if long
            else [],
            group.facet.term,
        )

    def _part(self, name: str, part: str) -> View:
        group = self.groups[name]
        year, words, held = next(one for one in _years(group.records) if (one[0] or UNDATED) == part)
        value = f"{group.value}（{words}）"
        above = (f"{KINDS[self.kind].term}：{group.value}", f"{KINDS[self.kind].folder}/{name}.html")
        rows = [(year, words, [self.row(one) for one in held])]
        crumbs = (*crumbs_to(self.kind), above)
        return self._view(f"{name}{YEAR}{part}", value, len(held), rows, crumbs, [], group.facet.term)

    def _view(
        self,
        name: str,
        value: str,
        count: int,
        years: list[tuple[str, str, list[Row]]],
        crumbs: tuple[tuple[str, str], ...],
        parts: list[tuple[str, str, int]],
        words: str,
    ) -> View:
        return View(
            path=f"{KINDS[self.kind].folder}/{name}",
            template="list",
            title=f"{KINDS[self.kind].term}：{value}",
            context={
                "term": words,
                "value": value,
                "count": count,
                "years": years,
                "whole": not parts,
                "parts_by_year": parts,
            },
            crumbs=crumbs,
            meta=meta.column(self.kind),
        )


def ways(archive: Archive, kind: str, root: str) -> list[tuple[Markup, str]]:
    """The pages that look across the records of a kind."""
    if kind == "statistic":
        return [*dashboard.way(root), *audit.way(archive, root)]
    return lessons.ways(archive, root) if kind == "case" else []


def by_year(rows: list[Row]) -> list[tuple[str, str, list[Row]]]:
    """Year, its heading and its rows, which come ordered; no heading where no row has a date."""
    return _grouped(rows, lambda one: one.day)


def _years(records: list[Any]) -> list[tuple[str, str, list[Any]]]:
    return _grouped(records, day_of)


def _grouped(held: list[Any], day: Callable[[Any], str]) -> list[tuple[str, str, list[Any]]]:
    if not any(map(day, held)):
        return [("", "", held)]
    grouped = groupby(held, key=lambda one: day(one)[:4])
    return [(year, f"{year}年" if year else "日期未载明", list(part)) for year, part in grouped]


def by_level(bodies: list[Any], rows: dict[str, Row]) -> list[tuple[str, str, list[Row]]]:
    """Level, its heading and its rows, the highest level first; bodies of no known level last."""
    levels = [*LEVEL_SLUGS, None]
    ordered = sorted(bodies, key=lambda one: levels.index(one.level))
    return [
        (LEVEL_SLUGS.get(level, ""), level or "层级未载明", newest(rows[one.id] for one in part))
        for level, part in groupby(ordered, key=lambda one: one.level)
    ]

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
from ..kinds import KINDS
from . import audit, dashboard, lessons, meta
from .facts import day_of, has_full_day, newest, newest_records, row
from .frame import Links, Row, View, crumbs_to, live

LONG = 300
#: How many of the newest a long list shows on its first page.
NEWEST = 50

#: The kinds whose listings can be filtered in the browser.
FILTERED = ("notice", "case")

#: The part of an address that stands for a document type.
TYPE_SLUGS = {
    "决议": "jueyi", "决定": "jueding", "命令（令）": "ling", "公报": "gongbao", "公告": "gonggao",
    "通告": "tonggao", "意见": "yijian", "通知": "tongzhi", "通报": "tongbao", "报告": "baogao",
    "请示": "qingshi", "批复": "pifu", "议案": "yian", "函": "han", "纪要": "jiyao",
    "方案": "fangan", "总结": "zongjie", "要点": "yaodian", "办法": "banfa", "预案": "yuan",
    "提醒函": "tixinghan", "警示函": "jingshihan", "解读": "jiedu", "典型案例": "dianxing-anli",
    "规划": "guihua", "标准": "biaozhun", "细则": "xize", "指南": "zhinan",
    "地方性法规": "difangxing-fagui", "规章": "guizhang", "经验材料": "jingyan-cailiao",
    "讲话": "jianghua", "其他": "qita",
}  # fmt: skip
GRADE_SLUGS = {"特别重大": "tebie-zhongda", "重大": "zhongda", "较大": "jiaoda", "一般": "yiban"}
_UNITS = {"notice": "件", "campaign": "项", "statistic": "次", "case": "件", "organization": "个"}
_CASE_SLUGS = {"事故": "shigu", "典型经验": "dianxing-jingyan", "重大隐患": "zhongda-yinhuan"}
_LEVEL_SLUGS = {"国家": "guojia", "省": "sheng", "市": "shi", "县": "xian", "企业": "qiye", "其他": "qita"}


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide the records of a kind.

    Attributes:
        key: First part of the lists' addresses, e.g. ``year``.
        term: Chinese name, e.g. 发文机关.
        values: The slug and the name of each value that a record has.
        newest_first: Order by name downwards (years) and not by size.
    """

    key: str
    term: str
    values: Callable[[Any], list[tuple[str, str]]]
    newest_first: bool = False


def facets(archive: Archive, kind: str) -> list[Facet]:
    """The ways to divide a kind."""
    links = Links(archive)

    def terms(vocabulary: str, field: str) -> Callable[[Any], list[tuple[str, str]]]:
        def values(record: Any) -> list[tuple[str, str]]:
            held = getattr(record, field)
            keys = held if isinstance(held, tuple) else (held,) if held else ()
            return [(links.slug(vocabulary, key), links.name(vocabulary, key)) for key in keys]

        return values

    def refs(other: str, field: str) -> Callable[[Any], list[tuple[str, str]]]:
        return lambda record: [(one, archive.get(other, one).label) for one in getattr(record, field)]

    def word(field: str, slugs: dict[str, str]) -> Callable[[Any], list[tuple[str, str]]]:
        return lambda record: [(slugs[w], w) for w in (getattr(record, field),) if w]

    year = Facet("year", "年份", lambda r: [(y, f"{y}年") for y in (day_of(r)[:4],) if y], True)
    region = Facet("region", "地区", terms("regions", "region"))
    campaign = Facet("campaign", "专项行动", refs("campaign", "campaigns"))
    table = {
        "notice": [
            year,
            Facet("body", "发文机关", refs("organization", "issuing_bodies")),
            Facet("type", "公文种类", word("type", TYPE_SLUGS)),
            campaign,
            Facet("industry", "行业领域", terms("industries", "industries")),
            region,
        ],
        "case": [
            year,
            Facet("grade", "事故等级", word("grade", GRADE_SLUGS)),
            Facet("industry", "行业领域", terms("industries", "industry")),
            Facet("cause", "原因", terms("causes", "causes")),
            Facet("kind", "案例类别", word("type", _CASE_SLUGS)),
            campaign,
            region,
        ],
        "campaign": [year, region],
        "statistic": [year, campaign, region],
        "organization": [Facet("level", "层级", word("level", _LEVEL_SLUGS)), region],
    }
    return table[kind]


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

    def pages(self, name: str) -> Iterator[View]:
        """The list of a group, and of a long one a page for each year; nothing for no group."""
        if name not in self.groups:
            return
        group = self.groups[name]
        folder, records = KINDS[self.kind].folder, group.records
        title = f"{KINDS[self.kind].term}：{group.value}"
        long = len(records) > LONG and group.facet.key != "year"
        years = _years(records) if long else []
        yield View(
            path=f"{folder}/{name}",
            template="list",
            title=title,
            context={
                "term": group.facet.term,
                "value": group.value,
                "count": len(records),
                "years": by_year([self.row(one) for one in (records[:NEWEST] if long else records)]),
                "whole": not long,
                "parts_by_year": [(f"{_part(name, year)}.html", shown, len(r)) for year, shown, r in years],
            },
            crumbs=crumbs_to(self.kind),
            meta=meta.column(self.kind),
        )
        for year, shown, part in years:
            yield View(
                path=f"{folder}/{_part(name, year)}",
                template="list",
                title=f"{title}（{shown}）",
                context={
                    "term": group.facet.term,
                    "value": f"{group.value}（{shown}）",
                    "count": len(part),
                    "years": [(year, shown, [self.row(one) for one in part])],
                    "whole": True,
                    "parts_by_year": [],
                },
                crumbs=(*crumbs_to(self.kind), (title, f"{folder}/{name}.html")),
                meta=meta.column(self.kind),
            )


def ways(archive: Archive, kind: str, root: str) -> list[tuple[Markup, str]]:
    """The pages that look across the records of a kind."""
    if kind == "statistic":
        return [*dashboard.way(root), *audit.way(archive, root)]
    return lessons.ways(archive, root) if kind == "case" else []


def _part(name: str, year: str) -> str:
    """Name of a year's page of a long list; no id has two hyphens in a row, so no other list has the name."""
    return f"{name}--{year or 'undated'}"


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
    levels = [*_LEVEL_SLUGS, None]
    ordered = sorted(bodies, key=lambda one: levels.index(one.level))
    return [
        (_LEVEL_SLUGS.get(level, ""), level or "层级未载明", newest(rows[one.id] for one in part))
        for level, part in groupby(ordered, key=lambda one: one.level)
    ]

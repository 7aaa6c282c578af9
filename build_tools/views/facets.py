"""The ways to divide the records of a kind: year, body, type, campaign, industry, region."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..archive import Archive
from ..dates import day_of
from .frame import Links

#: Between the name of a long list and the year of one of its pages, and the year of undated records; no id
#: has two hyphens in a row, so no other list has the name.
YEAR, UNDATED = "--", "undated"
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
_CASE_SLUGS = {"事故": "shigu", "典型经验": "dianxing-jingyan", "重大隐患": "zhongda-yinhuan"}
LEVEL_SLUGS = {"国家": "guojia", "省": "sheng", "市": "shi", "县": "xian", "企业": "qiye", "其他": "qita"}


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
        "organization": [Facet("level", "层级", word("level", LEVEL_SLUGS)), region],
    }
    return table[kind]


def names(facets: Iterable[Facet], record: Any) -> Iterator[str]:
    """The pages of lists on which a record can stand."""
    year = day_of(record)[:4] or UNDATED
    for facet in facets:
        for slug, _ in facet.values(record):
            yield from (f"{facet.key}-{slug}", f"{facet.key}-{slug}{YEAR}{year}")

"""The ways to divide the records of a kind: year, body, type, campaign, industry, region and others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .. import places
from ..dates import day_of

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
#: What stands for a validity, and what for one that nobody has confirmed.
VALIDITY_SLUGS = {
    "现行有效": "xianxing-youxiao", "已修改": "yi-xiugai", "废止": "feizhi", "失效": "shixiao",
    "任务已完成": "renwu-wancheng", "不适用": "bu-shiyong", "未核实": "wei-heshi",
}  # fmt: skip

#: Slug and name of each value that a record has.
Values = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to divide the records of a kind.

    Attributes:
        key: First part of the names of its groups, e.g. ``year``.
        term: Chinese name, e.g. 发文机关.
        values: The slug and the name of each value that a record has.
        newest_first: Order by name downwards (years) and not by size.
        listed: Whether each of its groups has a list of its own.
    """

    key: str
    term: str
    values: Callable[[Any], Values]
    newest_first: bool = False
    listed: bool = True


def facets(
    kind: str, vocabularies: Mapping[str, Mapping[str, Any]], records: Mapping[str, Mapping[str, Any]]
) -> list[Facet]:
    """The ways to divide a kind, those that have lists first.

    Args:
        kind: The kind.
        vocabularies: Name of a vocabulary -> what records write -> entry.
        records: Kind -> id -> record, of the kinds that records of this one name.
    """

    def terms(vocabulary: str, field: str) -> Callable[[Any], Values]:
        entries = vocabularies[vocabulary]

        def values(record: Any) -> Values:
            held = getattr(record, field)
            keys = held if isinstance(held, tuple) else (held,) if held else ()
            return [(entries[key].id, getattr(entries[key], "name", key)) for key in keys]

        return values

    def refs(other: str, field: str) -> Callable[[Any], Values]:
        return lambda record: [(one, records[other][one].label) for one in getattr(record, field)]

    def word(field: str, slugs: dict[str, str]) -> Callable[[Any], Values]:
        return lambda record: [(slugs[w], w) for w in (getattr(record, field),) if w]

    def within(record: Any) -> Values:
        codes = places.chain(regions, record.region)[::-1] or ((record.region,) if record.region else ())
        return [(code, regions[code].name) for code in codes]

    regions = vocabularies["regions"]
    year = Facet("year", "年份", lambda r: [(y, f"{y}年") for y in (day_of(r)[:4],) if y], True)
    region = Facet("region", "地区", terms("regions", "region"))
    lying = Facet("within", "地区", within, listed=False)
    campaign = Facet("campaign", "专项行动", refs("campaign", "campaigns"))
    table = {
        "notice": [
            year,
            Facet("body", "发文机关", refs("organization", "issuing_bodies")),
            Facet("type", "公文种类", word("type", TYPE_SLUGS)),
            campaign,
            Facet("industry", "行业领域", terms("industries", "industries")),
            region,
            lying,
            Facet("validity", "有效性", _validity, listed=False),
            Facet("text", "收录情况", _text, listed=False),
        ],
        "case": [
            year,
            Facet("grade", "事故等级", word("grade", GRADE_SLUGS)),
            Facet("industry", "行业领域", terms("industries", "industry")),
            Facet("cause", "原因", terms("causes", "causes")),
            Facet("kind", "案例类别", word("type", _CASE_SLUGS)),
            campaign,
            region,
            lying,
        ],
        "campaign": [year, region],
        "statistic": [year, campaign, region],
        "organization": [Facet("level", "层级", word("level", LEVEL_SLUGS)), region],
    }
    return table[kind]


def _validity(record: Any) -> Values:
    word = record.validity.status or "未核实"
    return [(VALIDITY_SLUGS[word], word)]


def _text(record: Any) -> Values:
    return [("title", "仅存题名")] if record.is_stub else [("full", "收录全文")]

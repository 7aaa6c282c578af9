"""The facets by which a search can be filtered, and the values that each record has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from search_index.document import Facet

from .. import places
from ..archive import Archive
from ..kinds import KINDS, Record
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..kinds.statistic import Statistic
from ..views.facts import day_of

#: Chinese term of the glossary's entries among the kinds.
PHRASE = "提法"
_UNKNOWN = "未核实"

#: Every facet: its key, its label, and what people also call it in a query.
FACETS: tuple[Facet, ...] = (
    Facet("kind", "种类", ("分类",)),
    Facet("type", "公文种类", ("类型", "文种")),
    Facet("issuer", "机关", ("发文机关", "发布机关", "单位")),
    Facet("campaign", "专项行动", ("行动",)),
    Facet("industry", "行业", ("行业领域", "领域")),
    Facet("region", "地区", ("地方",)),
    Facet("grade", "事故等级", ("等级",)),
    Facet("validity", "有效性", ("效力", "时效")),
    Facet("year", "年", ("年份", "年度")),
)


def values(archive: Archive, kind: str, record: Record) -> Mapping[str, tuple[str, ...]]:
    """The values of a record by the key of the facet; facets without a value are left out."""
    found: dict[str, tuple[str, ...]] = {"kind": (KINDS[kind].term,)}
    if record.withdrawn is None:
        found["year"] = (day_of(record)[:4],)
        found["campaign"] = _labels(archive, "campaign", getattr(record, "campaigns", ()))
        found["industry"] = _industries(archive, record)
        found["region"] = _regions(archive, getattr(record, "region", None))
        found["issuer"] = _issuers(archive, record)
        if kind == "campaign":
            found["campaign"] = (record.label,)
        if isinstance(record, Notice):
            found["type"] = (record.type or "",)
            found["validity"] = (record.validity.status or _UNKNOWN,)
        if isinstance(record, Case) and record.type == "事故":
            found["grade"] = (record.grade or record.computed_grade or "",)
    return {key: held for key, every in found.items() if (held := tuple(filter(None, every)))}


def issuing_bodies(archive: Archive, record: Record) -> tuple[str, ...]:
    """Ids of the bodies that issued a notice, or the notice that a release of figures stands in."""
    if isinstance(record, Statistic):
        source = archive.head("notice", record.source_record)
        return issuing_bodies(archive, source) if source and source.withdrawn is None else ()
    return record.issuing_bodies if isinstance(record, Notice) else ()


def _issuers(archive: Archive, record: Record) -> tuple[str, ...]:
    return _labels(archive, "organization", issuing_bodies(archive, record))


def _labels(archive: Archive, kind: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    held = (archive.get(kind, one) for one in ids)
    return tuple(record.label for record in held if record is not None)


def _industries(archive: Archive, record: Any) -> tuple[str, ...]:
    """The industries of a record, each with the industry that it belongs to."""
    own = [*getattr(record, "industries", ()), getattr(record, "industry", None)]
    own += [one.industry for one in getattr(record, "scope", ())]
    held = archive.vocabularies["industries"]
    every = [name for one in own if one in held for name in (one, held[one].parent)]
    return tuple(dict.fromkeys(filter(None, every)))


def _regions(archive: Archive, code: str | None) -> tuple[str, ...]:
    """The region and those that it lies in, the largest first."""
    regions = archive.vocabularies["regions"]
    codes = places.chain(regions, code)[::-1] or ((code,) if code in regions else ())
    return tuple(regions[one].name for one in codes)

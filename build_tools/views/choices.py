"""The fields by which the listings of notices and cases can be filtered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from ..archive import Archive
from ..groups.facets import GRADE_SLUGS, VALIDITY_SLUGS, Values, facets
from ..kinds.case import GRADES
from ..kinds.notice import ValidityStatus
from ..lessons import facets as lessons

#: The value of a record whose date is not known.
UNDATED = ("undated", "日期未载明")

_VALIDITIES = (*get_args(ValidityStatus), "未核实")


@dataclass(frozen=True, slots=True)
class Choice:
    """A field by which a list can be filtered.

    Attributes:
        key: What stands in addresses, e.g. ``body``.
        term: Chinese name, e.g. 发文机关.
        values: The slug and the name of each value that a record has.
        order: Slugs in their fixed order; without it, the most frequent value comes first.
        newest_first: Order by slug, downwards.
        between: What stands between several values of one record in a table.
        groups: Heading above a value, by its slug.
        group: The facet of the archive's groups that has the same values; empty if none has.
    """

    key: str
    term: str
    values: Callable[[Any], Values]
    order: tuple[str, ...] = ()
    newest_first: bool = False
    between: str = "、"
    groups: Mapping[str, str] = field(default_factory=dict)
    group: str = ""


def choices(archive: Archive, kind: str) -> list[Choice]:
    """The fields by which the records of a kind can be filtered."""
    own = {
        one.key: Choice(one.key, one.term, one.values, newest_first=one.newest_first, group=one.key)
        for one in facets(kind, archive.vocabularies, archive.records)
    }
    dated = own["year"].values
    year = replace(own["year"], values=lambda record: dated(record) or [UNDATED])
    region = replace(own["within"], key="region", between="")
    if kind == "notice":
        order = tuple(VALIDITY_SLUGS[word] for word in _VALIDITIES)
        return [
            year,
            own["body"],
            own["type"],
            own["industry"],
            region,
            own["campaign"],
            replace(own["validity"], order=order),
            replace(own["text"], order=("full", "title")),
        ]
    held = {one.id: one for one in lessons.rows(archive)}
    schemes = archive.vocabularies["accident_types"]
    types = {(scheme.id, one.name): one.id for scheme in schemes.values() for one in scheme.types}
    groups = {f"{scheme}-{slug}": schemes[scheme].name for (scheme, _), slug in types.items()}
    bands = {label: "-".join(re.findall(r"\d+", label)) or "0" for label, _ in lessons.DEATH_BANDS}

    def accident_types(record: Any) -> Values:
        return [(f"{scheme}-{types[scheme, name]}", name) for scheme, name in held[record.id].types]

    def grade(record: Any) -> Values:
        found = held[record.id].grade
        return [(GRADE_SLUGS[found], found)] if found else []

    def deaths(record: Any) -> Values:
        band = held[record.id].death_band
        return [(bands[band], band)] if band else []

    return [
        year,
        own["kind"],
        Choice("type", "事故类型", accident_types, groups=groups),
        own["industry"],
        Choice("grade", own["grade"].term, grade, tuple(GRADE_SLUGS[word] for word in GRADES)),
        Choice("deaths", "死亡人数", deaths, tuple(bands.values())),
        replace(own["cause"], term="原因归类"),
        region,
        own["campaign"],
    ]

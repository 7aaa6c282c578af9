"""One row a case: everything by which a list of cases can be filtered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .. import places
from ..archive import Archive
from ..kinds.case import Case
from . import cases

#: Bands of deaths, at the bounds of 国务院令第493号 Art. 3: label and most.
DEATH_BANDS: tuple[tuple[str, int | None], ...] = (
    ("无人死亡", 0),
    ("1至2人", 2),
    ("3至9人", 9),
    ("10至29人", 29),
    ("30人以上", None),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A case as a list can filter it; an empty text is a fact that is not held.

    Attributes:
        id: Id of the case.
        title: Its title.
        kind: 事故, 典型经验 or 重大隐患.
        day: Date as far as it is known.
        year: Year.
        types: Scheme and type, as often as the case has one.
        industry: Industry.
        grade: Grade of an accident.
        grade_basis: 来源所述 if the source states it, 推算 if it follows from the casualties.
        province: Code of the province.
        city: Code of the city.
        county: Code of the county.
        deaths: Deaths by the newest figures.
        death_band: Band of deaths.
        causes: Classes of causes.
    """

    id: str
    title: str
    kind: str
    day: str
    year: str
    types: tuple[tuple[str, str], ...]
    industry: str
    grade: str
    grade_basis: Literal["来源所述", "推算", ""]
    province: str
    city: str
    county: str
    deaths: int | None
    death_band: str
    causes: tuple[str, ...]


def rows(archive: Archive) -> tuple[Row, ...]:
    """A row for each case, newest first, undated last."""
    regions = archive.vocabularies["regions"]
    held = sorted(cases(archive), key=lambda case: case.id)
    ordered = sorted(held, key=lambda case: case.date or "", reverse=True)
    return tuple(_row(case, places.chain(regions, case.region)) for case in ordered)


def death_band(deaths: int | None) -> str:
    """The band of a number of deaths; empty if it is not known."""
    if deaths is None:
        return ""
    return next(label for label, most in DEATH_BANDS if most is None or deaths <= most)


def _row(case: Case, chain: tuple[str, ...]) -> Row:
    province, city, county = [*chain[::-1], "", "", ""][:3]
    computed = case.computed_grade if case.type == "事故" else None
    basis: Literal["来源所述", "推算", ""] = "来源所述" if case.grade else "推算" if computed else ""
    deaths = case.latest.deaths if case.latest else None
    return Row(
        id=case.id,
        title=case.title,
        kind=case.type,
        day=case.date or "",
        year=(case.date or "")[:4],
        types=tuple((one.scheme, one.type) for one in case.accident_types),
        industry=case.industry or "",
        grade=case.grade or computed or "",
        grade_basis=basis,
        province=province,
        city=city,
        county=county,
        deaths=deaths,
        death_band=death_band(deaths),
        causes=case.causes,
    )

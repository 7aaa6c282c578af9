"""The lists of a kind: which of its groups have one, and what its pages are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import groups
from ..archive import Archive
from ..dates import day_of
from ..groups import Facet

#: Between the name of a long list and the year of one of its pages, and the year of undated records; no id
#: has two hyphens in a row, so no other list has the name.
YEAR, UNDATED = "--", "undated"


def facets(archive: Archive, kind: str) -> list[Facet]:
    """The ways to divide a kind into lists."""
    return [one for one in groups.facets(kind, archive.vocabularies, archive.records) if one.listed]


def names(facets: Iterable[Facet], record: Any) -> Iterator[str]:
    """The pages of lists on which a record can stand."""
    year = day_of(record)[:4] or UNDATED
    for facet in facets:
        for slug, _ in facet.values(record):
            yield from (f"{facet.key}-{slug}", f"{facet.key}-{slug}{YEAR}{year}")

"""To which groups a record belongs, and its place in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..dates import day_of
from .facets import Facet

#: The group of all records of a kind that are not withdrawn.
EVERY = ""
_NO_FACET = ("", "", "")


def belonging(facets: Iterable[Facet], record: Any) -> dict[str, tuple[str, str, str]]:
    """The groups of a record by name, each with the key of its facet, and the slug and the name of its value.

    A facet's groups are called ``<key>-<slug>``.  Without a facet there are ``dated`` (its day is known and
    not only its month), ``numbered`` (its text is held, and it has a number), ``unverified`` (something in
    it is not confirmed) and ``noted`` (it was changed, or its source errs).  A withdrawn record belongs to
    ``withdrawn`` alone.
    """
    if record.withdrawn is not None:
        return {"withdrawn": _NO_FACET}
    found = dict.fromkeys((EVERY, *_marks(record)), _NO_FACET)
    for facet in facets:
        found |= {f"{facet.key}-{slug}": (facet.key, slug, label) for slug, label in facet.values(record)}
    return found


def _marks(record: Any) -> Iterator[str]:
    if has_full_day(record):
        yield "dated"
    if getattr(record, "document_number", None) and not record.is_stub:
        yield "numbered"
    if record.unverified:
        yield "unverified"
    if record.changes or any(note.erratum for note in record.source_notes):
        yield "noted"


def has_full_day(record: Any) -> bool:
    """Whether the data give a record a day, and not only a month or year."""
    return len(day_of(record)) == len("2023-03-13")


def period_of(day: str) -> str:
    """The period of a day as far as it is known: its month, the year, or an empty text."""
    return day[: len("2023-03")]


def newest_first(records: Iterable[Any]) -> list[Any]:
    """Records of one kind with the newest first, undated ones last, equal days in the order of their
    addresses.
    """
    ordered = sorted(records, key=lambda one: f"{one.id}.html")
    ordered.sort(key=day_of, reverse=True)
    return ordered

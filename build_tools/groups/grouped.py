"""The records of a kind by group and by the period of their day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, NamedTuple, Protocol

from ..dates import day_of
from ..periods import lies_in
from .belonging import belonging, newest_first, period_of
from .facets import Facet


class Value(NamedTuple):
    """A value of a facet that records have.

    Attributes:
        slug: The part of addresses that stands for it.
        label: The value in words.
        count: How many records have it.
    """

    slug: str
    label: str
    count: int


#: Day and id of a record, as groups order their members.
Place = tuple[str, str]


class Grouped(Protocol):
    """What is asked of the groups of a kind."""

    def periods(self, group: str) -> Mapping[str, int]:
        """How many members a group has in each period, newest first."""

    def places(self, group: str, period: str | None, most: int | None) -> tuple[Place, ...]:
        """The members of a group in a period, newest first; see ``Archive.members``."""

    def record(self, id_: str) -> Any:
        """A member; a notice without its texts."""

    def values(self, facet: str) -> tuple[Value, ...]:
        """The values of a facet, in the order of their slugs."""


class Groups:
    """The groups of some records, in memory."""

    def __init__(self, facets: Iterable[Facet], records: Mapping[str, Any]) -> None:
        facets = list(facets)
        self._records = records
        # Newest first throughout, so that each period's records and the periods stand in this order.
        self._held: dict[str, dict[str, list[Place]]] = {}
        self._labels: dict[str, dict[str, str]] = {facet.key: {} for facet in facets}
        for record in newest_first(records.values()):
            place = (day_of(record), record.id)
            period = period_of(place[0])
            for group, (facet, slug, label) in belonging(facets, record).items():
                self._held.setdefault(group, {}).setdefault(period, []).append(place)
                if facet:
                    self._labels[facet][slug] = label

    def periods(self, group: str) -> Mapping[str, int]:
        """How many members a group has in each period, newest first."""
        return {period: len(held) for period, held in self._held.get(group, {}).items()}

    def places(self, group: str, period: str | None, most: int | None) -> tuple[Place, ...]:
        """The members of a group in a period, newest first."""
        held = self._held.get(group, {})
        chosen = (part for one, part in held.items() if period is None or lies_in(one, period))
        return tuple(islice((place for part in chosen for place in part), most))

    def record(self, id_: str) -> Any:
        """A member."""
        return self._records[id_]

    def values(self, facet: str) -> tuple[Value, ...]:
        """The values of a facet, in the order of their slugs."""
        return tuple(
            Value(slug, label, sum(self.periods(f"{facet}-{slug}").values()))
            for slug, label in sorted(self._labels[facet].items())
        )

"""Names in running text: bodies, campaigns, set phrases and accidents, longest first.

A name with a period means its body only in documents of that period.  A relative short
form (省安委会, 市政府) means the body of the document's own province or city.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .kinds.campaign import Campaign
from .kinds.organization import Organization
from .kinds.vocabulary import GlossaryEntry

#: A short form that says 省, 市 … without saying which.
_RELATIVE = re.compile(r"[省市县区旗]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a text may use, and what it means.

    Attributes:
        text: The name as documents write it.
        kind: Kind of record (organization, campaign) or ``glossary``.
        id: Identifier of what is meant.
        start: First day or month of the name's period, ``None`` if open.
        end: Last day or month of the name's period, ``None`` if open.
        region: For a relative short form the code of the region it belongs to.
    """

    text: str
    kind: str
    id: str
    start: str | None = None
    end: str | None = None
    region: str | None = None

    def fits(self, day: str | None, region: str | None) -> bool:
        """Whether a document of ``day`` (ISO date) and ``region`` can mean this by the name."""
        if day is not None:
            if self.start is not None and day[: len(self.start)] < self.start:
                return False
            if self.end is not None and day[: len(self.end)] > self.end:
                return False
        return self.region is None or (region is not None and _within(region, self.region))


def _within(region: str, outer: str) -> bool:
    """Whether a region code lies in another: 140105 in 140100 in 140000."""
    return region.startswith(outer.removesuffix("00").removesuffix("00"))


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text; several meanings stay several."""

    start: int
    end: int
    names: tuple[Name, ...]


class Names:
    """All names of an archive, found in one pass over a text."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_head: dict[str, dict[str, list[Name]]] = defaultdict(dict)
        for name in names:
            if len(name.text) >= 2:
                self._by_head[name.text[:2]].setdefault(name.text, []).append(name)
        self._lengths = {
            head: sorted({len(text) for text in table}, reverse=True) for head, table in self._by_head.items()
        }

    def find(self, text: str) -> Iterator[Found]:
        """Names in ``text`` from left to right, the longest at each place, without overlap."""
        position = 0
        while position < len(text) - 1:
            head = text[position : position + 2]
            table = self._by_head.get(head)
            length = 0
            if table is not None:
                for candidate in self._lengths[head]:
                    names = table.get(text[position : position + candidate])
                    if names:
                        length = candidate
                        yield Found(position, position + candidate, tuple(names))
                        break
            position += length or 1


def organization_names(organizations: Iterable[Organization]) -> Iterator[Name]:
    """Full names and short forms of bodies, with their periods."""
    for body in organizations:
        for name in body.names:
            yield Name(name.name, "organization", body.id, name.start, name.end)
            for short in name.short_forms:
                region = body.region if _RELATIVE.match(short) else None
                yield Name(short, "organization", body.id, name.start, name.end, region)


def campaign_names(campaigns: Iterable[Campaign]) -> Iterator[Name]:
    """Names and short forms of campaigns."""
    for campaign in campaigns:
        for name in campaign.names:
            for text in (name.name, *name.short_forms):
                yield Name(text, "campaign", campaign.id)


def glossary_names(entries: Iterable[GlossaryEntry]) -> Iterator[Name]:
    """Set phrases and their other writings."""
    for entry in entries:
        for text in (entry.name, *entry.variants):
            yield Name(text, "glossary", entry.id)

"""What the texts of an archive say of one another: links, citations, wanted and open mentions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..kinds.base import Quote
from ..problems import ValuePath
from .resolve import Held, Open, Target, Wanted
from .wanted import WantedDocument


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a block's text that becomes a link."""

    start: int
    end: int
    target: Held | Wanted


@dataclass(frozen=True, slots=True)
class Citation:
    """A document or body named in a text, kept as an exact quotation so that it survives edits.

    Attributes:
        kind: Kind of the record whose text it is.
        id: Its id.
        place: Address of the paragraph on the record's page.
        path: Where the text stands in the record.
        offset: Position in that text.
        quote: The mention with what stands before and after it.
        sentence: The sentence around it.
        target: What is meant.
    """

    kind: str
    id: str
    place: str
    path: ValuePath
    offset: int
    quote: Quote
    sentence: str
    target: Target

    @property
    def open(self) -> bool:
        """Whether an editor has to say what is meant."""
        return isinstance(self.target, Open)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What one record says of another.

    Attributes:
        kind: Kind of the record that mentions.
        id: Its id.
        day: The day by which lists order it; empty if unknown.
        citations: Where it does, in the order of its text.
    """

    kind: str
    id: str
    day: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Mentioning:
    """Who mentions something.

    Attributes:
        sources: The records that do, as many as were asked for.
        count: Number of all records that do.
        total: Number of all their mentions.
    """

    sources: tuple[Mentions, ...] = ()
    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Connections:
    """All mentions of an archive, by the text they stand in and by what they mean.

    Attributes:
        spots: (kind, id) -> paragraph address -> links in that paragraph, in order.
        citations: Every mention of a document, in the order of records and texts.
        names: Every first mention of a body, campaign, set phrase or case in a paragraph.
        wanted: Documents not held, most cited first.
    """

    spots: Mapping[tuple[str, str], Mapping[str, tuple[Spot, ...]]] = field(default_factory=dict, repr=False)
    citations: tuple[Citation, ...] = ()
    names: tuple[Citation, ...] = ()
    wanted: tuple[WantedDocument, ...] = ()
    _documents: Mapping[str, WantedDocument] = field(default_factory=dict, repr=False)
    _by_source: Mapping[tuple[str, str], tuple[Citation, ...]] = field(default_factory=dict, repr=False)
    _by_target: Mapping[tuple[str, str], tuple[Citation, ...]] = field(default_factory=dict, repr=False)

    def citing(self, kind: str, id_: str) -> tuple[Citation, ...]:
        """Who mentions a record (or, with kind ``wanted``, a wanted document by its key)."""
        return self._by_target.get((kind, id_), ())

    def spots_in(self, kind: str, id_: str) -> Mapping[str, tuple[Spot, ...]]:
        """The links in a record's texts, by the address of the paragraph."""
        return self.spots.get((kind, id_), {})

    def made_by(self, kind: str, id_: str) -> tuple[Citation, ...]:
        """The mentions of documents in a record's texts, in their order."""
        return self._by_source.get((kind, id_), ())

    def document(self, key: str) -> WantedDocument:
        """The wanted document with this key; raises KeyError if there is none."""
        return self._documents[key]

    @property
    def open(self) -> tuple[Citation, ...]:
        """Mentions that an editor has to decide."""
        return tuple(citation for citation in (*self.citations, *self.names) if citation.open)

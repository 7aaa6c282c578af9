"""What is searched: documents with their passages, and the lexicon that helps to find them.

A document is indexed; the lexicon (facets, names, near words, works cited but not held) is
stored beside the postings and used when a question is asked: a change of it never costs a new analysis.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any


def digest_of(value: Any) -> str:
    """Return 32 hexadecimal digits that stand for a value made of JSON types."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Passage:
    """A piece of a document's visible text, as raw text."""

    anchor: str
    """The id of its place on the page; empty for the top."""
    text: str
    label: str = ""
    """What the place is called; may be empty."""


@dataclass(frozen=True)
class Document:
    """One record to be found."""

    id: str
    url: str
    title: str
    other_titles: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    """Its own document numbers, as written."""
    number_names: tuple[str, ...] = ()
    """Every name of the bodies that issued it: a number may be asked for as name, year and serial."""
    date: str = ""
    """Empty, YYYY, YYYY-MM or YYYY-MM-DD."""
    repealed: bool = False
    meta: str = ""
    """The line shown under the title."""
    status: str = ""
    """Its validity as shown; may be empty."""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    suggestions: tuple[tuple[str, str], ...] = ()
    """What is offered while a reader types and leads to it: texts, each with what it is called."""

    def plain(self) -> list[Any]:
        """Return the document as JSON types, without the names of its fields."""
        return [
            self.id,
            self.url,
            self.title,
            list(self.other_titles),
            list(self.numbers),
            list(self.number_names),
            self.date,
            self.repealed,
            self.meta,
            self.status,
            {key: list(self.facets[key]) for key in sorted(self.facets)},
            [[passage.anchor, passage.text, passage.label] for passage in self.passages],
            [list(one) for one in self.suggestions],
        ]

    @classmethod
    def from_plain(cls, plain: list[Any]) -> "Document":
        """Return the document that plain() described."""
        (
            identity,
            url,
            title,
            others,
            numbers,
            names,
            date,
            repealed,
            meta,
            status,
            facets,
            passages,
            offered,
        ) = plain
        return cls(
            id=identity,
            url=url,
            title=title,
            other_titles=tuple(others),
            numbers=tuple(numbers),
            number_names=tuple(names),
            date=date,
            repealed=repealed,
            meta=meta,
            status=status,
            facets={key: tuple(values) for key, values in facets.items()},
            passages=tuple(Passage(*passage) for passage in passages),
            suggestions=tuple((text, label) for text, label in offered),
        )

    @property
    def digest(self) -> str:
        """The digest of everything in the document: another digest, another analysis."""
        return digest_of(self.plain())

    @property
    def texts(self) -> tuple[str, ...]:
        """Its text as it is searched: the title, then the passages."""
        return (self.title, *(passage.text for passage in self.passages))


@dataclass(frozen=True)
class Facet:
    """A property by which results are filtered and counted."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """A document that is cited but not held."""

    title: str
    numbers: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True)
class Suggestion:
    """A text offered while a reader types."""

    text: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class Lexicon:
    """What is known about words, names and properties."""

    facets: tuple[Facet, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    """Groups of names that mean the same thing."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words near in meaning."""
    phrases: tuple[str, ...] = ()
    wanted: tuple[Wanted, ...] = ()

    def plain(self) -> dict[str, Any]:
        """Return the lexicon as JSON types."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Lexicon":
        """Return the lexicon that plain() described."""
        return cls(
            facets=tuple(Facet(one["key"], one["label"], tuple(one["aliases"])) for one in plain["facets"]),
            names=tuple(map(tuple, plain["names"])),
            synonyms=tuple(map(tuple, plain["synonyms"])),
            phrases=tuple(plain["phrases"]),
            wanted=tuple(Wanted(one["title"], tuple(one["numbers"]), one["url"]) for one in plain["wanted"]),
        )

    @cached_property
    def digest(self) -> str:
        """The digest of everything in the lexicon."""
        return digest_of(self.plain())

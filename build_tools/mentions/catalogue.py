"""Documents held, by their numbers and by the keys of their titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..kinds.notice import Notice
from . import titles
from .issuers import Issuers

#: Keys of titles: whole, without issuer, as issued, without edition.
Table = Literal["full", "bare", "issued", "edition"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document under one of its titles, or an attachment that a document issued."""

    id: str
    issuers: tuple[str, ...]
    printed: str
    day: str | None
    region: str | None
    attachment: int | None = None


@dataclass(frozen=True, slots=True)
class Taught:
    """What one document teaches about how texts may name it.

    Attributes:
        id: Its id.
        number: Key of its number; empty if it has none.
        stated: Its number as the record states it; empty if it has none.
        titles: Table, key and entry of each of its titles, in order.
    """

    id: str
    number: str
    stated: str
    titles: tuple[tuple[Table, str, Entry], ...]

    @property
    def keys(self) -> frozenset[str]:
        """All keys under which the document is known."""
        return frozenset(key for _, key, _ in self.titles)


def taught(notice: Notice, issuers: Issuers) -> Taught:
    """The numbers and titles of one document."""
    found: list[tuple[Table, str, Entry]] = []

    def add(table: Table, key: str | None, entry: Entry) -> None:
        if key:
            found.append((table, key, entry))

    day = notice.document_date.isoformat() if notice.document_date else None
    for title in (notice.title, *notice.other_titles):
        whole, bare = titles.key(title), titles.without_issuer(title)
        printed = whole.removesuffix(bare) if bare else ""
        entry = Entry(notice.id, notice.issuing_bodies, printed, day, notice.region)
        add("full", whole, entry)
        add("bare", bare, entry)
        add("issued", titles.issued(title), entry)
        add("edition", titles.without_edition(title), entry)
    for position, attachment in enumerate(notice.attachments):
        if attachment.label == "印发件":
            part = Entry(notice.id, notice.issuing_bodies, "", day, notice.region, position)
            add("issued", titles.key(attachment.title), part)
            add("edition", titles.without_edition(attachment.title), part)
    stated = notice.document_number or ""
    return Taught(notice.id, issuers.number_key(stated) if stated else "", stated, tuple(found))


class Catalogue:
    """What all documents taught.  ``looked`` gathers what was asked for, under names that say what it
    would take to give another answer.
    """

    def __init__(self, looked: set[str] | None = None) -> None:
        self.looked: set[str] = set() if looked is None else looked
        self._numbers: dict[str, str] = {}
        self._taught: dict[str, Taught] = {}
        self._titles: dict[tuple[Table, str], list[Entry]] = defaultdict(list)

    def add(self, one: Taught) -> None:
        """Learn a document; of two with one number the first keeps it."""
        self._taught[one.id] = one
        if one.number:
            self._numbers.setdefault(one.number, one.id)
        for table, key, entry in one.titles:
            self._titles[table, key].append(entry)

    def number(self, key: str) -> str | None:
        """Id of the document with a number."""
        self.looked.add(f"number:{key}")
        return self._numbers.get(key)

    def titled(self, table: Table, key: str) -> Sequence[Entry]:
        """The documents with a key, in the order of their ids."""
        self.looked.add(f"title:{key}")
        return self._titles.get((table, key), ())

    def stated(self, id_: str) -> str | None:
        """The number that a document states."""
        self.looked.add(f"taught:{id_}")
        return self._taught[id_].stated or None

    def keys(self, id_: str) -> frozenset[str]:
        """The keys of all titles of a document."""
        self.looked.add(f"taught:{id_}")
        return self._taught[id_].keys

"""What texts are read with, looked up in the store: documents by number and title, and identities."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..mentions.catalogue import Catalogue, Entry, Table, Taught
from ..mentions.wanted import Identities, Named, WantedDocument, document
from .facts import place
from .store import Store


class KeptCatalogue(Catalogue):
    """The documents of the store."""

    def __init__(self, store: Store, looked: set[str]) -> None:
        super().__init__(looked)
        self._store = store

    def number(self, key: str) -> str | None:
        """Id of the document with a number; the first of several."""
        self.looked.add(f"number:{key}")
        found = self._store.facts(f"number:{key}")
        return place(found[0][0])[1] if found else None

    def titled(self, table: Table, key: str) -> Sequence[Entry]:
        """The documents with a key, in the order of their ids."""
        self.looked.add(f"title:{key}")
        held = self._store.facts(f"title:{key}")
        return [entry for _, _, entries in held for where, entry in entries if where == table]

    def stated(self, id_: str) -> str | None:
        """The number that a document states."""
        return self._taught_by(id_).stated or None

    def keys(self, id_: str) -> frozenset[str]:
        """The keys of all titles of a document."""
        return self._taught_by(id_).keys

    def _taught_by(self, id_: str) -> Taught:
        self.looked.add(f"taught:{id_}")
        taught: Taught = self._store.facts(f"taught:{id_}")[0][2]
        return taught


class KeptIdentities(Identities):
    """Which mentions mean one document, by all texts of the store."""

    def __init__(self, store: Store, looked: set[str]) -> None:
        super().__init__((), looked)
        self._store = store

    def known(self, title: str) -> Collection[str]:
        """The numbers that texts give to documents with the key of a title."""
        self.looked.add(f"known:{title}")
        return {number for _, _, held in self._store.facts(f"known:{title}") for number in held}

    def document(self, key: str) -> WantedDocument:
        """The wanted document that ``key`` stands for."""
        whole = Named()
        for _, _, named in self._store.facts(f"wanted:{key}"):
            whole.titles.update(named.titles)
            whole.number = whole.number or named.number
        return document(key, whole)

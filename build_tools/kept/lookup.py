"""What texts are read with, looked up in the store: documents by number and title, and identities."""

from __future__ import annotations

import json
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
        rows = self._store.rows("SELECT DISTINCT rank FROM fact WHERE key = ?", f"known:{title}")
        return {number for (held,) in rows for number in json.loads(held)}

    def document(self, key: str) -> WantedDocument:
        """The wanted document that ``key`` stands for."""
        whole = Named()
        query = "SELECT rank, count(*) FROM fact WHERE key = ? GROUP BY rank ORDER BY min(owner)"
        for written, times in self._store.rows(query, f"wanted:{key}"):
            whole.add(written, times)
        return document(key, whole)

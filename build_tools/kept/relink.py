"""Reads texts of which a mention may mean something else now, by what the store knows of all records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..kinds.base import Record
from ..mentions import connect
from ..mentions.linker import Linked, Text, texts
from ..mentions.resolve import Resolver
from ..problems import Problem
from ..validate import Unit
from . import facts, fill
from .answers import Answers
from .held import kept_head
from .lookup import KeptCatalogue, KeptIdentities
from .store import Store


class Reader:
    """Reads texts by the documents, bodies, names and identities of a store."""

    def __init__(self, store: Store, small: fill.Small) -> None:
        self._looked: set[str] = set()
        self._store = store
        self._identities = KeptIdentities(store, self._looked)
        catalogue = KeptCatalogue(store, self._looked)
        resolver = Resolver((), small.records["organization"], catalogue)  # type: ignore[arg-type]
        glossary = small.vocabularies["glossary"]
        self._linker = connect.linker(small.records, glossary, resolver, self._identities.key)

    def read(self, kind: str, record: Record, found: tuple[Text, ...]) -> tuple[fill.Trace, Linked]:
        """What a record's texts mention."""
        self._looked.clear()
        linked = self._linker.link(kind, record, found)
        return fill.trace(record, found, linked, self._identities, self._looked), linked

    def problems(
        self, kind: str, record: Record, linked: Linked, unit: Callable[[], Unit]
    ) -> Iterator[Problem]:
        """What is doubtful in it; ``unit`` is asked only if something is."""
        found = [one for one in (*linked.citations, *linked.names) if one.open]
        if found:
            yield from connect.undecided(unit(), found)
        if kind == "notice":
            late = [one for one in linked.citations if connect.later(record, one, self._head)]
            if late:
                yield from connect.too_late(unit(), late, self._head)

    def _head(self, id_: str) -> Record | None:
        return kept_head(self._store, id_)


def relink(
    answers: Answers, small: fill.Small, owners: Iterable[str], read: Callable[[str, str], Unit]
) -> Iterator[tuple[str, set[str], bool]]:
    """Bring up to date what the texts of some records mention, and its problems.

    Gives each record with the keys of other facts that it now leaves, as ``Answers.replace`` tells them, and
    whether its own page shows other links.
    """
    store = answers.store
    reader = Reader(store, small)
    for owner in sorted(owners):
        kind, id_ = facts.place(owner)
        unit = read(kind, id_)
        record = unit.instance
        assert isinstance(record, Record)
        found, linked = reader.read(kind, record, texts(kind, record))
        keys = answers.replace(owner, facts.LINK, found.leaving)
        store.note(f"link:{owner}", found.looked)
        otherwise = store.about(f"linked:{owner}") != fill.linked(found)
        if otherwise:
            store.keep(f"linked:{owner}", fill.linked(found))
        store.run("DELETE FROM problem WHERE file = ? AND step = ?", [(fill.shown(kind, id_), facts.LINK)])
        fill.keep_problems(store, reader.problems(kind, record, linked, lambda unit=unit: unit))
        yield owner, keys, otherwise

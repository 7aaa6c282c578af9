"""Reads texts anew of which a mention may mean something else now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..kinds.base import Record
from ..mentions import connect
from ..mentions.linker import texts
from ..mentions.resolve import Resolver
from ..validate import Unit
from . import facts, fill
from .held import kept_head
from .lookup import KeptCatalogue, KeptIdentities
from .store import Store


def relink(
    store: Store, small: fill.Small, owners: Iterable[str], read: Callable[[str, str], Unit]
) -> Iterator[tuple[str, set[str], bool]]:
    """Bring up to date what the texts of some records mention, and its problems.

    Gives each record with the keys under which it now leaves other facts, and whether its own page shows
    other links.
    """
    looked: set[str] = set()
    identities = KeptIdentities(store, looked)
    resolver = Resolver((), small.records["organization"], KeptCatalogue(store, looked))  # type: ignore[arg-type]
    reader = connect.linker(small.records, small.vocabularies["glossary"], resolver, identities.key)
    for owner in sorted(owners):
        kind, id_ = facts.place(owner)
        unit = read(kind, id_)
        record = unit.instance
        assert isinstance(record, Record)
        looked.clear()
        blocks = texts(kind, record)
        linked = reader.link(kind, record, blocks)
        found = fill.trace(record, blocks, linked, identities, looked)
        keys = store.replace(owner, facts.LINK, found.leaving)
        store.note(f"link:{owner}", found.looked)
        otherwise = store.about(f"linked:{owner}") != (dict(found.spots), found.citations)
        if otherwise:
            fill.keep_linked(store, owner, found)
        problems = [*connect.undecided(unit, (*linked.citations, *linked.names))]
        if kind == "notice":
            problems += connect.too_late(unit, linked.citations, lambda one: kept_head(store, one))
        store.run("DELETE FROM problem WHERE file = ? AND step = ?", [(fill.shown(kind, id_), facts.LINK)])
        fill.keep_problems(store, problems)
        yield owner, keys, otherwise

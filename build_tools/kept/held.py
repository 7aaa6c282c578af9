"""The archive as views see it, read from the store when they ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .. import periods
from ..archive import Archive, Naming, Referrer
from ..audits import Audits, Stated
from ..dates import months
from ..groups import Grouped
from ..kinds import KINDS
from ..kinds.base import Record
from ..kinds.notice import Notice, Relation
from ..kinds.vocabulary import VOCABULARIES
from ..linking.relations import series_place
from ..mentions.connections import Citation, Connections, Mentioning, Mentions, Spot
from ..mentions.wanted import WantedDocument
from .facts import owner, place
from .fill import Small
from .grouped import KeptGroups
from .heads import Head, head
from .lookup import KeptIdentities
from .rows import unpack
from .store import Store

#: So many heads are held at most by who forgets now and then.
_MOST = 5000

#: How the record with a kind and id is read from its file.
Reading = Callable[[str, str], Record | None]


@dataclass(frozen=True, slots=True)
class KeptConnections(Connections):
    """What texts say of one another, by the store."""

    store: Store | None = None

    def spots_in(self, kind: str, id_: str) -> Mapping[str, tuple[Spot, ...]]:
        """The links in a record's texts, by the address of the paragraph."""
        return self._linked(kind, id_)[0]

    def made_by(self, kind: str, id_: str) -> tuple[Citation, ...]:
        """The mentions of documents in a record's texts, in their order."""
        return self._linked(kind, id_)[1]

    def _linked(self, kind: str, id_: str) -> tuple[Mapping[str, tuple[Spot, ...]], tuple[Citation, ...]]:
        assert self.store is not None
        return self.store.about(f"linked:{owner(kind, id_)}") or ({}, ())


@dataclass(frozen=True, slots=True)
class KeptArchive(Archive):
    """The archive by the store.  ``records`` holds every kind but the notices."""

    store: Store = field(kw_only=True)
    read: Reading = field(kw_only=True)
    _heads: dict[str, Head | None] = field(default_factory=dict, repr=False)
    _all: list[Head] = field(default_factory=list, repr=False)

    def get(self, kind: str, id_: str) -> Record | None:
        """The record of a kind with this id, if the archive holds it."""
        if kind != "notice":
            return self.records[kind].get(id_)
        self.looked.add(f"whole:{id_}")
        known = self._head(id_)
        record = self.read(kind, id_) if known is not None else None
        if not isinstance(record, Notice) or known is None:
            return None
        return record.model_copy(update={"validity": known.validity})

    def forget(self) -> None:
        """Forget what was read if it has become much; all is read again when it is asked for."""
        if len(self._heads) > _MOST:
            self._heads.clear()

    def head(self, kind: str, id_: str) -> Record | None:
        """The same without a notice's texts."""
        if kind != "notice":
            return self.records[kind].get(id_)
        self.looked.add(f"head:{id_}")
        return self._head(id_)

    def has(self, kind: str, id_: str) -> bool:
        """Whether there is a record of a kind with this id."""
        if kind != "notice":
            return id_ in self.records[kind]
        self.looked.add(f"held:{id_}")
        return self._head(id_) is not None

    def _head(self, id_: str) -> Head | None:
        if id_ not in self._heads:
            self._heads[id_] = kept_head(self.store, id_)
        return self._heads[id_]

    def of(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind, sorted by id; notices without their texts."""
        if kind != "notice":
            return tuple(self.records[kind].values())
        self.looked.add("heads")
        if not self._all:
            self._all.extend(heads(self.store))
        return tuple(self._all)

    def _grouped(self, kind: str) -> Grouped:
        if kind == "notice" and kind not in self._groups:
            self._groups[kind] = KeptGroups(self.store, self._head)
        return super(KeptArchive, self)._grouped(kind)

    def dated(self, first: date, last: date) -> Iterator[Notice]:
        """The notices of some days by their 成文日期, without their texts."""
        low, high = first.isoformat(), last.isoformat()
        for month in months(first, last):
            self.looked.add(f"month:{month}")
            rows = self.store.rows("SELECT rank, owner FROM fact WHERE key = ?", f"month:{month}")
            for day, one in sorted(rows, key=lambda row: row[1]):
                found = self._head(place(one)[1]) if low <= day <= high else None
                if found is not None:
                    self.looked.add(f"head:{found.id}")
                    yield found

    def named_by(self, target: str, key: str, most: int | None, skip: Sequence[str]) -> list[Naming]:
        """Who names a record or a vocabulary entry, by kind and field, fields in ``skip`` left out."""
        # Records of all other kinds are at hand; those which notices add are counted in the store.
        found = super(KeptArchive, self).named_by(target, key, most, skip)
        for used in self._uses(target, key):
            name = used.partition("\t")[2]
            if name not in skip:
                rows = self.store.highest(used, most)
                rows.sort(key=lambda row: f"{place(row[0])[1]}.html")
                rows.sort(key=lambda row: row[1], reverse=True)
                ids = tuple(place(one)[1] for one, _ in rows[:most])
                found.append(Naming("notice", name, ids, self.store.count(used)))
        order = [*KINDS, *VOCABULARIES]
        return sorted(found, key=lambda one: (order.index(one.kind), one.field))

    def _uses(self, target: str, key: str) -> list[str]:
        return list(self.store.keys(f"uses:{target}/{key}\t"))

    def users(self, target: str, key: str, skip: Sequence[str]) -> int:
        """How many records and entries name a vocabulary entry, fields in ``skip`` left out."""
        few = super(KeptArchive, self).users(target, key, skip)
        used = [one for one in self._uses(target, key) if one.partition("\t")[2] not in skip]
        if len(used) < 2:
            return few + sum(map(self.store.count, used))
        return few + len({one for key in used for one, _ in self.store.highest(key, None)})

    def referrers(self, kind: str, id_: str) -> tuple[Referrer, ...]:
        """Who names this record: of notices only which, and in which field."""
        few = super(KeptArchive, self).referrers(kind, id_)
        return tuple(sorted((*self._notices(kind, id_), *few), key=_by_kind))

    def _notices(self, kind: str, id_: str) -> Iterator[Referrer]:
        for used in self._uses(kind, id_):
            for one, _ in self.store.highest(used, None):
                yield Referrer(*place(one), (used.partition("\t")[2],))

    def _naming(self, target: str, key: str) -> Iterator[Referrer]:
        self.looked.add(f"named:{target}/{key}")
        held = self._referrers if target in KINDS else self._term_users
        for one in held.get((target, key), ()):
            record = self.records[one.kind].get(one.id) if one.kind in KINDS else None
            if (record is not None and record.withdrawn is None) or one.kind in VOCABULARIES:
                yield one

    def mentioning(self, kind: str, id_: str, most: int | None = None, newest: bool = True) -> Mentioning:
        """The other records whose texts mention a record or a document not held."""
        self.looked.add(f"cited:{kind}/{id_}")
        key, own = f"cited:{kind}/{id_}", owner(kind, id_) if kind in KINDS else ""
        ((count, total),) = self.store.rows(
            "SELECT count(*), total(CAST(substr(rank, instr(rank, char(9)) + 1) AS INTEGER)) FROM fact"
            " WHERE key = ? AND owner != ?",
            key, own,
        )  # fmt: skip
        rows = sorted(self.store.first(key, own, most, newest))
        days = {one: rank.partition("\t")[0] for one, rank in rows}
        known = sorted((row for row in rows if days[row[0]]), key=lambda row: days[row[0]], reverse=newest)
        ordered = [*known, *(row for row in rows if not days[row[0]])]
        shown = tuple(
            Mentions(*place(one), days[one], self.store.fact(key, rank, one)) for one, rank in ordered[:most]
        )
        return Mentioning(shown, count, int(total))

    def wanted(self, key: str) -> WantedDocument:
        """A document that is not held, by its key."""
        self.looked.add(f"wanted:{key}")
        return KeptIdentities(self.store, set()).document(key)

    def wanted_totals(self) -> dict[str, int]:
        """How often texts mention each of these documents, by its key."""
        self.looked.add("wanted")
        rows = self.store.rows(
            "SELECT key, sum(CAST(substr(rank, instr(rank, char(9)) + 1) AS INTEGER)) FROM fact"
            " WHERE key > 'cited:wanted/' AND key < 'cited:wanted0' GROUP BY key"
        )
        return {key.partition("/")[2]: total for key, total in rows}

    def wanted_keys(self) -> list[str]:
        """The keys of all documents that texts name and the archive does not hold."""
        self.looked.add("wanted")
        return [key.partition("/")[2] for key in self.store.keys("cited:wanted/")]

    def stated(self, sort: Stated, period: str | None = None) -> tuple[Any, ...]:
        """What texts state that an editor has to look at."""
        self.looked.add(sort if period is None else f"{sort}@{periods.name(periods.counted_as(period))}")
        keys = [key for key, one in self._stated_keys(sort) if period is None or periods.lies_in(one, period)]
        found = [(one, held) for key in keys for one, _, held in self.store.facts(key)]
        found.sort(key=lambda row: row[0])
        if sort == "audit":
            return tuple(one for _, held in found for one in held)
        return tuple(one for part in (0, 1) for _, held in found for one in held[part])

    def _stated_keys(self, sort: Stated) -> list[tuple[str, str]]:
        keys = self.store.keys(f"{sort}@")
        return [(key, periods.named(key.partition("@")[2])) for key in keys]

    def _tally(self, sort: Stated) -> Mapping[str, tuple[int, ...]]:
        query = "SELECT rank, count(*) FROM fact WHERE key = ? GROUP BY rank"
        found = {}
        for key, period in self._stated_keys(sort):
            counts = [[int(one) * many for one in rank.split()] for rank, many in self.store.rows(query, key)]
            found[period] = tuple(map(sum, zip(*counts, strict=True)))
        return found

    def reverse_relations(self, notice_id: str) -> tuple[tuple[str, str, Relation], ...]:
        """Relations that other notices state to this one: verb, id of the other, the relation."""
        self.looked.add(f"reverse:{notice_id}")
        held = self.store.facts(f"reverse:{notice_id}")
        return tuple((verb, place(one)[1], relation) for one, _, said in held for verb, relation in said)

    def series_neighbours(self, notice_id: str) -> tuple[str | None, str | None]:
        """Ids of the held notices before and after this one in its number series."""
        self.looked.add(f"beside:{notice_id}")
        known = self._head(notice_id)
        return beside(self.store, known) if known is not None else (None, None)


def by_store(store: Store, small: Small, read: Reading) -> KeptArchive:
    """The archive of a store and of all but the notices; ``read`` reads a notice from its file."""
    connections = KeptConnections(store=store)
    found = Audits(small.releases, (), small.several)
    return KeptArchive(
        small.site, small.vocabularies, small.records, connections, found, small.referrers, small.users,
        store=store, read=read,
    )  # fmt: skip


def beside(store: Store, notice: Notice) -> tuple[str | None, str | None]:
    """Ids of the notices before and after one in its number series."""
    series = series_place(notice)
    if series is None:
        return None, None
    here = (f"series:{series[0]}", f"{series[1]:04}{series[2]:010}", owner("notice", notice.id))
    found = []
    for sign, order in (("<", "DESC"), (">", "ASC")):
        row = store.rows(
            f"SELECT owner FROM fact WHERE key = ? AND (rank, owner) {sign} (?, ?)"
            f" ORDER BY rank {order}, owner {order} LIMIT 1",
            *here,
        )
        found.append(place(row[0][0])[1] if row else None)
    return found[0], found[1]


def kept_head(store: Store, id_: str) -> Head | None:
    """A notice without its texts."""
    row = store.rows("SELECT value FROM head WHERE id = ?", id_)
    return head(unpack(row[0][0])) if row else None


def heads(store: Store) -> Iterator[Head]:
    """All notices without their texts, sorted by id."""
    return (head(unpack(value)) for (value,) in store.rows("SELECT value FROM head ORDER BY id"))


def _by_kind(one: Referrer) -> tuple[int, str]:
    order: list[Any] = [*KINDS, *VOCABULARIES, "site"]
    return order.index(one.kind), one.id

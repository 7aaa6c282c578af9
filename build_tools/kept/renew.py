"""A build after some notices changed: what they leave, what that changes in others, and all problems.

Whatever is out of the ordinary (another kind of record, an error, two claims to one number) makes
it ``Unfit`` for the short way; a full build then does the same work, and finds the right words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from .. import audits, groups, scan
from .. import validate as validation
from ..dates import day_of
from ..kinds import KINDS
from ..kinds.notice import Notice
from ..linking import references, relations, sources, timely
from ..mentions.issuers import Issuers
from ..mentions.linker import texts
from ..mentions.wanted import known
from ..problems import Problem
from ..validate import Unit, Validated
from ..views import plan
from . import facts, fill, grouped
from .fill import shown
from .heads import head, state
from .held import KeptArchive, KeptConnections, beside, kept_head
from .releases import requoted
from .relink import relink
from .store import Store, Unfit, pack, unpack

_FOLDER = KINDS["notice"].folder


@dataclass(slots=True)
class Changes:
    """Notices that are new or say something else, and those that are gone, by id."""

    changed: dict[str, Unit] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


class Renewal:
    """Brings a store up to date with some changed notices."""

    def __init__(self, store: Store, root: Path, small: fill.Small) -> None:
        self.store, self.root, self.small = store, root, small
        self.keys: set[str] = set()
        self.pieces: set[str] = set()
        self.fresh: set[tuple[str, str]] = set()
        self._units: dict[tuple[str, str], Unit] = {}
        self.issuers = Issuers(small.records["organization"].values())  # type: ignore[arg-type]

    @cached_property
    def archive(self) -> KeptArchive:
        """The archive as it is now."""
        small = self.small
        connections = KeptConnections(store=self.store)
        found = audits.Audits(small.releases, (), small.several)
        return KeptArchive(
            small.site, small.vocabularies, small.records, connections, found, small.referrers, small.users,
            store=self.store, read=lambda kind, id_: self.unit(kind, id_).instance,  # type: ignore[arg-type,return-value]
        )  # fmt: skip

    def unit(self, kind: str, id_: str) -> Unit:
        """A record read from its file."""
        if (kind, id_) not in self._units:
            file = shown(kind, id_)
            raw, problems = scan.read(self.root, self.root / file)
            row = self.store.rows("SELECT digest FROM file WHERE path = ?", file)
            if problems or not row or row[0][0] != fill.text_digest(raw):
                raise Unfit(f"{file} changed meanwhile")
            self._units[kind, id_] = validation.one(raw)[0][0]
        return self._units[kind, id_]

    def read(self, paths: Iterable[str]) -> Changes:
        """What some files, relative to ``content``, say now."""
        found = Changes()
        for path in paths:
            place = PurePosixPath(path)
            file = f"content/{path}"
            is_notice = place.parent.as_posix() == _FOLDER and place.suffix == ".yml"
            known = self.store.rows("SELECT digest FROM file WHERE path = ?", file)
            if is_notice and not (self.root / file).is_file():
                found.removed.add(place.stem)
                continue
            raw, problems = scan.read(self.root, self.root / file)
            digest = fill.text_digest(raw)
            if known and known[0][0] == digest and not problems:
                continue
            if not is_notice:
                raise Unfit("another file than a notice")
            units, more = validation.one(raw)
            if problems or any(one.severity == "error" for one in more) or not units:
                raise Unfit("errors")
            found.changed[place.stem] = self._units["notice", place.stem] = units[0]
            found.problems += more
            self.store.run("INSERT OR REPLACE INTO file VALUES (?, ?)", [(file, digest)])
        return found

    def take(self, changes: Changes) -> None:
        """Bring facts, heads, mentions and problems up to date; gathers what that changes for others."""
        touched = {*changes.changed, *changes.removed}
        before = {id_: kept_head(self.store, id_) for id_ in touched}
        self._beside(one for one in before.values() if one)
        problems = list(changes.problems)
        for id_ in sorted(changes.removed):
            self._remove(id_)
        for id_, unit in sorted(changes.changed.items()):
            problems += self._own(id_, unit)
        self._unique(changes, touched)
        for id_, unit in changes.changed.items():
            self._refers(id_, unit)
        related = self._heads(changes, {id_: one for id_, one in before.items() if one})
        self._beside(one for id_ in changes.changed if (one := kept_head(self.store, id_)))
        self._keep_problems(changes.changed, facts.OWN, problems)
        self._relations(related)
        if touched & self.small.sources:
            requoted(self.store, self.small, touched & self.small.sources, self.unit)
        dirty = {name.partition(":")[2] for name in self.store.readers(self.keys) if name.startswith("link:")}
        dirty |= {facts.owner("notice", id_) for id_ in touched}
        dirty -= {facts.owner("notice", id_) for id_ in changes.removed}
        for owner, keys, shown_otherwise in relink(self.store, self.small, dirty, self.unit):
            self._differ(keys)
            if shown_otherwise:
                self.pieces.add("page:{}/{}".format(*facts.place(owner)))
        for id_ in touched:
            self.keys.add(f"whole:{id_}")
            self._export(id_, before[id_], kept_head(self.store, id_))
        self.pieces.update(f"page:notice/{id_}" for id_ in touched)

    def _differ(self, keys: Iterable[str]) -> None:
        for key in keys:
            self.keys |= facts.asked(key)

    def _remove(self, id_: str) -> None:
        owner, file = facts.owner("notice", id_), shown("notice", id_)
        for step in (facts.OWN, facts.LINK):
            self._differ(self.store.replace(owner, step, {}))
        self.store.note(f"link:{owner}", ())
        self.store.run("DELETE FROM about WHERE name = ?", [(f"linked:{owner}",)])
        for table, name, value in (("head", "id", id_), ("file", "path", file), ("problem", "file", file)):
            self.store.run(f"DELETE FROM {table} WHERE {name} = ?", [(value,)])

    def _own(self, id_: str, unit: Unit) -> Iterator[Problem]:
        record = unit.instance
        if not isinstance(record, Notice) or record.id != id_:
            raise Unfit("no notice")
        read = texts("notice", record)
        stated = tuple(audits.stated("notice", record)) if record.withdrawn is None else ()
        numbered = known(mention for text in read for mention in text.mentions)
        left = facts.own(unit, record, numbered, stated, self.issuers)
        self._differ(self.store.replace(facts.owner("notice", id_), facts.OWN, left))
        yield from timely.too_late(unit, self.small.site.as_of)
        yield from audits.disagreeing(unit, record, stated)
        quoted = [*sources.own(unit)]
        if any(one.severity == "error" for one in quoted):
            raise Unfit("errors")
        yield from quoted

    def _unique(self, changes: Changes, touched: set[str]) -> None:
        """Two claims to one value, before or now, are told with both their places."""
        contested = set(self.store.about("contested"))
        for id_, unit in changes.changed.items():
            assert isinstance(unit.instance, Notice)
            own = {f"claim:{value}" for value in facts.claims(unit, unit.instance)}
            if own & contested or self.store.count(f"claim:alias {_FOLDER}/{id_}.html"):
                raise Unfit("claims")
            if any(self.store.count(key) > 1 for key in own):
                raise Unfit("claims")
        # An old address is also checked against the ids of all records.
        if any(key in contested or key.startswith("claim:alias") for key in self.keys):
            raise Unfit("claims")
        for id_ in touched & changes.removed:
            left = (key for sort in ("uses", "refers") for key in self.store.keys(f"{sort}:notice/{id_}\t"))
            if ("notice", id_) in self.small.referrers or any(left):
                raise Unfit("a removed notice is referred to")

    def _refers(self, id_: str, unit: Unit) -> None:
        """Everything that a notice names must be there."""
        for use in references.uses(unit):
            if use.vocabulary:
                held = use.text in self.small.vocabularies.get(use.target, {})
            elif use.target == "notice":
                held = bool(self.store.count(f"taught:{use.text}"))
            else:
                held = (use.target, use.text) in self.small.known
            if not held:
                raise Unfit("a broken reference")

    def _heads(self, changes: Changes, before: dict[str, Notice]) -> set[str]:
        """New heads of the changed notices, and of those whose validity they change.  Returns the ids of all
        whose relations may be told otherwise.
        """
        acted = {one.notice for old in before.values() for one in old.relations}
        new: dict[str, Notice] = {}
        for id_, unit in changes.changed.items():
            assert isinstance(unit.instance, Notice)
            new[id_] = unit.instance
            acted |= {one.notice for one in unit.instance.relations}
            self.store.run(
                "INSERT OR REPLACE INTO head VALUES (?, ?)",
                [(id_, pack(state(unit.instance, unit.instance.validity)))],
            )
        for id_ in sorted({*new, *acted} - changes.removed):
            old = self.store.rows("SELECT value FROM head WHERE id = ?", id_)
            if not old:
                continue
            fields, unverified, stood = unpack(old[0][0])
            plain = head((dict(fields), unverified, None))
            acts = [
                (verb, by)
                for one, _, said in self.store.facts(f"reverse:{id_}")
                if (by := kept_head(self.store, facts.place(one)[1])) is not None
                for verb, _ in said
            ]
            validity = relations.settled_by(plain, acts).validity
            given = None if validity == plain.validity else validity
            if given != stood:
                if id_ not in new:
                    before.setdefault(id_, head((dict(fields), unverified, stood)))
                kept = pack((fields, unverified, given))
                self.store.run("UPDATE head SET value = ? WHERE id = ?", [(kept, id_)])
        self._shown(before, {*before, *new})
        return {*new, *acted} | {
            facts.place(one)[1]
            for id_ in {*new, *changes.removed}
            for one, _, _ in self.store.facts(f"reverse:{id_}")
        }

    @cached_property
    def facets(self) -> Sequence[groups.Facet]:
        """The ways to divide the notices."""
        return groups.facets("notice", self.small.vocabularies, self.small.records)

    def _shown(self, before: dict[str, Notice], ids: set[str]) -> None:
        """Heads that differ, and the groups in which they stand or stood."""
        for id_ in ids:
            old, new = before.get(id_), kept_head(self.store, id_)
            if (
                old is not None
                and new is not None
                and old.__dict__ == new.__dict__
                and old.unverified == new.unverified
            ):
                continue
            self.keys |= {"heads", f"head:{id_}"}
            moved = grouped.move(self.store, self.facets, old, new)
            self.keys |= moved.keys
            for group, counts in moved.counts.items():
                if pieces := plan.moved("notice", group, *counts):
                    self.pieces |= pieces
                    self.keys.add(f"parts:notice/{group}")
            self._export(id_, old, new)

    def _export(self, id_: str, *sides: Notice | None) -> None:
        """A notice's lines in the downloads, and the files in which they stand or stood."""
        self.fresh.add(("notice", id_))
        days = [day_of(one) for one in sides if one is not None]
        self.keys |= {f"part:notice/{period}" for day in days for period in (day[:4], groups.period_of(day))}
        self.keys.add("parts")

    def _beside(self, notices: Iterable[Notice]) -> None:
        """Those before and after some notices in their series."""
        for one in notices:
            found = (one.id, *beside(self.store, one))
            self.keys |= {f"beside:{id_}" for id_ in found if id_}

    def _relations(self, ids: set[str]) -> None:
        """What the relations of some notices say against dates and validity."""
        for id_ in sorted(ids):
            known = kept_head(self.store, id_)
            if known is None:
                continue
            found: list[Problem] = []
            if known.relations:
                others = {one.notice for one in known.relations if kept_head(self.store, one.notice)}
                units = tuple(self.unit("notice", one) for one in sorted({id_, *others}))
                found = list(relations.check(Validated(units=units)))
            if any(one.severity == "error" for one in found):
                raise Unfit("errors")
            own = [one for one in found if one.location.path == shown("notice", id_)]
            self._keep_problems([id_], "relations", own)

    def _keep_problems(self, ids: Iterable[str], step: str, problems: Iterable[Problem]) -> None:
        self.store.run(
            "DELETE FROM problem WHERE file = ? AND step = ?", ((shown("notice", one), step) for one in ids)
        )
        fill.keep_problems(self.store, problems)

"""A build after some notices changed: what they leave, what that changes in others, and all problems.

Whatever is out of the ordinary (another kind of record, a broken reference, two claims to one number)
makes it ``Unfit`` for the short way; a full build then does the same work, and finds the right words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath

from .. import groups, scan
from .. import validate as validation
from ..dates import day_of
from ..kinds import KINDS
from ..kinds.notice import Notice
from ..mentions.issuers import Issuers
from ..problems import Problem
from ..rules import MAX_PROBLEMS
from ..validate import Unit
from ..views import plan
from . import facts, fill, grouped, single
from .answers import Answers
from .fill import shown
from .heads import head, state
from .held import KeptArchive, beside, by_store, kept_head
from .relink import relink
from .rows import pack, unpack
from .store import Store, Unfit

_FOLDER = KINDS["notice"].folder


@dataclass(slots=True)
class Changes:
    """What files of notices say now, by id.

    Attributes:
        changed: Notices that are new or say something else.
        removed: Those that are gone, or of whose file nothing can be made.
        unsound: What there is of those of whose file no notice can be made.
        problems: What is wrong or doubtful in the files.
    """

    changed: dict[str, Unit] = field(default_factory=dict)
    removed: set[str] = field(default_factory=set)
    unsound: list[Unit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Renewal:
    """Brings a store up to date with some changed notices."""

    def __init__(self, store: Store, root: Path, small: fill.Small) -> None:
        self.store, self.root, self.small = store, root, small
        self.keys: set[str] = set()
        self.pieces: set[str] = set()
        self.fresh: set[tuple[str, str]] = set()
        self._units: dict[tuple[str, str], Unit] = {}
        self._answers = Answers(store)
        self.issuers = Issuers(small.records["organization"].values())  # type: ignore[arg-type]

    @cached_property
    def archive(self) -> KeptArchive:
        """The archive as it is now."""
        return by_store(self.store, self.small, lambda kind, id_: self.unit(kind, id_).instance)  # type: ignore[arg-type,return-value]

    def unit(self, kind: str, id_: str) -> Unit:
        """A record read from its file."""
        if (kind, id_) not in self._units:
            self._units[kind, id_] = single.unit(self.store, self.root, kind, id_)
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
            found.problems += [*problems, *more]
            if len(problems) + len(more) >= MAX_PROBLEMS:
                raise Unfit("very many problems in one file")
            if units and units[0].instance is not None:
                found.changed[place.stem] = self._units["notice", place.stem] = units[0]
            else:
                found.removed.add(place.stem)
                found.unsound += units
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
        for unit in (*changes.changed.values(), *changes.unsound):
            single.refers(unit, self.small.vocabularies, self.small.known, self._is_held)
        related = self._heads(changes, {id_: one for id_, one in before.items() if one})
        self._beside(one for id_ in changes.changed if (one := kept_head(self.store, id_)))
        self._keep_problems(touched, facts.OWN, problems)
        self._relations(related)
        if touched & self.small.sources:
            from .releases import requoted

            requoted(self.store, self.small, touched & self.small.sources, self.unit)
        self._differ(self._answers.differing())
        dirty = {name.partition(":")[2] for name in self.store.readers(self.keys) if name.startswith("link:")}
        dirty |= {facts.owner("notice", id_) for id_ in touched}
        dirty -= {facts.owner("notice", id_) for id_ in changes.removed}
        for owner, keys, shown_otherwise in relink(self._answers, self.small, dirty, self.unit):
            self._differ(keys)
            if shown_otherwise:
                self.pieces.add("page:{}/{}".format(*facts.place(owner)))
        self._differ(self._answers.differing())
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
            self._differ(self._answers.replace(owner, step, {}))
        self.store.note(f"link:{owner}", ())
        self.store.run("DELETE FROM about WHERE name = ?", [(f"linked:{owner}",)])
        for table, name, value in (("head", "id", id_), ("file", "path", file), ("problem", "file", file)):
            self.store.run(f"DELETE FROM {table} WHERE {name} = ?", [(value,)])

    def _own(self, id_: str, unit: Unit) -> list[Problem]:
        record = unit.instance
        if not isinstance(record, Notice) or record.id != id_:
            raise Unfit("no notice")
        own = single.said(unit, self.issuers, self.small.site.as_of)
        self._differ(self._answers.replace(facts.owner("notice", id_), facts.OWN, own.leaving))
        return own.problems

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

    def _is_held(self, id_: str) -> bool:
        return bool(self.store.count(f"taught:{id_}"))

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
            given = single.given(self.store, plain)
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
            if old is None or new is None:
                self.keys.add(f"held:{id_}")
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
            self._keep_problems([id_], "relations", single.related(self.store, id_, self.unit))

    def _keep_problems(self, ids: Iterable[str], step: str, problems: Iterable[Problem]) -> None:
        self.store.run(
            "DELETE FROM problem WHERE file = ? AND step = ?", ((shown("notice", one), step) for one in ids)
        )
        fill.keep_problems(self.store, problems)

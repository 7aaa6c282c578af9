"""RawRecord -> Record: every fault of every file as a problem, all at once.

A record with faults is not dropped: its sound part goes on to ``archive.link``, so that one
run also shows what is wrong between records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from .checks import texts
from .checks.conform import conform
from .checks.prune import Pruned
from .fields import Leaf, walk
from .kinds import KINDS
from .kinds.base import Record
from .kinds.vocabulary import VOCABULARIES, Site
from .load import RawRecord
from .problems import Fault, Location, Problem, ValuePath
from .rules import problem, told

_FOLDERS = {kind.folder: kind for kind in KINDS.values()}

#: Ids that would give a page an address the site needs for itself (a listing such as year-2023, a card), or
#: a file name that some systems cannot store.
RESERVED = re.compile(
    r"(index|404|con|prn|aux|nul|(com|lpt)[0-9]"
    r"|causes|actions|.*-card"
    r"|(year|region|campaign|body|type|industry|grade|cause|kind|level)-.*)\Z"
)
#: The same for vocabulary entries, whose folders hold no listings.
_RESERVED_ENTRY = re.compile(r"(index|404|con|prn|aux|nul|(com|lpt)[0-9])\Z")


@dataclass(frozen=True, slots=True)
class Unit:
    """A record, a vocabulary entry or the site: what one set of fields says.

    Attributes:
        kind: Name of the kind or of the vocabulary; ``site`` for the site.
        id: Identifier, or what records write for a vocabulary entry.
        model: Its model.
        raw: The file it stands in.
        prefix: Where in the file.
        instance: The model built from what is sound; ``None`` if too much is missing.
        pruned: The data that ``instance`` was built from.
    """

    kind: str
    id: str
    model: type[BaseModel]
    raw: RawRecord
    prefix: ValuePath
    instance: BaseModel | None
    pruned: Pruned

    def leaves(self) -> Iterator[Leaf]:
        """Every text in it, sound or not, with its path in the file."""
        return walk(self.model, self.raw.value(self.prefix), self.prefix)

    def problem(self, fault: Fault) -> Problem:
        """A fault whose path is one in the file."""
        return self.raw.problem(fault)

    def built(self, fault: Fault) -> Problem:
        """A fault whose path is one in ``instance``."""
        path = (*self.prefix, *self.pruned.origin(fault.path))
        return self.raw.problem(Fault(fault.code, path, fault.params, fault.offset, fault.on_key))


@dataclass(frozen=True, slots=True)
class Validated:
    """What the files hold, each checked by itself.

    Attributes:
        site: The site's identity; ``None`` if the file is missing or unsound.
        units: Every record, vocabulary entry and the site, in the order of the files.
        records: The records that could be built, by kind and id.
        vocabularies: The entries that could be built, by vocabulary and what records write.
        known: Kind and id of everything a file stands for, sound or not: naming it is no broken
            reference.
        broken: Vocabularies that could not be read at all.
    """

    site: Site | None = None
    units: tuple[Unit, ...] = ()
    records: Mapping[str, Mapping[str, Record]] = field(default_factory=dict)
    vocabularies: Mapping[str, Mapping[str, BaseModel]] = field(default_factory=dict)
    known: frozenset[tuple[str, str]] = frozenset()
    broken: frozenset[str] = frozenset()


class _Validation:
    """Collects what one run finds."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.units: list[Unit] = []
        self.known: set[tuple[str, str]] = set()
        self.broken: set[str] = set()
        self.faulty_ids: set[tuple[str, str]] = set()
        self.site_seen = False

    def file(self, raw: RawRecord) -> None:
        path = PurePosixPath(raw.file)
        folder, stem = path.parent.name, path.stem
        if folder in _FOLDERS:
            kind = _FOLDERS[folder]
            self.known.add((kind.name, stem))
            if isinstance(raw.data, dict):
                self.unit(kind.name, stem, kind.model, raw, ())
            elif raw.data is not None:
                self.problems.append(raw.problem(Fault("E111")))
        elif folder == "vocabularies" and stem in VOCABULARIES:
            self.vocabulary(stem, raw)
        elif path.name == "site.yml":
            self.site_seen = True
            if isinstance(raw.data, dict):
                self.unit("site", "site", Site, raw, ())
            elif raw.data is not None:
                self.problems.append(raw.problem(Fault("E111")))

    def vocabulary(self, name: str, raw: RawRecord) -> None:
        if not isinstance(raw.data, list):
            self.broken.add(name)
            if raw.data is not None:
                self.problems.append(raw.problem(Fault("E120")))
            return
        for index, entry in enumerate(raw.data):
            if isinstance(entry, dict):
                sound = self.unit(name, "", VOCABULARIES[name], raw, (index,))
            else:
                sound = False
                self.problems.append(raw.problem(Fault("E111", (index,))))
            if not sound:
                self.known.update((name, key) for key in _keys(entry))

    def unit(self, kind: str, id_: str, model: type[BaseModel], raw: RawRecord, prefix: ValuePath) -> bool:
        """Checks one set of fields; returns whether the model could be built from it."""
        refused = [path[len(prefix) :] for path in raw.refused if path[: len(prefix)] == prefix]
        data, records = raw.value(prefix), issubclass(model, Record)
        done = conform(model, data, may_be_unverified=records, refused=refused)
        instance = done.instance
        if isinstance(instance, Record):
            instance._unverified = done.unverified
        if kind in VOCABULARIES and instance is not None:
            id_ = instance.key
        unit = Unit(kind, id_, model, raw, prefix, instance, done.pruned)
        self.units.append(unit)
        for fault in done.faults:
            place = (*prefix, *fault.path)
            self.problems.append(raw.problem(Fault(fault.code, place, fault.params, on_key=fault.on_key)))
        if isinstance(instance, Record):
            self.problems += map(unit.built, instance.check())
        faulty = {(*prefix, *fault.path) for fault in done.faults}
        if (*prefix, "id") in faulty:
            self.faulty_ids.add((kind, id_))
        noted = _noted(data)
        for leaf in unit.leaves():
            if leaf.path not in faulty:
                found = (fault for fault in texts.check(leaf) if not _is_noted(fault, leaf.text, noted))
                self.problems += map(unit.problem, found)
        return instance is not None

    def addresses(self) -> None:
        """No vocabulary entry may have an id that its page could not be stored under."""
        for unit in self.units:
            if (
                unit.kind in VOCABULARIES
                and unit.instance is not None
                and _RESERVED_ENTRY.match(unit.instance.id)
            ):
                fault = Fault("E214", (*unit.prefix, "id"), {"id": unit.instance.id})
                self.problems.append(unit.problem(fault))

    def ids(self) -> None:
        """Each record's id against its file name; a name that two files claim is told of the second."""
        owners = {(unit.kind, unit.id): unit for unit in self.units if unit.kind in KINDS}
        claimed: dict[tuple[str, str], Unit] = {}
        for unit in owners.values():
            stated = unit.raw.data.get("id")
            if not isinstance(stated, str) or (unit.kind, unit.id) in self.faulty_ids:
                continue
            if RESERVED.match(stated):
                self.problems.append(unit.problem(Fault("E214", ("id",), {"id": stated})))
            if stated == unit.id:
                continue
            self.known.add((unit.kind, stated))
            other = owners.get((unit.kind, stated)) or claimed.get((unit.kind, stated))
            claimed.setdefault((unit.kind, stated), unit)
            if other is not None and other.raw.data.get("id") == stated:
                fault = Fault("E301", ("id",), {"id": stated, "file": other.raw.file})
            else:
                fault = Fault("E215", ("id",), {"id": stated, "stem": unit.id})
            self.problems.append(unit.problem(fault))


def _keys(entry: Any) -> list[str]:
    """What records may write for a vocabulary entry, however unsound the entry is."""
    values = [entry.get(name) for name in ("id", "code", "name")] if isinstance(entry, dict) else [entry]
    return [value for value in values if isinstance(value, str)]


def _noted(data: dict[str, Any]) -> tuple[str, ...]:
    """The words that the record's source notes speak of."""
    notes = data.get("source_notes")
    quotes = (
        [note.get("quote") for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
    )
    return tuple(quote for quote in quotes if isinstance(quote, str) and len(quote) > 1)


def _is_noted(fault: Fault, text: str, noted: tuple[str, ...]) -> bool:
    """Whether a warning points into words that a source note quotes: the editor has seen it."""
    if not fault.code.startswith("W") or fault.offset is None:
        return False
    start = fault.offset
    return any(text.find(quote, max(0, start - len(quote) + 1), start + len(quote)) >= 0 for quote in noted)


def one(raw: RawRecord) -> tuple[tuple[Unit, ...], list[Problem]]:
    """Check one file by itself, without what shows only beside the others."""
    run = _Validation()
    run.file(raw)
    run.ids()
    return tuple(run.units), told(run.problems)


def validate(raws: Iterable[RawRecord]) -> tuple[Validated, list[Problem]]:
    """Check every file by itself.  Returns what is sound and all the problems, sorted by place."""
    run = _Validation()
    for raw in raws:
        run.file(raw)
    run.ids()
    run.addresses()
    site: Site | None = None
    records: dict[str, dict[str, Record]] = {name: {} for name in KINDS}
    vocabularies: dict[str, dict[str, BaseModel]] = {name: {} for name in VOCABULARIES}
    for unit in run.units:
        if isinstance(unit.instance, Site):
            site = unit.instance
        elif isinstance(unit.instance, Record):
            records[unit.kind].setdefault(unit.id, unit.instance)
        elif unit.instance is not None:
            vocabularies[unit.kind].setdefault(unit.id, unit.instance)
    if not run.site_seen:
        run.problems.append(problem(Location("content/site.yml"), "E501", {}))
    records = {kind: dict(sorted(found.items())) for kind, found in records.items()}
    validated = Validated(
        site, tuple(run.units), records, vocabularies, frozenset(run.known), frozenset(run.broken)
    )
    return validated, told(run.problems)

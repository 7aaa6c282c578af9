"""What other processes do of a first build: read notices, link texts, make pages.

Each function here is called once in a process and gives what does the work of one batch after another.
What they make goes back to the process that asked, which alone writes.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from search_index.building import Brought, Workshop

from .. import documents, render, scan
from .. import validate as validation
from ..kinds.notice import Notice
from ..kinds.organization import Organization
from ..mentions.issuers import Issuers
from ..mentions.linker import texts
from ..problems import Problem
from ..views.plan import Plan
from . import facts, fill, pieces, single
from .heads import state
from .held import KeptArchive, by_store
from .relink import Reader
from .rows import Rows, pack
from .spill import Spill, Spilt, spilt
from .store import Store, Unfit, looking


@dataclass(slots=True)
class Found:
    """What came of a batch of records, as rows of the store."""

    rows: Rows = field(default_factory=Rows)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    heads: list[tuple[str, bytes]] = field(default_factory=list)
    spilt: list[Spilt] = field(default_factory=list)
    linked: list[tuple[str, bytes]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def reading(
    root: Path,
    as_of: date,
    organizations: Sequence[Organization],
    words: Mapping[str, Container[str]],
    known: Container[tuple[str, str]],
) -> Callable[[Iterable[Path]], Found]:
    """What reads and checks notices, each by itself: see ``single.refers`` and ``single.own``."""
    issuers = Issuers(organizations)

    def read(paths: Iterable[Path]) -> Found:
        found = Found()
        for path in paths:
            raw, problems = scan.read(root, path)
            units, more = validation.one(raw)
            found.problems += single.sound([*problems, *more])
            record = units[0].instance if units else None
            if not isinstance(record, Notice):
                raise Unfit("no notice")
            single.refers(units[0], words, known, lambda id_: True)
            own = single.own(units[0], issuers, as_of)
            found.problems += own.problems
            found.rows.leave(facts.owner("notice", record.id), facts.OWN, own.leaving)
            found.files.append((raw.file, fill.text_digest(raw)))
            found.heads.append((record.id, pack(state(record, record.validity))))
            found.spilt.append(spilt(record))
        return found

    return read


def linking(root: Path, place: Path, spill_place: Path) -> Callable[[Iterable[str]], Found]:
    """What reads the texts of records, told as owners of facts, by all that the store knows."""
    store, spill = looking(place), Spill(spill_place)
    small: fill.Small = store.about("small")
    reader = Reader(store, small)
    unit = partial(single.unit, store, root)

    def link(owners: Iterable[str]) -> Found:
        found = Found()
        for owner in owners:
            kind, id_ = facts.place(owner)
            record = spill.record(id_) if kind == "notice" else small.records[kind][id_]
            assert record is not None
            if kind == "notice":
                found.problems += single.related(store, id_, unit)
            trace, linked = reader.read(kind, record, texts(kind, record))
            found.rows.leave(owner, facts.LINK, trace.leaving)
            found.rows.ask(f"link:{owner}", trace.looked)
            found.linked.append((f"linked:{owner}", pack(fill.linked(trace))))
            found.problems += reader.problems(kind, record, linked, partial(unit, kind, id_))
        return found

    return link


def archive(store: Store, spill: Spill) -> KeptArchive:
    """The archive of a store that is being filled, its notices from where they were put down."""
    return by_store(store, store.about("small"), lambda kind, id_: spill.record(id_))


def indexing(place: Path, spill_place: Path, index: Path, tables: Path) -> Callable[[Iterable[str]], Brought]:
    """What makes search documents, told by id, and builds segments of the index of those it has not."""
    held = archive(looking(place), Spill(spill_place))
    workshop = Workshop.open(index, tables)

    def bring(ids: Iterable[str]) -> Brought:
        brought = workshop.bring(one for id_ in ids if (one := documents.named(held, id_)) is not None)
        held.looked.clear()
        held.forget()
        return brought

    return bring


@dataclass(slots=True)
class Made:
    """Files of a batch of pieces: name of the piece, and path and content of each; what the pieces asked."""

    rows: Rows
    files: list[tuple[str, list[tuple[str, bytes]]]]
    parts: dict[str, Any]


def making(place: Path, spill_place: Path, alike: Any) -> Callable[[Iterable[str]], Made]:
    """What makes pieces of the site, told by name."""
    store = looking(place)
    held = archive(store, Spill(spill_place))
    render.keep_templates(pieces.Templates(store, keep=False))
    plan = Plan(held, lambda: alike)

    def make(names: Iterable[str]) -> Made:
        made = Made(Rows(), [], {})
        for name in names:
            held.looked.clear()
            made.files.append((name, [(one.path, one.data) for one in render.piece(plan, name)]))
            made.rows.ask(name, held.looked)
        made.parts |= plan.parts
        plan.parts.clear()
        held.forget()
        return made

    return make

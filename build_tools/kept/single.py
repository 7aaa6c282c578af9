"""What one record says by itself, read from its file."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .. import audits, scan
from .. import validate as validation
from ..kinds.base import Record
from ..kinds.notice import Notice, Validity
from ..linking import references, relations, sources, timely
from ..mentions.issuers import Issuers
from ..mentions.linker import texts
from ..mentions.wanted import known
from ..problems import Problem
from ..validate import Unit, Validated
from . import facts, fill
from .held import kept_head
from .store import Store, Unfit


@dataclass(frozen=True, slots=True)
class Own:
    """What one record says by itself.

    Attributes:
        leaving: The facts that it leaves.
        problems: What is wrong or doubtful in it, beyond what reading its file shows.
    """

    leaving: facts.Leaving
    problems: list[Problem]


def own(unit: Unit, issuers: Issuers, as_of: date) -> Own:
    """Read a sound record of an archive that goes up to a day.

    Raises:
        Unfit: it is not sound.
    """
    found = said(unit, issuers, as_of)
    sound(found.problems)
    return found


def said(unit: Unit, issuers: Issuers, as_of: date) -> Own:
    """Read a record of an archive that goes up to a day, sound or not.

    Raises:
        Unfit: there is none, or it bears another id than its file.
    """
    record = unit.instance
    if not isinstance(record, Record) or record.id != unit.id:
        raise Unfit("no record")
    checked = unit.kind in audits.KINDS and record.withdrawn is None
    stated = tuple(audits.stated(unit.kind, record)) if checked else ()
    numbered = known(mention for text in texts(unit.kind, record) for mention in text.mentions)
    problems = [
        *timely.too_late(unit, as_of),
        *audits.disagreeing(unit, record, stated),
        *sources.own(unit),
    ]
    return Own(facts.own(unit, record, numbered, stated, issuers), problems)


def sound(problems: list[Problem]) -> list[Problem]:
    """The problems; raises Unfit if there is an error among them."""
    if any(one.severity == "error" for one in problems):
        raise Unfit("errors")
    return problems


def refers(
    unit: Unit,
    words: Mapping[str, Container[str]],
    known: Container[tuple[str, str]],
    held: Callable[[str], bool],
) -> None:
    """See that everything that a notice names is there.

    Args:
        unit: The notice.
        words: What may be written of each vocabulary.
        known: Kind and id of all records but the notices.
        held: Whether there is a notice with an id.

    Raises:
        Unfit: something is not.
    """
    for use in references.uses(unit):
        if use.vocabulary:
            there = use.text in words.get(use.target, ())
        elif use.target == "notice":
            there = held(use.text)
        else:
            there = (use.target, use.text) in known
        if not there:
            raise Unfit("a broken reference")


def given(store: Store, plain: Notice) -> Validity | None:
    """The validity that other documents give a notice; ``None`` if it is the one it states."""
    acts = [
        (verb, by)
        for one, _, said in store.facts(f"reverse:{plain.id}")
        if (by := kept_head(store, facts.place(one)[1])) is not None
        for verb, _ in said
    ]
    validity = relations.settled_by(plain, acts).validity
    return None if validity == plain.validity else validity


def related(store: Store, id_: str, read: Callable[[str, str], Unit]) -> list[Problem]:
    """What the relations of a notice say against dates and validity, as far as it is told of this notice.

    Raises:
        Unfit: some of it is an error.
    """
    known = kept_head(store, id_)
    if known is None or not known.relations:
        return []
    others = {one.notice for one in known.relations if kept_head(store, one.notice)}
    units = tuple(read("notice", one) for one in sorted({id_, *others}))
    found = sound([*relations.check(Validated(units=units))])
    return [one for one in found if one.location.path == fill.shown("notice", id_)]


def unit(store: Store, root: Path, kind: str, id_: str) -> Unit:
    """A record that the store knows, read from its file.

    Raises:
        Unfit: the file says something else than the store.
    """
    file = fill.shown(kind, id_)
    raw, problems = scan.read(root, root / file)
    row = store.rows("SELECT digest FROM file WHERE path = ?", file)
    if problems or not row or row[0][0] != fill.text_digest(raw):
        raise Unfit(f"{file} changed meanwhile")
    return validation.one(raw)[0][0]

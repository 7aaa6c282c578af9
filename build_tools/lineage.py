"""Lineage (沿革) of a document: what it amended, replaced or repealed, and what did so to it.

Shown as a list with dates, so that a reader sees which instruction on a subject was in
force on a given day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .archive import Archive
from .kinds.notice import Notice

#: Verbs by which one document follows another on the same subject.
_FOLLOWS = frozenset({"修改", "废止", "替代"})
#: Verbs that end the earlier document's force.
_ENDS = frozenset({"废止", "替代"})


@dataclass(frozen=True, slots=True)
class Step:
    """One document of a lineage.

    Attributes:
        id: Its id.
        start: Day from which it applied: 施行日期, else 成文日期; ``None`` if unknown.
        end: Day from which it no longer applied; ``None`` if it still does or nothing is known.
        ended_by: Id of the document that ended it; empty if none did.
        amended_by: Ids of the documents that amended it, in the order of time.
    """

    id: str
    start: date | None
    end: date | None
    ended_by: str
    amended_by: tuple[str, ...]


def lineage(archive: Archive, id_: str) -> tuple[Step, ...]:
    """The documents connected with one by amendment, replacement and repeal, in order of time.

    Empty for a document that stands alone.
    """
    members = _connected(archive, id_)
    if len(members) < 2:
        return ()
    steps = [_step(archive, member) for member in members]
    return tuple(sorted(steps, key=lambda step: (str(step.start or "9999"), step.id)))


def _connected(archive: Archive, id_: str) -> set[str]:
    found: set[str] = set()
    open_ = [id_]
    while open_:
        here = open_.pop()
        if here in found:
            continue
        found.add(here)
        record = archive.head("notice", here)
        if isinstance(record, Notice):
            open_ += [one.notice for one in record.relations if one.verb in _FOLLOWS]
        open_ += [by for verb, by, _ in archive.reverse_relations(here) if verb in _FOLLOWS]
    return {one for one in found if isinstance(archive.head("notice", one), Notice)}


def _step(archive: Archive, id_: str) -> Step:
    notice = archive.head("notice", id_)
    assert isinstance(notice, Notice)
    acts = [
        (verb, by)
        for verb, other, _ in archive.reverse_relations(id_)
        if verb in _FOLLOWS and isinstance(by := archive.head("notice", other), Notice) and not by.withdrawn
    ]
    acts.sort(key=lambda act: (str(act[1].starts or "9999"), act[1].id))
    ended = next((by for verb, by in acts if verb in _ENDS), None)
    stated = notice.validity.date if notice.validity.status in ("废止", "失效") else None
    end = (ended.starts if ended else None) or stated or notice.expiry_date
    amended = tuple(by.id for verb, by in acts if verb == "修改")
    return Step(id_, notice.starts, end, ended.id if ended else "", amended)

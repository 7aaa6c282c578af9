"""Required actions: every corrective measure as a record with an address of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..archive import Archive
from ..kinds.case import Case
from . import cases

#: The order in which statuses are told: open first, then done, then unknown.
STATUSES = ("已提出", "整改中", "已报完成", "已核查", "未落实", "不再适用", "未知")
_SENTENCE = re.compile(r"[。；;　]")
_HEAD = 60


@dataclass(frozen=True, slots=True)
class Action:
    """One corrective measure of one case.

    Attributes:
        case: Id of the case.
        order: Its place among the case's measures, from 1.
        text: What is required, word for word.
        addressee: Whom it is addressed to; empty if the source does not say.
        due: By when; empty if the source does not say.
        status: How far it is.
        evidence: What the status rests on; empty if nothing.
        causes: Classes of causes of the case.
    """

    case: str
    order: int
    text: str
    addressee: str
    due: str
    status: str
    evidence: str
    causes: tuple[str, ...]

    @property
    def place(self) -> str:
        """Its address on the page of the case."""
        return f"measure-{self.order}"

    @property
    def head(self) -> str:
        """Its first sentence, shortened where it is long."""
        first = _SENTENCE.split(self.text.replace("\n", " ").strip(), maxsplit=1)[0]
        return first if len(first) <= _HEAD else f"{first[: _HEAD - 1]}…"


def actions(archive: Archive) -> tuple[Action, ...]:
    """All required actions, the newest case first, in the order of the case."""
    held = sorted(cases(archive), key=lambda case: case.id)
    ordered = sorted(held, key=lambda case: case.date or "", reverse=True)
    return tuple(action for case in ordered for action in _of(case))


def _of(case: Case) -> Iterable[Action]:
    for order, measure in enumerate(case.corrective_measures, 1):
        yield Action(
            case.id,
            order,
            measure.text,
            measure.addressee or "",
            measure.due or "",
            measure.status,
            measure.evidence or "",
            case.causes,
        )


def by_status(found: Iterable[Action]) -> tuple[tuple[str, int], ...]:
    """How many actions have each status that occurs."""
    all_ = list(found)
    counts = ((status, sum(one.status == status for one in all_)) for status in STATUSES)
    return tuple((status, number) for status, number in counts if number)


Group = tuple[str, tuple[Action, ...]]


def by_addressee(found: Iterable[Action]) -> tuple[Group, ...]:
    """The actions of each addressee, most first; those without an addressee last."""
    groups = _grouped(found, lambda one: (one.addressee,))
    return tuple(sorted(groups, key=lambda group: (not group[0], -len(group[1]), group[0])))


def by_cause(found: Iterable[Action], order: Iterable[str]) -> tuple[Group, ...]:
    """The actions required after cases with each class of causes, in the given order of classes."""
    groups = dict(_grouped(found, lambda one: one.causes))
    return tuple((cause, groups[cause]) for cause in order if cause in groups)


def _grouped(found: Iterable[Action], keys: Callable[[Action], Iterable[str]]) -> list[Group]:
    groups: dict[str, list[Action]] = {}
    for action in found:
        for key in keys(action):
            groups.setdefault(key, []).append(action)
    return [(key, tuple(group)) for key, group in groups.items()]

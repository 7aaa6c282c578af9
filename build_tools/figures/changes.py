"""Stated changes and the counts they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from . import checks
from .bases import bases, completed, stem, subjects, without_scope
from .drafts import Draft, StatedChange, Step
from .evidence import normative
from .labels import enumerated, usable
from .roles import Item
from .scanning import WHOLE_UNITS

#: Generic names of what counts in a unit: 死亡人数 changes by 24人.
_UNIT_WORDS = {
    "起": ("起数", "事故", "次数"),
    "人": ("死亡人数", "人数", "受伤人数", "伤亡人数", "下落不明人数"),
    "名": ("死亡人数", "人数"),
    "元": ("损失",),
}
_PEOPLE = ("死亡和下落不明", "下落不明", "死亡", "受伤", "重伤", "失踪", "伤亡", "遇难")


class Changes:
    """Reads the changes of one sentence, in order."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.open: list[Draft] = []
        self._subjects: list[str] = []

    def amounts(self, run: list[Item], group: Sequence[Draft]) -> None:
        """Changes in the unit of what is counted: 同比减少20起、24人."""
        for basis in bases(self.sentence, run[0].found.start) or ("",):
            targets = _amount_targets(run, group)
            for target, item in zip(targets, run, strict=True):
                if target is None or target.stated(basis):
                    continue
                target.state(StatedChange(basis, amount=_step(item)))
                target.end = max(target.end, item.found.end)
                if target not in self.open:
                    self.open.append(target)

    def percents(self, run: list[Item], group: Sequence[Draft]) -> list[tuple[str, str, Item]]:
        """Changes in per cent.

        Returns those that belong to no count of the sentence, as label, what it belongs to,
        and figure; they are figures of their own (火灾起数较“十二五”时期下降3.7%).
        """
        against = bases(self.sentence, run[0].found.start)
        labels = enumerated(without_scope(run[0].label))
        targets = self._percent_targets(run, labels, group)
        if targets:
            for target, item in zip(targets, run, strict=True):
                for basis in against or ("",):
                    _percent(target, item, basis)
            self.open = []
            return []
        if len(against) != 1 or any(normative(self.sentence, item.found) for item in run):
            return []
        return self._on_their_own(run, completed(labels), against[0])

    def unchanged(self, label: str, end: int, group: Sequence[Draft]) -> None:
        """A figure that is 持平."""
        named = _named(label, group) if label else None
        for target in (named,) if named else () if label else group:
            for basis in bases(self.sentence, end):
                if target.stated(basis) is None:
                    target.state(StatedChange(basis, unchanged=True))
                    target.end = max(target.end, end)

    def _percent_targets(self, run: list[Item], labels: list[str], group: Sequence[Draft]) -> list[Draft]:
        if labels:
            named = [draft for label in labels if (draft := _named(label, group))]
            return named if len(named) == len(run) == len(labels) else []
        if self.open:
            return self.open if len(self.open) == len(run) else []
        return list(group) if len(group) == len(run) else []

    def _on_their_own(self, run: list[Item], labels: list[str], basis: str) -> list[tuple[str, str, Item]]:
        if len(labels) == len(run):
            self._subjects = [stem(label) for label in labels]
            pairs = list(zip(labels, subjects(labels), strict=True))
        elif len(labels) == 1 and len(self._subjects) == len(run) > 1:
            pairs = [(labels[0], subject) for subject in self._subjects]
        else:
            return []
        return [
            (f"{label}{run[0].direction}", "，".join(part for part in (of, basis) if part), item)
            for (label, of), item in zip(pairs, run, strict=True)
            if usable(label)
        ]


def _amount_targets(run: list[Item], group: Sequence[Draft]) -> list[Draft | None]:
    label = without_scope(run[0].label)
    if not label and [_unit(item) for item in run] == [draft.figure.unit for draft in group]:
        return list(group)
    targets: list[Draft | None] = []
    for position, item in enumerate(run):
        same = [draft for draft in group if draft.figure.unit == _unit(item)]
        if label and position == 0:
            targets.append(_named(label, same))
        else:
            targets.append(same[0] if len(same) == 1 else None)
    return targets


def _percent(target: Draft, item: Item, basis: str) -> None:
    stated = target.stated(basis)
    amount, percent = (stated.amount if stated else None), _step(item)
    if stated and (stated.percent or stated.unchanged):
        return
    target.state(StatedChange(basis, amount, percent))
    whole = target.figure.unit in WHOLE_UNITS
    difference, sign = (amount.figure, amount.sign) if amount else (None, percent.sign)
    check = checks.change(target.figure, difference, percent.figure, sign, percent.sign, whole)
    target.checks.append(check)
    target.end = max(target.end, item.found.end)


def _step(item: Item) -> Step:
    return Step(item.sign, item.direction, item.found.figure)


def _unit(item: Item) -> str:
    return item.found.figure.unit


def _named(label: str, drafts: Sequence[Draft]) -> Draft | None:
    """The latest draft that a name such as 死亡人数 or 事故起数 means; none if two could be meant."""
    people = next((word for word in _PEOPLE if word in label), "")
    fitting = []
    for draft in drafts:
        words = _UNIT_WORDS.get(draft.figure.unit, ())
        if people:
            if draft.figure.unit in ("人", "名") and people in draft.label:
                fitting.append(draft)
        elif label.endswith(words) or (draft.label and label in draft.label):
            fitting.append(draft)
    return fitting[-1] if len(fitting) == 1 else None

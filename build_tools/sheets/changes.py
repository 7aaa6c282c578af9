"""What a sheet would change: new data for each release, and the differences field by field."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from ..kinds.statistic import Comparison, Observation, Statistic
from ..problems import ValuePath
from .form import BASES, BETWEEN, Field, comparisons
from .grid import Place
from .rows import Given, Row

_EMPTY = "（空）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed value: its column, what it was and what it will be."""

    term: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        return f"{self.term}：{self.before or _EMPTY} → {self.after or _EMPTY}"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that is added, changed or removed."""

    sort: str
    id: str
    label: str
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseChange:
    """What becomes of one release.

    Attributes:
        id: Its id.
        new: Whether the archive does not hold it yet.
        data: Its data afterwards.
        own: Differences of the release's own fields.
        figures: Its figures that differ.
        origins: The cell that each value came from, by its path in ``data``.
    """

    id: str
    new: bool
    data: dict[str, Any] = field(repr=False)
    own: tuple[Difference, ...]
    figures: tuple[FigureChange, ...]
    origins: Mapping[ValuePath, Place] = field(repr=False)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not self.new and not self.own and not self.figures


def change(given: Given, held: Mapping[str, Any] | None) -> ReleaseChange:
    """The release as the sheet gives it, on top of what the archive holds of it."""
    data: dict[str, Any] = copy.deepcopy(dict(held)) if held is not None else {"id": given.id}
    origins: dict[ValuePath, Place] = {}
    own: tuple[Difference, ...] = ()
    if given.release is not None:
        own = _apply(data, given.release, (), origins)
    figures: list[FigureChange] = []
    if given.figures:
        figures = _figures(data, given, origins)
    return ReleaseChange(given.id, held is None, _ordered(data, Statistic), own, tuple(figures), origins)


def _figures(data: dict[str, Any], given: Given, origins: dict[ValuePath, Place]) -> list[FigureChange]:
    """Sets the observations: those that stay in their order, new ones behind."""
    before = {str(one.get("id")): one for one in data.get("observations") or () if isinstance(one, dict)}
    order = [name for name in before if name in given.figures]
    order += [name for name in given.figures if name not in before]
    observations: list[dict[str, Any]] = []
    found: list[FigureChange] = []
    for place, name in enumerate(order):
        one = before.get(name, {"id": name})
        differences = _apply(one, given.figures[name], ("observations", place), origins)
        observations.append(_ordered(one, Observation))
        label = str(one.get("label") or "")
        if name not in before:
            found.append(FigureChange("增加", name, label, differences))
        elif differences:
            found.append(FigureChange("更改", name, label, differences))
    for name, one in before.items():
        if name not in given.figures:
            found.append(FigureChange("删除", name, str(one.get("label") or "")))
    data["observations"] = observations
    return found


def _apply(
    data: dict[str, Any], row: Row, at: ValuePath, origins: dict[ValuePath, Place]
) -> tuple[Difference, ...]:
    """Puts a row's values into data; tells the differences."""
    found: list[Difference] = []
    origins[at] = row.place
    wanted = {one: value for one, value in row.values.items() if one.steps and one.steps != ("id",)}
    for one, value in wanted.items():
        before = one.read(data)
        if not same(one, before, value):
            found.append(Difference(one.header, before, value))
            if one.slot is None:
                _set(data, one, value)
    _compare(data, {one: value for one, value in wanted.items() if one.slot is not None})
    for one in row.values:
        if one.steps:
            origins[_path(data, one, at)] = row.places[one]
    return tuple(found)


def same(one: Field, before: str | None, after: str | None) -> bool:
    """Whether a cell says what the data say: numbers by their value, lists by their items."""
    if not (before or "").strip() or not (after or "").strip():
        return not (before or "").strip() and not (after or "").strip()
    if before is None or after is None or one.type == "exact":
        return before == after
    if one.type == "number":
        try:
            return Decimal(before) == Decimal(after)
        except InvalidOperation:
            return before.strip() == after
    return before.replace("\r\n", "\n").strip() == after


def _set(data: dict[str, Any], one: Field, value: str | None) -> None:
    """Sets or removes one value; a group of fields without any value goes with it."""
    *above, last = one.steps
    holder = data
    for step in above:
        if not isinstance(holder.get(step), dict):
            if value is None:
                return
            holder[step] = {}
        holder = holder[step]
    if value is None:
        holder.pop(last, None)
        if above and not holder:
            data.pop(above[0], None)
    elif one.shape.form == "list":
        holder[last] = value.split(BETWEEN)
    else:
        holder[last] = value


def _compare(data: dict[str, Any], wanted: Mapping[Field, str | None]) -> None:
    """Sets the comparisons; one without any value is removed."""
    held = comparisons(data)
    for one, value in wanted.items():
        assert one.slot is not None
        if same(one, one.read(data), value):
            continue
        comparison = held.setdefault(one.slot, {"basis": one.slot[0]})
        if value is None:
            comparison.pop(one.steps[0], None)
        else:
            comparison[one.steps[0]] = value
    touched = {one.slot for one in wanted}
    kept = {slot: one for slot, one in held.items() if slot not in touched or set(one) - {"basis"}}
    old = [slot for slot in comparisons(data) if slot in kept]
    new = sorted((slot for slot in kept if slot not in old), key=lambda slot: (BASES.index(slot[0]), slot[1]))
    listed = [_ordered(kept[slot], Comparison) for slot in (*old, *new)]
    if listed:
        data["comparisons"] = listed
    else:
        data.pop("comparisons", None)


def _path(data: Mapping[str, Any], one: Field, at: ValuePath) -> ValuePath:
    """Where a value stands, or would stand."""
    if one.slot is None:
        return (*at, *one.steps)
    places = list(comparisons(data))
    index = places.index(one.slot) if one.slot in places else len(places)
    return (*at, "comparisons", index, *one.steps)


def _ordered(data: dict[str, Any], model: type[Any]) -> dict[str, Any]:
    """The data with the keys in the order of the model's fields; unknown ones last."""
    names: Iterable[str] = (*(name for name in model.model_fields if name in data), *data)
    return {name: data[name] for name in dict.fromkeys(names)}

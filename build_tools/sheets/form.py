"""The columns of the sheets: one for every value of a release and of its observations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_type_hints

from pydantic import BaseModel

from ..fields import Shape, shapes
from ..kinds.base import Quote, Record, remark, term
from ..kinds.statistic import Comparison, Observation, Statistic
from ..kinds.values import Count, Day, Id, Number, PartialDate
from ..kinds.vocabulary import VOCABULARY_TERMS

#: Between the items of a list in one cell; any of these divides them when a sheet is read.
BETWEEN = "；"
#: The column that says which release a row belongs to.
RELEASE = "发布标识"
RELEASES, FIGURES = "发布", "数据"

BASES: tuple[str, ...] = get_args(Comparison.model_fields["basis"].annotation)

FieldType = Literal["text", "exact", "number", "day", "partial", "id"]
#: A comparison's place: its basis, and the how many of this basis it is.
Slot = tuple[str, int]

_TYPES: tuple[tuple[Any, FieldType], ...] = (
    (Number, "number"),
    (Count, "number"),
    (Day, "day"),
    (PartialDate, "partial"),
    (Id, "id"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """One column.

    Attributes:
        header: Chinese header.
        steps: Keys from the record or observation to the value; inside a comparison for a slot.
        type: How cells are read.
        shape: The form of the value by the model.
        about: What to write, in Chinese.
        required: Whether every row must have it.
        slot: The comparison that the value belongs to.
    """

    header: str
    steps: tuple[str, ...]
    type: FieldType
    shape: Shape
    about: str
    required: bool
    slot: Slot | None = None

    def read(self, data: Mapping[str, Any]) -> str | None:
        """The value in a record's or observation's data, as a cell shows it."""
        value: Any = data
        if self.slot is not None:
            value = comparisons(data).get(self.slot)
        for step in self.steps:
            value = value.get(step) if isinstance(value, dict) else None
        if isinstance(value, list):
            return BETWEEN.join(str(item) for item in value)
        return value if isinstance(value, str) else None


def comparisons(data: Mapping[str, Any]) -> dict[Slot, dict[str, Any]]:
    """The comparisons of an observation's data by their place."""
    found: dict[Slot, dict[str, Any]] = {}
    for one in data.get("comparisons") or ():
        if isinstance(one, dict):
            basis = str(one.get("basis"))
            found[basis, 1 + sum(key[0] == basis for key in found)] = one
    return found


@cache
def release_fields() -> tuple[Field, ...]:
    """Columns of a release: what is its own, without sources, notes and change notes."""
    shared = set(Record.model_fields) - {"id"}
    fields = [one for one in _fields(Statistic) if one.steps[0] not in shared]
    return tuple(replace(one, header=RELEASE) if one.steps == ("id",) else one for one in fields)


@cache
def figure_fields(slots: tuple[Slot, ...] = tuple((basis, 1) for basis in BASES)) -> tuple[Field, ...]:
    """Columns of an observation, with those of the comparisons in ``slots``."""
    plain = list(_fields(Observation))
    end = next((place for place, one in enumerate(plain) if one.steps == ("note",)), len(plain))
    compared = [
        _compared(one, slot) for slot in slots for one in _fields(Comparison) if one.steps != ("basis",)
    ]
    return (*plain[:end], *compared, *plain[end:])


def _compared(field: Field, slot: Slot) -> Field:
    basis, order = slot
    before = f"{basis}·" if order == 1 else f"{basis}（{order}）·"
    return replace(field, header=f"{before}{field.header}", slot=slot, required=False)


def slots(observations: Iterable[Mapping[str, Any]]) -> tuple[Slot, ...]:
    """The places of comparisons that these observations need, at least one for each basis."""
    held = {slot for one in observations for slot in comparisons(one) if slot[0] in BASES}
    held |= {(basis, 1) for basis in BASES}
    return tuple(sorted(held, key=lambda slot: (BASES.index(slot[0]), slot[1])))


def _fields(
    model: type[BaseModel], before: str = "", steps: tuple[str, ...] = (), needed: bool = True
) -> Iterator[Field]:
    for name, shape in shapes(model).items():
        words, path = f"{before}{term(model, name)}", (*steps, name)
        required = needed and model.model_fields[name].is_required()
        if shape.model is not None:
            yield from _fields(shape.model, f"{words}·", path, required)
        elif shape.item is None or shape.item.model is None:
            yield Field(words, path, field_type(model, name), shape, _about(model, name, shape), required)


def field_type(model: type[BaseModel], name: str) -> FieldType:
    """How the values of a field are written."""
    if issubclass(model, Quote):
        return "exact"
    hint = get_type_hints(model, include_extras=True)[name]
    return next((type_ for known, type_ in _TYPES if hint in (known, known | None)), "text")


def _about(model: type[BaseModel], name: str, shape: Shape) -> str:
    several = f"多项之间用“{BETWEEN}”隔开。" if shape.form == "list" else ""
    return f"{remark(model, name)}{several}"


def vocabulary_term(name: str) -> str:
    """The Chinese name of a vocabulary."""
    return VOCABULARY_TERMS[name]

"""One mapping against its model: every fault of its fields, and the model if it can be built.

The faulty values are taken out and the rest is tried again, so that a wrong date does not
hide a wrong grade.  All paths are those of the data as the editor wrote it.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from ..fields import Shape, shape_at, shapes
from ..kinds.base import UNVERIFIED, term
from ..problems import Fault, ValuePath
from .prune import Pruned, prune

#: Rounds of taking out faulty values; each may uncover a fault one level up.
_ROUNDS = 12
#: Unknown fields of one record for which a nearest name is looked up.
_MOST_HINTS = 20
#: Fields that say something about the archive itself: 未核实 means nothing there.
_PLAIN = frozenset({"id", "aliases", "source_notes", "changes", "withdrawn", "note", "keywords"})

#: pydantic's name for a value of the wrong form -> the form it should have, and how to write it.
_FORMS = {
    "string_type": ("一段文字", "直接写文字，不用列表，也不分下一级字段"),
    "tuple_type": ("列表", "每项单独一行，前面加“- ”，只有一项也要这样写"),
    "model_type": ("下一级字段", "换行，缩进两格，按“字段: 值”逐行填写"),
}


@dataclass(frozen=True, slots=True)
class Conformed:
    """The outcome for one mapping.

    Attributes:
        instance: The model, built from what is sound; ``None`` if too much is missing.
        faults: All faults of the fields.
        unverified: Paths of the values 未核实.
        pruned: The data that the model was built from.
    """

    instance: BaseModel | None
    faults: tuple[Fault, ...]
    unverified: tuple[ValuePath, ...]
    pruned: Pruned


def conform(
    model: type[BaseModel],
    data: Any,
    *,
    may_be_unverified: bool = True,
    refused: Collection[ValuePath] = (),
) -> Conformed:
    """Check ``data`` against ``model``.  Never raises for any data that ``load`` can read.

    Args:
        model: The model.
        data: Nested dicts, lists and strings.
        may_be_unverified: Whether optional fields may hold 未核实.
        refused: Paths of values that are already told as wrong.
    """
    faults: list[Fault] = []
    unverified: list[ValuePath] = []
    removed: set[ValuePath] = set()
    reported: set[ValuePath] = set(refused)
    for path, value, field in _blanks(data, Shape("model", model=model)):
        removed.add(path)
        if path in reported:
            continue
        fault = _blank_fault(model, path, value, field, may_be_unverified)
        if fault is not None:
            faults.append(fault)
            reported.add(path)
        elif value == UNVERIFIED:
            unverified.append(path)
    instance, pruned = None, Pruned(None)
    for attempt in range(_ROUNDS):
        pruned = prune(data, removed)
        try:
            instance = model.model_validate(pruned.data)
            break
        except ValidationError as error:
            found = error.errors(include_url=False, include_input=False)
        except RecursionError:
            break
        before = len(removed)
        hints = 0
        for entry in found:
            path = pruned.origin(tuple(entry["loc"]))
            if attempt == 0 and path not in reported:
                hints += entry["type"] == "extra_forbidden"
                faults.append(_fault(model, path, entry, hints <= _MOST_HINTS))
            removed.add(_culprit(path, entry["type"]))
        if () in removed or len(removed) == before:
            break
    return Conformed(instance, tuple(faults), tuple(unverified), pruned)


def _culprit(path: ValuePath, kind: str) -> ValuePath:
    """What to take out for an error: a missing field takes its whole mapping with it."""
    return path[:-1] if kind == "missing" else path


def _blanks(
    value: Any, shape: Shape, path: ValuePath = (), field: FieldInfo | None = None
) -> Iterator[tuple[ValuePath, str | None, FieldInfo | None]]:
    """Every empty value and every 未核实, with the field it stands in; items of a list have none."""
    if value is None or (isinstance(value, str) and value.strip() in ("", UNVERIFIED)):
        yield path, value and value.strip(), field
    elif isinstance(value, dict) and shape.model is not None:
        known = shapes(shape.model)
        for name, item in value.items():
            if name in known:
                yield from _blanks(item, known[name], (*path, name), shape.model.model_fields[name])
    elif isinstance(value, list) and shape.item is not None:
        for index, item in enumerate(value):
            yield from _blanks(item, shape.item, (*path, index))


def _blank_fault(
    model: type[BaseModel], path: ValuePath, value: str | None, field: FieldInfo | None, unverified: bool
) -> Fault | None:
    """What is wrong with an empty value or 未核实 here; a key without a value is no fault."""
    words = _words(model, path)
    if value == UNVERIFIED:
        optional = field is not None and not field.is_required() and field.default in (None, ())
        allowed = unverified and optional and path[-1] not in _PLAIN
        return None if allowed else Fault("E216", path, {"term": words})
    if field is None or (value == "" and field.default != ""):
        return Fault("E205", path, {"term": words})
    return None


def _words(model: type[BaseModel], path: ValuePath) -> str:
    """How a message calls the value at ``path``: the Chinese term of its field."""
    owner, name, _ = shape_at(model, path)
    if name not in owner.model_fields:
        return "这一项"
    position = f"的第 {path[-1] + 1} 项" if isinstance(path[-1], int) else ""
    return f"“{term(owner, name)}”{position}"


def _fault(model: type[BaseModel], path: ValuePath, entry: Any, with_hint: bool) -> Fault:
    kind = entry["type"]
    owner, name, shape = shape_at(model, path)
    if kind == "extra_forbidden":
        hint = _nearest_field(owner, str(path[-1])) if with_hint else ""
        return Fault("E201", path, {"field": str(path[-1]), "hint": hint}, on_key=True)
    words = _words(model, path)
    if kind == "missing":
        return Fault("E202", path, {"term": words, "field": name})
    if kind == "literal_error" and shape is not None:
        return Fault("E213", path, {"term": words, "allowed": "、".join(shape.choices)})
    if kind == "too_short":
        return Fault("E217", path, {"term": words})
    if kind in _FORMS:
        form, hint = _FORMS[kind]
        return Fault("E212", path, {"term": words, "form": form, "hint": hint})
    if kind[:1] in "EW" and kind[1:].isdigit():
        return Fault(kind, path, {"term": words, **entry.get("ctx", {})})
    return Fault("E218", path, {"term": words, "what": entry["msg"]})


def _nearest_field(model: type[BaseModel], name: str) -> str:
    names = {term(model, field): field for field in model.model_fields}
    if name in names:
        return f"这一项的字段名是 {names[name]}"
    near = difflib.get_close_matches(name[:60], list(model.model_fields), 1, 0.6)
    if near:
        return f"是不是想写 {near[0]}（{term(model, near[0])}）？"
    return "可用的字段：" + "、".join(model.model_fields)

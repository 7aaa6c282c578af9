"""Names of what records refer to, and the types of columns, read from the models."""

from __future__ import annotations

from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel

from ..archive import Archive
from ..fields import Shape
from ..kinds.values import Count, Day, Number
from ..kinds.vocabulary import VOCABULARIES
from .tables import ColumnType

_TYPES: tuple[tuple[Any, ColumnType], ...] = ((Number, "number"), (Count, "integer"), (Day, "date"))


@cache
def column_type(model: type[BaseModel], name: str) -> ColumnType:
    """The type of a field's values in the data package."""
    hint = get_type_hints(model, include_extras=True)[name]
    return next((type_ for known, type_ in _TYPES if hint in (known, known | None)), "string")


def code_term(shape: Shape) -> str:
    """What the key of a referred record or vocabulary entry is called; empty where it is the name itself."""
    one = shape.item or shape
    if one.ref is not None:
        return "标识"
    if one.vocabulary is None or one.vocabulary in ("industries", "causes"):
        return ""
    return "代码" if one.vocabulary == "regions" else "标识"


def name_of(archive: Archive, shape: Shape, key: str) -> str:
    """The name of what a text refers to; the text itself where it refers to nothing."""
    one = shape.item or shape
    if one.ref is not None:
        record = archive.head(one.ref, key)
        return record.label if record is not None and record.withdrawn is None else key
    if one.vocabulary in VOCABULARIES:
        return str(getattr(archive.vocabularies[one.vocabulary][key], "name", key))
    return key

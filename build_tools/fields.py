"""What the models say about the values of a record: a walk over its texts.

Checks look at the data as the editor wrote it, not at the finished model, so that they
also see a record in which some other field is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from .kinds.base import UNVERIFIED, MarkdownText, Ref, Term
from .problems import ValuePath


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a value: text, list, model, choice or other (dates, counts, numbers).

    Attributes:
        form: The form.
        ref: Kind of the record whose id a text holds.
        vocabulary: Vocabulary in which a text must stand.
        markdown: Whether a text is Markdown.
        item: Shape of a list's items.
        model: Model of a nested mapping.
        choices: Allowed words of a choice.
    """

    form: Literal["text", "list", "model", "choice", "other"]
    ref: str | None = None
    vocabulary: str | None = None
    markdown: bool = False
    item: Shape | None = None
    model: type[BaseModel] | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text in a record: where it stands, what it says, and what its field is."""

    path: ValuePath
    text: str
    shape: Shape
    model: type[BaseModel]
    name: str


def _shape(annotation: Any, metadata: tuple[Any, ...] = ()) -> Shape:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _shape(args[0], (*metadata, *args[1:]))
    if origin in (Union, UnionType):
        (inner,) = (arg for arg in args if arg is not type(None))
        return _shape(inner, metadata)
    if origin is tuple:
        return Shape("list", item=_shape(args[0]))
    if origin is Literal:
        return Shape("choice", choices=args)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Shape("model", model=annotation)
    if annotation is not str:
        return Shape("other")
    refs = [mark.kind for mark in metadata if isinstance(mark, Ref)]
    terms = [mark.vocabulary for mark in metadata if isinstance(mark, Term)]
    markdown = any(isinstance(mark, MarkdownText) for mark in metadata)
    return Shape("text", refs[0] if refs else None, terms[0] if terms else None, markdown)


@cache
def shapes(model: type[BaseModel]) -> dict[str, Shape]:
    """The shape of every field of a model, by name."""
    return {name: _shape(info.annotation, tuple(info.metadata)) for name, info in model.model_fields.items()}


def shape_at(model: type[BaseModel], path: ValuePath) -> tuple[type[BaseModel], str, Shape | None]:
    """The model and field that ``path`` leads into, and the shape of the value there.

    The shape is ``None`` for a field that the model does not have.
    """
    name, shape = "", Shape("model", model=model)
    for step in path:
        if isinstance(step, int):
            shape = shape.item if shape else None
        elif shape is not None and shape.model is not None:
            model, name = shape.model, step
            shape = shapes(model).get(step)
        else:
            shape = None
        if shape is None:
            return model, str(path[-1]), None
    return model, name, shape


def walk(model: type[BaseModel], data: Any, path: ValuePath = ()) -> Iterator[Leaf]:
    """Every text of ``data`` that stands where ``model`` expects one; 未核实 is no text."""
    if not isinstance(data, dict):
        return
    for name, shape in shapes(model).items():
        if name in data:
            yield from _walk(data[name], shape, model, name, (*path, name))


def _walk(value: Any, shape: Shape, model: type[BaseModel], name: str, path: ValuePath) -> Iterator[Leaf]:
    if isinstance(value, str):
        if shape.form == "text" and value.strip() not in ("", UNVERIFIED):
            yield Leaf(path, value, shape, model, name)
    elif isinstance(value, list) and shape.item is not None:
        for index, item in enumerate(value):
            yield from _walk(item, shape.item, model, name, (*path, index))
    elif isinstance(value, dict) and shape.model is not None:
        yield from walk(shape.model, value, path)

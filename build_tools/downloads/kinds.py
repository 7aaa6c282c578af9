"""Records of one kind as a table, and as JSON objects with everything they hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from ..archive import Archive
from ..fields import Shape, shapes
from ..kinds import Kind, Record
from ..kinds.base import remark, term
from .naming import code_term, column_type, name_of
from .tables import Cell, Column, Table, joined

#: Not data: old addresses, what the editor tells the linker; withdrawn records are left out whole.
_INTERNAL = ("aliases", "mentions", "withdrawn")
#: Long histories whose last entry the table shows.
_LAST = (("case", "casualties"),)

_LABEL = Column("名称", "记录的通用名称。")
_PAGE = Column("网页", "记录在本站的网页。", path="page")
_OPEN = Column("未核实", "尚未核实的字段。", path="unverified")
_STUB = Column("收录情况", "全文，或者仅存题名。", path="holding")
_TYPES = Column("事故类型", "分类标准和类型；多项之间用“；”隔开。", path="accident_types")

_Named = tuple[Column, Cell]


def live(archive: Archive, kind: str) -> list[Any]:
    """The records of a kind that are not withdrawn, sorted by id."""
    return sorted(archive.members(kind), key=lambda record: record.id)


def table(archive: Archive, kind: Kind) -> Table:
    """The records of a kind, a row each; long texts and nested lists stand in the JSON file only."""
    return Table(columns(archive, kind), tuple(cells(archive, kind, one) for one in _complete(archive, kind)))


def _complete(archive: Archive, kind: Kind) -> Iterator[Any]:
    """The records of a kind, texts included."""
    return (archive.get(kind.name, record.id) for record in live(archive, kind.name))


def columns(archive: Archive, kind: Kind) -> tuple[Column, ...]:
    """The columns of a kind's table."""
    return tuple(column for column, _ in _cells(archive, kind, None))


def cells(archive: Archive, kind: Kind, record: Record) -> tuple[Cell, ...]:
    """The row of one record."""
    return tuple(cell for _, cell in _cells(archive, kind, record))


def _cells(archive: Archive, kind: Kind, record: Record | None) -> Iterator[_Named]:
    """The columns of a kind with a record's cells; without a record the cells are empty."""
    held = set(kind.model.model_fields) - set(_INTERNAL)
    for name in (name for name in kind.model.model_fields if name in held):
        if name == "source":
            continue
        yield from _field(archive, kind, kind.model, name, record, (name,))
        if name == "id" and "title" not in held:
            yield _LABEL, record.label if record else None
    yield from _field(archive, kind, kind.model, "source", record, ("source",))
    if kind.name == "notice":
        yield _STUB, record and holding(record)
    if kind.name == "case":
        yield _TYPES, record and _accident_types(archive, record)
    yield _OPEN, record and joined([_term_of(record, path) for path in record.unverified])
    yield _PAGE, record and archive.site.address(page(kind, record))


def _field(
    archive: Archive, kind: Kind, model: type[BaseModel], name: str, owner: Any, path: tuple[str, ...]
) -> Iterator[_Named]:
    shape = shapes(model)[name]
    value = getattr(owner, name) if owner is not None else None
    if (kind.name, name) in _LAST and shape.item is not None:
        value, shape = (value[-1] if value else None), shape.item
    if shape.model is not None and len(path) == 1:
        for inner in shape.model.model_fields:
            for column, cell in _field(archive, kind, shape.model, inner, value, (*path, inner)):
                yield _below(model, name, column), cell
    elif shape.model is None and (shape.item is None or shape.item.model is None) and not shape.markdown:
        yield from _single(archive, shape, model, name, value, ".".join(path))


def _below(model: type[BaseModel], name: str, column: Column) -> Column:
    """A column of a nested model under the term of the field that holds it."""
    return Column(f"{term(model, name)}·{column.name}", column.about, column.type, column.path)


@cache
def _words(model: type[BaseModel], name: str) -> tuple[str, str, str]:
    """Term and remark of a field, and what its keys are called."""
    return term(model, name), remark(model, name), code_term(shapes(model)[name])


def _single(
    archive: Archive, shape: Shape, model: type[BaseModel], name: str, value: Any, path: str
) -> Iterator[_Named]:
    """One column; a second one with the keys where the first shows the names of what is referred to."""
    words, about, code = _words(model, name)
    if shape.form == "list":
        items = [str(item) for item in value or ()]
        names = joined([name_of(archive, shape, item) for item in items])
        several = f"{about}多项之间用“；”隔开。"
        if code:
            yield Column(words, "名称；多项之间用“；”隔开。"), names
            yield Column(f"{words}{code}", several, path=path), joined(items)
        else:
            yield Column(words, several, path=path), names
    elif code:
        yield Column(words, "名称。"), None if value is None else name_of(archive, shape, value)
        yield Column(f"{words}{code}", about, path=path), value
    else:
        yield Column(words, about, column_type(model, name), path), value


def _accident_types(archive: Archive, record: Any) -> str | None:
    schemes = archive.vocabularies["accident_types"]
    return joined([f"{schemes[one.scheme].name}：{one.type}" for one in record.accident_types])


def holding(record: Any) -> str:
    """Whether the archive holds the text of a notice."""
    return "仅存题名" if record.is_stub else "全文"


def page(kind: Kind, record: Record) -> str:
    """Address of a record's page, relative to the site."""
    return f"{kind.folder}/{record.id}.html"


def _term_of(record: Record, path: tuple[str | int, ...]) -> str:
    """The Chinese terms along the way to a field."""
    words: list[str] = []
    value: Any = record
    for step in path:
        if isinstance(value, BaseModel) and isinstance(step, str):
            words.append(term(type(value), step))
            value = getattr(value, step)
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step] if step < len(value) else None
    return "·".join(words)


def objects(archive: Archive, kind: Kind) -> list[dict[str, Any]]:
    """The records of a kind with everything that they hold."""
    return [whole(archive, kind, record) for record in _complete(archive, kind)]


def whole(archive: Archive, kind: Kind, record: Record) -> dict[str, Any]:
    """One record with everything that it holds."""
    more: dict[str, Any] = {"page": archive.site.address(page(kind, record))}
    if kind.name == "notice":
        more["holding"] = holding(record)
    if record.unverified:
        more["unverified"] = [".".join(map(str, path)) for path in record.unverified]
    return {**plain(record), **more}


def plain(value: Any) -> Any:
    """A value as JSON holds it: exact numbers, no empty fields."""
    if isinstance(value, BaseModel):
        held = {name: getattr(value, name) for name in type(value).model_fields if name not in _INTERNAL}
        return {name: plain(one) for name, one in held.items() if one not in (None, (), "")}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def number(value: Decimal) -> int | float | str:
    """A number that JSON readers get back exactly; one with too many digits for them as text."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"

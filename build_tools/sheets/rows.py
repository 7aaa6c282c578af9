"""Rows to releases: the values of each, every value with the cell it came from."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pydantic import TypeAdapter, ValidationError

from ..kinds.values import Id
from ..validate import RESERVED
from .cells import Names, plain
from .form import RELEASE, Field
from .grid import Place, SheetFault
from .heads import Sheet

_ID = TypeAdapter(Id)


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        place: The row.
        values: What each column says; ``None`` for an empty cell.
        places: The cell of each value.
    """

    place: Place
    values: dict[Field, str | None]
    places: dict[Field, Place] = field(repr=False)


@dataclass(slots=True)
class Given:
    """What the sheets say of one release."""

    id: str
    release: Row | None = None
    figures: dict[str, Row] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """The first row that speaks of it."""
        return min(row.place for row in (self.release, *self.figures.values()) if row is not None)


def gather(
    sheets: Iterable[Sheet], names: Names, unread: Collection[Place]
) -> tuple[dict[str, Given], list[SheetFault]]:
    """The releases that the tables speak of, in their order, and what is wrong with the rows.

    Args:
        sheets: The tables.
        names: What an editor may call things.
        unread: Cells that could not be read; what the archive has in their place stays.
    """
    found: dict[str, Given] = {}
    faults: list[SheetFault] = []
    for sheet in sheets:
        release = next((column for column, one in sheet.columns.items() if not one.steps), 0)
        for number, cells in sheet.rows():
            if set(cells) == {release} or (cells.get(release, None) and str(cells[release].value) == RELEASE):
                continue
            place = sheet.grid.place(number)
            row = Row(place, {}, {})
            for column, one in sheet.columns.items():
                cell = sheet.grid.place(number, column, one.header)
                if cell in unread:
                    continue
                row.places[one] = cell
                row.values[one] = plain(one, cells[column], names) or None if column in cells else None
            faults += _file(found, sheet, row, sheet.columns.get(release))
    return found, faults


def _file(found: dict[str, Given], sheet: Sheet, row: Row, release: Field | None) -> Iterable[SheetFault]:
    """Puts a row where it belongs."""
    id_ = row.values.get(release) if release else None
    if release is None or id_ is None:
        yield SheetFault(row.place, f"没有填写“{RELEASE}”", "写这一行属于哪次统计发布")
        return
    if not _sound(id_):
        hint = "只用小写字母、数字和单个连字符，如 shanxi-2023-03"
        yield SheetFault(row.places[release], f"标识“{id_}”不能用", hint)
        return
    given = found.setdefault(id_, Given(id_))
    if sheet.kind == "releases":
        if given.release is not None:
            yield SheetFault(row.places[release], f"“{id_}”在第 {given.release.place.row} 行已经有了")
        else:
            given.release = row
        return
    key = next((one for one in row.values if one.steps == ("id",)), None)
    name = row.values[key] if key else None
    if key is None or name is None:
        yield SheetFault(row.place, "没有填写“标识”", "写这条数据在本次发布中的标识，如 deaths")
    elif name in given.figures:
        yield SheetFault(row.places[key], f"“{name}”在第 {given.figures[name].place.row} 行已经有了")
    else:
        given.figures[name] = row


def _sound(id_: str) -> bool:
    try:
        _ID.validate_python(id_)
    except ValidationError:
        return False
    return not RESERVED.match(id_)

"""The tables in a file: where the headers stand, and which column is which."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from .form import BASES, RELEASE, Field, Slot, figure_fields, release_fields
from .grid import Cell, Grid, Place, SheetFault, Unreadable

#: Rows in which the headers are looked for, and how many must be known.
_DEEP, _LEAST = 30, 3
#: Headers as like as this are a slip of the pen.
_LIKE = 0.75
_AGAIN = re.compile(rf"({'|'.join(BASES)})[(（]([2-9])[)）]·")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that was found.

    Attributes:
        kind: Whether its rows are releases or figures.
        grid: The sheet it stands in.
        head: The row of the headers.
        columns: The field of each column.
        ignored: Headers of columns that are not read, with their places.
    """

    kind: Literal["releases", "figures"]
    grid: Grid = field(repr=False)
    head: int
    columns: dict[int, Field] = field(repr=False)
    ignored: tuple[tuple[Place, str], ...] = ()

    def faults(self, faults: Iterable[SheetFault]) -> list[SheetFault]:
        """Those of a file's faults that lie in cells which are read, with the names of their columns."""
        return [
            replace(fault, place=replace(fault.place, header=self.columns[fault.place.column].header))
            for fault in faults
            if fault.place.sheet == self.grid.name
            and fault.place.row > self.head
            and fault.place.column in self.columns
        ]

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The filled rows below the headers, with the cells that are read."""
        for number, cells in self.grid.rows.items():
            if number > self.head:
                held = {column: cell for column, cell in cells.items() if column in self.columns}
                if held:
                    yield number, held


def find(grids: Iterable[Grid]) -> tuple[list[Sheet], list[SheetFault]]:
    """The tables of a file and the faults of their headers.

    Raises:
        Unreadable: no table in it.
    """
    sheets: list[Sheet] = []
    faults: list[SheetFault] = []
    for grid in grids:
        sheet, found = _find(grid)
        if sheet is not None:
            sheets.append(sheet)
            faults += found
    if not sheets:
        needed = "、".join((RELEASE, *(one.header for one in figure_fields()[:4])))
        raise Unreadable(
            f"没有找到表头：要有一行列名，如 {needed}；用 policy-archive sheet export 可以得到样表"
        )
    return sheets, faults


def normal(header: object) -> str:
    """A header without blanks and in one form of its signs."""
    text = unicodedata.normalize("NFKC", re.sub(r"\s", "", str(header)))
    return re.sub(r"\*|\(必填\)", "", text).replace(":", "·").replace("・", "·")


def _find(grid: Grid) -> tuple[Sheet | None, list[SheetFault]]:
    best: tuple[int, int, tuple[Field, ...]] = (0, 0, ())
    for number, cells in grid.rows.items():
        if number > _DEEP:
            break
        heads = {normal(cell.value) for cell in cells.values()}
        if normal(RELEASE) not in heads:
            continue
        for fields in (release_fields(), figure_fields(_slots(heads))):
            known = len(heads & {normal(one.header) for one in fields})
            if known > best[0]:
                best = (known, number, fields)
    known, head, fields = best
    if known < _LEAST:
        return None, []
    return _read(grid, head, fields)


def _slots(heads: Iterable[str]) -> tuple[Slot, ...]:
    more = {(found[1], int(found[2])) for head in heads if (found := _AGAIN.match(head))}
    more |= {(basis, order) for basis, most in more for order in range(1, most)}
    return tuple(
        sorted({(basis, 1) for basis in BASES} | more, key=lambda slot: (BASES.index(slot[0]), slot[1]))
    )


def _read(grid: Grid, head: int, fields: tuple[Field, ...]) -> tuple[Sheet, list[SheetFault]]:
    kind: Literal["releases", "figures"] = "releases" if fields == release_fields() else "figures"
    release = Field(RELEASE, (), "id", release_fields()[0].shape, "", True)
    by_name = {normal(one.header): one for one in fields} | {normal(RELEASE): release}
    columns: dict[int, Field] = {}
    ignored: list[tuple[Place, str]] = []
    faults: list[SheetFault] = []
    for column, cell in grid.rows[head].items():
        place, name = grid.place(head, column), normal(cell.value)
        found = by_name.get(name)
        if found is None:
            near = difflib.get_close_matches(name, list(by_name), 1, _LIKE)
            if near and near[0] not in map(normal, (one.value for one in grid.rows[head].values())):
                right = by_name[near[0]].header
                faults.append(SheetFault(place, f"没有“{cell.value}”这一列", f"是不是“{right}”？"))
            else:
                ignored.append((place, str(cell.value)))
        elif found in columns.values():
            faults.append(SheetFault(place, f"列名“{found.header}”重复", "只保留一列"))
        else:
            columns[column] = found
    return Sheet(kind, grid, head, columns, tuple(ignored)), faults

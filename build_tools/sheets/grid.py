"""A spreadsheet as read: cells with their places, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

#: What a cell may hold.
Value = str | int | float | bool | date | datetime | time

#: Bytes of a file.
MAX_BYTES = 10_000_000
#: Rows and columns that a sheet may have.
MAX_ROWS, MAX_COLUMNS = 20_000, 200


def refuse_large(data: bytes) -> None:
    """Refuse a file that is too large.

    Raises:
        Unreadable: it is.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable(f"文件太大，最多 {MAX_BYTES // 1_000_000} MB")


class Unreadable(Exception):
    """The file cannot be read at all; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell with its header, or a row where ``column`` is 0; rows and columns count from 1."""

    sheet: str
    row: int
    column: int = 0
    header: str = ""

    def __str__(self) -> str:
        sheet = f"工作表“{self.sheet}”" if self.sheet else ""
        column = f" {letters(self.column)} 列" if self.column else ""
        return f"{sheet}第 {self.row} 行{column}" + (f"（{self.header}）" if self.header else "")


@dataclass(frozen=True, slots=True, order=True)
class SheetFault:
    """Something wrong in a sheet, in Chinese."""

    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        text = f"{self.place}：{self.message}"
        return f"{text}\n    提示：{self.hint}" if self.hint else text


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell.

    Attributes:
        value: What it holds.
        form: The number format; empty in CSV files.
    """

    value: Value
    form: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet: its name (empty for a CSV file) and its filled cells by row and column."""

    name: str
    rows: Mapping[int, Mapping[int, Cell]] = field(repr=False)

    def place(self, row: int, column: int = 0, header: str = "") -> Place:
        """A place in this sheet."""
        return Place(self.name, row, column, header)


def letters(column: int) -> str:
    """The letters of a column: A, Z, AA."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found

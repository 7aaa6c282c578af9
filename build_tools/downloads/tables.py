"""Tables: columns with their Chinese headers, and rows; CSV that spreadsheets open safely."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Literal

Cell = str | int | Decimal | date | time | None
ColumnType = Literal["string", "integer", "number", "date"]

#: Between the items of a list in one cell.
BETWEEN = "；"

#: What spreadsheets take for the beginning of a formula, full-width forms included.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Chinese header.
        about: What it holds, in Chinese; may be empty.
        type: Its type in the data package.
        path: Field of the JSON file that holds the same, with points between levels; empty if none does.
    """

    name: str
    about: str = ""
    type: ColumnType = "string"
    path: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; every row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def written(cell: Cell) -> str:
    """A cell as text, numbers and dates in their plain forms."""
    if cell is None:
        return ""
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: with an apostrophe before a suspicious beginning."""
    if text.lstrip(" ").startswith(_FORMULA) and not _NUMBER.match(text):
        return f"'{text}"
    return text


def to_csv(table: Table) -> bytes:
    """The table as CSV: UTF-8 with byte order mark, lines ending in CR LF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8") + to_lines(table.rows)


def to_lines(rows: Iterable[tuple[Cell, ...]]) -> bytes:
    """Rows as lines of a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guarded(written(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def joined(items: Sequence[str]) -> str | None:
    """Several items in one cell."""
    return BETWEEN.join(items) or None

"""CSV files to a grid: UTF-8, UTF-16 or GBK; commas, tabs or semicolons."""

from __future__ import annotations

import codecs
import csv
import io

from .grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, Unreadable, refuse_large

#: Characters of a cell.
_LONGEST_CELL = 100_000


def read(data: bytes) -> tuple[Grid, ...]:
    """The one sheet of a CSV file.

    Raises:
        Unreadable: too large, no text, or not CSV.
    """
    refuse_large(data)
    text = _decoded(data)
    if "\0" in text:
        raise Unreadable("不是 CSV 文件：里面有二进制内容")
    first = text.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    rows: dict[int, dict[int, Cell]] = {}
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, 1):
            if number > MAX_ROWS:
                raise Unreadable(f"行数太多，最多 {MAX_ROWS} 行")
            if len(row) > MAX_COLUMNS:
                raise Unreadable(f"第 {number} 行的列数太多，最多 {MAX_COLUMNS} 列")
            cells = {column: Cell(_unguarded(value)) for column, value in enumerate(row, 1) if value.strip()}
            if cells:
                rows[number] = cells
    except csv.Error as error:
        raise Unreadable(f"第 {reader.line_num} 行附近的 CSV 写法不对：{_in_chinese(str(error))}") from None
    return (Grid("", rows),)


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("认不出文字编码：请另存为“CSV UTF-8（逗号分隔）”")


def _unguarded(value: str) -> str:
    """Without the apostrophe that keeps spreadsheets from taking a text for a formula."""
    guarded = value.startswith("'") and value[1:].lstrip(" ")[:1] in tuple("=+-@＝＋－＠")
    return value[1:] if guarded else value


def _in_chinese(said: str) -> str:
    if "field larger" in said:
        return f"一格超过 {_LONGEST_CELL} 个字符"
    return "引号不成对，或者引号后面还有文字"

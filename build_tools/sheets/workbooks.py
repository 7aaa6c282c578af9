"""Excel workbooks to grids.  Hostile ones are refused before they are unpacked.

A workbook is a zip of XML: the sizes, the number of cells and the areas of merged cells are
counted first, so that a small file cannot fill the memory.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries

from .grid import MAX_COLUMNS, MAX_ROWS, Cell, Grid, SheetFault, Unreadable, refuse_large

#: Bytes of all it unpacks to, parts in it, XML tags, cells, and cells in merged areas.
MAX_UNPACKED, MAX_PARTS, MAX_TAGS = 60_000_000, 500, 3_000_000
MAX_CELLS, MAX_MERGED = 200_000, 50_000

_OLE = b"\xd0\xcf\x11\xe0"
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s(?:[^<>]{0,200}?\sref|ref)\s?=\s?["']([A-Z0-9:$]{1,40})["']|<(?:\w+:)?mergeCell\b"""
)
_CELL = re.compile(rb"<(?:\w+:)?c[\s>/]")
_REFUSED = {
    "xl/externallinks/": "工作簿引用了其他文件：在 Excel 的“数据—编辑链接”中断开链接后再保存",
    "xl/vbaproject": "工作簿里有宏：另存为不含宏的 .xlsx",
    "xl/connections": "工作簿连接了外部数据：删去连接后再保存",
}


def read(data: bytes) -> tuple[tuple[Grid, ...], list[SheetFault]]:
    """The sheets of a workbook, and what is wrong with single cells.

    Raises:
        Unreadable: not a workbook, or one that is too large or reaches outside itself.
    """
    _inspect(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
            faults: list[SheetFault] = []
            grids = tuple(_grid(sheet, faults) for sheet in book.worksheets)
    except Unreadable:
        raise
    except Exception as error:  # The parser meets a hostile file with whatever it stumbles over.
        raise Unreadable(f"工作簿已损坏，无法读取（{type(error).__name__}）") from None
    return grids, faults


def _inspect(data: bytes) -> None:
    """Refuse what is no workbook, and what would take too much to read."""
    refuse_large(data)
    if data.startswith(_OLE):
        raise Unreadable("是旧格式（.xls）或者加了密码的工作簿：另存为没有密码的 .xlsx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _inspect_parts(packed)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Unreadable("不是 .xlsx 工作簿，或者文件已损坏") from None


def _inspect_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MAX_PARTS:
        raise Unreadable(f"工作簿的组成部分太多（{len(parts)} 个），最多 {MAX_PARTS} 个")
    if len(set(names)) != len(names):
        raise Unreadable("工作簿里有重名的组成部分，不能读取")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise Unreadable(f"工作簿展开后太大，最多 {MAX_UNPACKED // 1_000_000} MB")
    for start, words in _REFUSED.items():
        if any(name.startswith(start) for name in names):
            raise Unreadable(words)
    tags = cells = merged = 0
    for part in parts:
        if not part.filename.lower().endswith((".xml", ".rels")):
            continue
        content = packed.read(part)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content[:200]:
            raise Unreadable("工作簿里有不允许的 XML 声明，不能读取")
        tags += content.count(b"<")
        if tags > MAX_TAGS:
            raise Unreadable(f"工作簿的结构太复杂，最多 {MAX_TAGS} 个 XML 标签")
        cells += len(_CELL.findall(content))
        if cells > MAX_CELLS:
            raise Unreadable(f"单元格太多，最多 {MAX_CELLS} 个")
        merged += content.count(b"mergeCell ")
        if merged <= MAX_MERGED:
            merged += sum(map(_area, _MERGED.findall(content)))
        if merged > MAX_MERGED:
            raise Unreadable(f"合并的单元格太多，最多 {MAX_MERGED} 个")


def _area(reference: bytes) -> int:
    """Cells of a merged area; more than are allowed where it is not plainly said."""
    first, top, last, bottom = range_boundaries(reference.decode()) if reference else (None,) * 4
    if None in (first, top, last, bottom):
        return MAX_MERGED + 1
    return (last - first + 1) * (bottom - top + 1)


def _grid(sheet: Any, faults: list[SheetFault]) -> Grid:
    rows: dict[int, dict[int, Cell]] = {}
    grid = Grid(sheet.title, rows)
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        raise Unreadable(
            f"工作表“{sheet.title}”用到了第 {sheet.max_row} 行、第 {sheet.max_column} 列，"
            f"最多 {MAX_ROWS} 行、{MAX_COLUMNS} 列：删去下面和右边的空行空列后再保存"
        )
    for line in sheet.iter_rows():
        for one in line:
            if one.value is None or (isinstance(one.value, str) and not one.value.strip()):
                continue
            place = grid.place(one.row, one.column)
            if one.data_type == "f":
                hint = "复制这一格，用“选择性粘贴—数值”换成结果"
                faults.append(SheetFault(place, "是公式，不能读取", hint))
            elif one.data_type == "e":
                faults.append(SheetFault(place, f"是错误值 {one.value}", "改正公式或者填写内容"))
            else:
                value = one.value.replace("_x000D_", "") if isinstance(one.value, str) else one.value
                rows.setdefault(one.row, {})[one.column] = Cell(value, one.number_format or "")
    for merged in sheet.merged_cells.ranges:
        _fill(grid, rows, merged, faults)
    return Grid(sheet.title, dict(sorted(rows.items())))


def _fill(grid: Grid, rows: dict[int, dict[int, Cell]], merged: Any, faults: list[SheetFault]) -> None:
    """Cells merged downwards all hold what the first does; merged across columns is told if it is data."""
    held = rows.get(merged.min_row, {}).get(merged.min_col)
    if held is None:
        return
    if merged.min_col != merged.max_col:
        if len(rows[merged.min_row]) > 1:
            message = "与右边的列合并了，看不出属于哪一列"
            place = grid.place(merged.min_row, merged.min_col)
            faults.append(SheetFault(place, message, "取消合并，每列各填一格"))
        return
    for row in range(merged.min_row + 1, merged.max_row + 1):
        rows.setdefault(row, {})[merged.min_col] = held

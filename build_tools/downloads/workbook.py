"""The statistics as an Excel workbook: an index sheet, then one sheet for each release.

XlsxWriter gives the same bytes for the same cells once the day of its making is fixed.  Every
text is written as text: no cell becomes a formula or a link by what it says.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from ..archive import Archive
from ..kinds import KINDS
from ..kinds.base import term
from ..kinds.statistic import Statistic
from . import observations
from .kinds import live, page
from .tables import Cell, Column, Table, written

#: What Excel holds in a cell and in the name of a sheet.
_LONGEST, _LONGEST_NAME = 32_767, 31
_WIDE = {"所据原文·原文": 48, "原文名目": 24, "指标": 24, "来源文件": 40, "发布标题": 40, "网页": 40}
_FACTS = ("period_start", "period_end", "as_of", "accumulation", "region", "coverage", "stage")


def workbook(archive: Archive) -> bytes:
    """The workbook of all releases."""
    out = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False
    }  # fmt: skip
    book = xlsxwriter.Workbook(out, options)
    day = archive.site.as_of
    book.set_properties(
        {"title": f"{archive.site.name}：统计数据", "created": datetime(day.year, day.month, day.day)}
    )
    _Writer(archive, book).write()
    book.close()
    return out.getvalue()


class _Writer:
    """Fills one workbook."""

    def __init__(self, archive: Archive, book: Any) -> None:
        self.archive, self.book = archive, book
        base = {"font_name": "宋体", "font_size": 11, "valign": "top"}
        self.text = book.add_format(base | {"text_wrap": True})
        self.head = book.add_format(
            base | {"bold": True, "text_wrap": True, "bg_color": "#EFEFEF", "bottom": 1, "valign": "vcenter"}
        )
        self.title = book.add_format(base | {"bold": True, "font_size": 14})
        self.term = book.add_format(base | {"bold": True})
        self.whole = book.add_format(base | {"num_format": "#,##0"})
        self.plain = book.add_format(base)
        self.day = book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.link = book.add_format(base | {"font_color": "#0B57A4", "underline": 1, "text_wrap": True})

    def write(self) -> None:
        """Write the index and the releases."""
        releases: list[Statistic] = live(self.archive, "statistic")
        names = [f"{order} {one.id}"[:_LONGEST_NAME] for order, one in enumerate(releases, 1)]
        self.index(releases, names)
        for release, name in zip(releases, names, strict=True):
            self.release(release, name)

    def index(self, releases: Sequence[Statistic], names: Sequence[str]) -> None:
        """The sheet that lists and links the others."""
        sheet = self.book.add_worksheet("目录")
        site = self.archive.site
        self.cell(sheet, 0, 0, f"{site.name}：统计数据", self.title)
        self.cell(sheet, 1, 0, f"内容截至 {site.as_of}。点“工作表”一列到各次发布。", self.plain)
        heads = ("工作表", *(term(Statistic, name) for name in ("title", *_FACTS)), "数据条数", "网页")
        table = Table(tuple(Column(head) for head in heads), ())
        self.heads(sheet, 3, table)
        for row, (release, name) in enumerate(zip(releases, names, strict=True), 4):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.link, name)
            where = self.archive.site.address(page(KINDS["statistic"], release))
            cells = (release.title, *self.facts(release), len(release.observations), where)
            for column, cell in enumerate(cells, 1):
                self.cell(sheet, row, column, cell)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 44)
        self.arrange(sheet, 3)

    def facts(self, release: Statistic) -> tuple[Cell, ...]:
        """What is the same for all figures of a release."""
        regions = self.archive.vocabularies["regions"]
        values = {name: getattr(release, name) for name in _FACTS}
        if release.region:
            values["region"] = regions[release.region].name
        return tuple(values.values())

    def release(self, release: Statistic, name: str) -> None:
        """The sheet of one release: what it is, then its figures."""
        sheet = self.book.add_worksheet(name)
        self.cell(sheet, 0, 0, release.title, self.title)
        facts = zip(_FACTS, self.facts(release), strict=True)
        held = [(term(Statistic, key), value) for key, value in facts if value is not None]
        source = self.archive.head("notice", release.source_record)
        if source is not None and source.withdrawn is None:
            held.append((term(Statistic, "source_record"), source.label))
        for row, (word, value) in enumerate(held, 1):
            self.cell(sheet, row, 0, word, self.term)
            self.cell(sheet, row, 1, written(value), self.plain)
        top = len(held) + 2
        figures = observations.figures(self.archive, [release])
        table = observations.table(self.archive, figures, whole=False)
        self.heads(sheet, top, table)
        for row, cells in enumerate(table.rows, top + 1):
            for column, cell in enumerate(cells):
                self.cell(sheet, row, column, cell)
        sheet.autofilter(top, 0, top + len(table.rows), len(table.columns) - 1)
        self.arrange(sheet, top)

    def heads(self, sheet: Any, row: int, table: Table) -> None:
        """The headers of a table."""
        for index, column in enumerate(table.columns):
            self.cell(sheet, row, index, column.name, self.head)
            sheet.set_column(index, index, _WIDE.get(column.name, 14))

    def cell(self, sheet: Any, row: int, column: int, value: Cell, form: Any = None) -> None:
        """One cell: numbers as numbers, days as days, everything else as text."""
        if value is None:
            return
        if isinstance(value, Decimal | int) and Decimal(repr(float(value))) == value:
            whole = value == int(value)
            sheet.write_number(row, column, float(value), form or (self.whole if whole else self.plain))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), form or self.day)
        else:
            sheet.write_string(row, column, _fitting(written(value)), form or self.text)

    def arrange(self, sheet: Any, heads: int) -> None:
        """Headers that stay in sight; printed across the page with the headers on each."""
        sheet.freeze_panes(heads + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(heads)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

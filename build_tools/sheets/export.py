"""Releases to a workbook that an editor can work on and give back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import xlsxwriter

from . import form
from .form import FIGURES, RELEASE, RELEASES, Field

#: The workbook says nothing of when it was made.
_MADE = datetime(2000, 1, 1)
_LINES = 200
_WORDS = "词汇"
_TELLS = (
    "怎样使用",
    "“发布”每次统计发布一行，“数据”每个数字一行。改完保存。",
    "用 policy-archive sheet import 读回，先列出改动；加 --write 才写入。",
    "“发布标识”和“标识”用来对应原有的记录，不要改动；新的数据写新的标识。",
    "删去“数据”中的一行，就删去这条数据；一次发布的各行全部删去的，视为没有改动。",
    "空格子表示没有这一项。删去整列的，原有内容不变。行的先后不影响结果。",
    "日期写成 2023-03-13；可以只写到年或月的，写 2023 或 2023-03。来源没有交代的写 未核实。",
    "所据原文与来源正文逐字一致，包括空格和标点。",
    "",
    "各列",
)


def workbook(
    releases: Sequence[Mapping[str, Any]],
    names: Mapping[str, Mapping[str, str]],
    lists: Mapping[str, Sequence[str]],
) -> bytes:
    """The workbook of the releases with these data.

    Args:
        releases: Their data, as the YAML has it.
        names: What keys of vocabularies are called: vocabulary -> key -> name.
        lists: Names to choose from, by vocabulary.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": _MADE})
    observations = [one for release in releases for one in release.get("observations") or ()]
    fields = form.figure_fields(form.slots(observations))
    writer = _Writer(book, names, lists)
    writer.sheet(RELEASES, form.release_fields(), [(release, None) for release in releases])
    rows = [(one, str(release["id"])) for release in releases for one in release.get("observations") or ()]
    writer.sheet(FIGURES, fields, rows)
    writer.explain((*form.release_fields(), *fields))
    writer.words()
    book.close()
    return out.getvalue()


class _Writer:
    """Fills one workbook."""

    def __init__(
        self, book: Any, names: Mapping[str, Mapping[str, str]], lists: Mapping[str, Sequence[str]]
    ) -> None:
        self.book, self.names = book, names
        self.lists = {name: words for name, words in lists.items() if words}
        base = {"font_name": "宋体", "font_size": 11, "valign": "top", "text_wrap": True}
        self.head = book.add_format(base | {"bold": True, "bg_color": "#EFEFEF", "bottom": 1})
        self.text = book.add_format(base | {"num_format": "@"})
        self.number = book.add_format(base)

    def sheet(
        self, name: str, fields: Sequence[Field], rows: Sequence[tuple[Mapping[str, Any], str | None]]
    ) -> None:
        """One sheet with its headers, its rows, and lists to choose from."""
        sheet = self.book.add_worksheet(name)
        before = 0 if fields[0].header == RELEASE else 1
        if before:
            sheet.write_string(0, 0, RELEASE, self.head)
            sheet.set_column(0, 0, 26, self.text)
        for column, field in enumerate(fields, before):
            sheet.write_string(0, column, field.header, self.head)
            form_ = self.number if field.type == "number" else self.text
            sheet.set_column(column, column, 40 if field.type == "exact" else 18, form_)
            self.choose(sheet, column, field)
        for number, (data, release) in enumerate(rows, 1):
            if release is not None:
                sheet.write_string(number, 0, release, self.text)
            for column, field in enumerate(fields, before):
                self.cell(sheet, number, column, field, field.read(data))
        sheet.freeze_panes(1, before + 1)

    def cell(self, sheet: Any, row: int, column: int, field: Field, value: str | None) -> None:
        """One cell: numbers as numbers as far as a spreadsheet keeps them, all else as text."""
        if value is None:
            return
        if field.type == "number" and _kept(value):
            sheet.write_number(row, column, float(value), self.number)
        else:
            sheet.write_string(row, column, self.named(field, value), self.text)

    def named(self, field: Field, value: str) -> str:
        """What a key of a vocabulary is called."""
        return self.names.get(field.shape.vocabulary or "", {}).get(value, value)

    def choose(self, sheet: Any, column: int, field: Field) -> None:
        """A list to choose from, where the field has one."""
        vocabulary = field.shape.vocabulary
        if field.shape.choices:
            source: Any = list(field.shape.choices)
        elif vocabulary in self.lists:
            place = list(self.lists).index(vocabulary)
            letter = chr(ord("A") + place)
            source = f"={_WORDS}!${letter}$2:${letter}${len(self.lists[vocabulary]) + 1}"
        else:
            return
        rule = {
            "validate": "list",
            "source": source,
            "error_type": "warning",
            "error_message": "不在词汇表里",
        }
        sheet.data_validation(1, column, _LINES, column, rule)

    def explain(self, fields: Sequence[Field]) -> None:
        """The sheet that tells how to fill in the others."""
        sheet = self.book.add_worksheet("说明")
        sheet.set_column(0, 0, 30, self.text)
        sheet.set_column(1, 1, 80, self.text)
        for row, line in enumerate(_TELLS):
            sheet.write_string(row, 0 if line in ("", "各列", "怎样使用") else 1, line, self.text)
        told = {field.header: field for field in fields}
        for row, field in enumerate(told.values(), len(_TELLS)):
            sheet.write_string(row, 0, field.header + ("（必填）" if field.required else ""), self.text)
            sheet.write_string(row, 1, field.about, self.text)

    def words(self) -> None:
        """The sheet with the words of the vocabularies."""
        sheet = self.book.add_worksheet(_WORDS)
        for column, (name, words) in enumerate(self.lists.items()):
            sheet.set_column(column, column, 30, self.text)
            for row, word in enumerate((form.vocabulary_term(name), *words)):
                sheet.write_string(row, column, word, self.text)


def _kept(value: str) -> bool:
    """Whether a spreadsheet keeps a number exactly."""
    try:
        return Decimal(format(float(value), ".15g")) == Decimal(value)
    except (ValueError, InvalidOperation):
        return False

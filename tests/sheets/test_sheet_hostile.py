"""Files that are no sheets, or are made to do harm, are refused in words and at little cost."""

import io
import re
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
import xlsxwriter

from build_tools.sheets import texts, workbooks
from build_tools.sheets.export import workbook
from build_tools.sheets.grid import MAX_BYTES, Unreadable, letters

RELEASE = {"id": "a", "title": "甲", "observations": [{"id": "b", "label": "乙", "value": "1"}]}


def sound():
    return workbook([RELEASE], {}, {})


def changed(change):
    """A workbook whose parts went through ``change``: name and content to new content or None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def added(name, content=b"x"):
    data = io.BytesIO(sound())
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, content)
    return data.getvalue()


def replaced(part, old, new):
    def change(name, content):
        assert name != part or re.search(old, content)
        return re.sub(old, lambda _: new, content, count=1) if name == part else content

    return changed(change)


SHEET = "xl/worksheets/sheet2.xml"
ROWS = b"</sheetData>"
BOMB = b'<!DOCTYPE a [<!ENTITY b "' + b"c" * 1000 + b'">]>'


def after_rows(xml):
    return replaced(SHEET, ROWS, ROWS + xml)


def last_row(xml):
    return replaced(SHEET, ROWS, xml + ROWS)


def in_utf16():
    return changed(lambda name, content: content.decode().encode("utf-16") if name == SHEET else content)


HOSTILE = {
    "empty": (b"", "不是 .xlsx 工作簿"),
    "text": ("标识,数值".encode(), "不是 .xlsx 工作簿"),
    "old or encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式（.xls）或者加了密码"),
    "cut": (sound()[:2000], "不是 .xlsx 工作簿"),
    "too large": (b"PK" + b"\0" * MAX_BYTES, "文件太大"),
    "bomb": (added("xl/media/a.bin", b"\0" * 61_000_000), "展开后太大"),
    "link outside": (added("xl/externalLinks/externalLink1.xml", b"<a/>"), "引用了其他文件"),
    "macro": (added("xl/vbaProject.bin"), "有宏"),
    "connection": (added("xl/connections.xml", b"<a/>"), "外部数据"),
    "entities": (replaced(SHEET, rb"(?=<worksheet)", BOMB), "XML 声明"),
    "other encoding": (in_utf16(), "XML 声明"),
    "merged all": (
        after_rows(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), "合并的单元格太多"
    ),
    "merged columns": (after_rows(b"<mergeCells><mergeCell ref='A:XFD'/></mergeCells>"), "合并的单元格太多"),
    "merged in disguise": (
        after_rows(b'<mergeCells><mergeCell ref="&#65;1:XFD1048576"/></mergeCells>'), "合并的单元格太多"
    ),
    "many tags": (last_row(b"<row/>" * 3_000_000), "结构太复杂"),
    "unending tag": (last_row(b"<mergeCell " * 2_000_000), "合并的单元格太多"),
    "far row": (last_row(b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "用到了第 1048576 行"),
    "far column": (last_row(b'<row r="9"><c r="XFD9"><v>1</v></c></row>'), "第 16384 列"),
    "no workbook": (changed(lambda name, content: None if name == "xl/workbook.xml" else content), "已损坏"),
    "broken XML": (changed(lambda name, content: content[:-9] if name == SHEET else content), "已损坏"),
    "no such style": (replaced(SHEET, rb' s="\d+"', b' s="9999"'), "已损坏"),
    "no such text": (replaced(SHEET, rb"<v>\d+</v>", b"<v>99999</v>"), "已损坏"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_in_words(name):
    data, words = HOSTILE[name]
    with pytest.raises(Unreadable, match=words):
        workbooks.read(data)


def test_refusing_costs_little():
    for name in ("bomb", "many tags", "unending tag", "merged all", "far row", "entities"):
        tracemalloc.start()
        start = time.process_time()
        with pytest.raises(Unreadable):
            workbooks.read(HOSTILE[name][0])
        assert time.process_time() - start < 5, name
        assert tracemalloc.get_traced_memory()[1] < 100_000_000, name
        tracemalloc.stop()


def test_a_part_that_unpacks_to_more_than_it_says_is_refused():
    data = bytearray(added("xl/a.xml", b"<a>" + b" " * 1_000_000 + b"</a>"))
    size = (1_000_007).to_bytes(4, "little")
    assert data.count(size) == 2
    told = bytes(data).replace(size, (100).to_bytes(4, "little"))
    with pytest.raises(Unreadable, match=r"不是 \.xlsx 工作簿"):
        workbooks.read(told)


def test_too_many_cells_or_parts_are_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MAX_CELLS", 20)
    with pytest.raises(Unreadable, match="单元格太多"):
        workbooks.read(sound())
    monkeypatch.setattr(workbooks, "MAX_PARTS", 3)
    with pytest.raises(Unreadable, match="组成部分太多"):
        workbooks.read(sound())


def test_formulas_and_errors_are_told_and_not_read():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("数据")
    sheet.write_formula(0, 0, '=HYPERLINK("http://evil.example")', None, 5)
    sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
    sheet.write_string(0, 2, "=1+1")
    sheet.write_boolean(0, 3, True)
    book.close()
    (grid,), faults = workbooks.read(out.getvalue())
    assert {column: cell.value for column, cell in grid.rows[1].items()} == {3: "=1+1", 4: True}
    assert [fault.place.column for fault in faults] == [1, 2]


def test_cells_merged_downwards_all_hold_the_value_and_across_are_told():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数据"
    for place, value in {"A1": "甲", "B1": 1, "B2": 2, "B3": 3, "A5": "乙", "C5": 1}.items():
        sheet[place] = value
    sheet.merge_cells("A1:A3")
    sheet.merge_cells("A5:B5")
    out = io.BytesIO()
    book.save(out)
    (grid,), (fault,) = workbooks.read(out.getvalue())
    assert [grid.rows[row][1].value for row in (1, 2, 3)] == ["甲", "甲", "甲"]
    assert str(fault).startswith("工作表“数据”第 5 行 A 列：与右边的列合并了")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x81\xff,\xff", "认不出文字编码"),
        (b"a,b\n\0,1\n", "二进制"),
        ('标识,数值\n"甲,1\n'.encode(), "引号不成对"),
        (b"a" * 200_000 + b",b\n", "一格超过"),
        (b"," * 300 + b"\n", "列数太多"),
        (b"a\n" * 20_001, "行数太多"),
        (b"a" * (MAX_BYTES + 1), "文件太大"),
    ],
)
def test_a_hostile_csv_is_refused_in_words(data, words):
    with pytest.raises(Unreadable, match=words):
        texts.read(data)


def test_the_apostrophe_before_a_formula_is_taken_off_again():
    (grid,) = texts.read("'=1+1,'甲,'-下降\r\n".encode())
    assert [cell.value for cell in grid.rows[1].values()] == ["=1+1", "'甲", "-下降"]


def test_columns_have_letters():
    assert [letters(number) for number in (1, 26, 27, 52, 702, 703)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]

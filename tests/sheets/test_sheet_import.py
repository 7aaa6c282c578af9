"""What an editor does with a sheet, and what comes of it."""

import csv
import io
import shutil
from datetime import datetime

import openpyxl
import pytest
from sample_archive import SAMPLE

from build_tools import cli, pipeline, sheets
from build_tools.project import Project
from tiny import dressed

ID = "jindu-2030-03"


@pytest.fixture
def project(tmp_path):
    shutil.copytree(SAMPLE / "content", tmp_path / "content")
    return Project(tmp_path)


class Book:
    """A workbook as an editor works on it: cells by row id and header."""

    def __init__(self, project, ids=()):
        self.book = openpyxl.load_workbook(io.BytesIO(sheets.export(project, ids)))
        self.releases, self.figures = self.book["发布"], self.book["数据"]

    @staticmethod
    def column(sheet, header):
        return next(cell.column for cell in sheet[1] if cell.value == header)

    def row(self, id_):
        column = self.column(self.figures, "标识")
        return next(
            row for row in range(2, self.figures.max_row + 1) if self.figures.cell(row, column).value == id_
        )

    def cell(self, id_, header):
        return self.figures.cell(self.row(id_), self.column(self.figures, header))

    def own(self, header):
        return self.releases.cell(2, self.column(self.releases, header))

    def add(self, **values):
        row = self.figures.max_row + 1
        for header, value in values.items():
            self.figures.cell(row, self.column(self.figures, header.replace("__", "·"))).value = value

    def data(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()

    def plan(self, project):
        return sheets.plan(project, "book.xlsx", self.data())


def text(project):
    return (project.content / "statistics" / f"{ID}.yml").read_text(encoding="utf-8")


def differences(plan):
    return {
        figure.id: (figure.sort, [str(one) for one in figure.differences])
        for change in plan.changes
        for figure in change.figures
    }


def test_without_a_change_nothing_changes(project):
    plan = Book(project).plan(project)
    assert [change.empty for change in plan.changes] == [True]
    assert (plan.faults, plan.warnings, plan.notes, plan.texts) == ((), (), (), {})
    plan.write()


def test_the_workbook_is_the_same_each_time(project):
    assert sheets.export(project, [ID]) == sheets.export(project, [ID, ID]) == sheets.export(project, [])


def test_changed_values_are_told_and_written_and_nothing_else_is_touched(project):
    before = text(project)
    book = Book(project)
    book.cell("fixed", "说明").value = "已核对"
    book.own("统计口径").value = None
    plan = book.plan(project)
    assert plan.faults == ()
    assert differences(plan) == {"fixed": ("更改", ["说明：（空） → 已核对"])}
    assert [str(one) for one in plan.changes[0].own] == ["统计口径：全省煤矿检查登记的隐患 → （空）"]
    assert text(project) == before
    plan.write()
    removed = [line for line in before.splitlines() if line not in text(project).splitlines()]
    added = [line for line in text(project).splitlines() if line not in before.splitlines()]
    assert (removed, added) == (["coverage: 全省煤矿检查登记的隐患"], ["    note: 已核对"])
    assert Book(project).plan(project).changes[0].empty


def test_comments_and_quotes_stay(project):
    place = project.content / "statistics" / f"{ID}.yml"
    noted = "# 头注\n" + text(project).replace("  - id: fixed\n", "  # 据原文\n  - id: fixed\n")
    place.write_text(noted.replace("label: 整改完成", "label: '整改完成'  # 名目"), encoding="utf-8")
    before = text(project)
    book = Book(project)
    book.cell("fixed", "等级").value = "甲：乙 #1"
    book.plan(project).write()
    assert text(project) == before.replace(
        "      exact: 完成整改1100项，整改率91.7%，同比增加100项、上升9.1%\n",
        "      exact: 完成整改1100项，整改率91.7%，同比增加100项、上升9.1%\n    grade: '甲：乙 #1'\n".replace(
            "'", '"'
        ),
    )


def test_a_comment_that_goes_with_a_figure_is_told(project):
    place = project.content / "statistics" / f"{ID}.yml"
    place.write_text(
        text(project).replace("    label: 整改率\n", "    # 待核\n    label: 整改率\n"), encoding="utf-8"
    )
    book = Book(project)
    book.figures.delete_rows(book.row("rate"))
    plan = book.plan(project)
    assert differences(plan) == {"rate": ("删除", [])}
    assert plan.notes == (f"content/statistics/{ID}.yml：注释“# 待核”将随删去的内容一起去掉",)


def test_a_new_figure_comes_last(project):
    book = Book(project)
    book.add(
        发布标识=ID, 标识="fixed-again", 指标="完成整改", 原文名目="完成整改", 原文数字="1100项",
        数值="１，１００", 计量单位="项", 所据原文__原文="完成整改1100项",
    )  # fmt: skip
    plan = book.plan(project)
    assert plan.faults == ()
    assert differences(plan)["fixed-again"][0] == "增加"
    plan.write()
    ids = [one.id for one in pipeline.check(project).archive.get("statistic", ID).observations]
    assert ids == ["hazards", "fixed", "rate", "fixed-again"]
    assert "    value: 1100\n    unit: 项\n    quote:\n      exact: 完成整改1100项\n" in text(project)


def test_the_order_of_rows_means_nothing(project):
    book = Book(project)
    rows = [[cell.value for cell in row] for row in book.figures.iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), 2):
        for column, value in enumerate(row, 1):
            book.figures.cell(number, column).value = value
    assert book.plan(project).changes[0].empty


def test_a_column_left_out_leaves_its_values(project):
    book = Book(project)
    for header in ("所据原文·原文", "同比·增减量", "原文名目"):
        book.figures.delete_cols(book.column(book.figures, header))
    book.releases.delete_cols(book.column(book.releases, "统计口径"))
    plan = book.plan(project)
    assert plan.changes[0].empty and plan.faults == ()


def test_comparisons_come_and_go(project):
    book = Book(project)
    for header in ("增减量原文", "增减量", "增减幅度原文", "增减幅度", "说明"):
        book.cell("fixed", f"同比·{header}").value = None
    book.cell("hazards", "环比·增减量").value = -5
    plan = book.plan(project)
    assert plan.faults == ()
    plan.write()
    hazards, fixed, _ = pipeline.check(project).archive.get("statistic", ID).observations
    assert fixed.comparisons == ()
    assert [(one.basis, one.change) for one in hazards.comparisons] == [("环比", -5)]


def test_what_spreadsheets_make_of_values_is_understood(project):
    book = Book(project)
    book.own("截至日期").value = datetime(2030, 3, 31)
    book.own("统计期起").value = datetime(2030, 3, 1)
    book.own("统计期起").number_format = 'yyyy"年"m"月"'
    book.own("统计期止").value = "２０３０年３月"
    book.cell("fixed", "数值").value = "1，100"
    book.cell("rate", "数值").value = 0.917
    book.cell("rate", "数值").number_format = "0.0%"
    book.cell("hazards", "数值").value = 1200.0
    plan = book.plan(project)
    assert [str(one) for one in plan.changes[0].own] == [
        "统计期起：2030-03-01 → 2030-03",
        "统计期止：2030-03-31 → 2030-03",
    ]
    assert plan.changes[0].figures == ()


def test_merged_cells_blank_rows_and_a_title_above(project):
    book = Book(project)
    for sheet in (book.releases, book.figures):
        sheet.insert_rows(1, 2)
        sheet.cell(1, 1).value = "某省统计"
        sheet.merge_cells("A1:D1")
    book.figures.insert_rows(5, 2)
    rows = [row for row in range(4, 9) if book.figures.cell(row, 2).value]
    for row in rows:
        book.figures.cell(row, 1).value = None
    book.figures.cell(4, 1).value = ID
    book.figures.merge_cells("A4:A8")
    plan = book.plan(project)
    assert plan.faults == () and plan.changes[0].empty


def test_every_fault_is_told_at_once_with_its_cell_and_nothing_is_written(project):
    before = text(project)
    book = Book(project)
    book.cell("hazards", "数值").value = "=1+1"
    book.cell("rate", "数值").value = "六十八"
    book.cell("fixed", "计量单位").value = "#REF!"
    book.cell("fixed", "计量单位").data_type = "e"
    book.cell("fixed", "指标").value = "完成整改率"
    book.own("截至日期").value = "2030-02-30"
    book.add(标识="no-release", 数值=1)
    book.add(发布标识=ID, 标识="hazards", 数值=1)
    book.add(发布标识="../etc/passwd", 标识="a", 数值=1)
    book.add(发布标识="unknown-2030", 标识="a", 数值=1)
    plan = book.plan(project)
    told = "\n".join(plan.faults)
    for words in (
        "工作表“数据”第 2 行 F 列（数值）：是公式，不能读取",
        "工作表“数据”第 4 行 F 列（数值）：E209 “数值”不是数：六十八",
        "工作表“数据”第 3 行 G 列（计量单位）：是错误值 #REF!",
        "工作表“数据”第 3 行 C 列（指标）：E303 ",
        "工作表“发布”第 2 行 E 列（截至日期）：E206 “截至日期”不是有效的日期：2030-02-30",
        "工作表“数据”第 5 行：没有填写“发布标识”",
        "工作表“数据”第 6 行 B 列（标识）：“hazards”在第 2 行已经有了",
        "工作表“数据”第 7 行 A 列（发布标识）：标识“../etc/passwd”不能用",
        "工作表“数据”第 8 行：没有标识为“unknown-2030”的统计发布",
    ):
        assert words in told, told
    assert len(plan.faults) == 9, told
    with pytest.raises(sheets.Unreadable, match="没有写入"):
        plan.write()
    assert text(project) == before
    assert [place.name for place in (project.content / "statistics").iterdir()] == [f"{ID}.yml"]


def test_a_figure_that_its_sentence_does_not_hold_is_refused(project):
    book = Book(project)
    book.cell("fixed", "原文数字").value = "1150项"
    book.cell("fixed", "所据原文·原文").value = "完成整改1150项"
    told = "\n".join(book.plan(project).faults)
    assert "第 3 行 I 列（所据原文·原文）：E" in told


def test_a_misspelt_header_is_told_and_an_unknown_one_is_noted(project):
    book = Book(project)
    book.figures.cell(1, book.column(book.figures, "原文数字")).value = "原文的数字"
    book.figures.cell(1, book.figures.max_column + 1).value = "经办人"
    plan = book.plan(project)
    assert plan.faults == ("工作表“数据”第 1 行 E 列：没有“原文的数字”这一列\n    提示：是不是“原文数字”？",)
    assert any("没有用到“经办人”这一列" in note for note in plan.notes)


def test_a_new_release_makes_a_new_file(project):
    book = Book(project)
    values = {
        "发布标识": "jindu-2030-04",
        "标题": "示例省煤矿检查进度（4月）",
        "来源文件": "示安发〔2030〕2号",
        "统计期起": "2030年4月",
        "地区": "示例省",
    }
    for header, value in values.items():
        book.releases.cell(3, book.column(book.releases, header)).value = value
    book.add(
        发布标识="jindu-2030-04", 标识="fixed", 指标="fixed", 原文名目="完成整改", 原文数字="1100项",
        数值=1100, 计量单位="项", 所据原文__原文="完成整改1100项", 约数="确数",
    )  # fmt: skip
    plan = book.plan(project)
    assert plan.faults == (), plan.faults
    plan.write()
    place = project.content / "statistics" / "jindu-2030-04.yml"
    assert place.read_text(encoding="utf-8").startswith(
        'id: jindu-2030-04\ntitle: 示例省煤矿检查进度（4月）\nperiod_start: 2030-04\nregion: "990000"\n'
        "source_record: shianfa-2030-2\nobservations:\n  - id: fixed\n    indicator: fixed\n"
    )
    assert pipeline.check(project).errors == 0
    assert all(change.empty for change in Book(project).plan(project).changes)


def table(project, encoding, delimiter=",", change=lambda row: row):
    sheet = Book(project).figures
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    head, *rows = [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]
    writer.writerows([head, *(change(dict(zip(head, row, strict=True))).values() for row in rows)])
    return out.getvalue().encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_any_usual_kind_is_read(project, encoding, delimiter):
    plan = sheets.plan(project, "figures.csv", table(project, encoding, delimiter))
    assert plan.faults == () and plan.changes[0].empty


def test_places_in_csv_have_no_sheet(project):
    data = table(project, "gbk", change=lambda row: row | {"数值": "多"})
    told = sheets.plan(project, "figures.csv", data).faults
    assert [line.split("：")[0] for line in told] == [f"第 {row} 行 F 列（数值）" for row in (2, 3, 4)]


def test_a_file_with_other_indents_says_that_it_is_laid_out_anew(project):
    place = project.content / "statistics" / f"{ID}.yml"
    place.write_text(text(project).replace("campaigns:\n  - ", "campaigns:\n- "), encoding="utf-8")
    book = Book(project)
    assert book.plan(project).changes[0].empty
    book.own("说明").value = "新说明"
    plan = book.plan(project)
    assert plan.faults == () and "按统一格式排列" in plan.notes[0]


def test_a_file_changed_in_the_meantime_is_not_overwritten(project):
    book = Book(project)
    book.own("说明").value = "新说明"
    plan = book.plan(project)
    place = project.content / "statistics" / f"{ID}.yml"
    place.write_text(text(project) + "\n", encoding="utf-8")
    with pytest.raises(sheets.Unreadable, match="刚才又有改动"):
        plan.write()
    assert "新说明" not in text(project)


def test_a_disk_that_refuses_leaves_every_file_as_it_was(project, monkeypatch):
    from build_tools import write

    shutil.copy(
        project.content / "statistics" / f"{ID}.yml", project.content / "statistics" / "other-2030.yml"
    )
    other = project.content / "statistics" / "other-2030.yml"
    other.write_text(text(project).replace(f"id: {ID}", "id: other-2030"), encoding="utf-8")
    before = [text(project), other.read_text(encoding="utf-8")]
    book = Book(project)
    for row in (2, 3):
        book.releases.cell(row, book.column(book.releases, "说明")).value = "新说明"
    plan = book.plan(project)
    assert len(plan.texts) == 2
    put = write.put
    calls = []

    def refuse(place, data):
        calls.append(place)
        if len(calls) == 2:
            raise OSError(28, "No space left on device", str(place))
        return put(place, data)

    monkeypatch.setattr(write, "put", refuse)
    with pytest.raises(OSError):
        plan.write()
    assert [text(project), other.read_text(encoding="utf-8")] == before


def test_the_commands(project, tmp_path, capsys):
    root = ["--root", str(dressed(project.root).root)]
    book = tmp_path / "book.xlsx"
    assert cli.run([*root, "sheet", "export", str(book), ID]) == 0
    assert capsys.readouterr().out == f"已导出 {book}\n"
    assert cli.run([*root, "sheet", "import", str(book)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"{ID}：没有改动"
    edited = Book(project)
    edited.cell("fixed", "说明").value = "已核对"
    book.write_bytes(edited.data())
    before = text(project)
    assert cli.run([*root, "sheet", "import", str(book)]) == 0
    told = capsys.readouterr().out
    assert "  更改 fixed（整改完成）\n    说明：（空） → 已核对\n" in told
    assert "没有写入；确认后加 --write 再运行一次。" in told and text(project) == before
    assert cli.run([*root, "sheet", "import", str(book), "--write"]) == 0
    assert f"已写入 content/statistics/{ID}.yml" in capsys.readouterr().out
    assert "note: 已核对" in text(project)
    edited.cell("fixed", "数值").value = "多"
    book.write_bytes(edited.data())
    assert cli.run([*root, "sheet", "import", str(book), "--write"]) == 1
    told = capsys.readouterr()
    assert "E209" in told.out and told.err == "有错误，没有写入。\n"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["export", "book.ods"], 2, "只能导出为 .xlsx"),
        (["export", "book.xlsx", "no-such"], 1, "没有标识为“no-such”的统计发布"),
        (["import", "no-such.xlsx"], 1, "no-such.xlsx（文件或文件夹不存在）"),
        (["import", "content/site.yml"], 1, "不是 .xlsx 工作簿"),
    ],
)
def test_wrong_uses_are_told(project, monkeypatch, capsys, arguments, code, words):
    dressed(project.root)
    monkeypatch.chdir(project.root)
    assert cli.run(["sheet", *arguments]) == code
    assert words in capsys.readouterr().err
    assert not (project.root / "book.xlsx").exists()


def test_a_release_with_errors_is_not_exported(project):
    place = project.content / "statistics" / f"{ID}.yml"
    place.write_text(text(project).replace("unit: 项", "unti: 项", 1), encoding="utf-8")
    with pytest.raises(sheets.Unreadable, match="先用 policy-archive check"):
        sheets.export(project, [ID])

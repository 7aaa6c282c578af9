"""Downloads: what is in the files, that programs can read them, that they are safe to open."""

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from sample_archive import archive, article, files, pages, words

from build_tools import pipeline
from build_tools.downloads import Download, release_path, years
from build_tools.downloads.catalogue import package, whole
from build_tools.downloads.tables import Column, Table, guarded, to_csv
from build_tools.kinds import KINDS
from build_tools.project import Project
from build_tools.render import render
from build_tools.views.downloads import size
from tiny import ROOT

CHINESE = re.compile(r"[\u4e00-\u9fff]")


def downloads(archive):
    """All files of an archive that is not divided by period."""
    files = whole(archive)
    return (*files, package(archive, files)) if files else ()


def held():
    return {file.path: file for file in files().values() if isinstance(file, Download)}


def table(path, source=None):
    data = (source or held())[path].data
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    assert text.endswith("\r\n") and text.index("\r\n") < text.index("\n")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_same_archive_gives_the_same_bytes():
    again = {file.path: file.data for file in downloads(archive())}
    assert again == {path: file.data for path, file in held().items()}


def test_there_is_a_file_for_each_kind_and_each_release():
    for kind in KINDS.values():
        assert {f"downloads/{kind.folder}.csv", f"downloads/{kind.folder}.json"} <= set(held())
    for release in archive().of("statistic"):
        assert release_path(release) in held()


def test_a_figure_keeps_its_print_its_number_its_band_and_its_sentence():
    hazards, fixed, rate = table("downloads/observations.csv")[:3]
    assert (hazards["原文数字"], hazards["数值"], hazards["约数"]) == ("1200余项", "1200", "余")
    assert (hazards["下限"], hazards["上限"]) == ("1200", "")
    assert (hazards["指标"], hazards["指标标识"]) == ("排查隐患", "hazards")
    assert hazards["所据原文·原文"] == "排查隐患1200余项"
    assert hazards["来源文件标识"] == "shianfa-2030-2"
    assert hazards["网页"] == "https://archive.example/statistics/jindu-2030-03.html#obs-hazards"
    assert (fixed["下限"], fixed["上限"], fixed["截至日期"]) == ("1100", "1100", "2030-03-31")
    assert (rate["计算关系·算法"], rate["计算关系·输入"]) == ("比率", "fixed；hazards")
    assert (rate["复核结论"], rate["复核算式"]) == ("无法复核", "所列数字为约数")
    assert (fixed["同比·增减量"], fixed["同比·增减幅度"]) == ("100", "9.1")
    assert (fixed["同比·复核结论"], fixed["同比·复核算式"]) == (
        "与所列数字不符",
        "100 ÷ (1100 − 100) = 10.0%",
    )
    assert rate["同比·增减量"] == fixed["环比·增减量"] == ""


def test_a_release_has_its_own_figures_only():
    rows = table("downloads/releases/jindu-2030-03.csv")
    assert {row["发布标识"] for row in rows} == {"jindu-2030-03"}
    assert rows == [row for row in table("downloads/observations.csv") if row["发布标识"] == "jindu-2030-03"]


def test_json_says_the_same_as_csv():
    data = json.loads(held()["downloads/observations.json"].data)
    rows = table("downloads/observations.csv")
    assert data["count"] == len(data["records"]) == len(rows)
    for one, row in zip(data["records"], rows, strict=True):
        assert (one["id"], one["value_printed"], one["page"]) == (row["标识"], row["原文数字"], row["网页"])
        assert one["value"] == float(row["数值"])
        verdicts = [found["verdict"] for found in one.get("audit", [])]
        assert verdicts == [row[name] for name in row if name.endswith("复核结论") and row[name]]


def test_every_key_named_for_a_column_is_in_the_json():
    def leads(value, steps):
        if isinstance(value, list):
            return any(leads(one, steps) for one in value)
        if not steps:
            return value is not None
        return isinstance(value, dict) and steps[0] in value and leads(value[steps[0]], steps[1:])

    for path, file in held().items():
        records = (
            json.loads(held()[path.replace(".csv", ".json")].data)["records"]
            if (file.columns and file.group != "releases")
            else []
        )
        rows = table(path) if records else []
        for column in file.columns if records else ():
            if column.path and any(row[column.name] for row in rows):
                assert leads(records, column.path.split(".")), f"{path}: {column.path}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_records_are_whole_in_json_and_rows_in_csv(kind):
    live = [record for record in archive().of(kind.name) if not record.withdrawn]
    data = json.loads(held()[f"downloads/{kind.folder}.json"].data)
    assert [one["id"] for one in data["records"]] == [record.id for record in live]
    assert [row["标识"] for row in table(f"downloads/{kind.folder}.csv")] == [record.id for record in live]
    for one, record in zip(data["records"], live, strict=True):
        body = getattr(record, "body", None)
        assert one.get("body") == body
        assert one["page"].endswith(f"{kind.folder}/{record.id}.html")


def test_names_stand_beside_keys():
    row = next(row for row in table("downloads/notices.csv") if row["标识"] == "shianfa-2030-2")
    assert row["发文机关标识"] and CHINESE.search(row["发文机关"])
    assert row["发文机关"].count("；") == row["发文机关标识"].count("；")
    assert row["收录情况"] == "全文"
    stub = next(row for row in table("downloads/notices.csv") if row["标识"] == "guojia-fangan")
    assert stub["收录情况"] == "仅存题名"


def test_withdrawn_records_are_nowhere():
    for path, file in held().items():
        data = [file.data]
        if path.endswith((".zip", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(file.data)) as packed:
                data = [packed.read(name) for name in packed.namelist()]
        for one in data:
            assert b"chexia-2029" not in one, path
            assert "这段文字不再显示".encode() not in one, path


def test_the_workbook_has_an_index_and_a_sheet_for_each_release():
    book = openpyxl.load_workbook(io.BytesIO(held()["downloads/observations.xlsx"].data))
    index, *sheets = book.worksheets
    assert index.title == "目录" and len(sheets) == len(archive().of("statistic"))
    assert index.cell(5, 1).hyperlink.location == f"'{sheets[0].title}'!A1"
    assert book.properties.created.isoformat() == "2030-06-30T00:00:00"
    sheet = next(sheet for sheet in sheets if "jindu-2030-03" in sheet.title)
    rows = [list(row) for row in sheet.iter_rows()]
    top = next(number for number, row in enumerate(rows) if row[0].value == "标识")
    heads = [cell.value for cell in rows[top]]
    assert heads.index("数值") == heads.index("原文数字") + 1
    first = dict(zip(heads, rows[top + 1], strict=True))
    assert (first["数值"].value, first["数值"].data_type) == (1200, "n")
    assert (first["原文数字"].value, first["原文数字"].data_type) == ("1200余项", "s")
    assert all(cell.data_type != "f" for row in rows for cell in row)


def test_the_zip_holds_every_file_in_order_without_a_date():
    with zipfile.ZipFile(io.BytesIO(held()["downloads/policy-archive.zip"].data)) as packed:
        assert packed.testzip() is None
        entries = packed.infolist()
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        names = [entry.filename for entry in entries]
        others = {
            path.removeprefix("downloads/"): file for path, file in held().items() if file.format != "ZIP"
        }
        assert names == sorted([*others, "README.txt"])
        for name, file in others.items():
            assert packed.read(name) == file.data
        assert all(name in packed.read("README.txt").decode("utf-8-sig") for name in others)


def valid(folder: Path, found):
    for file in found:
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)
    command = [Path(sys.executable).parent / "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(
        command, cwd=folder / "downloads", capture_output=True, text=True, check=False, timeout=300
    )
    report = json.loads(done.stdout)
    assert report["valid"], [task["errors"][:3] for task in report["tasks"] if not task["valid"]]
    return report


def test_frictionless_finds_the_data_package_sound(tmp_path):
    report = valid(tmp_path, held().values())
    tables = [file for file in held().values() if file.columns]
    assert report["stats"]["tasks"] == len(tables)
    assert {Path(task["place"]).name: task["stats"]["rows"] for task in report["tasks"]} == {
        Path(file.path).name: file.rows for file in tables
    }


def test_frictionless_finds_a_changed_file(tmp_path):
    spoilt = [
        replace(file, data=file.data.replace(b",1200,", b",many,")) if file.columns else file
        for file in held().values()
    ]
    with pytest.raises(AssertionError, match=r"type-error|hash"):
        valid(tmp_path, spoilt)


@pytest.mark.slow
def test_frictionless_finds_the_real_data_sound(tmp_path):
    found = downloads(pipeline.check(Project(ROOT)).archive)
    assert valid(tmp_path, found)["valid"]


def test_a_divided_kind_has_a_table_for_each_period_and_one_description_of_its_columns(tmp_path, monkeypatch):
    monkeypatch.setattr(years, "MOST", 2)
    monkeypatch.setattr(years, "PART", 1)
    made = [one for one in render(archive()) if one.path.startswith("downloads/")]
    paths = {one.path.removeprefix("downloads/") for one in made}
    assert {
        "notices-2030-03.csv",
        "notices-2030-04.json",
        "notices-undated.csv",
        "notices-schema.json",
    } <= paths
    assert not {"notices.csv", "notices.json"} & paths
    report = valid(tmp_path, made)
    rows = {Path(task["place"]).name: task["stats"]["rows"] for task in report["tasks"]}
    assert [rows[f"notices-{part}.csv"] for part in ("2030-04", "2030-03", "undated")] == [1, 1, 1]
    (page,) = (one.text for one in render(archive()) if one.path == "downloads.md")
    titles = re.findall(r'<span class="name">(文件（[^<]*）)</span>', page)
    assert titles == ["文件（2030年4月）", "文件（2030年3月）", "文件（日期未载明）"]
    assert page.count("<summary>文件") == 1


def test_every_column_is_named_and_explained_in_chinese():
    for file in held().values():
        names = [column.name for column in file.columns]
        assert len(names) == len(set(names)), file.path
        for column in file.columns:
            assert CHINESE.search(column.name)
            assert not column.about or column.about.endswith("。"), column


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1（增）", "'+1（增）"),
        ("-下降", "'-下降"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("\t=1", "'\t=1"),
        ("＝1＋1", "'＝1＋1"),
        ("-22.73", "-22.73"),
        ("+5", "+5"),
        ("68 起", "68 起"),
        ("", ""),
    ],
)
def test_no_text_becomes_a_formula(text, safe):
    assert guarded(text) == safe


def test_hostile_texts_stay_texts():
    record = archive().of("statistic")[0]
    label = '=HYPERLINK("http://evil.example","x")'
    figure = record.observations[0].model_copy(update={"label": label, "note": '甲"乙,\n丙'})
    hostile = record.model_copy(update={"observations": (figure,), "title": "@甲[1]:*?/\\'"})
    records = {**archive().records, "statistic": {hostile.id: hostile}}
    found = {file.path: file for file in downloads(replace(archive(), records=records))}
    (row,) = table("downloads/observations.csv", found)
    assert (row["原文名目"], row["说明"]) == (f"'{label}", '甲"乙,\n丙')
    book = openpyxl.load_workbook(io.BytesIO(found["downloads/observations.xlsx"].data))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert label in [cell.value for cell in cells] and all(cell.data_type != "f" for cell in cells)
    assert all(cell.hyperlink is None or cell.hyperlink.target is None for cell in cells)


def test_a_table_is_csv_with_quotes_where_needed():
    data = to_csv(Table((Column("甲"), Column("乙")), (("一,二", '三"四'), (None, "五\n六"))))
    assert data.decode("utf-8-sig") == '甲,乙\r\n"一,二","三""四"\r\n,"五\n六"\r\n'


def test_the_page_names_every_file_with_its_size_and_checksum():
    page, text = article("downloads.md"), words(article("downloads.md"))
    for path, file in held().items():
        assert f'href="{path}"' in page
        assert file.sha256 in page and size(len(file.data)).replace(" ", "") in text
        for column in file.columns if file.group != "releases" else ():
            assert "".join(column.name.split()) in text
    assert "著作权法" in text
    data = json.loads(re.search(r"ld\+json\">(.*?)</script>", pages()["downloads.md"], re.DOTALL)[1])
    assert data["@type"] == "Dataset"
    urls = {one["contentUrl"] for one in data["distribution"]}
    assert urls == {f"https://archive.example/{path}" for path in held()}


def test_the_page_is_linked_from_home_and_from_each_release():
    assert 'href="downloads.html"' in article("index.md")
    page = article("statistics/jindu-2030-03.md")
    assert 'href="../downloads/releases/jindu-2030-03.csv"' in page and 'href="../downloads.html"' in page


def test_an_empty_archive_has_nothing_to_download():
    empty = replace(archive(), records={kind: {} for kind in KINDS})
    assert downloads(empty) == ()


@pytest.mark.parametrize(
    ("count", "shown"), [(512, "512 字节"), (11_764, "11.5 KB"), (1_043_381, "1.0 MB"), (10**9, "953.7 MB")]
)
def test_sizes_are_readable(count, shown):
    assert size(count) == shown

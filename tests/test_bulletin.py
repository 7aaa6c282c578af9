"""From a pasted bulletin to a release: what a new user does, and what can go wrong."""

import re

import pytest
import yaml

from build_tools import bulletin, cli, pipeline
from build_tools.kinds import Notice
from build_tools.project import Project
from tiny import ROOT

TEXT = (
    "某省安全生产委员会办公室关于检查情况的通报\r\n\r\n"
    "截至2月底，共排查隐患1874项、完成整改1159项，整改率69.24%。\r\n"
    "1-2月份，全省共发生亡人事故 68 起、死亡 75 人，同比减少 20 起、24 人，下降 22.73%、24.24%。\r\n"
)


@pytest.fixture
def paste(tmp_path):
    place = tmp_path / "tongbao.txt"
    place.write_text(TEXT, encoding="utf-8", newline="")
    return place


def figures(capsys, tiny, *arguments):
    code = cli.run(["--root", str(tiny.root), "figures", *map(str, arguments)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_a_pasted_text_is_audited_and_drafted(tiny, paste, capsys):
    code, out, err = figures(capsys, tiny, paste)
    assert (code, err) == (0, "")
    head = out.split("\n\n")[0].split("\n")
    assert all(line.startswith("#") for line in head)
    assert head[0] == "# 数字体检：找到 5 个数字，其中所述的比率、占比、合计和增减幅度 3 处。"
    assert "#   四舍五入内一致：2 处" in head and "#   与所列数字不符：1 处" in head
    first = next(line for line in head if "·" in line)
    assert first == "#   · 整改率（隐患）：与所列数字不符：1159 ÷ 1874 ≈ 61.85%（原文 69.24%）"
    drafted = yaml.load(out, Loader=yaml.BaseLoader)
    printed = [one["value_printed"] for one in drafted["observations"]]
    assert printed == ["1874项", "1159项", "69.24%", "68 起", "75 人"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_other_encodings_are_read(paste, encoding):
    paste.write_bytes(TEXT.encode(encoding))
    assert bulletin.pasted(paste).body.startswith("某省安全生产委员会办公室")
    assert "\r" not in bulletin.pasted(paste).body


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xff\xff", b"a" * 5_000_000])
def test_what_is_no_text_is_refused(tiny, paste, capsys, data):
    paste.write_bytes(data)
    code, out, err = figures(capsys, tiny, paste)
    assert (code, out) == (2, "")
    assert re.search(r"不是文本文件|太大", err)


def test_a_file_that_is_not_there_is_told(tiny, capsys):
    code, _, err = figures(capsys, tiny, tiny.root / "none.txt")
    assert code == 1 and "文件或文件夹不存在" in err


def test_nothing_found_is_said(tiny, capsys):
    place = tiny.root / "letter.txt"
    place.write_text("请各单位认真落实。\n", encoding="utf-8")
    code, out, _ = figures(capsys, tiny, place)
    assert code == 0 and "没有找到可以登记的数据" in out and "source_record" not in out


def test_a_bulletin_becomes_a_release_in_the_steps_of_the_readme(tiny, paste, capsys):
    body = "".join(f"  {line}\n" if line else "\n" for line in TEXT.split("\r\n")[2:])
    notice = "id: tongbao-2023\ntitle: 关于检查情况的通报\ntype: 通报\nregion: 140000\nbody: |\n" + body
    (tiny.content / "notices" / "tongbao-2023.yml").write_text(notice, encoding="utf-8")
    code, out, _ = figures(capsys, tiny, "tongbao-2023", "--save", "tongbao-2023")
    assert (code, out) == (0, "已新建 content/statistics/tongbao-2023.yml\n")
    place = tiny.content / "statistics" / "tongbao-2023.yml"
    missing = [str(problem) for problem in pipeline.check(tiny).problems if problem.severity == "error"]
    assert missing and all("title" in line or "indicator" in line for line in missing)
    text = place.read_text(encoding="utf-8")
    text = re.sub(r"# indicator: .*", "indicator: hazards", text)
    place.write_text(re.sub(r"^title:.*", "title: 检查情况", text, flags=re.MULTILINE), encoding="utf-8")
    problems = pipeline.check(tiny).problems
    assert [problem.code for problem in problems if problem.severity == "error"] == []
    assert [problem.code for problem in problems if problem.code in ("W343", "W344")] == ["W344", "W343"]


def test_saving_never_overwrites(tiny, capsys):
    arguments = ("moubanfa-2023-1", "--save", "jiancha-2023")
    assert figures(capsys, tiny, *arguments)[0] == 0
    code, _, err = figures(capsys, tiny, *arguments)
    assert code == 2 and "已经有 content/statistics/jiancha-2023.yml" in err


def test_content_with_errors_is_named_where_the_record_is_not_found(tiny, capsys):
    place = tiny.content / "notices" / "moubanfa-2023-1.yml"
    place.write_text("id: moubanfa-2023-1\n", encoding="utf-8")
    code, _, err = figures(capsys, tiny, "moubanfa-2023-1")
    assert code == 2 and "先用 check 检查" in err


def test_the_bulletin_of_the_readme_gives_what_was_registered():
    archive = pipeline.check(Project(ROOT)).archive
    record = archive.get("notice", "anweibanhan-2018-67")
    assert isinstance(record, Notice)
    drafted = yaml.load(bulletin.draft(archive, record), Loader=yaml.BaseLoader)["observations"]
    registered = archive.get("statistic", "anweibanhan-2018-67").observations
    figures = [(one.value_printed, str(one.value)) for one in registered]
    assert all((one["value_printed"], one["value"]) in figures for one in drafted)

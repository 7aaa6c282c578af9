"""搜得到保证: questions made from records; a title or number that is not found stops the build."""

import csv
import io
import json
import re
import socket
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import cli, findability, findable, pipeline
from build_tools.findability import Pool, first, writing
from search_index import engine
from search_index.reader import Index
from search_index.table import COLUMNS

NUMBER = "某办发〔2023〕1号"


def test_a_title_is_typed_in_the_ways_of_readers():
    title = "某省安委办关于开展“百日攻坚”行动（第2期）的通知"
    written = dict(writing.titles(title))
    part = written.pop("截取中间一段")
    assert part in title and 8 <= len(part) < len(title)
    assert written == {
        "原样": title,
        "不写标点和空格": "某省安委办关于开展百日攻坚行动第2期的通知",
        "半角": '某省安委办关于开展"百日攻坚"行动(第2期)的通知',
        "省略“关于”“的”等": "某省安委办开展“百日攻坚”行动（第2期）通知",
    }


def test_a_number_is_typed_in_the_ways_of_readers():
    assert dict(writing.numbers(NUMBER, ["某省安全生产委员会办公室", "某省安委办"])) == {
        "原样": NUMBER,
        "半角": "某办发[2023]1号",
        "圆括号": "某办发(2023)1号",
        "不写括号": "某办发2023 1",
        "机关简称和年、号": "某省安委办2023年1号",
    }
    assert dict(writing.numbers("国务院令第493号", [])) == {
        "原样": "国务院令第493号",
        "半角": "国务院令第493号",
    }


def test_the_questions_do_not_change_from_build_to_build(tiny):
    archive = pipeline.check(tiny).archive
    notice = archive.get("notice", "moubanfa-2023-1")
    first = list(findability.of_record(archive, "notice", notice))
    assert first == list(findability.of_record(archive, "notice", notice))
    assert {one.sort for one in first} >= {"标题", "文号"}
    assert all(one.wanted == ("notice/moubanfa-2023-1",) for one in first)


def test_the_page_counts_what_was_asked(tiny):
    searched = findable.update(tiny, pipeline.check(tiny).archive, lambda message: None)
    assert searched.problems == () and [page.path for page in searched.pages] == ["findability.md"]
    text = searched.pages[0].text
    assert "全部在第一页结果中找到" in text and "涉及全部 3 条记录" in text
    assert '<th scope="row">文号</th><td data-term="写法">不写括号</td>' in text


@pytest.fixture
def blind(monkeypatch):
    """A search that overlooks whatever is asked by the code and year of a number."""
    ask = engine.ask

    def overlooking(index, text, *arguments, **options):
        return ask(index, "鼹鼠" if "2023" in text else text, *arguments, **options)

    monkeypatch.setattr(engine, "ask", overlooking)


def test_a_number_that_is_not_found_stops_the_build(tiny, blind):
    outcome = pipeline.build(tiny)
    assert not outcome.published and not tiny.site.exists()
    told = [problem for problem in outcome.problems if problem.code == "E521"]
    assert {problem.location.path for problem in told} == {"content/notices/moubanfa-2023-1.yml"}
    assert any(f"“{NUMBER}”" in problem.message for problem in told)


def test_what_is_kept_is_used_only_for_the_same_archive_and_is_no_need(tiny, monkeypatch):
    assert pipeline.build(tiny).published
    page = (tiny.docs / "findability.md").read_bytes()
    asked = []
    ask = engine.ask
    monkeypatch.setattr(
        engine, "ask", lambda *all_, **options: asked.append(all_[1]) or ask(*all_, **options)
    )
    assert pipeline.build(tiny).published and asked == []
    place = tiny.content / "organizations" / "office.yml"
    place.write_text(place.read_text(encoding="utf-8").replace("某省", "某市"), encoding="utf-8")
    assert pipeline.build(tiny).published and any("某市" in text for text in asked)
    place.write_text(place.read_text(encoding="utf-8").replace("某市", "某省"), encoding="utf-8")
    (tiny.build / "cache" / "findability.json").write_text("[", encoding="utf-8")
    assert pipeline.build(tiny).published
    assert (tiny.docs / "findability.md").read_bytes() == page


def test_of_very_many_records_a_fixed_choice_is_asked_for(tiny, few):
    searched = findable.update(tiny, pipeline.check(tiny).archive, lambda message: None)
    assert "共 3 条记录，按固定办法抽取 1 条" in searched.pages[0].text


def test_of_very_many_records_each_sort_is_asked_in_one_way(tiny):
    archive = pipeline.check(tiny).archive
    notice = archive.get("notice", "moubanfa-2023-1")
    every = list(findability.of_record(archive, "notice", notice))
    some = list(findability.some(every))
    assert {one.sort for one in some} == {one.sort for one in every}
    assert len(some) == len({one.sort for one in some}) and set(some) <= set(every)


@pytest.fixture
def few(monkeypatch):
    """Three records are too many for asking for all."""
    monkeypatch.setattr(findable, "ALL", 2)
    monkeypatch.setattr(findable, "SAMPLE", 1)


def test_a_changed_record_is_asked_for_in_all_ways(tiny, few, monkeypatch):
    assert pipeline.build(tiny).published
    place = tiny.content / "notices" / "moubanfa-2023-1.yml"
    place.write_text(place.read_text(encoding="utf-8").replace("排查隐患", "排查各类隐患"), encoding="utf-8")
    asked = []
    ask = engine.ask
    monkeypatch.setattr(
        engine, "ask", lambda *all_, **options: asked.append(all_[1]) or ask(*all_, **options)
    )
    assert pipeline.build(tiny).published
    archive = pipeline.check(tiny).archive
    notice = archive.get("notice", "moubanfa-2023-1")
    assert {one.text for one in findability.of_record(archive, "notice", notice)} <= set(asked)


def test_a_record_with_the_same_title_is_a_right_answer_too(tiny):
    archive = pipeline.check(tiny).archive
    title = archive.get("notice", "moubanfa-2023-1").label
    question = findability.Question("标题", "原样", title, ("notice/other",), writing.bare(title))

    class Asked:
        def ask(self, text):
            return ["notice/another", "notice/same"]

        def titles(self, id_):
            return [writing.bare(title)] if id_ == "notice/same" else ["别的"]

    found = findability.findings([question], Asked(), 1, 3)
    assert [one.place for one in found.every] == [2]
    findable.update(tiny, archive, lambda message: None)
    desk = findability.Desk(Index.open(tiny.index))
    assert writing.bare(title) in desk.titles("notice/moubanfa-2023-1")


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 150)), max_size=60), st.booleans())
def test_the_choice_after_changes_is_that_from_nothing(tmp_path_factory, changes, lost):
    place = tmp_path_factory.mktemp("choice") / "choice.json"
    held = {f"notice/{number}" for number in range(100)}
    pool = Pool(place, 5)
    assert pool.chosen(0, None, lambda held=held: held) == first(held, 5)
    for generation, (add, number) in enumerate(changes):
        id_ = f"notice/{number}"
        held = held | {id_} if add else held - {id_}
        told = (generation, [id_] if add else [], [] if add else [id_])
        assert pool.chosen(generation + 1, told, lambda held=held: held) == first(held, 5)
        if lost:
            place.write_text('[0, ["notice/1"]]', encoding="utf-8")
    assert Pool(place, 9).chosen(7, (5, [], []), lambda: held) == first(held, 9)


def test_the_command_finds_what_the_build_indexed(tiny, capsys):
    root = ["--root", str(tiny.root)]
    assert cli.run([*root, "search", "煤矿"]) == 1
    assert "请先生成索引" in capsys.readouterr().err
    assert pipeline.build(tiny).published
    assert cli.run([*root, "search", "排查隐患", "--type", "通知", "--from", "2023"]) == 0
    text = capsys.readouterr().out
    assert "找到 1 条。" in text and "某办发〔2023〕1号" in text and "notices/moubanfa-2023-1.html" in text
    assert cli.run([*root, "search", NUMBER, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["hits"][0]["id"] == "notice/moubanfa-2023-1"
    assert cli.run([*root, "search", "检查", "-煤矿", "--csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"))))
    assert rows[0][0] == "标题" and all("moubanfa" not in row[-1] for row in rows[1:])
    assert cli.run([*root, "search", "检查", "--explain"]) == 0
    assert "得分" in capsys.readouterr().out
    for place in tiny.index.glob("*.terms"):
        place.write_bytes(bytes(place.stat().st_size))
    assert cli.run([*root, "search", "检查"]) == 1
    assert "检索索引已损坏" in capsys.readouterr().err
    assert pipeline.build(tiny).published
    assert cli.run([*root, "search", "检查"]) == 0


WRONG = ([], ["检查", "--from", "昨天"], ["检查", "--sort", "best"], ["检查", "--page", "0"])


@pytest.mark.parametrize("arguments", WRONG)
def test_the_command_refuses_in_chinese(tiny, capsys, arguments):
    assert cli.run(["--root", str(tiny.root), "search", *arguments]) == 2
    assert "--help" in capsys.readouterr().err


def test_the_command_loads_nothing_that_only_a_build_needs():
    heavy = ("mkdocs", "pydantic", "jieba", "opencc", "pypinyin", "starlette")
    code = (
        "import sys, build_tools.cli_search, search_index.reader, search_index.engine\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_beyond_the_last_names_the_last(tiny, capsys):
    assert pipeline.build(tiny).published
    assert cli.run(["--root", str(tiny.root), "search", "检查", "--size", "1", "--page", "9"]) == 0
    told = capsys.readouterr().out
    assert "没有第 9 页" in told and re.search(r"最后一页为 --page \d", told)


def test_the_table_in_the_terminal_has_the_columns_of_the_server(tiny, capsys):
    assert pipeline.build(tiny).published
    assert cli.run(["--root", str(tiny.root), "search", NUMBER, "--csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out.removeprefix("\ufeff"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert rows[1][:7] == [
        rows[1][0],
        "文件",
        NUMBER,
        "某省安全生产委员会办公室",
        "2023-03-01",
        "",
        "文号相符",
    ]
    assert rows[1][8] == "notices/moubanfa-2023-1.html"


def test_a_port_in_use_is_told_with_what_helps(tiny, capsys):
    tiny.site.mkdir(parents=True)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert cli.run(["--root", str(tiny.root), "serve", "--host", "127.0.0.1", "--port", port]) == 1
    assert f"端口 {port} 已被占用，请用 --port 换一个。" in capsys.readouterr().err


def test_how_many_processes_may_serve_is_told(tiny, capsys):
    assert cli.run(["--root", str(tiny.root), "serve", "--workers", "0"]) == 2
    assert "1 到 64 的整数" in capsys.readouterr().err

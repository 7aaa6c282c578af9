"""Revised figures, errors of sources and the ledger of changes: what is checked and what is shown."""

import textwrap

import pytest
from sample_archive import SAMPLE, pages, words

from build_tools import archive, pipeline, validate
from build_tools.load import parse
from build_tools.project import Project
from build_tools.render import SETTINGS, render
from build_tools.views import history
from tiny import ROOT, TINY

NOTICE = "notices/moubanfa-2023-1.yml"


def link(files):
    raws = [parse(f"content/{path}", textwrap.dedent(text))[0] for path, text in {**TINY, **files}.items()]
    validated, found = validate.validate(raws)
    linked, problems = archive.link(validated)
    return linked, sorted([*found, *problems])


def codes(files):
    return [(str(one.location).removeprefix("content/"), one.code) for one in link(files)[1]]


def erratum(quote="全部煤矿", reading="全部煤矿山", more=""):
    told = f"source_notes:\n  - type: 原文如此\n    quote: {quote}\n    note: 疑缺一字。\n"
    return {NOTICE: f"{TINY[NOTICE]}{told}    erratum:\n      reading: {reading}\n{more}"}


def test_an_erratum_stands_while_the_source_errs():
    assert codes(erratum()) == []


def test_an_erratum_whose_words_are_gone_is_an_error():
    found = link(
        {
            NOTICE: erratum()[NOTICE]
            .replace("全部煤矿，", "全部煤矿山，", 1)
            .replace("quote: 全部煤矿", "quote: 全部煤矿，")
        }
    )[1]
    assert [one.code for one in found] == ["E333"]
    assert "来源已经更正" in found[0].hint


def test_an_erratum_of_a_release_belongs_to_its_source():
    release = """\
        id: jindu
        title: 进度
        source_record: moubanfa-2023-1
        source_notes:
          - type: 缺字缺项
            quote: 排查隐患5项
            note: 缺字。
            erratum:
              reading: 排查隐患5项。
        observations:
          - id: hazards
            indicator: hazards
            label: 隐患
            value_printed: 5项
            value: "5"
            unit: 项
            quote:
              exact: 排查隐患5项
        """
    assert codes({"statistics/jindu.yml": release}) == [("statistics/jindu.yml:6:12", "E333")]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (erratum(reading="全部煤矿"), "与所指原文相同"),
        (erratum(more="      reported: 已报送\n"), "写明报送日期"),
        (erratum(more="      reported_on: 2023-04-01\n"), "未报送的不写"),
        ({NOTICE: erratum()[NOTICE].replace("    quote: 全部煤矿\n", "")}, "写明所指原文"),
    ],
)
def test_an_erratum_says_what_errs_and_whether_it_was_reported(files, words):
    found = link(files)[1]
    assert [one.code for one in found] == ["E218"] and words in found[0].message


def revised(*revisions):
    head = (
        "id: jindu\ntitle: 进度\nsource_record: moubanfa-2023-1\nobservations:\n  - id: hazards\n"
        "    indicator: hazards\n    label: 隐患\n    value_printed: 5项\n    value: '5'\n    unit: 项\n"
        "    quote:\n      exact: 排查隐患5项\n    revisions:\n"
    )
    return {"statistics/jindu.yml": head + "".join(revisions)}


def former(value, day, more=""):
    return (
        f"      - value_printed: {value}项\n        value: '{value}'\n"
        f"        date: {day}\n        reason: 核报\n{more}"
    )


def quoted(exact):
    return f"        quote:\n          exact: {exact}\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (revised(former(4, "2023-03"), former(6, "2023-04-01")), []),
        (revised(former(4, "2023-05"), former(6, "2023-04-01")), [":20:15", "E222"]),
        (revised(former(5, "2023-03")), [":15:16", "E244"]),
        (revised(former(4, "2023-03"), former(4, "2023-04")), [":15:16", "E244"]),
        (revised(former(4, "2023-03", quoted("排查隐患5项"))), [":19:18", "E241"]),
        (revised(former(4, "2023-03", quoted("排查隐患4项"))), [":19:18", "E331"]),
    ],
)
def test_revisions_come_in_order_each_another_figure_each_traced(files, expected):
    assert [
        part for place, code in codes(files) for part in (place.removeprefix("statistics/jindu.yml"), code)
    ] == (expected)


def test_what_differs_is_marked_on_both_sides():
    assert history.compared("若千条<", "若干条<") == (
        "若<mark>千</mark>条&#60;",
        "若<mark>干</mark>条&#60;",
    )
    assert history.compared("张蓝图", "一张蓝图") == ("张蓝图", "<mark>一</mark>张蓝图")


def test_the_ledger_comes_newest_first_and_tells_of_a_withdrawn_record_only_that_it_was():
    linked = pipeline.check(Project(SAMPLE)).archive
    found = [(entry.day, entry.record.id, entry.what) for entry in history.entries(linked)]
    assert found == [
        ("2030-06-01", "shianfa-2030-1", "补入附件2的题名"),
        ("2030-05-02", "shianfa-2030-1", "更正成文日期"),
        ("2030-01-15", "chexia-2029", "撤下"),
    ]
    withdrawn = f"{TINY[NOTICE]}changes:\n  - date: 2023-04-01\n    what: 更正\n    before: 不再显示的文字\n"
    withdrawn += "withdrawn:\n  date: 2023-05-01\n  reason: 来源撤回\n"
    linked, _ = link({NOTICE: withdrawn})
    assert [entry.what for entry in history.entries(linked)] == ["撤下"]
    assert all(
        "不再显示的文字" not in str(page.text) for page in render(linked) if page.path.startswith("changes")
    )


def test_an_archive_without_changes_and_errata_has_no_such_pages():
    linked, _ = link({})
    paths = {page.path for page in render(linked)}
    assert not paths & {"changes.md", "errata.md", "feeds/changes.xml"}
    assert "figures.md" in paths
    assert history.registers(linked) == []


def test_the_registers_are_in_the_settings_for_the_page_bottom():
    assert "errata.html" in pages()[SETTINGS] and "feeds/changes.xml" in pages()[SETTINGS]


def test_a_former_figure_is_told_with_no_more_than_was_printed():
    text = words(pages()["statistics/jindu-2030-03.md"])
    assert "1000余项" in text and "不少于1,000项" in text
    assert "2030年4月1日1050项" in text


@pytest.mark.slow
def test_the_errata_of_the_content_are_held_and_have_another_reading():
    outcome = pipeline.check(Project(ROOT))
    errata = [
        (note.quote, note.erratum.reading)
        for kind in ("notice", "case")
        for record in outcome.archive.of(kind)
        for note in record.source_notes
        if note.erratum
    ]
    assert ("完成整改180473（整改率91.7%）", "完成整改180473项（整改率91.7%）") in errata
    assert len(errata) >= 30
    assert [problem for problem in outcome.problems if problem.code == "E333"] == []

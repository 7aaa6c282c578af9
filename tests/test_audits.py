"""The audit of an archive: what ``check`` tells an editor, and what silences it."""

import pytest

from build_tools import pipeline
from build_tools.render import render

BULLETIN = """id: moubanfa-2023-2
title: 某省安全生产委员会办公室关于检查情况的通报
type: 通报
issuing_bodies:
  - office
document_date: 2023-02-20
{notes}body: |
  现将检查情况通报如下。

  截至2月底，共排查隐患1874项、完成整改1159项，整改率69.24%。
"""
RELEASE = """id: {id}
{notes}title: 检查情况
period_start: 2023-01
period_end: 2023-02
coverage: {coverage}
source_record: moubanfa-2023-2
observations:
  - id: found
    indicator: hazards
    label: 排查隐患
    value_printed: 1874项
    value: {found}
    unit: 项
    quote:
      exact: 共排查隐患1874项
  - id: mended
    indicator: hazards
    label: 完成整改
    value_printed: 1159项
    value: 1159
    unit: 项
    grade: 完成整改
    quote:
      exact: 完成整改1159项
  - id: rate
    indicator: hazards
    label: 整改率
    value_printed: 69.24%
    value: 69.24
    unit: "%"
    quote:
      exact: 整改率69.24%
    derivation:
      kind: 比率
      inputs:
        - mended
        - found
"""
QUOTED = "source_notes:\n  - type: 前后不一\n    quote: 整改率69.24%\n    note: {note}\n"
SEEN = QUOTED.format(note="与所列数字不符，照录。")


def told(tiny, notes="", **releases):
    """What ``check`` says of the bulletin and its releases, without the hints."""
    place = tiny.content / "notices" / "moubanfa-2023-2.yml"
    place.write_text(BULLETIN.format(notes=notes), encoding="utf-8")
    (tiny.content / "statistics").mkdir(exist_ok=True)
    for id_, fields in releases.items():
        values = {"id": id_, "notes": "", "coverage": "全省检查", "found": 1874} | fields
        place = tiny.content / "statistics" / f"{id_}.yml"
        place.write_text(RELEASE.format(**values), encoding="utf-8")
    return [str(problem).split("\n")[0] for problem in pipeline.check(tiny).problems]


TEXT = (
    "content/notices/moubanfa-2023-2.yml:10:33: W344 "
    "正文中“整改率（隐患）”所述的 69.24% 与所列数字不符：1159 ÷ 1874 ≈ 61.85%"
)
FIGURE = "content/statistics/first.yml:{}:20: W343 “整改率”所述的 69.24% 与所列数字不符：1159 ÷ 1874 ≈ 61.85%"


def test_a_figure_of_a_text_that_does_not_agree_is_a_warning(tiny):
    assert told(tiny) == [TEXT]


def test_a_figure_of_a_release_that_does_not_agree_is_a_warning_of_its_own(tiny):
    assert told(tiny, first={}) == [TEXT, FIGURE.format(28)]


def test_a_note_of_the_document_acknowledges_both(tiny):
    assert told(tiny, SEEN, first={}) == []


def test_a_note_of_the_release_acknowledges_the_release(tiny):
    assert told(tiny, first={"notes": SEEN}) == [TEXT]


@pytest.mark.parametrize(
    "note",
    [
        QUOTED.format(note="数字照录。"),
        SEEN.replace("整改率69.24%", "排查隐患1874项"),
        SEEN.replace("    quote: 整改率69.24%\n", ""),
    ],
)
def test_a_note_that_does_not_say_so_of_this_figure_acknowledges_nothing(tiny, note):
    assert told(tiny, note) != []


def test_an_erratum_acknowledges(tiny):
    note = QUOTED.format(note="照录。") + "    erratum:\n      reading: 整改率61.85%\n"
    assert told(tiny, note, first={}) == []


def test_an_erratum_of_something_else_in_the_same_words_acknowledges_nothing(tiny):
    note = QUOTED.format(note="缺单位。") + "    erratum:\n      reading: 整改率为69.24%\n"
    assert told(tiny, note) != []


def test_two_releases_that_differ_are_a_warning_at_the_later_one(tiny):
    problems = told(tiny, SEEN, first={}, second={"found": 1900})
    assert [problem for problem in problems if "W345" in problem] == [
        "content/statistics/second.yml:11:20: W345 “排查隐患”一数多源：本发布为 1874项，另有 first 1874项"
    ]


def test_a_note_on_either_value_acknowledges_the_difference(tiny):
    note = SEEN.replace("整改率69.24%", "共排查隐患1874项").replace("所列数字", "另一份发布")
    problems = told(tiny, SEEN + note.removeprefix("source_notes:\n"), first={}, second={"found": 1900})
    assert not any("W345" in problem for problem in problems)


def test_another_coverage_is_no_contradiction(tiny):
    problems = told(tiny, SEEN, first={}, second={"found": 1900, "coverage": "煤矿检查"})
    assert not any("W345" in problem for problem in problems)
    (group,) = pipeline.check(tiny).archive.audits.several
    assert group.kind == "口径不同"


def test_the_arithmetic_of_a_text_has_the_address_of_its_paragraph(tiny):
    told(tiny)
    (text,) = pipeline.check(tiny).archive.audits.texts
    assert (text.kind, text.id, text.place) == ("notice", "moubanfa-2023-2", "p2")


def test_a_withdrawn_record_is_not_audited(tiny):
    told(tiny, first={})
    for folder, id_ in (("notices", "moubanfa-2023-2"), ("statistics", "first")):
        place = tiny.content / folder / f"{id_}.yml"
        text = place.read_text(encoding="utf-8")
        place.write_text(text + "withdrawn:\n  date: 2023-03-01\n  reason: 原文有误\n", encoding="utf-8")
    audits = pipeline.check(tiny).archive.audits
    assert (audits.releases, audits.texts) == ({}, ())


def pages(tiny):
    return {page.path: getattr(page, "text", "") for page in render(pipeline.check(tiny).archive)}


def test_two_values_stand_side_by_side_with_quotes_and_dates_the_later_marked(tiny):
    told(tiny, SEEN, first={}, second={"found": 1900})
    rendered = pages(tiny)
    for path, root in (("audit.md", ""), ("indicators/hazards.md", "../")):
        part = rendered[path].split('<section class="several"')[1].split("</section>")[0]
        assert "一数多源" in part and "2023年1月至2023年2月" in part
        assert part.count('<span class="tag">较后</span>') == 1
        assert part.count("2023年2月20日") == part.count("<mark>共排查隐患1874项</mark>") == 2
        assert f'href="{root}statistics/first.html#obs-found"' in part
        assert f'href="{root}notices/moubanfa-2023-2.html#p2"' in part
    row = rendered["statistics/first.md"].split('id="obs-found"')[1].split("</tr>")[0]
    assert '<a href="../audit.html#several-1">一数多源</a>' in row


def test_figures_of_another_coverage_stand_in_tables_of_their_own_and_are_not_compared(tiny):
    told(tiny, SEEN, first={}, second={"found": 1900, "coverage": "煤矿检查"})
    rendered = pages(tiny)
    assert "口径不同的数据不可相互比较。" in rendered["indicators/hazards.md"]
    assert "统计口径：全省检查" in rendered["indicators/hazards.md"]
    part = rendered["audit.md"].split('<section class="several"')[1].split("</section>")[0]
    assert "统计口径不同，不作比较。" in part and "较后" not in part


def test_without_figures_there_is_no_audit_page(tiny):
    rendered = pages(tiny)
    assert "audit.md" not in rendered
    assert "audit.html" not in rendered["index.md"]

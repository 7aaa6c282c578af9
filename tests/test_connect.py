"""Mentions become links, citations, wanted documents or questions to the editor."""

import time
from pathlib import Path

import pytest
from test_archive import link, notice, problems

from build_tools import pipeline
from build_tools.mentions.passages import passages
from build_tools.mentions.resolve import Held, Open, Wanted
from build_tools.mentions.titles import scan
from build_tools.project import Project

ROOT = Path(__file__).resolve().parent.parent
BODY = "body: |\n  {}\n"


def paper(id_, title, body="正文。", head=""):
    return notice(id_, head + BODY.format(body), title)


def targets(files, id_):
    linked, found = link(files)
    return [one.target for one in linked.connections.citations if one.id == id_], linked, found


@pytest.fixture(scope="module")
def content():
    return pipeline.check(Project(ROOT)).archive


def test_a_title_that_is_held_is_linked_and_one_that_is_not_is_wanted():
    files = paper("a", "关于检查的通知") | paper("b", "报告", "落实《关于检查的通知》和《关于培训的通知》。")
    found, linked, _ = targets(files, "b")
    assert found == [Held("notice", "a"), Wanted("title:关于培训的通知")]
    assert [one.title for one in linked.connections.wanted] == ["关于培训的通知"]


def test_names_without_end_take_no_time_without_end():
    files = {"organizations/o.yml": "id: o\nnames:\n  - name: 某省应急管理厅\n"}
    start = time.process_time()
    found, _, _ = targets(files | paper("a", "关于检查的通知", "某省应急管理厅" * 30_000), "a")
    assert time.process_time() - start < 15
    assert found == []


def test_a_name_inside_a_title_is_no_mention_of_its_own():
    files = {"organizations/o.yml": "id: o\nnames:\n  - name: 某省应急管理厅\n"}
    text = "落实《某省应急管理厅关于检查的通知》，[某省应急管理厅](https://example.org/)。"
    found, linked, _ = targets(files | paper("a", "关于总结的通知", text), "a")
    assert [type(one) for one in found] == [Wanted]
    assert linked.connections.citing("organization", "o") == ()
    _, linked, _ = targets(files | paper("a", "关于总结的通知", text + "某省应急管理厅负责。"), "a")
    assert len(linked.connections.citing("organization", "o")) == 1


def test_a_citation_keeps_its_words_and_what_stands_around_them():
    files = paper("a", "关于检查的通知") | paper("b", "报告", "会议结束。各地落实《关于检查的通知》要求。")
    _, linked, _ = targets(files, "b")
    (citation,) = linked.connections.citing("notice", "a")
    assert (citation.quote.prefix, citation.quote.exact) == ("会议结束。各地落实", "《关于检查的通知》")
    assert citation.sentence == "各地落实《关于检查的通知》要求。"
    assert citation.place == "p1"


def test_one_document_is_wanted_once_whether_named_by_title_or_number():
    body = "《关于培训的通知》（国发〔2010〕23号）。国发〔2010〕23号。《关于培训的通知》。"
    _, linked, _ = targets(paper("b", "报告", body), "b")
    (wanted,) = linked.connections.wanted
    assert wanted.label == "《关于培训的通知》（国发〔2010〕23号）"
    assert len(linked.connections.citing("wanted", wanted.key)) == 3


def test_titles_that_differ_in_a_word_are_wanted_apart():
    body = "《全省两会期间安全生产工作的通知》《全国两会期间安全生产工作的通知》"
    _, linked, _ = targets(paper("b", "报告", body), "b")
    assert len(linked.connections.wanted) == 2


def test_a_short_form_holds_from_its_declaration_on():
    body = "按《意见》办理。\n\n  《关于改革的意见》（以下简称《意见》）印发后，落实《意见》。"
    found, _, _ = targets(paper("b", "报告", body), "b")
    assert [type(one) for one in found] == [Open, Wanted, Wanted]


def test_an_undecided_mention_is_told_with_its_place_and_candidates():
    files = (
        paper("a1", "关于检查的通知")
        | paper("a2", "关于检查的通知", head="document_date: 2020-01-01\n")
        | paper("b", "报告", "落实《关于检查的通知》。", "document_date: 2021-01-01\n")
    )
    (found,) = [one for one in problems(files) if one[1] == "W341"]
    assert found[0] == "notices/b.yml:5:5"
    assert "a1、a2" in found[2]


def test_an_editors_choice_decides():
    choice = "mentions:\n  - quote: {exact: 《通知》}\n    notice: a\n"
    files = paper("a", "关于检查的通知") | paper("b", "报告", "落实《通知》。", choice)
    found, _, told = targets(files, "b")
    assert found == [Held("notice", "a")]
    assert told == []


def test_a_document_cannot_cite_a_later_one():
    files = paper("a", "关于检查的通知", head="document_number: 国发〔2022〕1号\ndocument_date: 2022-03-01\n")
    files |= paper("b", "报告", "落实国发〔2022〕1号。", "document_date: 2022-02-01\n")
    assert [one[:2] for one in problems(files)] == [("notices/b.yml:5:5", "W342")]


def test_a_repeal_gives_the_repealed_document_its_state_date_and_reason():
    relation = (
        "document_date: 2020-01-02\neffective_date: 2020-03-01\nrelations:\n  - {verb: 废止, notice: a}\n"
    )
    linked, found = link(paper("a", "旧办法") | paper("b", "新办法", head=relation))
    validity = linked.get("notice", "a").validity
    assert (validity.status, str(validity.date), validity.reason) == (
        "废止",
        "2020-03-01",
        "被《新办法》（2020年）废止",
    )
    assert found == []


def test_a_repeal_of_another_day_is_a_contradiction():
    own = "validity: {status: 废止, date: 2019-05-05, reason: 已废止}\n"
    relation = "document_date: 2020-01-02\nrelations:\n  - {verb: 废止, notice: a}\n"
    files = paper("a", "旧办法", head=own) | paper("b", "新办法", head=relation)
    assert [one[1] for one in problems(files)] == ["E318"]


def test_a_body_is_linked_the_first_time_in_a_paragraph_by_its_longest_name():
    bodies = {
        "organizations/council.yml": "id: council\nnames:\n  - {name: 国务院}\n",
        "organizations/committee.yml": "id: committee\nnames:\n  - {name: 国务院安全生产委员会}\n",
    }
    files = bodies | paper("b", "报告", "国务院安全生产委员会报国务院，国务院同意。")
    linked, _ = link(files)
    assert [one.target.id for one in linked.connections.names] == ["committee", "council"]


def test_every_quoted_title_of_the_content_has_its_answer(content):
    connections = content.connections
    answered = {(one.kind, one.id, one.place, one.quote.exact) for one in connections.citations}
    silent = []
    for kind, records in content.records.items():
        for record in records.values():
            for passage in passages(record):
                for block in passage.blocks:
                    spots = connections.spots.get((kind, record.id), {}).get(block.id, ())
                    linked = {(spot.start, spot.end) for spot in spots}
                    for item in scan(block.text):
                        words = block.text[item.start : getattr(item, "end", item.start)]
                        known = (item.start, item.start + len(words)) in linked
                        if not known and (kind, record.id, block.id, words) not in answered:
                            silent.append((record.id, block.id, words))
    assert silent == []


#: 《…》 cited in the source report, read in its text (page breaks healed).
CITED = (
    "国务院安全生产委员会岁末年初安全生产重大隐患专项整治和督导检查方案",
    "全省安全生产隐患排查整治行动方案",
    "关于切实加强安全生产工作助推复工复产和服务业复苏的通知",
    "开展岁末年初安全生产重大隐患专项整治和督导检查工作的通知",
    "关于做好2023年元旦春节期间安全防范工作的通知",
    "关于做好全省两会期间安全生产工作的通知",
    "关于做好2023年安全生产工作的通知",
    "关于印发〔全省矿山安全生产大检查百日攻坚行动方案〕的通知",
    "关于做好全国两会期间安全生产及督导检查工作的通知",
)


def test_the_nine_titles_of_the_source_report_are_on_the_wanted_list(content):
    cited = [one for one in content.connections.citations if one.id == "shanxi-awb-2023-03-13"]
    assert [one.quote.exact for one in cited] == [f"《{title}》" for title in CITED]
    stubs = [content.get("notice", one.target.id) for one in cited]
    assert len({stub.id for stub in stubs}) == 9
    assert all(stub.is_stub for stub in stubs)

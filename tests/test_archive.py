"""What is true of several records together, and the archive that ``link`` makes."""

import textwrap

import pytest

from build_tools import archive, validate
from build_tools.archive import Referrer
from build_tools.load import parse

SITE = {"site.yml": "name: 样例档案\nas_of: 2024-06-30\ndescription: 样例。\n"}
VOCABULARIES = {
    "vocabularies/industries.yml": "- id: coal\n  name: 煤矿\n- id: fire\n  name: 消防\n",
    "vocabularies/regions.yml": "- code: '140000'\n  name: 山西省\n",
    "vocabularies/indicators.yml": "- id: hazards\n  name: 排查隐患\n  unit: 项\n",
    "vocabularies/accident_types.yml": (
        "- id: coal-mine\n  name: 煤矿事故\n  types:\n"
        "    - id: roof\n      name: 顶板\n      aliases: [冒顶]\n"
    ),
    "vocabularies/glossary.yml": "- id: musts\n  name: 五个必须\n  source: a\n",
}


def link(files):
    raws = [parse(f"content/{path}", textwrap.dedent(text))[0] for path, text in {**SITE, **files}.items()]
    validated, found = validate.validate(raws)
    linked, problems = archive.link(validated)
    return linked, sorted([*found, *problems])


def problems(files):
    return [(str(p.location).removeprefix("content/"), p.code, p.hint) for p in link(files)[1]]


def notice(id_, text="", title=None):
    return {f"notices/{id_}.yml": f"id: {id_}\ntitle: {title or f'关于{id_}的通知'}\n{textwrap.dedent(text)}"}


def numbered(**numbers):
    files = {}
    for id_, number in numbers.items():
        files |= notice(id_, f"document_number: {number}\n")
    return files


ORGANIZATION = {"organizations/mem.yml": "id: mem\nnames:\n  - name: 应急管理部\n    short_forms: [部机关]\n"}


def test_records_and_entries_are_there_to_be_asked_for():
    linked, found = link({**VOCABULARIES, **notice("b"), **notice("a"), **ORGANIZATION})
    assert found == []
    assert [record.id for record in linked.of("notice")] == ["a", "b"]
    assert linked.get("organization", "mem").label == "应急管理部"
    assert linked.get("notice", "nothing") is None
    assert list(linked.vocabularies["industries"]) == ["煤矿", "消防"]
    assert linked.of("case") == ()


def test_who_refers_to_a_record_and_in_which_field():
    files = {
        **VOCABULARIES,
        **ORGANIZATION,
        **notice("a", "issuing_bodies: [mem]\n"),
        **notice("b", "relations:\n  - verb: 依据\n    notice: a\n"),
        "organizations/office.yml": "id: office\nnames:\n  - name: 办公厅\nparent: mem\n",
    }
    linked, _ = link(files)
    assert linked.referrers("organization", "mem") == (
        Referrer("organization", "office", ("parent",)),
        Referrer("notice", "a", ("issuing_bodies", 0)),
    )
    assert linked.referrers("notice", "a") == (
        Referrer("notice", "b", ("relations", 0, "notice")),
        Referrer("glossary", "musts", ("source",)),
    )
    assert linked.referrers("case", "nothing") == ()


def test_who_uses_a_vocabulary_entry():
    case = """\
        id: c
        type: 事故
        title: 某事故
        industry: 煤矿
        accident_types:
          - scheme: coal-mine
            type: 冒顶
        """
    linked, found = link({**VOCABULARIES, **notice("a", "industries: [煤矿]\n"), "cases/c.yml": case})
    assert found == []
    assert linked.term_users("industries", "煤矿") == (
        Referrer("notice", "a", ("industries", 0)),
        Referrer("case", "c", ("industry",)),
    )
    assert linked.term_users("accident_types", "coal-mine") == (
        Referrer("case", "c", ("accident_types", 0, "scheme")),
    )
    assert linked.term_users("accident_types", "coal-mine/顶板") == (
        Referrer("case", "c", ("accident_types", 0, "type")),
    )
    assert linked.term_users("industries", "消防") == ()


def test_relations_are_known_from_the_other_side():
    linked, _ = link(
        {**notice("a"), **notice("b", "relations:\n  - verb: 废止\n    notice: a\n    note: 全文\n")}
    )
    ((verb, source, relation),) = linked.reverse_relations("a")
    assert (verb, source, relation.note) == ("废止", "b", "全文")
    assert linked.reverse_relations("b") == ()


def test_neighbours_in_a_series_go_by_year_and_serial():
    linked, _ = link(
        numbered(
            a="应急〔2023〕10号",
            b="应急〔2023〕9号",
            c="应急〔2022〕80号",
            d="应急厅〔2023〕9号",
            e="国务院令第9号",
        )
    )
    assert linked.series_neighbours("b") == ("c", "a")
    assert linked.series_neighbours("c") == (None, "b")
    assert linked.series_neighbours("a") == ("b", None)
    assert linked.series_neighbours("d") == linked.series_neighbours("e") == (None, None)
    assert linked.series_neighbours("nothing") == (None, None)


def test_the_nearest_id_is_proposed_also_for_a_name():
    text = "issuing_bodies: [men, 应急管理部, 部机关, xyz]\n"
    hints = [hint for _, code, hint in problems({**ORGANIZATION, **notice("a", text)}) if code == "E302"]
    assert hints == ["是不是想写“mem”？"] * 3 + ["先建 content/organizations/ 下的记录，或改正标识"]


def test_a_region_by_its_name_and_a_type_of_another_scheme():
    case = "id: c\ntype: 事故\ntitle: 某事故\naccident_types:\n  - scheme: coal-mine\n    type: 瓦斯\n"
    files = {**VOCABULARIES, **notice("a", "region: 山西省\n"), "cases/c.yml": case}
    assert problems(files) == [
        ("cases/c.yml:6:11", "E303", "可用的词见 content/vocabularies/accident_types.yml"),
        ("notices/a.yml:3:9", "E303", "是不是想写“140000”？"),
    ]


def test_one_number_in_two_written_forms_is_one_number():
    files = {
        **notice("a", "document_number: 应急〔2023〕9号\n"),
        **notice("b", "document_number: 应急[2023] 09号\n"),
    }
    assert [code for _, code, _ in problems(files)] == ["E204", "E304"]


def test_announcements_without_an_issuer_may_share_a_number():
    assert problems(numbered(a="公告2019年第11号", b="公告2019年第11号")) == []


def test_parents_that_do_not_exist_or_go_round():
    industries = """\
        - id: a
          name: 一
          parent: 二
        - id: b
          name: 二
          parent: 三
        - id: c
          name: 三
          parent: 二
        - id: d
          name: 四
          parent: 四
        """
    found = problems({"vocabularies/industries.yml": industries})
    assert [(place, code) for place, code, _ in found] == [
        ("vocabularies/industries.yml:6:11", "E308"),
        ("vocabularies/industries.yml:12:11", "E308"),
    ]


@pytest.mark.parametrize(
    ("status", "verb", "codes"),
    [
        ("现行有效", "废止", ["E311"]),
        ("已修改", "废止", ["E311"]),
        ("失效", "废止", []),
        ("废止", "废止", []),
        ("未核实", "废止", []),
        ("现行有效", "修改", ["E311"]),
        ("已修改", "修改", []),
        ("现行有效", "引用", []),
    ],
)
def test_a_relation_against_the_validity_of_the_other(status, verb, codes):
    dated = "  date: 2023-01-01\n  reason: 另有规定\n" if status in ("已修改", "失效", "废止") else ""
    files = {
        **notice("a", f"validity:\n  status: {status}\n{dated}"),
        **notice("b", f"document_date: 2023-01-01\nrelations:\n  - verb: {verb}\n    notice: a\n"),
    }
    assert [code for _, code, _ in problems(files)] == codes


def test_a_document_cannot_rest_on_a_later_one():
    files = {
        **notice("a", "document_date: 2023-05-01\n"),
        **notice("b", "document_date: 2023-04-01\nrelations:\n  - verb: 依据\n    notice: a\n"),
        **notice("c", "document_date: 2023-04-01\nrelations:\n  - verb: 引用\n    notice: a\n"),
    }
    assert [(place, code) for place, code, _ in problems(files)] == [("notices/b.yml:6:13", "W317")]


def statistic(exact, prefix="", suffix=""):
    return {
        "statistics/s.yml": f"""\
        id: s
        title: 进展
        source_record: a
        observations:
          - id: found
            indicator: hazards
            label: 隐患
            value_printed: 5项
            value: '5'
            unit: 项
            quote:
              exact: {exact}
              prefix: '{prefix}'
              suffix: '{suffix}'
        """
    }


BODY = notice(
    "a", "body: |\n  共排查隐患5项，整改5项。\nattachments:\n  - title: 附表\n    body: 隐患5项见附表。\n"
)


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "codes"),
    [
        ("排查隐患5项", "", "", []),
        ("隐患5项", "", "见附表", []),
        ("隐患5项", "排查", "，整改", []),
        ("隐患5项", "发现", "", ["E331"]),
        ("排查 隐患5项", "", "", ["E331"]),
    ],
)
def test_a_quotation_stands_in_its_source_word_for_word(exact, prefix, suffix, codes):
    files = {**VOCABULARIES, **BODY, **statistic(exact, prefix, suffix)}
    found = problems(files)
    assert [code for _, code, _ in found] == codes
    if codes:
        assert "隐患5项" in found[0][2]


def test_own_quotations_stand_in_the_own_text():
    text = """\
        relations:
          - verb: 依据
            notice: b
            quote: 根据《办法》
        source_notes:
          - type: 原文如此
            quote: 整改
            note: 原文如此。
        body: |
          现就整改通知如下。
        """
    found = problems({**notice("a", text), **notice("b")})
    assert [(place, code) for place, code, _ in found] == [("notices/a.yml:6:12", "W332")]


def test_nothing_is_dated_after_the_archive_itself():
    files = {
        **notice("a", "document_date: 2024-07-01\neffective_date: 2030-01-01\n"),
        "cases/c.yml": "id: c\ntype: 事故\ntitle: 某事故\ndate: '2024'\n",
        "cases/d.yml": "id: d\ntype: 事故\ntitle: 另一事故\ndate: 2025-01\n",
    }
    assert [(place, code) for place, code, _ in problems(files)] == [
        ("cases/d.yml:4:7", "W237"),
        ("notices/a.yml:3:16", "W237"),
    ]

"""The query language: operators as readers type them; what is not well formed is plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.document import Facet
from search_index.syntax import Clause, Query, describe, parse

FACETS = (
    Facet("issuer", "机关", ("发文机关", "单位")),
    Facet("type", "公文种类", ("类型",)),
    Facet("year", "年", ("年份",)),
    Facet("industry", "行业"),
)


def groups(text):
    return parse(text, FACETS).groups


def plain(*texts):
    return tuple((Clause(text),) for text in texts)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("百日攻坚", plain("百日攻坚")),
        (" 瓦斯\u3000治理\u00a0煤矿 ", plain("瓦斯", "治理", "煤矿")),
        ("瓦斯，治理、煤矿", plain("瓦斯，治理、煤矿")),
        ("瓦斯 ， 治理", plain("瓦斯", "治理")),
        ("", ()),
        ("  ", ()),
    ],
)
def test_blanks_part_clauses(typed, found):
    assert groups(typed) == found


@pytest.mark.parametrize(
    "typed",
    ['"有限空间 作业"', "“有限空间 作业”", "「有限空间 作业」", "『有限空间 作业』", "”有限空间 作业“"],
)
def test_quotation_marks_of_every_kind(typed):
    assert groups(typed) == ((Clause("有限空间 作业", quoted=True),),)
    assert groups(f"煤矿 {typed}") == (*plain("煤矿"), (Clause("有限空间 作业", quoted=True),))


@pytest.mark.parametrize("minus", "-－﹣−")
def test_minus_excludes(minus):
    assert groups(f"瓦斯 {minus}爆炸") == (*plain("瓦斯"), (Clause("爆炸", excluded=True),))
    assert groups(f"瓦斯 {minus}“瓦斯 爆炸”") == (*plain("瓦斯"), (Clause("瓦斯 爆炸", True, excluded=True),))
    assert groups(f"瓦斯 {minus}类型:通报") == (*plain("瓦斯"), (Clause("通报", False, "type", True),))
    assert groups(f"GB{minus}51142 规范") == plain(f"GB{minus}51142", "规范")
    assert groups(f"瓦斯 {minus} 爆炸") == plain("瓦斯", "爆炸")


def test_a_dash_is_no_minus():
    assert groups("——坚持人民至上") == plain("——坚持人民至上")
    assert groups("-22.73%") == plain("-22.73%")
    assert groups("安全生产月 -2024") == (*plain("安全生产月"), (Clause("2024", excluded=True),))


def test_not_excludes():
    assert groups("煤矿 NOT 瓦斯") == groups("煤矿 -瓦斯")


@pytest.mark.parametrize("choice", [" OR ", " ＯＲ ", " 或 ", " 或者 ", " | ", "|", "｜", " || "])
def test_choice(choice):
    assert groups(f"王家岭{choice}担水沟 事故") == ((Clause("王家岭"), Clause("担水沟")), (Clause("事故"),))
    assert groups(f"王家岭{choice}担水沟{choice}羊泉") == (
        (Clause("王家岭"), Clause("担水沟"), Clause("羊泉")),
    )


def test_words_that_hold_an_operator_are_words():
    assert groups("或有负债 FOR ORDER 而且") == plain("或有负债", "FOR", "ORDER", "而且")


@pytest.mark.parametrize("typed", ["煤矿 AND 瓦斯", "煤矿 且 瓦斯", "煤矿 并且 瓦斯"])
def test_and_says_what_holds_anyway(typed):
    assert groups(typed) == plain("煤矿", "瓦斯")


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("标题:瓦斯", Clause("瓦斯", field="title")),
        ("标题：瓦斯", Clause("瓦斯", field="title")),
        ("标题: 瓦斯", Clause("瓦斯", field="title")),
        ("标题:“瓦斯 治理”", Clause("瓦斯 治理", True, "title")),
        ("文号:晋安办发〔2023〕12号", Clause("晋安办发〔2023〕12号", field="number")),
        ("日期:2023-01..2023-06", Clause("2023-01..2023-06", field="date")),
        ("日期:2023年3月", Clause("2023年3月", field="date")),
        ("机关:省安委办", Clause("省安委办", field="issuer")),
        ("发文机关：省安委办", Clause("省安委办", field="issuer")),
        ("单位:省安委办", Clause("省安委办", field="issuer")),
        ("类型:通知", Clause("通知", field="type")),
        ("公文种类:通知", Clause("通知", field="type")),
        ("年:2023", Clause("2023", field="year")),
        ("年份:2023", Clause("2023", field="year")),
        ("行业:消防", Clause("消防", field="industry")),
        # Plain text all of them.
        ("颜色:红", Clause("颜色:红")),
        ("本标题:红", Clause("本标题:红")),
        ("机关:", Clause("机关:")),
        ("http://example.test", Clause("http://example.test")),
    ],
)
def test_fields(typed, clause):
    assert groups(typed) == ((clause,),)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ('"瓦斯', plain('"瓦斯')),
        ("(煤矿 OR", plain("(煤矿")),
        ("OR 煤矿", plain("煤矿")),
        ("煤矿 |", plain("煤矿")),
        ("-", plain("-")),
        ("“”", plain("“”")),
        ("：：：", plain("：：：")),
        ("或", plain("或")),
        ("》《", plain("》《")),
        ("开展“百日 攻坚”行动", plain("开展“百日 攻坚”行动")),
        ("“百日攻坚”行动", plain("“百日攻坚”行动")),
        ("瓦斯 OR -爆炸", (*plain("瓦斯"), (Clause("爆炸", excluded=True),))),
    ],
)
def test_what_is_not_well_formed_is_plain_text(typed, found):
    assert groups(typed) == found


def test_the_whole_of_several_plain_clauses_may_be_one():
    assert parse("晋安办发2023 12", FACETS).whole == Clause("晋安办发2023 12")
    for typed in ("百日攻坚", "“百日” 攻坚", "瓦斯 -爆炸", "瓦斯 或 爆炸", "机关:省安委办 瓦斯"):
        assert parse(typed, FACETS).whole is None


def test_bounds():
    assert parse("查" * 401).raw == "查" * 400
    assert parse("查" * 401).limit == 400
    assert parse(f" {'查' * 400} ").limit == 0
    assert parse("查" * 500, limit=300).raw == "查" * 300
    assert len(groups("甲 " * 16)) == 16
    many = " ".join("甲" * 17)
    assert groups(many) == plain(many)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("瓦斯 治理", ("瓦斯", "治理")),
        ('"瓦斯 治理"', ("“瓦斯 治理”",)),
        ("煤矿 -瓦斯", ("煤矿", "不含 “瓦斯”")),
        ("煤矿|矿山 检查", ("煤矿 或 矿山", "检查")),
        ("单位:省安委办 标题:瓦斯", ("机关：省安委办", "标题：瓦斯")),
    ],
)
def test_a_query_reads_back_in_chinese(typed, said):
    assert describe(parse(typed, FACETS), FACETS) == said


PARTS = (
    """瓦斯 12 2023 " “ ” 「 」 - － | ( ) : ： \\ * ? [ ] ^2 ~ { } 机关: 标题： 日期: 颜色: OR 或 NOT AND"""
)
TYPED = st.text(max_size=250) | st.lists(
    st.sampled_from([*PARTS.split(" "), " ", "\u3000", " 或 ", " OR ", " NOT "]), max_size=60
).map("".join)


@given(TYPED)
def test_no_text_is_an_error(text):
    query = parse(text, FACETS)
    clauses = [clause for group in query.groups for clause in group]
    assert isinstance(query, Query) and len(clauses) <= 16
    assert bool(clauses) == bool(text[:200].strip())
    assert all(len(group) == 1 for group in query.groups if any(clause.excluded for clause in group))
    assert all(clause.text and clause.text in query.raw for clause in clauses)
    assert len(describe(query, FACETS)) == len(query.groups)


@given(TYPED)
def test_what_is_searched_is_parsed_the_same_again(text):
    query = parse(text, FACETS)
    assert parse(query.raw, FACETS) == query

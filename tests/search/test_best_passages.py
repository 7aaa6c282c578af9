"""Marks are the places of what was asked, and only they; the passages with most of it are shown."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.document import Document, Passage
from search_index.fold import Fold
from search_index.passages import LONGEST, SLACK, Marker, Needle, Shown, Sought, SoughtClause, cut, merged

FOLD = Fold([(ord("0"), ord("9")), (ord("a"), ord("z")), (0x4E00, 0x9FFF)], {})


def marker(title, texts, *needles, keys=()):
    document = Document(
        "d", "", title, passages=tuple(Passage(f"p{at}", text) for at, text in enumerate(texts))
    )
    clauses = tuple(SoughtClause((Needle(text, len(text) ** 2),)) for text in needles)
    sought = Sought(clauses, frozenset(keys), 100)
    return Marker(document, sought, FOLD)


def marked(shown):
    return [shown.text[start:end] for start, end in shown.marks]


def test_the_longest_match_is_one_mark():
    shown = marker("", ["开展安全生产大检查"], "安全", "安全生产", "生产大检查").passages()
    assert marked(shown[0]) == ["安全生产大检查"]


def test_marks_hold_what_stands_between_the_characters():
    assert marked(marker("", ["开展“百日 攻坚”行动"], "百日攻坚").passages()[0]) == ["百日 攻坚"]


def test_the_title_is_marked():
    assert marker("关于开展百日攻坚的通知", [], "百日攻坚").marks(0) == ((4, 8),)


def test_a_needle_across_a_joint_is_marked_on_both_sides():
    shown = marker("", ["隐患大排", "查整治"], "大排查整治").passages()
    assert [(one.anchor, marked(one)) for one in shown] == [("p0", ["大排"]), ("p1", ["查整治"])]


def test_passages_with_more_of_the_query_come_first_then_as_they_stand():
    texts = ["安全", "没有", "生产", "安全和生产", "生产"]
    assert [one.anchor for one in marker("", texts, "安全", "生产").passages()] == ["p3", "p0", "p2"]


def test_pieces_are_marked_only_where_no_passage_holds_the_whole():
    clause = SoughtClause((Needle("安全检查", 16),), (Needle("安全", 4), Needle("检查", 4)))
    for text, expected in (("安全检查，检查安全", ["安全检查"]), ("检查了安全", ["检查", "安全"])):
        document = Document("d", "", "安全检查", passages=(Passage("p", text),))
        assert marked(Marker(document, Sought((clause,)), FOLD).passages()[0]) == expected


def test_without_a_mark_the_first_text_is_shown():
    shown = marker("标题", ["", "——", "正文一", "正文二"], "没有").passages()
    assert [(one.text, one.marks) for one in shown] == [("正文一", ())]


def test_a_document_without_text_shows_nothing():
    assert marker("标题", [], "标题").passages() == ()


def test_figures_are_marked_however_they_are_written():
    shown = marker("", ["排查隐患十九万六千七百四十七处，整改196747处。"], keys=("w:196747e0",)).passages()
    assert "十九万六千七百四十七" in marked(shown[0])[0]


@settings(max_examples=200, deadline=None)
@given(
    st.text("安全生产，。", max_size=30), st.lists(st.text("安全生产", min_size=1, max_size=3), max_size=4)
)
def test_marks_are_the_places_of_the_needles(text, needles):
    covered = set()
    folded = [(char, at) for at, char in enumerate(text) if char not in "，。"]
    plain = "".join(char for char, _ in folded)
    for needle in needles:
        for at in range(len(plain)):
            if plain.startswith(needle, at):
                covered |= set(range(folded[at][1], folded[at + len(needle) - 1][1] + 1))
    marks = marker("", [text], *needles).marks(1)
    assert {at for start, end in marks for at in range(start, end)} == covered
    assert all(before[1] < after[0] for before, after in itertools.pairwise(marks))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)).map(lambda one: (one[0], sum(one)))))
def test_merged_ranges_cover_the_same_and_lie_apart(spans):
    result = merged(spans)
    assert {at for start, end in result for at in range(start, end)} == {
        at for start, end in spans for at in range(start, end)
    }
    assert all(before[1] < after[0] for before, after in itertools.pairwise(result))


def test_a_long_passage_is_cut_around_its_marks():
    text = "前" * 200 + "。" + "中" * 10 + "百日攻坚" + "后" * 300
    shown = cut(Shown("a", "", text, ((211, 215),), False, False))
    assert shown.text.startswith("中" * 10 + "百日攻坚")
    assert marked(shown) == ["百日攻坚"]
    assert shown.more_before
    assert shown.more_after


@settings(max_examples=300, deadline=None)
@given(
    st.text("字。", max_size=500),
    st.lists(
        st.tuples(st.integers(0, 480), st.integers(1, 140)).map(lambda one: (one[0], sum(one))), max_size=6
    ),
)
def test_a_cut_passage_is_a_piece_with_its_marks(text, spans):
    marks = tuple((start, min(end, len(text))) for start, end in merged(spans) if start < len(text))
    shown = cut(Shown("", "", text, marks, False, False))
    longest = max((end - start for start, end in marks), default=0)
    assert shown.text in text
    assert len(shown.text) <= max(LONGEST + SLACK, LONGEST + longest)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)
    assert bool(shown.marks) == bool(marks)


@pytest.mark.parametrize("size", [LONGEST, LONGEST + SLACK])
def test_a_passage_little_longer_than_the_limit_is_whole(size):
    shown = Shown("", "", "字" * size, (), False, False)
    assert cut(shown) == shown

"""Cutting: the pieces are the text, and they are the words a reader sees in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.cut import cut, stop

LINE = "安全|生产|安全生产|全生|大检查|检查|隐患|排查|隐患排查|整治|组次|煤矿|瓦斯|天下|下大|大同"
WORDS = frozenset(LINE.split("|"))
TERMS = frozenset(["省安委办", "安全生产隐患排查整治专项行动工作领导小组办公室"])


def known(piece):
    assert 2 <= len(piece) <= 16
    return piece in WORDS


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("安全生产大检查", ("安全生产", "大检查")),
        ("省安委办隐患排查", ("省安委办", "隐患排查")),
        ("安全生产隐患排查整治专项行动工作领导小组办公室检查", (*(TERMS - {"省安委办"}), "检查")),
        ("2.5万组次检查", ("2.5万组次", "检查")),
        ("2023年检查", ("2023年", "检查")),
        ("死亡6人", ("死", "亡", "6人")),
        ("整改率91.7%", ("整", "改", "率", "91.7%")),
        ("2.22煤矿", ("2.22", "煤矿")),
        ("gb51142检查", ("gb", "51142", "检查")),
        ("瓦斯怎么检查", ("瓦斯", "怎么", "检查")),
        ("钅隐患", ("钅", "隐患")),
        # Equal sums: the longer first piece.
        ("天下大同", ("天下", "大同")),
        ("", ()),
    ],
)
def test_pieces(text, pieces):
    assert cut(text, known, TERMS) == pieces


def test_what_is_fixed_is_one_piece():
    assert cut("2023年3月13日检查", known, TERMS, {0: 10}) == ("2023年3月13日", "检查")
    assert cut("查三百五十人", known, TERMS, {1: 5}) == ("查", "三百五十人")


def test_of_equal_ways_the_one_with_the_longer_first_piece():
    assert cut("甲乙丙", {"甲乙", "乙丙"}.__contains__) == ("甲乙", "丙")


def test_function_words_need_not_be_found():
    assert stop("的") and stop("怎么") and not stop("隐患") and not stop("检查")


@given(st.text(alphabet="安全生产大检查隐患排整治组次煤矿0123.%万abc", max_size=60))
def test_the_pieces_are_the_text_and_the_best_way(text):
    pieces = cut(text, known, TERMS)
    assert "".join(pieces) == text
    for piece in pieces:
        assert (
            len(piece) == 1
            or piece in WORDS | TERMS
            or re.fullmatch("[a-z]+|[0-9][0-9.%万]*(煤?矿|组次?|次)?|[.%]", piece)
        )
    assert sum(len(piece) ** 2 for piece in pieces) >= sum(len(piece) ** 2 for piece in greedy(text))


def greedy(text):
    """The longest word at every place, and figures cut to pieces: never better than the best way."""
    place = 0
    while place < len(text):
        size = next((size for size in range(16, 1, -1) if text[place : place + size] in WORDS), 1)
        yield text[place : place + size]
        place += size

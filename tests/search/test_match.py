"""Containment equals `in` on the folded text; tiers say how well a document answers."""

import itertools
import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import MemorySegment

from search_index.document import Document, Passage
from search_index.phrase import cover, holding, holding_in_title, standing, titled_with, within
from search_index.title import title_key

LETTERS = "安全生产大检查的关于"
TEXTS = st.text(LETTERS, max_size=30)
WORDS = ("安全生产", "大检查", "检查的")


def segment(texts, titles=()):
    titles = [*titles, *[""] * (len(texts) - len(titles))]
    return MemorySegment(
        [
            Document(f"d{at:03}", "", title, passages=(Passage("", text),))
            for at, (text, title) in enumerate(zip(texts, titles, strict=True))
        ],
        WORDS,
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=12), st.text(LETTERS, min_size=1, max_size=7))
def test_a_text_is_held_by_the_documents_that_contain_it(texts, asked):
    expected = [at for at, text in enumerate(texts) if asked in text]
    assert holding(segment(texts), asked).tolist() == expected


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8), st.data())
def test_every_piece_of_a_text_finds_it(texts, data):
    at = data.draw(st.integers(0, len(texts) - 1))
    text = texts[at]
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    piece = text[start : data.draw(st.integers(start, len(text)))]
    assert not piece or at in holding(segment(texts), piece)


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=10), st.text(LETTERS, min_size=2, max_size=5))
def test_a_title_holds_what_its_key_contains(titles, asked):
    held = holding_in_title(segment([""] * len(titles), titles), asked).tolist()
    assert held == [at for at, title in enumerate(titles) if asked in title_key(title)]


def test_a_character_in_titles():
    assert titled_with(segment(["火"] * 3, ["森林防火", "安全生产", "火灾事故"]), "火").tolist() == [0, 2]


def test_nothing_is_held_across_documents():
    assert not len(holding(segment(["安全", "生产"]), "安全生"))


def test_a_query_may_cross_the_joint_of_title_and_passages():
    assert holding(segment(["生产大检查"], ["安全"]), "安全生产大").tolist() == [0]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.text("16.人ab", max_size=12), max_size=10),
    st.sampled_from(["6", "16", "6人", "人6", "a", "ab", "1.6", "b人a", "人", "人人", "6人1"]),
)
def test_digits_and_letters_stand_apart_from_longer_runs(texts, asked):
    before = "(?<![0-9.])" if asked[0].isdigit() else "(?<![a-z])" if asked[0].isascii() else ""
    after = "(?![0-9.])" if asked[-1].isdigit() else "(?![a-z])" if asked[-1].isascii() else ""
    held = re.compile(before + re.escape(asked) + after)
    dotted = [re.sub(r"\.", "", text) for text in texts]
    expected = [at for at, text in enumerate(dotted) if held.search(text)]
    assert standing(segment(dotted), asked).tolist() == expected


def test_the_empty_text_is_held_by_none():
    assert not len(holding(segment(["安全"]), ""))
    assert not len(holding_in_title(segment(["安全"], ["安全"]), "安"))


@given(st.lists(st.integers(0, 99), min_size=2, max_size=12))
def test_a_cover_touches_every_character_at_the_least_cost(counts):
    chosen = cover(counts)
    assert {at for one in chosen for at in (one, one + 1)} == set(range(len(counts) + 1))
    assert chosen[0] == 0
    assert chosen[-1] == len(counts) - 1
    # Positions are exact only where one bigram ends no later than the next begins.
    assert all(later - earlier <= 2 for earlier, later in itertools.pairwise(chosen))
    least = [counts[0], counts[0] + counts[1]]
    for count in counts[2:]:
        least.append(min(least[-2:]) + count)
    assert sum(counts[at] for at in chosen) == least[len(counts) - 1]


@given(st.lists(st.integers(0, 50)), st.lists(st.integers(0, 50), unique=True))
def test_within(values, held):
    ascending = np.array(sorted(held), np.uint32)
    assert within(np.array(values, np.uint32), ascending).tolist() == [one in held for one in values]

"""Scores equal the formula, written out in plain Python."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import MemorySegment

from search_index import score as scoring
from search_index.document import Document, Passage
from search_index.score import Norms, Term, parts_of, rarity, scores

LETTERS = "安全生产大检查"
DOCUMENTS = st.lists(st.tuples(st.text(LETTERS, max_size=40), st.booleans()), min_size=1, max_size=20)


def segment(rows):
    return MemorySegment(
        [
            Document(f"d{at:03}", "", "安全检查", repealed=repealed, passages=(Passage("", text),))
            for at, (text, repealed) in enumerate(rows)
        ],
        ("安全", "大检查"),
    )


def terms(held):
    asked = [
        ("chars", "安", 1),
        ("grams", "安全", 3),
        ("grams", "产大", 2),
        ("words", "大检查", 3),
        ("title", "安全", 4),
    ]
    dfs = [held.df(field, text) for field, text, _ in asked]
    return [Term(*one, df, rarity(held.size, df)) for one, df in zip(asked, dfs, strict=True)]


def frequency(text, term):
    return sum(text.startswith(term, at) for at in range(len(text)))


def formula(held, doc, asked):
    average = sum(map(len, held.texts)) / held.size
    total = 0
    for term in asked:
        times = 1 if term.field == "title" else frequency(held.texts[doc], term.text)
        part = 1000
        if term.field != "title":
            below = times + 1.2 * (0.25 + 0.75 * len(held.texts[doc]) / average)
            part = math.floor(1000 * times * 2.2 / below + 0.5)
        inverse = math.log(1 + (held.size - term.df + 0.5) / (term.df + 0.5))
        total += term.weight * math.floor(1000 * inverse + 0.5) * part if times else 0
    return total * 7 // 10 if held.repealed[doc] else total


@settings(max_examples=200, deadline=None)
@given(DOCUMENTS, st.data())
def test_scores_equal_the_formula(rows, data):
    held = segment(rows)
    asked = terms(held)
    some = sorted(data.draw(st.sets(st.integers(0, held.size - 1))))
    below = Norms(held.lengths, sum(map(len, held.texts)) / held.size)
    given_scores = scores(held, below, np.array(some, np.uint32), asked)
    assert given_scores.tolist() == [formula(held, doc, asked) for doc in some]


@pytest.mark.parametrize("few", [1, 1000])
def test_long_and_short_lists_are_read_alike(monkeypatch, few):
    held = segment([("安全生产大检查" * (at % 5), at % 3 == 0) for at in range(100)])
    below = Norms(held.lengths, held.lengths.sum() / held.size)
    some = np.array([3, 50, 51, 99], np.uint32)
    asked = terms(held)
    monkeypatch.setattr(scoring, "LONGER", few)
    assert scores(held, below, some, asked).tolist() == [formula(held, doc, asked) for doc in some.tolist()]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.text(LETTERS, max_size=30), st.booleans()), min_size=1, max_size=60),
    st.integers(1, 6),
)
def test_the_first_are_scored_exactly_and_no_other_above_them(rows, first):
    held = segment(rows)
    grams = [before + after for before in LETTERS for after in LETTERS]
    asked = [Term("grams", gram, 1, held.df("grams", gram), 0) for gram in grams]
    asked = [replace(term, idf=rarity(held.size, term.df)) for term in asked if term.df]
    below = Norms(held.lengths, max(held.lengths.sum() / held.size, 1))
    everyone = np.arange(held.size, dtype=np.uint32)
    exact = scores(held, below, everyone, asked)
    some = scores(held, below, everyone, asked, first)
    last = sorted(exact.tolist())[-first:][0]
    assert all(mine == full if full >= last else mine < last for mine, full in zip(some, exact, strict=True))


def test_the_parts_make_the_score():
    held = segment([("安全生产大检查大检查", False), ("生产大", False)])
    below = Norms(held.lengths, held.lengths.sum() / held.size)
    parts = parts_of(held, below, 0, terms(held))
    assert (
        sum(points for _, _, points in parts) == scores(held, below, np.array([0], np.uint32), terms(held))[0]
    )
    assert {(term.field, term.text): times for term, times, _ in parts} == {
        ("chars", "安"): 2,
        ("grams", "安全"): 2,
        ("grams", "产大"): 1,
        ("words", "大检查"): 2,
        ("title", "安全"): 1,
    }


def test_repealed_documents_score_seven_tenths_rounded_down():
    (valid, repealed) = (segment([("安全生产", gone), ("大检查", False)]) for gone in (False, True))
    first = np.array([0], np.uint32)
    full, less = (
        int(scores(one, Norms(one.lengths, one.lengths.sum() / 2), first, terms(one))[0])
        for one in (valid, repealed)
    )
    assert less == full * 7 // 10 < full


def test_rarity_is_rounded_thousandths_of_the_logarithm():
    assert rarity(10, 10) == 47  # ln(1 + 0.5 / 10.5) = 0.04652
    assert rarity(100, 1) == 4210  # ln(1 + 99.5 / 1.5) = 4.20967

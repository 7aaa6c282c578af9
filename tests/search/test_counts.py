"""Filters and counts equal those made document by document."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import MemorySegment

from search_index import facets
from search_index.document import Document

VALUES = st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), unique=True, max_size=3).map(tuple)
DATES = ("", "2022", "2023-03", "2023-03-13", "2024-01-01")


def segment(rows):
    return MemorySegment(
        [Document(f"d{at:03}", "", "", facets={"issuer": row}) for at, row in enumerate(rows)]
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(VALUES, max_size=80), st.data())
def test_counts_equal_counting_one_by_one(rows, data):
    chosen = np.array([data.draw(st.booleans()) for _ in rows], bool)
    expected = {}
    for row, taken in zip(rows, chosen.tolist(), strict=True):
        for value in row if taken else ():
            expected[value] = expected.get(value, 0) + 1
    assert facets.counts(segment(rows), "issuer", chosen) == expected


def test_few_and_many_documents_are_counted_alike(monkeypatch):
    rows = [("甲",), ("甲", "乙"), (), ("丙",)] * 30
    chosen = np.arange(len(rows)) % 7 == 1
    counted = []
    for few in (0, 10_000):
        monkeypatch.setattr(facets, "FEW", few)
        counted.append(facets.counts(segment(rows), "issuer", chosen))
    assert counted[0] == counted[1]


@settings(max_examples=100, deadline=None)
@given(st.lists(VALUES, max_size=30), st.frozensets(st.sampled_from(["甲", "乙", "戊"])))
def test_a_document_passes_with_any_of_the_values(rows, wanted):
    expected = [bool(wanted.intersection(row)) for row in rows]
    assert facets.having(segment(rows), "issuer", wanted).tolist() == expected


def test_a_facet_that_no_document_has_counts_nothing():
    held = segment([("甲",)])
    assert facets.counts(held, "region", np.ones(1, bool)) == {}
    assert facets.having(held, "region", frozenset({"山西"})).tolist() == [False]


def test_dates_of_every_precision_lie_in_a_range():
    held = MemorySegment([Document(f"d{at}", "", "", date=date) for at, date in enumerate(DATES)])
    within = {
        (20230300, 20230399): [False, False, True, True, False],
        (20230313, 20230313): [False, False, False, True, False],
        (20220000, 20229999): [False, True, False, False, False],
        (0, 99999999): [False, True, True, True, True],
    }
    for (start, end), expected in within.items():
        assert facets.dated(held, start, end).tolist() == expected

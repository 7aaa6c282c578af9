"""The first places equal those of a full sort in plain Python; pages follow each other without a gap."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import MemorySegment

from search_index.document import Document
from search_index.rank import NEWEST, OLDEST, RELEVANCE, Found, first, smallest

DATES = ("", "2022", "2023-03", "2023-03-13", "2024-01-01")
# Tier, score, date, number of the segment; few values, so that ties are the rule.
ROWS = st.lists(
    st.tuples(st.integers(1, 7), st.integers(0, 3), st.sampled_from(DATES), st.integers(0, 2)), max_size=40
)


def found(rows):
    """Segments of documents whose ids run against the order in which they stand."""
    result = []
    for number in range(3):
        mine = [(row, f"d{99 - at:02}") for at, row in enumerate(rows) if row[3] == number]
        segment = MemorySegment([Document(one, "", "", date=row[2]) for row, one in mine])
        scores = np.array([row[1] for row, _ in mine], np.int64)
        result.append(
            Found(
                segment,
                np.arange(len(mine), dtype=np.uint32),
                np.array([row[0] for row, _ in mine], np.uint8),
                lambda docs, first, scores=scores: scores[docs],
            )
        )
    return result


def number(date):
    parts = [int(part) for part in date.split("-") if part]
    return sum(part * scale for part, scale in zip(parts, (10000, 100, 1), strict=False))


def order(rows, sort):
    keys = {
        RELEVANCE: lambda row: (row[0], -row[1], -number(row[2])),
        NEWEST: lambda row: (-number(row[2]), row[0], -row[1]),
        OLDEST: lambda row: (number(row[2]) or 99999999, row[0], -row[1]),
    }
    named = [(row, f"d{99 - at:02}") for at, row in enumerate(rows)]
    return [name for _, name in sorted(named, key=lambda one: (keys[sort](one[0]), one[1]))]


@settings(max_examples=200, deadline=None)
@given(ROWS, st.sampled_from([RELEVANCE, NEWEST, OLDEST]), st.integers(1, 50))
def test_the_first_places_are_those_of_a_full_sort(rows, sort, count):
    places = first(found(rows), sort, count)
    assert [place.id for place in places] == order(rows, sort)[:count]


@settings(max_examples=50, deadline=None)
@given(ROWS, st.integers(1, 9))
def test_pages_follow_each_other(rows, size):
    pages = [first(found(rows), RELEVANCE, end)[end - size :] for end in range(size, len(rows) + size, size)]
    assert [place.id for page in pages for place in page] == order(rows, RELEVANCE)


def test_tiers_that_no_page_so_far_can_show_are_not_scored():
    scored = []
    one = found([(1, 0, "", 0), (2, 0, "", 0), (4, 0, "", 0)])[0]
    first(
        [Found(one.segment, one.docs, one.tiers, lambda docs, first: scored.extend(docs) or docs)],
        RELEVANCE,
        2,
    )
    assert sorted(scored) == [0, 1]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3))), st.integers(1, 12))
def test_smallest_are_the_first_rows_and_their_equals(rows, count):
    columns = [np.array([row[at] for row in rows], np.int64) for at in range(2)]
    last = sorted(rows)[:count][-1:]
    expected = [at for at, row in enumerate(rows) if last and row <= last[0]]
    assert sorted(smallest(columns, count).tolist()) == expected

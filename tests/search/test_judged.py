"""What readers type finds what they want: judged queries on the real content."""

from functools import partial

import judging
import pytest
import real

from search_index import engine

pytestmark = pytest.mark.xdist_group("real-search")

#: What the domain demands: the document asked for by its number or its title stands first.
FIRST_ALWAYS = ("number", "cited", "title", "filter")
#: Text that a record holds finds it, however it was cut.
FOUND_ALWAYS = (*FIRST_ALWAYS, "phrase", "substring", "figure")
#: Floors of the first place and of NDCG for the rest, a little under what was measured.
FLOORS = {
    "phrase": (0.9, 0.9),
    "substring": (0.8, 0.8),
    "figure": (0.9, 0.9),
    "name": (0.8, 0.8),
    "date": (0.9, 0.8),
    "lay": (0.6, 0.6),
    "form": (0.9, 0.85),
    "misspelling": (0.6, 0.6),
    "operator": (0.9, 0.8),
    "question": (0.6, 0.6),
}


@pytest.fixture(scope="module")
def answers():
    search = partial(engine.search, real.index())
    return [judging.ask(search, one) for one in judging.load()]


def test_the_judged_records_are_held():
    ids = {one.id for one in real.held()}
    named = {one for query in judging.load() for one in (*query.grades, *query.first)}
    assert named <= ids


def test_numbers_and_titles_stand_first(answers):
    wrong = [one for one in answers if one.judged.kind in FIRST_ALWAYS and one.judged.first and one.rank != 1]
    assert not wrong, judging.report(wrong)


def test_what_a_record_holds_finds_it(answers):
    wrong = [one for one in answers if one.judged.kind in FOUND_ALWAYS and one.missing]
    assert not wrong, judging.report(wrong)


def test_readers_are_told(answers):
    wrong = [one for one in answers if one.faults]
    assert not wrong, judging.report(wrong)


def test_the_order_is_as_good_as_measured(answers):
    found = judging.figures(answers)
    low = {
        kind: (found[kind].first, found[kind].gain)
        for kind, (first, gain) in FLOORS.items()
        if found[kind].first < first or found[kind].gain < gain
    }
    assert not low, judging.report(answers)

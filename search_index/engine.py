"""Searching: a query in, an answer out."""

from collections.abc import Mapping, Sequence

from search_index import syntax
from search_index.answer import Answer
from search_index.filters import both, given, written
from search_index.matches import Matches
from search_index.rank import RELEVANCE
from search_index.reader import Index
from search_index.results import Result

SIZE = 20


def ask(
    index: Index,
    text: str,
    filters: Mapping[str, str | Sequence[str]] | None = None,
    start: str = "",
    end: str = "",
    sort: str = RELEVANCE,
) -> Answer:
    """Ask an index; the answer gives the number of documents, their places in order, and pages.

    `filters` gives values of facets by their keys; `start` and `end` bound the date, in any written form (one
    that cannot be read raises ValueError with a message for readers). `sort` is one of rank.SORTS.
    """
    planner = index.planner
    query = planner.as_number(syntax.parse(text, index.lexicon.facets))
    rest, own = written(planner.vocabulary, query)
    chosen = both(given(planner.vocabulary, filters or {}, start, end), own)
    return Answer(query, planner, Matches.of(planner, planner.plan(rest), chosen), sort)


def search(
    index: Index,
    text: str,
    filters: Mapping[str, str | Sequence[str]] | None = None,
    start: str = "",
    end: str = "",
    sort: str = RELEVANCE,
    page: int = 1,
    size: int = SIZE,
    explain: bool = False,
) -> Result:
    """Ask an index as ask() does and return a page of the answer as readers get it."""
    return ask(index, text, filters, start, end, sort).result(max(page, 1), max(size, 1), explain)

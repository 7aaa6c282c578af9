"""What of a query is marked in the documents found."""

from collections.abc import Iterable

from search_index.passages import Needle, Sought, SoughtClause
from search_index.plan import Need, Plan

# What a reading (a number, a figure, a date) weighs beside texts, which weigh the square of their length.
READING = 100


def sought(plan: Plan) -> Sought:
    """Return what is marked for a plan."""
    needs = [need for need in plan.needs if need.text]
    keys = frozenset(key for need in plan.needs for key in _keys(need))
    return Sought(tuple(map(_clause, needs)), keys, READING)


def _clause(need: Need) -> SoughtClause:
    """Single characters are only marked where nothing longer can be: elsewhere they are noise."""
    texts = [text for piece in need.pieces for text in (piece.text, *piece.names, *piece.near)]
    longer = [text for text in texts if len(text) > 1]
    return SoughtClause(_needles((need.text, *need.names)), _needles(longer or texts))


def _needles(texts: Iterable[str]) -> tuple[Needle, ...]:
    return tuple(Needle(text, len(text) ** 2) for text in dict.fromkeys(texts))


def _keys(need: Need) -> Iterable[str]:
    yield from (*need.reading.cited, *need.reading.dates, *need.reading.figures)
    for piece in need.pieces:
        yield from piece.keys

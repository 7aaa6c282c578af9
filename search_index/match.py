"""Which documents answer a query, and in which tier."""

from collections.abc import Iterable

import numpy as np

from search_index.phrase import docs_of, holding, holding_in_title, standing, titled_with
from search_index.plan import Need, Piece, Plan
from search_index.segment import Segment
from search_index.title import title_key

NUMBER, TITLE, IN_TITLE, IN_TEXT, WORDS, NEAR, RELAXED = range(1, 8)
NONE = 9


def tiers(segment: Segment, plan: Plan) -> np.ndarray:
    """Return the tier of every document of a segment (uint8): 1 to 6, NONE, or 0 where nothing is asked."""
    result = np.zeros(segment.size, np.uint8)
    for group in plan.groups:
        np.maximum(result, tiers_of_any(segment, group), out=result)
    if plan.whole:
        np.minimum(result, _by_reading(segment, plan.whole), out=result)
    result[without(segment, plan)] = NONE
    return result


def tiers_of_any(segment: Segment, group: tuple[Need, ...]) -> np.ndarray:
    """Return the best tier of every document for clauses of which one is enough (uint8)."""
    best = tiers_of(segment, group[0])
    for need in group[1:]:
        np.minimum(best, tiers_of(segment, need), out=best)
    return best


def without(segment: Segment, plan: Plan) -> np.ndarray:
    """Tell which documents can be no answer: deleted ones and excluded ones (bool)."""
    gone = ~segment.live
    for need in plan.excluded:
        gone |= tiers_of(segment, need) <= IN_TEXT
    return gone


def tiers_of(segment: Segment, need: Need) -> np.ndarray:
    """Return the tier of every document for one clause (uint8), NONE where it has none."""
    result = np.full(segment.size, NONE, np.uint8)
    if need.filters:
        result[np.logical_and.reduce([mask for _, mask in need.filters.masks(segment)])] = IN_TEXT
    elif need.clause.field == "title":
        _mark_title(segment, need, result)
    elif need.clause.field == "number":
        _mark_number(segment, need, result)
    elif need.clause.quoted:
        _mark_quoted(segment, need, result)
    else:
        _mark_plain(segment, need, result)
    return result


def _mark_title(segment: Segment, need: Need, result: np.ndarray) -> None:
    if len(title_key(need.text)) == 1:
        result[titled_with(segment, title_key(need.text))] = IN_TITLE
    _mark_titles(segment, need, result)


def _mark_titles(segment: Segment, need: Need, result: np.ndarray) -> None:
    for text in (need.text, *need.names):
        result[holding_in_title(segment, title_key(text))] = IN_TITLE
    _mark_exact_title(segment, need, result)


def _mark_exact_title(segment: Segment, need: Need, result: np.ndarray) -> None:
    _mark_keys(segment, (f"t:{title_key(text)}" for text in (need.text, *need.names) if text), TITLE, result)


def _mark_number(segment: Segment, need: Need, result: np.ndarray) -> None:
    if not need.reading.whole:
        result[holding(segment, need.text)] = IN_TEXT
    _mark_keys(segment, need.reading.cited, IN_TEXT, result)
    _mark_keys(segment, need.reading.number, NUMBER, result)


def _mark_quoted(segment: Segment, need: Need, result: np.ndarray) -> None:
    if not need.text:
        _mark_marks(segment, need, result)
        return
    result[holding(segment, need.text)] = IN_TEXT
    # A title key lacks light words: only with the text itself does the document hold what stands in quotes.
    titled = holding_in_title(segment, title_key(need.text))
    result[titled[result[titled] == IN_TEXT]] = IN_TITLE


def _mark_plain(segment: Segment, need: Need, result: np.ndarray) -> None:
    if not need.text:
        _mark_marks(segment, need, result)
        return
    if need.apart and (len(need.pieces) > 1 or need.near):
        _mark_pieces(segment, need.pieces, result)
    for text in (need.text, *need.names):
        result[holding(segment, text)] = IN_TEXT
    reading = need.reading
    _mark_keys(segment, (*reading.cited, *reading.dates, *reading.figures), IN_TEXT, result)
    _mark_titles(segment, need, result)
    _mark_keys(segment, reading.number, NUMBER, result)


def _mark_keys(segment: Segment, keys: Iterable[str], tier: int, result: np.ndarray) -> None:
    for key in keys:
        result[docs_of(segment, "keys", key)] = tier


def _mark_marks(segment: Segment, need: Need, result: np.ndarray) -> None:
    lists = [docs_of(segment, "keys", key) for key in need.reading.marks]
    if lists:
        result[all_of(segment.size, lists)] = IN_TEXT


def _by_reading(segment: Segment, need: Need) -> np.ndarray:
    """Return the tiers of a whole query as a number, a date, a figure or an exact title."""
    result = np.full(segment.size, NONE, np.uint8)
    reading = need.reading
    _mark_keys(segment, (*reading.cited, *reading.dates, *reading.figures), IN_TEXT, result)
    _mark_exact_title(segment, need, result)
    _mark_keys(segment, reading.number, NUMBER, result)
    return result


def _mark_pieces(segment: Segment, pieces: tuple[Piece, ...], result: np.ndarray) -> None:
    has = [having(segment, piece) for piece in pieces]
    for place, piece in enumerate(pieces):
        if piece.near:
            others = (one for at, one in enumerate(has) if at != place)
            instead = any_of(segment.size, (holding(segment, word) for word in piece.near))
            result[np.logical_and.reduce([instead, *others])] = NEAR
    if has:
        result[np.logical_and.reduce(has)] = WORDS


def having(segment: Segment, piece: Piece, near: bool = False) -> np.ndarray:
    """Tell which documents hold a piece, an equivalent name or, with `near`, a near word (bool)."""
    near_words = piece.near if near else ()
    texts = (standing(segment, text) for text in (piece.text, *piece.names, *near_words))
    keyed = (docs_of(segment, "keys", key) for key in piece.keys)
    return any_of(segment.size, (*texts, *keyed))


def any_of(size: int, lists: Iterable[np.ndarray]) -> np.ndarray:
    """Tell which documents stand in any of some lists (bool)."""
    mask = np.zeros(size, bool)
    for docs in lists:
        mask[docs] = True
    return mask


def all_of(size: int, lists: list[np.ndarray]) -> np.ndarray:
    """Tell which documents stand in all of some lists (bool)."""
    mask = any_of(size, lists[:1])
    for docs in lists[1:]:
        mask &= any_of(size, [docs])
    return mask

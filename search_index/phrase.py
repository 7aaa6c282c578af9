"""Containment: which documents hold a folded text, exactly.

One character, two characters and dictionary words have lists of their own. Everything longer is decided by
the positions of bigrams, of as few and as rare ones as cover the text.
"""

import numpy as np

from search_index.segment import Segment

NO_DOCS = np.zeros(0, np.uint32)
# What a digit or a Latin letter is not parted from: 6 is no part of 16 or 2.6.
KIN = ("0123456789.", "abcdefghijklmnopqrstuvwxyz")


def docs_of(segment: Segment, field: str, term: str) -> np.ndarray:
    """Return the documents of a term, ascending."""
    found = segment.postings(field, term)
    return NO_DOCS if found is None else found[0]


def holding(segment: Segment, text: str) -> np.ndarray:
    """Return the documents whose folded text contains a folded text, ascending."""
    if len(text) < 2:
        return docs_of(segment, "chars", text) if text else NO_DOCS
    if len(text) == 2:
        return docs_of(segment, "grams", text)
    word = segment.postings("words", text)
    return adjacent(segment, "grams", text) if word is None else word[0]


def standing(segment: Segment, text: str) -> np.ndarray:
    """Return the documents that hold a folded text, digits and letters at its ends not within longer runs."""
    before, after = _kin(text[:1]), _kin(text[-1:])
    docs = holding(segment, text)
    if not len(docs) or not (before or after):
        return docs
    pairs = [(char + text[0], 1) for char in before]
    pairs += [(text[-1] + char, 1 - len(text)) for char in after]
    found = [
        (segment.positions("grams", pair).astype(np.int64) + shift, owners(*segment.postings("grams", pair)))
        for pair, shift in pairs
        if segment.postings("grams", pair) is not None
    ]
    within_runs, first = np.unique(np.concatenate([NO_DOCS, *(at for at, _ in found)]), return_index=True)
    if len(text) == 1:
        of = np.concatenate([NO_DOCS, *(docs for _, docs in found)])[first]
        counts = segment.postings("chars", text)[1]
        return docs[(1 if counts is None else counts) > np.bincount(of, minlength=segment.size)[docs]]
    places, of = _places(segment, "grams", text)
    return np.unique(of[~np.isin(places.astype(np.int64), within_runs)])


def _kin(char: str) -> str:
    return next((kin for kin in KIN if char and char in kin), "")


def owners(docs: np.ndarray, frequencies: np.ndarray | None) -> np.ndarray:
    """Return for every position of a term the document it belongs to."""
    return docs if frequencies is None else np.repeat(docs, frequencies)


def holding_in_title(segment: Segment, key: str) -> np.ndarray:
    """Return the documents one of whose title keys contains a text of two or more characters, ascending."""
    if len(key) < 2:
        return NO_DOCS
    return docs_of(segment, "title", key) if len(key) == 2 else adjacent(segment, "title", key)


def titled_with(segment: Segment, char: str) -> np.ndarray:
    """Return the documents one of whose title keys holds a character beside another one, ascending."""
    lists = [docs_of(segment, "title", term) for term in segment.terms("title") if char in term]
    return np.unique(np.concatenate(lists)) if lists else NO_DOCS


def adjacent(segment: Segment, field: str, text: str) -> np.ndarray:
    """Return the documents that hold the bigrams of a text of two or more characters in a row."""
    of = _places(segment, field, text)[1]
    return of[np.flatnonzero(np.diff(of, prepend=of[:1] + 1))]


def _places(segment: Segment, field: str, text: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the positions where a text of two or more characters begins, and the documents they are in."""
    grams = [text[at : at + 2] for at in range(len(text) - 1)]
    lists = {}
    for gram in grams:
        found = segment.postings(field, gram)
        if found is None:
            return NO_DOCS, NO_DOCS
        lists[gram] = found
    counts = [len(lists[gram][0]) for gram in grams]
    rarest = min(range(len(grams)), key=lambda at: (counts[at], at))
    of = owners(*lists[grams[rarest]])
    places = segment.positions(field, grams[rarest])
    checked = [at for at in cover(counts) if at != rarest]
    for at in sorted(checked, key=lambda at: (counts[at], at)):
        # Unsigned numbers wrap: a place before the first one becomes one that no list holds.
        shifted = places + places.dtype.type((at - rarest) % (1 << 8 * places.dtype.itemsize))
        kept = within(shifted, segment.positions(field, grams[at]))
        places, of = places[kept], of[kept]
        if not len(places):
            break
    return places - places.dtype.type(rarest), of


def cover(counts: list[int]) -> list[int]:
    """Choose bigrams that touch every character of a text, those with the fewest documents.

    `counts` are the numbers of documents of the text's bigrams, in order.
    """
    best = [(counts[0], 0)]
    for at in range(1, len(counts)):
        before = min(range(max(0, at - 2), at), key=lambda one: (best[one][0], one))
        best.append((best[before][0] + counts[at], before))
    chosen = [len(counts) - 1]
    while chosen[-1]:
        chosen.append(best[chosen[-1]][1])
    return chosen[::-1]


def within(values: np.ndarray, ascending: np.ndarray) -> np.ndarray:
    """Tell for every value whether an ascending array of the same type holds it."""
    if not len(ascending):
        return np.zeros(len(values), bool)
    at = np.searchsorted(ascending, values)
    at[at == len(ascending)] = 0
    return ascending[at] == values

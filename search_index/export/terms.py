"""The terms of a segment in the order of their parts: characters, pairs and words among each other.

So one part holds a pair with all the words that begin with it, and reading a query needs no list of
words.  The fields of the index are sorted each; pieces of them that lie between the same keys are
merged, a bounded number of postings at a time.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from ..codec.postings import Postings
from ..segment import Segment
from .bits import Array
from .postings import Lists

#: Postings worked on at once.
_POSTINGS = 400_000


def merged(segment: Segment) -> Iterator[Lists]:
    """All terms of the texts, with the places of pairs and a flag at those that are words."""
    texts = {field: segment.terms(field) for field in ("chars", "grams", "words")}
    edges = _edges(segment.counts("grams"))
    keys = [texts["grams"][edge] for edge in edges[1:-1]]
    bounds = {
        field: [0, *(bisect_left(terms, key) for key in keys), len(terms)] for field, terms in texts.items()
    }
    for stretch in zip(*(pairwise(places) for places in bounds.values()), strict=True):
        yield _merge(
            [
                (texts[field][first:last], segment.stretch(field, first, last))
                for field, (first, last) in zip(texts, stretch, strict=True)
                if last > first
            ]
        )


def single(segment: Segment, field: str) -> Iterator[Lists]:
    """The terms of one field."""
    texts = segment.terms(field)
    for first, last in pairwise(_edges(segment.counts(field))):
        keys, postings = texts[first:last], segment.stretch(field, first, last)
        # A control character would end a key; no query holds one.
        plain = [place for place, key in enumerate(keys) if min(key) >= " "]
        if len(plain) < len(keys):
            keys, postings = [keys[place] for place in plain], postings.arrange(np.array(plain))
        if keys:
            placed = None if postings.positions is None else np.ones(len(keys), bool)
            yield Lists(keys, postings.counts, postings.docs, postings.tfs, None, placed, postings.positions)


def characters(pairs: Sequence[Lists]) -> Lists:
    """The single characters of pairs, with the records they stand in."""
    found: dict[str, list[Array]] = {}
    for lists in pairs:
        starts = np.concatenate(([0], np.cumsum(lists.counts, dtype="i8"))).tolist()
        for key, start, stop in zip(lists.keys, starts, starts[1:], strict=False):
            for char in set(key):
                found.setdefault(char, []).append(lists.docs[start:stop])
    keys = sorted(found)
    docs = [np.unique(np.concatenate(found[key])) for key in keys]
    return Lists(keys, np.array([len(one) for one in docs]), np.concatenate(docs))


def _edges(counts: Array) -> list[int]:
    """Numbers of terms between which about as many postings lie."""
    if not len(counts):
        return [0, 0]
    ends = np.cumsum(counts, dtype="i8")
    inner = np.searchsorted(ends, np.arange(_POSTINGS, int(ends[-1]), _POSTINGS))
    return sorted({0, *inner.tolist(), len(counts)})


def _merge(found: list[tuple[list[str], Postings]]) -> Lists:
    keys = [key for texts, _ in found for key in texts]
    flags = np.concatenate([_flags(postings) for _, postings in found])
    placed = np.concatenate(
        [np.full(len(texts), postings.positions is not None) for texts, postings in found]
    )
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__))
    together = Postings(
        [],
        np.concatenate([postings.counts for _, postings in found]),
        np.concatenate([postings.docs for _, postings in found]),
        np.concatenate([postings.tfs for _, postings in found]),
    ).arrange(order)
    # The pairs keep their order among each other, so their places do.
    places = [postings.positions for _, postings in found if postings.positions is not None]
    return Lists(
        [keys[place] for place in order.tolist()],
        together.counts,
        together.docs,
        together.tfs,
        flags[order].tolist(),
        placed[order],
        np.concatenate(places) if places else np.zeros(0, "u4"),
    )


def _flags(postings: Postings) -> Array:
    return np.zeros(len(postings.counts), bool) if postings.words is None else postings.words.astype(bool)

"""Scores: whole numbers, the same on every machine and in the browser.

A term's part of a score is weight x idf x frequency part, each of them a whole number in thousandths (BM25,
rounded half up). Nothing is compared as a fraction.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np

from search_index.segment import Segment

WEIGHTS = json.loads(
    resources.files(__package__).joinpath("data", "weights.json").read_text(encoding="utf-8")
)
K1, B = WEIGHTS["k1"], WEIGHTS["b"]
KEPT, OF = WEIGHTS["repealed"]
MOST_PART = math.ceil(1000 * (K1 + 1))
# Of fewer terms every document's score is made in full.
FEW_TERMS = 8
# Fields whose terms count the same however often a document has them.
FLAT = ("title", "keys")
# In a list so many times longer than the documents asked for these are looked up one by one.
LONGER = 64
# If at least one in so many documents of the segment is asked for, lists are read without looking who is.
MANY = 3


@dataclass(frozen=True)
class Term:
    """A term that adds to a score."""

    field: str
    text: str
    weight: int
    """How much it counts, from data/weights.json."""
    df: int
    """The number of live documents that hold it."""
    idf: int
    """Its rarity in thousandths."""


def rarity(documents: int, df: int) -> int:
    """Return the idf of a term in thousandths."""
    return math.floor(1000 * math.log(1 + (documents - df + 0.5) / (df + 0.5)) + 0.5)


class Norms:
    """What the lengths of a segment's documents do to the frequency parts of scores."""

    def __init__(self, lengths: np.ndarray, average: float):
        self.below = K1 * ((1 - B) + B * lengths.astype(np.float64) / average)
        """What a document's length (folded characters) adds below the line of a frequency part."""
        self._once = np.floor(1000 * (K1 + 1) / (1 + self.below) + 0.5)

    def parts(self, docs: np.ndarray, frequencies: np.ndarray | None) -> np.ndarray:
        """Return frequency parts of documents in thousandths (float64 of whole numbers); None: all once."""
        if frequencies is None:
            return self._once[docs]
        times = frequencies.astype(np.float64)
        parts = self.below[docs]
        parts += times
        times *= 1000
        times *= K1 + 1
        np.divide(times, parts, out=parts)
        parts += 0.5
        return np.floor(parts, out=parts)


def scores(
    segment: Segment, norms: Norms, docs: np.ndarray, terms: Sequence[Term], first: int = 0
) -> np.ndarray:
    """Return the scores (int64) of ascending documents of a segment.

    With `first`, documents that cannot be among so many best ones may be given too low a score, but none that
    would put them among these.
    """
    if not len(docs):
        return np.zeros(0, np.int64)
    left = docs = docs.astype(np.uint32, copy=False)
    asked = _mask(segment, docs)
    # Sums of whole numbers far below 2^53: exact in whatever order.
    total = np.zeros(segment.size, np.float64)
    ordered = sorted(terms, key=_most, reverse=True) if first else terms
    to_come = sum(map(_most, ordered))
    checks = _checks(len(terms)) if first else ()
    for place, term in enumerate(ordered):
        if place in checks and len(left) > MANY * first:
            left = _promising(total, left, segment.repealed, to_come, first)
            asked = _mask(segment, left)
        found = segment.postings(term.field, term.text)
        if found is not None:
            listed, frequencies = _among(*found, left, asked)
            total[listed] += _points(term, norms, listed, frequencies)
        to_come -= _most(term)
    return _final(total, docs, segment.repealed)


def _most(term: Term) -> int:
    """Return the most that a term can add to a score."""
    return term.weight * term.idf * (1000 if term.field in FLAT else MOST_PART)


def _checks(count: int) -> tuple[int, ...]:
    """Return before which of so many terms it is worth to leave out documents without prospects."""
    return (count // 4, count // 2, 3 * count // 4) if count >= FEW_TERMS else ()


def _promising(
    total: np.ndarray, docs: np.ndarray, repealed: np.ndarray, to_come: int, first: int
) -> np.ndarray:
    """Return the documents that can still be among the first ones when so much may come."""
    so_far = _final(total, docs, repealed)
    so_far.partition(len(so_far) - first)
    return docs[total[docs] + to_come >= so_far[len(so_far) - first]]


def _final(total: np.ndarray, docs: np.ndarray, repealed: np.ndarray) -> np.ndarray:
    whole = total[docs].astype(np.int64)
    gone = repealed[docs].nonzero()[0]
    whole[gone] = whole[gone] * KEPT // OF
    return whole


def _mask(segment: Segment, docs: np.ndarray) -> np.ndarray | None:
    """Tell which documents are asked for (bool), or None if it is faster not to care."""
    if len(docs) * MANY >= segment.size:
        return None
    asked = np.zeros(segment.size, bool)
    asked[docs] = True
    return asked


def _among(
    listed: np.ndarray, frequencies: np.ndarray | None, docs: np.ndarray, asked: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray | None]:
    """Leave out of a term's documents those that were not asked for, as far as that is worth the time."""
    if len(docs) * LONGER < len(listed):
        at = listed.searchsorted(docs)
        at[at == len(listed)] = 0
        chosen = at[listed[at] == docs]
    elif asked is not None:
        chosen = asked[listed].nonzero()[0]
    else:
        return listed, frequencies
    return listed[chosen], None if frequencies is None else frequencies[chosen]


def _points(term: Term, norms: Norms, docs: np.ndarray, frequencies: np.ndarray | None) -> np.ndarray | float:
    rate = float(term.weight * term.idf)
    if term.field in FLAT:
        return rate * 1000
    parts = norms.parts(docs, frequencies)
    parts *= rate
    return parts


def parts_of(segment: Segment, norms: Norms, doc: int, terms: Sequence[Term]) -> list[tuple[Term, int, int]]:
    """Return for each term in one document how often it holds it and what that adds to its score."""
    parts = []
    for term in terms:
        found = segment.postings(term.field, term.text)
        at = 0 if found is None else int(found[0].searchsorted(doc))
        if found is None or at == len(found[0]) or found[0][at] != doc:
            continue
        listed, frequencies = found[0][at : at + 1], None if found[1] is None else found[1][at : at + 1]
        times = 1 if frequencies is None else int(frequencies[0])
        points = np.sum(_points(term, norms, listed, frequencies))
        parts.append((term, times, int(points)))
    return parts

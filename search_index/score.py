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
# Fields whose terms count the same however often a document has them.
FLAT = ("title", "keys")
# In a list so many times longer than the documents asked for these are looked up; others are read through.
LONGER = 6


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


def scores(segment: Segment, norms: Norms, docs: np.ndarray, terms: Sequence[Term]) -> np.ndarray:
    """Return the scores (int64) of ascending documents of a segment."""
    # Sums of whole numbers far below 2^53: exact in whatever order.
    total = np.zeros(len(docs), np.float64)
    wide = np.zeros(segment.size if len(docs) else 0, np.float64)
    for term in terms if len(docs) else ():
        found = segment.postings(term.field, term.text)
        if found is None:
            continue
        listed, frequencies = found
        if len(docs) * LONGER < len(listed):
            at = listed.searchsorted(docs)
            at[at == len(listed)] = 0
            target = (listed[at] == docs).nonzero()[0]
            source = at[target]
            listed, frequencies = listed[source], None if frequencies is None else frequencies[source]
            total[target] += _points(term, norms, listed, frequencies)
        else:
            listed = listed.astype(np.intp)
            wide[listed] += _points(term, norms, listed, frequencies)
    total += wide[docs]
    whole = total.astype(np.int64)
    return np.where(segment.repealed[docs], whole * KEPT // OF, whole)


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

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

from search_index.phrase import docs_of, within
from search_index.segment import Segment

WEIGHTS = json.loads(
    resources.files(__package__).joinpath("data", "weights.json").read_text(encoding="utf-8")
)
K1, B = WEIGHTS["k1"], WEIGHTS["b"]
KEPT, OF = WEIGHTS["repealed"]
# Fields whose terms count the same however often a document has them.
FLAT = ("title", "keys")
# Below this share of a term's list it is faster to look documents up than to read the list through.
FEW = 16


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


def norms(lengths: np.ndarray, average: float) -> np.ndarray:
    """Return what document lengths (folded characters) add below the line of a frequency part."""
    return K1 * ((1 - B) + B * lengths.astype(np.float64) / average)


def frequency_parts(frequencies: np.ndarray | int, norms: np.ndarray) -> np.ndarray:
    """Return the frequency parts in thousandths (float64 holding whole numbers)."""
    times = np.asarray(frequencies, np.float64)
    return np.floor(1000 * times * (K1 + 1) / (times + norms) + 0.5)


def scores(segment: Segment, norms: np.ndarray, docs: np.ndarray, terms: Sequence[Term]) -> np.ndarray:
    """Return the scores (int64) of ascending documents of a segment."""
    total = np.zeros(len(docs), np.float64)
    if not len(docs):
        return total.astype(np.int64)
    places = None
    for term in terms:
        found = segment.postings(term.field, term.text)
        if found is None:
            continue
        listed, frequencies = found
        if len(docs) * FEW < len(listed):
            at = np.searchsorted(listed, docs)
            at[at == len(listed)] = 0
            target = np.flatnonzero(listed[at] == docs)
            source = at[target]
        else:
            if places is None:
                places = np.full(segment.size, -1, np.int32)
                places[docs] = np.arange(len(docs), dtype=np.int32)
            target = places[listed]
            source = np.flatnonzero(target >= 0)
            target = target[source]
        total[target] += _parts(term, norms[listed[source]], frequencies, source)
    total = total.astype(np.int64)
    return np.where(segment.repealed[docs], total * KEPT // OF, total)


def _parts(term: Term, norms: np.ndarray, frequencies: np.ndarray | None, chosen: np.ndarray) -> np.ndarray:
    rate = float(term.weight * term.idf)
    if term.field in FLAT:
        return np.full(len(chosen), rate * 1000)
    return rate * frequency_parts(1 if frequencies is None else frequencies[chosen], norms)


def parts_of(
    segment: Segment, norms: np.ndarray, doc: int, terms: Sequence[Term]
) -> list[tuple[Term, int, int]]:
    """Return for each term in one document how often it holds it and what that adds to its score."""
    one = np.array([doc], np.uint32)
    parts = []
    for term in terms:
        if within(one, docs_of(segment, term.field, term.text))[0]:
            listed, frequencies = segment.postings(term.field, term.text)
            at = np.searchsorted(listed, one)
            part = _parts(term, norms[one], frequencies, at)
            parts.append((term, 1 if frequencies is None else int(frequencies[at[0]]), int(part[0])))
    return parts

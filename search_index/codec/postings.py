"""The postings of one field, as plain arrays."""

from dataclasses import dataclass, replace

import numpy as np

from search_index.codec.runs import ranges


@dataclass(frozen=True)
class Postings:
    """Terms in ascending order, and for each where it stands.

    Everything but `terms` is laid end to end, term after term: the documents of the first term, those of the
    second, and so on.
    """

    terms: np.ndarray | list[bytes]
    """Codes of one or two characters (uint64), or texts in UTF-8."""
    counts: np.ndarray
    """How many documents hold each term (uint32)."""
    docs: np.ndarray
    """Documents, ascending within a term (uint32)."""
    tfs: np.ndarray | None = None
    """How often each of these documents holds the term (uint32)."""
    positions: np.ndarray | None = None
    """Where, ascending within a document of a term (uint32)."""
    words: np.ndarray | None = None
    """Whether each term is a word of the dictionary (uint8)."""

    @property
    def starts(self) -> np.ndarray:
        """Where the documents of each term begin."""
        counts = self.counts.astype("i8")
        return np.cumsum(counts) - counts

    def totals(self) -> np.ndarray:
        """How often each term stands in all documents together."""
        if self.tfs is None or not len(self.counts):
            return self.counts
        return np.add.reduceat(self.tfs.astype("i8"), self.starts)

    def arrange(self, order: np.ndarray) -> "Postings":
        """Return the postings with the terms in another order; `terms` stay as they are."""
        counts = self.counts[order]
        chosen = ranges(self.starts[order], counts.astype("i8"))
        tfs = None if self.tfs is None else self.tfs[chosen]
        positions = self.positions
        if positions is not None:
            ends = np.cumsum(self.tfs, dtype="i8")
            positions = positions[ranges((ends - self.tfs)[chosen], tfs.astype("i8"))]
        words = None if self.words is None else self.words[order]
        docs = self.docs[chosen]
        return replace(self, counts=counts, docs=docs, tfs=tfs, positions=positions, words=words)


def counted(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different values of a sorted array and where each begins."""
    if not len(keys):
        return keys, np.zeros(0, "i8")
    starts = np.concatenate(([0], np.flatnonzero(keys[1:] != keys[:-1]) + 1))
    return keys[starts], starts


def lengths_from(starts: np.ndarray, total: int) -> np.ndarray:
    """Return the lengths of neighbouring stretches from where each begins (uint32)."""
    return np.diff(starts, append=total).astype("u4")

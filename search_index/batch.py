"""Many documents at once, as one array of characters: what the fields are analysed from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search_index.fold import Fold, codes_of

GAP = 1
"""Positions left free between two texts that are not joined, and between two documents."""


@dataclass(frozen=True)
class Batch:
    """Folded characters of many documents, end to end.

    `docs`, `positions` and `left` say for every character which document it belongs to, its position in that
    document, and how many characters of the same text remain from it on, itself included.
    """

    codes: np.ndarray
    docs: np.ndarray
    positions: np.ndarray
    left: np.ndarray
    lengths: np.ndarray
    """Positions used by each document (uint32)."""

    @classmethod
    def of(cls, codes: np.ndarray, sizes: np.ndarray, owners: np.ndarray, size: int) -> "Batch":
        """Return the batch of texts laid end to end.

        `sizes` are the lengths of the texts, `owners` their documents (ascending, below `size`); texts of one
        document keep a gap between them.
        """
        sizes = sizes.astype("i8")
        starts = np.cumsum(sizes) - sizes
        spans = sizes + GAP
        places = np.cumsum(spans) - spans
        first = np.searchsorted(owners, np.arange(size))
        bases = np.append(places, spans.sum())[first]
        within = places - bases[owners]
        index = np.arange(int(sizes.sum()))
        text = np.repeat(np.arange(len(sizes)), sizes)
        lengths = np.zeros(size, "u4")
        np.maximum.at(lengths, owners, (within + sizes).astype("u4"))
        return cls(
            codes=codes,
            docs=owners[text].astype("u4"),
            positions=(index - starts[text] + within[text]).astype("u4"),
            left=(starts[text] + sizes[text] - index).astype("u4"),
            lengths=lengths,
        )


def fold_documents(fold: Fold, documents: Sequence[Sequence[str]]) -> Batch:
    """Return the batch of documents given as texts, each folded by itself, all of one document joined."""
    texts = [text for document in documents for text in document]
    counts = np.array([len(document) for document in documents], "i8")
    # The line break between two texts is no digit, so a dot beside it falls away.
    raw_sizes = np.array([len(text) + 1 for text in texts], "i8")
    codes, offsets = fold.codes(codes_of("\n".join(texts)))
    ends = np.searchsorted(offsets, np.cumsum(raw_sizes))
    last = np.cumsum(counts) - 1
    bounds = np.concatenate(([0], ends))
    doc_ends = bounds[last + 1]
    sizes = np.diff(doc_ends, prepend=0)
    return Batch.of(codes, sizes, np.arange(len(documents)), len(documents))


def join_keys(documents: Sequence[Sequence[str]]) -> Batch:
    """Return the batch of documents given as folded keys, with a gap between the keys of one document."""
    keys = [key for document in documents for key in document]
    sizes = np.array([len(key) for key in keys], "i8")
    owners = np.repeat(np.arange(len(documents)), [len(document) for document in documents])
    return Batch.of(codes_of("".join(keys)), sizes, owners, len(documents))

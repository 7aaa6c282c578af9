"""Runs of numbers, each run in the narrowest width that holds it.

A column of runs knows the width of every run only: the lengths of the runs are kept elsewhere (how many
documents hold a term, how often). All runs of one width stand one after another in an array of that width, so
that a range of runs is read at once. Width 0 is a run of ones, of which nothing is kept.
"""

from functools import cached_property

import numpy as np

from search_index.codec.arrays import Arrays, ArraysWriter

WIDTHS = (1, 2, 4)


def ranges(starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the numbers of all ranges start, start + 1 … of the given counts, one range after another."""
    total = int(counts.sum())
    if not total:
        return np.zeros(0, "i8")
    ends = np.cumsum(counts)
    return np.arange(total) + np.repeat(starts - (ends - counts), counts)


def write_runs(writer: ArraysWriter, name: str, values: np.ndarray, counts: np.ndarray, ones: bool) -> None:
    """Append runs to a column; no count may be 0. With `ones`, runs of nothing but 1 are left out."""
    if not len(counts):
        return
    counts = counts.astype("i8")
    starts = np.cumsum(counts) - counts
    most = np.maximum.reduceat(values, starts)
    widths = np.where(most < 1 << 8, 1, np.where(most < 1 << 16, 2, 4)).astype("u1")
    if ones:
        widths[(most == 1) & (np.minimum.reduceat(values, starts) == 1)] = 0
    writer.append(f"{name}.width", widths)
    spread = np.repeat(widths, counts)
    for width in WIDTHS:
        chosen = values[spread == width]
        if len(chosen):
            writer.append(f"{name}.{width}", chosen.astype(f"u{width}"))


class Runs:
    """A column of runs, read from a file of arrays."""

    def __init__(self, arrays: Arrays, name: str, counts: np.ndarray):
        self._widths = arrays[f"{name}.width"]
        self._counts = counts
        self._arrays = arrays
        self._names = {width: f"{name}.{width}" for width in WIDTHS}

    @cached_property
    def _starts(self) -> np.ndarray:
        """Where every run begins in the array of its width."""
        starts = np.zeros(len(self._widths), "u8")
        for width in WIDTHS:
            chosen = np.flatnonzero(self._widths == width)
            counts = self._counts[chosen].astype("u8")
            starts[chosen] = np.cumsum(counts) - counts
        return starts

    def run(self, index: int) -> np.ndarray | None:
        """Return one run in the width it is kept in, or None for a run of ones."""
        width = int(self._widths[index])
        if not width:
            return None
        start = int(self._starts[index])
        return self._arrays.part(self._names[width], start, start + int(self._counts[index]))

    def stretch(self, first: int, last: int) -> np.ndarray:
        """Return all values of the runs from first up to last, one run after another (uint32)."""
        widths = self._widths[first:last]
        counts = self._counts[first:last].astype("i8")
        values = np.ones(int(counts.sum()), "u4")
        spread = np.repeat(widths, counts)
        for width in WIDTHS:
            chosen = np.flatnonzero(widths == width)
            if len(chosen):
                start = int(self._starts[first + chosen[0]])
                total = int(counts[chosen].sum())
                values[spread == width] = self._arrays.part(self._names[width], start, start + total)
        return values

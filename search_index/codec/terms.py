"""The terms of one field in a segment's file: found by binary search, their postings read as arrays."""

from bisect import bisect_left
from functools import cached_property

import numpy as np

from search_index.codec.arrays import Arrays, ArraysWriter
from search_index.codec.postings import Postings
from search_index.codec.runs import Runs, write_runs
from search_index.grams import code_of, text_of_code

BLOCK, BLOCKS = 64, 512
"""Neighbouring texts that are decoded together, and how many such blocks are remembered."""


def write_postings(writer: ArraysWriter, name: str, postings: Postings, size: int, tokens: int) -> None:
    """Append postings to a field; terms must follow those already written.

    `size` is the number of documents of the segment, `tokens` a bound for how often a term can stand in it:
    they decide how many bytes the counts take.
    """
    if not len(postings.counts):
        return
    if isinstance(postings.terms, list):
        writer.append(f"{name}.texts", np.frombuffer(b"".join(postings.terms), "u1"))
        writer.append(f"{name}.sizes", np.array([len(term) for term in postings.terms], "u4"))
    else:
        writer.append(f"{name}.codes", postings.terms)
    writer.append(f"{name}.counts", postings.counts.astype(np.min_scalar_type(size)))
    if postings.words is not None:
        writer.append(f"{name}.words", postings.words)
    write_runs(writer, f"{name}.docs", deltas(postings.docs, postings.starts), postings.counts, ones=False)
    if postings.tfs is not None:
        totals = postings.totals()
        writer.append(f"{name}.totals", totals.astype(np.min_scalar_type(tokens)))
        write_runs(writer, f"{name}.tfs", postings.tfs, postings.counts, ones=True)
        if postings.positions is not None:
            write_runs(writer, f"{name}.positions", postings.positions, totals, ones=False)


def deltas(docs: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return documents as distances from the one before; the first of each term as it is."""
    steps = np.empty(len(docs), "u4")
    steps[1:] = docs[1:] - docs[:-1]
    steps[starts] = docs[starts]
    return steps


def sums(steps: np.ndarray, starts: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the documents of distances, the opposite of deltas()."""
    running = np.cumsum(steps, dtype="i8")
    before = running[starts] - steps[starts]
    return (running - np.repeat(before, counts)).astype("u4")


class FieldTerms:
    """The terms of one field, in ascending order, numbered from 0."""

    def __init__(self, arrays: Arrays, name: str):
        self.coded = f"{name}.codes" in arrays
        self.counts = arrays[f"{name}.counts"]
        """How many documents hold each term, deleted ones included."""
        self.counted = f"{name}.totals" in arrays
        self.totals = arrays[f"{name}.totals"] if self.counted else self.counts
        """How often each term stands in them."""
        self.placed = f"{name}.positions.width" in arrays
        self._words = arrays[f"{name}.words"]
        self._codes = arrays[f"{name}.codes"]
        self._texts = arrays[f"{name}.texts"]
        self._sizes = arrays[f"{name}.sizes"]
        self._docs = Runs(arrays, f"{name}.docs", self.counts)
        self._tfs = Runs(arrays, f"{name}.tfs", self.counts)
        self._positions = Runs(arrays, f"{name}.positions", self.totals)
        self._firsts: dict[int, bytes] = {}
        self._blocks: dict[int, list[bytes]] = {}

    def __len__(self) -> int:
        return len(self.counts)

    @cached_property
    def _ends(self) -> np.ndarray:
        return np.cumsum(self._sizes, dtype="i8")

    def text(self, index: int) -> bytes:
        """Return a term in UTF-8."""
        if self.coded:
            return text_of_code(int(self._codes[index])).encode("utf-8")
        end = int(self._ends[index])
        return self._texts[end - int(self._sizes[index]) : end].tobytes()

    def texts(self, first: int = 0, last: int | None = None) -> list[str]:
        """Return the terms from first up to last."""
        if self.coded:
            return [text_of_code(code) for code in self._codes[first:last].tolist()]
        return [text.decode("utf-8") for text in self.keys(first, last)]

    def keys(self, first: int = 0, last: int | None = None) -> np.ndarray | list[bytes]:
        """Return the terms from first up to last as they are kept: codes, or texts in UTF-8."""
        if self.coded:
            return self._codes[first:last]
        last = len(self) if last is None else last
        if first >= last:
            return []
        ends = self._ends[first:last].tolist()
        start = ends[0] - int(self._sizes[first])
        data = self._texts[start : ends[-1]].tobytes()
        return [data[low - start : high - start] for low, high in zip([start, *ends], ends, strict=False)]

    def place(self, text: bytes) -> int:
        """Return the number of the first term that is not before a text in UTF-8."""
        if self.coded:
            return int(self._codes.searchsorted(np.uint64(self._padded(text.decode("utf-8")))))
        low, high = 0, -(-len(self) // BLOCK)
        while low < high:
            middle = (low + high) // 2
            if self._first(middle) < text:
                low = middle + 1
            else:
                high = middle
        block = max(low - 1, 0)
        return block * BLOCK + bisect_left(self._block(block), text)

    def _first(self, block: int) -> bytes:
        """Return the first term of a block; remembered, because every search begins with the same ones."""
        first = self._firsts.get(block)
        if first is None:
            first = self._firsts[block] = self.text(block * BLOCK)
        return first

    def _block(self, block: int) -> list[bytes]:
        """Return the terms of a block; the last ones are remembered."""
        held = self._blocks.get(block)
        if held is None:
            if len(self._blocks) >= BLOCKS:
                self._blocks.clear()
            first = block * BLOCK
            held = self._blocks[block] = self.keys(first, min(first + BLOCK, len(self)))
        return held

    def _padded(self, text: str) -> int:
        """Return the least code of a term that is not before a text."""
        letters = 2 if len(self) and int(self._codes[-1]) >> 32 else 1
        code = code_of(text[:letters].ljust(letters, "\0"))
        return code + (len(text) > letters)

    def find(self, text: str) -> int:
        """Return the number of a term, -1 if there is no such term."""
        if self.coded:
            if not 1 <= len(text) <= 2:
                return -1
            code = code_of(text)
            index = int(self._codes.searchsorted(np.uint64(code)))
            return index if index < len(self._codes) and int(self._codes[index]) == code else -1
        data = text.encode("utf-8", "surrogatepass")
        index = self.place(data)
        return index if index < len(self) and self.text(index) == data else -1

    def is_word(self, index: int) -> bool:
        """Tell whether a pair of characters is a word of the dictionary."""
        return bool(self._words[index])

    def docs(self, index: int) -> np.ndarray:
        """Return the documents that hold a term, ascending (uint32)."""
        return np.cumsum(self._docs.run(index), dtype="u4")

    def tfs(self, index: int) -> np.ndarray | None:
        """Return how often each of them holds it, or None if each does once."""
        return self._tfs.run(index) if self.counted else None

    def positions(self, index: int) -> np.ndarray:
        """Return the positions within the documents, document after document."""
        return self._positions.run(index)

    def stretch(self, first: int, last: int, terms: np.ndarray | list[bytes] | None = None) -> Postings:
        """Return the postings of the terms from first up to last; the terms too unless they are given."""
        counts = self.counts[first:last].astype("u4")
        starts = np.cumsum(counts, dtype="i8") - counts
        steps = self._docs.stretch(first, last)
        return Postings(
            self.keys(first, last) if terms is None else terms,
            counts,
            sums(steps, starts, counts),
            self._tfs.stretch(first, last) if self.counted else None,
            self._positions.stretch(first, last) if self.placed else None,
            self._words[first:last] if len(self._words) else None,
        )

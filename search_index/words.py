"""The words of jieba's dictionary, found in many documents at once.

Full mode, as in jieba's cut_all: every word of the dictionary that stands anywhere in the folded text.
The dictionary is compiled into arrays once and kept in a folder that may be deleted at any time, because
jieba itself needs most of a second to load it.
"""

import hashlib
import os
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from search_index.batch import Batch
from search_index.codec.arrays import Arrays, ArraysWriter
from search_index.codec.postings import Postings, counted, lengths_from
from search_index.errors import BrokenIndex
from search_index.fold import Fold
from search_index.grams import LOW, SHIFT

SHORTEST, LONGEST = 3, 16
PAIR = -1
"""Stands for a word of two characters, which needs no entry of its own: the pair is marked as a word."""
FORMAT = 1
MIXER = np.uint64(0x9E3779B97F4A7C15)
CHAR_BITS = 21


class Dictionary:
    """A compiled dictionary.

    `first` gives the node of a first character, the table of slots the node that another character leads to,
    `word` what ends at a node: 0 nothing, PAIR a word of two characters, else the word's number plus one.
    """

    def __init__(self, arrays: Arrays):
        self._first = arrays["first"]
        self._keys = arrays["keys"]
        self._nodes = arrays["nodes"]
        self._word = arrays["word"]
        self._probes = int(arrays["probes"][0])
        self._arrays = arrays
        self._bits = np.uint64(64 - (len(self._keys) - 1).bit_length())

    @cached_property
    def words(self) -> list[bytes]:
        """The words of three and more characters in ascending order, in UTF-8."""
        return self._arrays["texts"].tobytes().split(b"\n")

    def _step(self, nodes: np.ndarray, codes: np.ndarray) -> np.ndarray:
        """Return the nodes that characters lead to, 0 where the dictionary goes no further."""
        keys = nodes.astype("u8") << np.uint64(CHAR_BITS) | codes
        slots = (keys * MIXER) >> self._bits
        found = self._keys[slots]
        result = np.where(found == keys, self._nodes[slots], 0)
        # Most are settled by the first look; the rest look into the following slots.
        open_places = np.flatnonzero((found != keys) & (found != 0))
        mask = np.uint64(len(self._keys) - 1)
        for _ in range(self._probes):
            if not len(open_places):
                break
            slots[open_places] = slots[open_places] + np.uint64(1) & mask
            found = self._keys[slots[open_places]]
            hit = found == keys[open_places]
            result[open_places[hit]] = self._nodes[slots[open_places[hit]]]
            open_places = open_places[~hit & (found != 0)]
        return result

    def _firsts(self, codes: np.ndarray) -> np.ndarray:
        return np.where(codes < len(self._first), self._first[np.minimum(codes, len(self._first) - 1)], 0)

    def are_words(self, bigrams: np.ndarray) -> np.ndarray:
        """Tell for every code of a pair of characters whether it is a word (uint8)."""
        nodes = self._step(self._firsts(bigrams >> SHIFT), bigrams & LOW)
        return (self._word[nodes] == PAIR).astype("u1")

    def occurrences(self, batch: Batch) -> tuple[np.ndarray, np.ndarray]:
        """Return where words of three and more characters begin, and their numbers, in no order."""
        places = np.flatnonzero(batch.left >= SHORTEST)
        nodes = self._step(self._firsts(batch.codes[places]), batch.codes[places + 1])
        found = []
        for length in range(SHORTEST, LONGEST + 1):
            alive = (nodes != 0) & (batch.left[places] >= length)
            places, nodes = places[alive], nodes[alive]
            nodes = self._step(nodes, batch.codes[places + (length - 1)])
            words = self._word[nodes]
            ends = words > 0
            found.append((places[ends], words[ends] - 1))
        begins, numbers = zip(*found, strict=True)
        return np.concatenate(begins), np.concatenate(numbers)

    def invert(self, batch: Batch) -> Postings:
        """Return the words of three and more characters: documents and how often."""
        places, numbers = self.occurrences(batch)
        keys = np.sort(numbers.astype("u8") << SHIFT | batch.docs[places])
        pairs, starts = counted(keys)
        terms, firsts = counted(pairs >> SHIFT)
        return Postings(
            [self.words[number] for number in terms],
            lengths_from(firsts, len(pairs)),
            (pairs & LOW).astype("u4"),
            lengths_from(starts, len(keys)),
        )


def dictionary_file() -> Path:
    """Return the place of jieba's dictionary, without loading jieba."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("jieba")
    return Path(spec.origin).with_name("dict.txt")


def dictionary_digest(fold: Fold) -> str:
    """Return the digest of what decides the words: the dictionary, the fold, the way of compiling."""
    place = dictionary_file()
    content = content_digest(place, place.stat().st_mtime_ns)
    return hashlib.blake2b(f"{content} {fold.digest} {FORMAT}".encode(), digest_size=16).hexdigest()


@lru_cache(maxsize=1)
def content_digest(place: Path, changed: int) -> str:
    """Return the digest of a file as it was at a time of change."""
    return hashlib.blake2b(place.read_bytes(), digest_size=16).hexdigest()


def usable(lines: Iterable[str], fold: Fold) -> list[str]:
    """Return the dictionary's words as they stand in folded text, in ascending order."""
    words = {line.split(" ", 1)[0] for line in lines}
    changing = {char for char in set("".join(words)) if fold.text(char) != char}
    folded = {word if changing.isdisjoint(word) else fold.text(word) for word in words}
    return sorted(word for word in folded if 2 <= len(word) <= LONGEST)


def compile_dictionary(words: list[str], place: Path) -> None:
    """Write the arrays of a sorted list of words."""
    nodes: dict[str, int] = {}
    for word in words:
        for end in range(1, len(word) + 1):
            nodes.setdefault(word[:end], len(nodes) + 1)
    longer = [word for word in words if len(word) >= SHORTEST]
    ends = np.zeros(len(nodes) + 1, "i4")
    ends[[nodes[word] for word in longer]] = np.arange(1, len(longer) + 1)
    ends[[nodes[word] for word in words if len(word) == 2]] = PAIR
    first = np.zeros(max(map(ord, (word[0] for word in words)), default=0) + 1, "u4")
    steps = []
    for prefix, node in nodes.items():
        if len(prefix) == 1:
            first[ord(prefix)] = node
        else:
            steps.append((nodes[prefix[:-1]] << CHAR_BITS | ord(prefix[-1]), node))
    keys, targets, probes = hashed(steps)
    writer = ArraysWriter(place)
    writer.append("first", first)
    writer.append("keys", keys)
    writer.append("nodes", targets)
    writer.append("word", ends)
    writer.append("probes", np.array([probes], "u4"))
    writer.append("texts", np.frombuffer("\n".join(longer).encode("utf-8"), "u1"))
    writer.close()


def hashed(steps: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray, int]:
    """Return slots for keys and values, at most a third full, and how far a key may stand from its slot."""
    bits = max((3 * len(steps)).bit_length(), 4)
    size = 1 << bits
    keys = np.array([key for key, _ in steps], "u8")
    slots = ((keys * MIXER) >> np.uint64(64 - bits)).tolist()
    table = [0] * size
    values = [0] * size
    furthest = 0
    for (key, value), slot in zip(steps, slots, strict=True):
        place = slot
        while table[place]:
            place = (place + 1) % size
        table[place], values[place] = key, value
        furthest = max(furthest, (place - slot) % size)
    return np.array(table, "u8"), np.array(values, "u4"), furthest


def machine_dictionary(cache: Path, fold: Fold) -> tuple[Dictionary, str]:
    """Return jieba's dictionary and its digest, compiled into a folder that may be deleted at any time."""
    digest = dictionary_digest(fold)
    place = cache / f"words-{digest}.arrays"
    try:
        arrays = Arrays(place)
        arrays.check()
        return Dictionary(arrays), digest
    except (OSError, BrokenIndex):
        cache.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{place.name}.{os.getpid()}")
        lines = dictionary_file().read_text(encoding="utf-8").splitlines()
        compile_dictionary(usable(lines, fold), part)
        part.replace(place)
        return Dictionary(Arrays(place)), digest

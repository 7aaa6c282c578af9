"""Characters and pairs of characters, inverted for many documents at once."""

import numpy as np

from search_index.batch import Batch
from search_index.codec.postings import Postings, counted, lengths_from

SHIFT = np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)


def characters(batch: Batch) -> Postings:
    """Return the single characters: documents and how often."""
    keys = np.sort(batch.codes.astype("u8") << SHIFT | batch.docs)
    pairs, starts = counted(keys)
    tfs = lengths_from(starts, len(keys))
    terms, firsts = counted(pairs >> SHIFT)
    return Postings(terms, lengths_from(firsts, len(pairs)), (pairs & LOW).astype("u4"), tfs)


def bigrams(batch: Batch) -> Postings:
    """Return the pairs of neighbouring characters: documents, how often, and where."""
    places = np.flatnonzero(batch.left > 1)
    alphabet, ranks = ranked(batch.codes)
    base = np.uint64(max(len(alphabet), 1))
    pairs = ranks[places].astype("u8") * base + ranks[places + 1]
    # Pair and place share one number, so that a plain sort, the fastest there is, keeps the order of places.
    packed = np.sort(pairs << SHIFT | places.astype("u8"))
    order = (packed & LOW).astype("i8")
    pairs = packed >> SHIFT
    terms, starts = counted(pairs)
    docs = batch.docs[order]
    changes = np.ones(len(order), bool)
    changes[1:] = docs[1:] != docs[:-1]
    changes[starts] = True
    firsts = np.flatnonzero(changes)
    counts = np.add.reduceat(changes, starts, dtype="u4") if len(starts) else np.zeros(0, "u4")
    codes = alphabet[terms // base] << SHIFT | alphabet[terms % base]
    return Postings(codes, counts, docs[firsts], lengths_from(firsts, len(order)), batch.positions[order])


def ranked(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the different codes in ascending order, and for every code its rank among them."""
    present = np.zeros(int(codes.max()) + 1 if len(codes) else 0, bool)
    present[codes] = True
    alphabet = np.flatnonzero(present).astype("u8")
    ranks = np.zeros(len(present), "u4")
    ranks[alphabet] = np.arange(len(alphabet))
    return alphabet, ranks[codes]


def code_of(text: str) -> int:
    """Return the code under which one or two characters are kept."""
    code = 0
    for char in text:
        code = code << 32 | ord(char)
    return code


def text_of_code(code: int) -> str:
    """Return the characters of a code."""
    high, low = code >> 32, code & 0xFFFFFFFF
    return chr(high) + chr(low) if high else chr(low)

"""One segment as parts: written once, never changed, named by what it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..segment import Segment
from . import columns, documents, offers, postings, terms
from .bits import Array, varints

#: Counts up with every change of how parts are written.
FORMAT = 4
#: The length that stands for every record's titles: it sets how wide the places in them are written.
TITLES = 32
#: Bytes that parts aim at: of terms, of their places, of keys, of title pairs, of records (in JSON).
TEXTS, PLACES, KEYS, PAIRS, RECORDS = 4096, 4096, 16384, 4096, 8192
#: Files that a large segment is cut into, about: where parts of the sizes above would be more, they grow.
MANY_TEXTS, MANY_PLACES, MANY_RECORDS = 1600, 1600, 5000

Part = tuple[str, bytes]


def name(segment: Segment, analysis: str) -> str:
    """The name of the group: the same records, analysed the same way, have the same."""
    limits = [TEXTS, PLACES, KEYS, PAIRS, RECORDS, MANY_TEXTS, MANY_PLACES, MANY_RECORDS]
    digest = hashlib.blake2b(json.dumps([FORMAT, limits, analysis]).encode(), digest_size=8)
    digest.update(segment.digest_rows())
    return f"s-{digest.hexdigest()}"


def texts(segment: Segment) -> Iterator[Part]:
    """The parts of the terms of the texts (t) and of their places (p)."""
    characters = int(segment.lengths.sum(dtype="u8"))
    # A character takes about a byte in these parts, and its place a third more.
    places = max(PLACES, characters * 4 // 3 // MANY_PLACES)
    aim = max(TEXTS, characters // MANY_TEXTS)
    yield from _family("t", terms.merged(segment), segment.size, segment.lengths, aim, places)


def keys(segment: Segment) -> Iterator[Part]:
    """The parts of keys (k), of characters of titles (g) and of pairs of these with their places (h)."""
    titles = np.full(segment.size, TITLES)
    pairs = list(terms.single(segment, "title"))
    single = iter([terms.characters(pairs)] if pairs else [])
    yield from _family("k", terms.single(segment, "keys"), segment.size, segment.lengths, KEYS)
    yield from _family("g", single, segment.size, titles, PAIRS)
    yield from _family("h", iter(pairs), segment.size, titles, PAIRS)


def records(segment: Segment) -> Iterator[Part]:
    """The parts of records (d) and of what is known of all: columns (c), lengths, ids, what is offered."""
    yield "lengths", columns.deflate(columns.planes(segment.lengths))
    table = [segment.facet(key) for key in segment.facet_keys]
    for number, data in enumerate(columns.pieces(segment.dates, segment.repealed, table)):
        yield f"c{number}", data
    # In UTF-8 and with the marks of JSON a character takes about three and a half bytes.
    aim = max(RECORDS, int(segment.lengths.sum(dtype="u8")) * 7 // 2 // MANY_RECORDS)
    counts = []
    for number, (count, data) in enumerate(documents.pieces(map(segment.stored, range(segment.size)), aim)):
        counts.append(count)
        yield f"d{number}", data
    yield from offers.parts(segment.offered, segment.offering)
    yield "ids", columns.deflate("\n".join(segment.ids()).encode("utf-8"))
    yield _told("records", counts)


#: The pieces of work that make the parts, the longest first; each can be done by itself.
WORKS: tuple[Callable[[Segment], Iterator[Part]], ...] = (texts, records, keys)


def head(segment: Segment, told: dict[str, Any]) -> bytes:
    """What is loaded first: which part holds what, as the pieces of work have told."""
    value = {
        "size": segment.size,
        "directory": {family: told[family] for family in "tkgh"},
        "records": told["records"],
        "columns": columns.RECORDS,
        "titles": TITLES,
        "facets": [[key, segment.facet_values(key)] for key in segment.facet_keys],
        "ranks": _ranks(segment.ranks),
        "offers": offers.head(segment.offered),
    }
    return columns.deflate(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def _told(name: str, value: Any) -> Part:
    """What the head says of a family; no part of its own."""
    return f"?{name}", json.dumps(value, ensure_ascii=False).encode("utf-8")


def _family(
    family: str,
    lists: Iterator[postings.Lists],
    size: int,
    scale: Array,
    aim: int,
    places: int = PLACES,
) -> Iterator[Part]:
    last = ""
    firsts: list[str] = []
    for one in lists:
        for part in postings.parts(one, size, scale, aim, places):
            number = len(firsts)
            firsts.append(_border(last, part.first))
            last = part.last
            # The places of titles are few: they follow in the same part.
            inner = b"".join(part.places) if family == "h" else b""
            yield f"{family}{number}", (varints(len(part.data)) + part.data + inner) if inner else part.data
            for piece, data in enumerate(part.places if family == "t" else ()):
                yield f"p{number}-{piece}", data
    yield _told(family, firsts)


def _border(before: str, first: str) -> str:
    """The shortest beginning of a key that stands after the key before it."""
    return next(first[:size] for size in range(1, len(first) + 1) if first[:size] > before)


def _ranks(ranks: Array) -> list[int]:
    """The records' places among the ids; nothing where they stand in that order already."""
    return [] if (np.diff(ranks.astype("i8")) > 0).all() else ranks.tolist()

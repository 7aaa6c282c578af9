"""One segment as parts: written once, never changed, named by what it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

import numpy as np

from ..segment import Segment
from . import columns, documents, offers, postings, terms
from .bits import Array, varints

#: Counts up with every change of how parts are written.
FORMAT = 3
#: The length that stands for every record's titles: it sets how wide the places in them are written.
TITLES = 32
#: Bytes that a part of title pairs aims at: few terms of a question stand in the same one.
_SMALL = 1024


def name(segment: Segment, analysis: str) -> str:
    """The name of the group: the same records, analysed the same way, have the same."""
    content = [FORMAT, analysis, *segment.digests()]
    return "s-" + hashlib.blake2b(json.dumps(content).encode(), digest_size=8).hexdigest()


def parts(segment: Segment) -> Iterator[tuple[str, bytes]]:
    """The parts of a segment, each with its name in the group.

    t: terms of the texts, p: their places, k: keys, g: characters of titles, h: pairs of titles with
    their places, c: columns, d: records; lengths, ids and the head, which tells which part holds
    what, stand alone.
    """
    directory: dict[str, list[str]] = {family: [] for family in "tkgh"}
    lengths = segment.lengths
    titles = np.full(segment.size, TITLES)
    pairs = list(terms.single(segment, "title"))
    families = (
        ("t", terms.merged(segment), lengths),
        ("k", terms.single(segment, "keys"), lengths),
        ("g", iter([terms.characters(pairs)] if pairs else []), titles),
        ("h", iter(pairs), titles),
    )
    for family, lists, scale in families:
        yield from _family(family, lists, segment.size, scale, directory[family])
    yield "lengths", columns.deflate(columns.planes(lengths))
    facets = segment.facet_keys
    table = [segment.facet(key) for key in facets]
    for number, data in enumerate(columns.pieces(segment.dates, segment.repealed, table)):
        yield f"c{number}", data
    counts = []
    for number, (count, data) in enumerate(documents.pieces(map(segment.stored, range(segment.size)))):
        counts.append(count)
        yield f"d{number}", data
    yield from offers.parts(segment.offered, segment.offering)
    yield "ids", columns.deflate("\n".join(segment.ids()).encode("utf-8"))
    head = {
        "size": segment.size,
        "directory": directory,
        "records": counts,
        "columns": columns.RECORDS,
        "titles": TITLES,
        "facets": [[key, segment.facet_values(key)] for key in facets],
        "ranks": _ranks(segment.ranks),
        "offers": offers.head(segment.offered),
    }
    yield "head", columns.deflate(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def _family(
    family: str, lists: Iterator[postings.Lists], size: int, scale: Array, firsts: list[str]
) -> Iterator[tuple[str, bytes]]:
    last = ""
    for one in lists:
        for part in postings.parts(one, size, scale, _SMALL if family in "gh" else postings.AIM):
            number = len(firsts)
            firsts.append(_border(last, part.first))
            last = part.last
            # The places of titles are few: they follow in the same part.
            inner = b"".join(part.places) if family == "h" else b""
            yield f"{family}{number}", (varints(len(part.data)) + part.data + inner) if inner else part.data
            for piece, data in enumerate(part.places if family == "t" else ()):
                yield f"p{number}-{piece}", data


def _border(before: str, first: str) -> str:
    """The shortest beginning of a key that stands after the key before it."""
    return next(first[:size] for size in range(1, len(first) + 1) if first[:size] > before)


def _ranks(ranks: Array) -> list[int]:
    """The records' places among the ids; nothing where they stand in that order already."""
    return [] if (np.diff(ranks.astype("i8")) > 0).all() else ranks.tolist()

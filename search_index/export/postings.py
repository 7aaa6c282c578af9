"""Lists of records by term, cut into parts of a few kilobytes.

A part holds neighbouring terms: how often each counts, the gaps between its records (Golomb-Rice,
as wide as the term is rare) and the occurrences in each (Elias gamma).  The places within the
records fill parts of their own, which a reader loads only for strings that no term decides; a term
with very many places is spread over several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from . import keys as key_bytes
from .bits import Array, Codes, gamma, pack, powers, rice, varints


@dataclass(frozen=True)
class Lists:
    """Neighbouring terms of a segment.

    ``counts`` records each, all ``docs`` one after the other (ascending in a term), in how many
    ``times``, and at which ``places`` (ascending in a record) for the terms that are ``placed``.
    """

    keys: Sequence[str]
    counts: Array
    docs: Array
    times: Array | None = None
    flags: Sequence[bool] | None = None
    placed: Array | None = None
    places: Array | None = None


@dataclass(frozen=True)
class Part:
    """The first and the last key of a part, its bytes, and those of its places."""

    first: str
    last: str
    data: bytes
    places: list[bytes]


def parts(lists: Lists, size: int, lengths: Array, aim: int, places_aim: int) -> list[Part]:
    """The parts of some terms.

    Args:
        lists: The terms.
        size: How many records the segment has.
        lengths: The length of each record's text; the scale of the places.
        aim: Bytes that a part without its places shall have; a term of more than half of it closes what
            stands before it.
        places_aim: Bytes that a part of places shall have.
    """
    starts = np.concatenate(([0], np.cumsum(lists.counts, dtype="i8")))
    docs = _rice_of_docs(lists, starts, size)
    streams = [(gamma(lists.counts), np.arange(len(starts))), (docs, starts)]
    if lists.times is not None:
        streams.append((gamma(lists.times), starts))
    bounds = _cut(sum(_per_group(codes, groups) for codes, groups in streams), lists.keys, aim)
    packed = [pack(codes, groups[bounds]) for codes, groups in streams]
    places, cuts = _places(lists, starts, bounds, lengths, places_aim)
    done = []
    for number, (start, stop) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        flags = None if lists.flags is None else lists.flags[start:stop]
        head = key_bytes.write(lists.keys[start:stop], flags)
        pieces = [varints(stop - start, len(head)), head]
        for stream in packed:
            pieces += [varints(len(stream[number])), stream[number]]
        pieces.append(varints(*cuts[number]))
        done.append(Part(lists.keys[start], lists.keys[stop - 1], b"".join(pieces), places[number]))
    return done


def _rice_of_docs(lists: Lists, starts: Array, size: int) -> Codes:
    gaps = lists.docs.astype(np.int64)
    gaps[1:] -= lists.docs[:-1].astype(np.int64) + 1
    gaps[starts[:-1]] = lists.docs[starts[:-1]]
    return rice(gaps, np.repeat(powers(size // lists.counts), lists.counts))


def _per_group(codes: Codes, starts: Array) -> Array:
    ends = np.concatenate(([0], np.cumsum(codes.lengths)))
    return np.diff(ends[starts])


def _cut(bits: Array, keys: Sequence[str], aim: int) -> Array:
    """Where parts begin, and last where they end."""
    bounds, held = [0], 0
    for place, size in enumerate((bits // 8).tolist()):
        size += 3 * len(keys[place])
        if held > aim or (held > aim // 4 and size > aim // 2):
            bounds.append(place)
            held = 0
        held += size
    return np.array([*bounds, len(keys)])


def _places(
    lists: Lists, starts: Array, bounds: Array, lengths: Array, aim: int
) -> tuple[list[list[bytes]], list[list[int]]]:
    """For each part the pieces of its places, and the gaps between the postings at which they begin."""
    nothing: tuple[list[list[bytes]], list[list[int]]] = [[] for _ in bounds[:-1]], [[] for _ in bounds[:-1]]
    if lists.placed is None or lists.places is None or lists.times is None:
        return nothing
    chosen = np.flatnonzero(np.repeat(lists.placed, lists.counts))
    times = lists.times[chosen].astype(np.int64)
    ends = np.concatenate(([0], np.cumsum(times)))
    gaps = lists.places.astype(np.int64)
    gaps[1:] -= lists.places[:-1].astype(np.int64) + 1
    gaps[ends[:-1]] = lists.places[ends[:-1]]
    low = powers(lengths[lists.docs[chosen]] // (times + 1))
    codes = rice(gaps, np.repeat(low, times))
    sums = np.concatenate(([0], np.cumsum(_per_group(codes, ends)))) // 8
    edges: list[int] = []
    cuts: list[list[int]] = []
    for start, stop in zip(starts[bounds[:-1]].tolist(), starts[bounds[1:]].tolist(), strict=True):
        first, last = np.searchsorted(chosen, (start, stop)).tolist()
        pieces = max(1, round((int(sums[last]) - int(sums[first])) / aim))
        wanted = sums[first] + (sums[last] - sums[first]) * np.arange(1, pieces) // pieces
        inner = np.unique(np.searchsorted(sums[first:last], wanted) + first)
        begins = [first, *(int(place) for place in inner if first < place < last)]
        edges += begins if last > first else []
        cuts.append(
            [len(begins), *np.diff(chosen[begins] - start, prepend=0).tolist()] if last > first else [0]
        )
    packed = iter(pack(codes, ends[np.array([*edges, len(times)])]) if edges else [])
    return [[next(packed) for _ in range(cut[0])] for cut in cuts], cuts

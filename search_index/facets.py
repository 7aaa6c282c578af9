"""Filters and counts over facet columns."""

import weakref
from typing import NamedTuple

import numpy as np

from search_index.segment import Segment

# Below this share of a segment's documents it is faster to collect their values than to read the column.
FEW = 50


class ByValue(NamedTuple):
    """A facet column turned round: the documents of each value."""

    docs: np.ndarray
    """Documents of the first value, then of the second, and so on (intp)."""
    starts: np.ndarray
    """Where those of each value begin, and where the last ones end."""
    owners: np.ndarray | None
    """The document of each code in the column's own order; None where every document has exactly one."""
    codes: np.ndarray
    """The column's codes as NumPy counts them fastest (intp)."""


_TURNED: weakref.WeakKeyDictionary[Segment, dict[str, ByValue]] = weakref.WeakKeyDictionary()


def column(segment: Segment, key: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return offsets, codes and values of a facet; empty ones if no document has it."""
    if key not in segment.facet_keys:
        return np.zeros(segment.size + 1, np.uint32), np.zeros(0, np.uint32), []
    return *segment.facet(key), segment.facet_values(key)


def by_value(segment: Segment, key: str) -> ByValue:
    """Return the documents of each value of a facet; kept as long as the segment."""
    kept = _TURNED.setdefault(segment, {})
    if key not in kept:
        offsets, codes, names = column(segment, key)
        sizes = np.diff(offsets.astype(np.int64))
        owners = np.repeat(np.arange(segment.size), sizes)
        starts = np.concatenate(([0], np.cumsum(np.bincount(codes, minlength=len(names)))))
        single = bool((sizes == 1).all())
        docs = owners[np.argsort(codes, kind="stable")]
        kept[key] = ByValue(docs, starts, None if single else owners, codes.astype(np.intp))
    return kept[key]


def having(segment: Segment, key: str, values: frozenset[str]) -> np.ndarray:
    """Tell for every document whether it has one of the values (bool)."""
    mask = np.zeros(segment.size, bool)
    docs, starts = by_value(segment, key)[:2]
    for code, name in enumerate(column(segment, key)[2]):
        if name in values:
            mask[docs[starts[code] : starts[code + 1]]] = True
    return mask


def gone(segment: Segment, key: str) -> list[int]:
    """Return the places of the values that no live document has."""
    if segment.live.all():
        return []
    turned = by_value(segment, key)
    owners = np.arange(segment.size) if turned.owners is None else turned.owners
    held = np.bincount(turned.codes[segment.live[owners]], minlength=len(turned.starts) - 1)
    return np.flatnonzero(held == 0).tolist()


def dated(segment: Segment, first: int, last: int) -> np.ndarray:
    """Tell for every document whether its date lies within a range of yyyymmdd numbers; none never does."""
    return (segment.dates >= max(first, 1)) & (segment.dates <= last)


def counts(segment: Segment, key: str, chosen: np.ndarray) -> dict[str, int]:
    """Count the values of a facet over chosen documents (a bool for each document)."""
    offsets, codes, names = column(segment, key)
    if not names:
        return {}
    if np.count_nonzero(chosen) * FEW < segment.size:
        docs = chosen.nonzero()[0]
        codes = codes[ranges(offsets[docs].astype(np.int64), offsets[docs + 1].astype(np.int64))]
    else:
        turned = by_value(segment, key)
        picked = chosen if turned.owners is None else chosen.take(turned.owners)
        codes = turned.codes.take(picked.nonzero()[0])
    numbers = np.bincount(codes, minlength=len(names))
    return {name: number for name, number in zip(names, numbers.tolist(), strict=True) if number}


def ranges(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the whole numbers of many ranges, one range after the other."""
    sizes = ends - starts
    return np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())

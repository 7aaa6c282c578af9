"""Filters and counts over facet columns."""

import weakref

import numpy as np

from search_index.segment import Segment

# Below this share of a segment's documents it is faster to collect their values than to read the column.
FEW = 50
_OWNERS: weakref.WeakKeyDictionary[Segment, dict[str, np.ndarray]] = weakref.WeakKeyDictionary()


def column(segment: Segment, key: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return offsets, codes and values of a facet; empty ones if no document has it."""
    if key not in segment.facet_keys:
        return np.zeros(segment.size + 1, np.uint32), np.zeros(0, np.uint32), []
    return *segment.facet(key), segment.facet_values(key)


def owners(segment: Segment, key: str) -> np.ndarray:
    """Return the document of every entry of a facet column; kept as long as the segment."""
    kept = _OWNERS.setdefault(segment, {})
    if key not in kept:
        offsets = column(segment, key)[0]
        kept[key] = np.repeat(np.arange(segment.size, dtype=np.uint32), np.diff(offsets.astype(np.int64)))
    return kept[key]


def having(segment: Segment, key: str, values: frozenset[str]) -> np.ndarray:
    """Tell for every document whether it has one of the values (bool)."""
    mask = np.zeros(segment.size, bool)
    _, codes, names = column(segment, key)
    wanted = np.array([name in values for name in names], bool)
    if wanted.any():
        mask[owners(segment, key)[wanted[codes]]] = True
    return mask


def dated(segment: Segment, first: int, last: int) -> np.ndarray:
    """Tell for every document whether its date lies within a range of yyyymmdd numbers; none never does."""
    return (segment.dates >= max(first, 1)) & (segment.dates <= last)


def counts(segment: Segment, key: str, chosen: np.ndarray) -> dict[str, int]:
    """Count the values of a facet over chosen documents (a bool for each document)."""
    offsets, codes, names = column(segment, key)
    docs = np.flatnonzero(chosen)
    if len(docs) * FEW < segment.size:
        codes = codes[ranges(offsets[docs].astype(np.int64), offsets[docs + 1].astype(np.int64))]
    else:
        codes = codes[chosen[owners(segment, key)]]
    numbers = np.bincount(codes, minlength=len(names)).tolist()
    return {name: number for name, number in zip(names, numbers, strict=True) if number}


def ranges(starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the whole numbers of many ranges, one range after the other."""
    sizes = ends - starts
    return np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())

"""The order of results, and a page of it without sorting all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from search_index.segment import Segment

RELEVANCE, NEWEST, OLDEST = "relevance", "newest", "oldest"
SORTS = {RELEVANCE: "按相关程度", NEWEST: "按日期（新的在前）", OLDEST: "按日期（旧的在前）"}
# Above every score: a tier weighs more than any score within it.
TIER = 1 << 50
MOST_TIERS = 9
NO_DATE = 1 << 28


@dataclass(frozen=True)
class Found:
    """The matching documents of one segment."""

    segment: Segment
    docs: np.ndarray
    """Ascending numbers within the segment (uint32)."""
    tiers: np.ndarray
    """The tier of each (uint8)."""
    score: Callable[[np.ndarray], np.ndarray]
    """Scores (int64) of some of the documents."""

    @cached_property
    def counts(self) -> list[int]:
        """How many documents each tier has, from tier 0 on."""
        return [int(np.count_nonzero(self.tiers == tier)) for tier in range(MOST_TIERS)]

    def upto(self, tier: int) -> "Found":
        """Return the documents of a tier and those above it."""
        if not any(self.counts[tier + 1 :]):
            return self
        chosen = (self.tiers <= tier).nonzero()[0]
        return Found(self.segment, self.docs[chosen], self.tiers[chosen], self.score)


class Place(NamedTuple):
    """A document's place in the order; places compare as the order does."""

    key: tuple[int, int, int]
    id: str
    segment: Segment
    doc: int
    tier: int
    score: int


def first(found: list[Found], sort: str, count: int) -> list[Place]:
    """Return the first places of all segments together."""
    places = [place for one in _needed(found, sort, count) for place in _first_of(one, sort, count)]
    return sorted(places, key=lambda place: (place.key, place.id))[:count]


def _needed(found: list[Found], sort: str, count: int) -> list[Found]:
    """Leave out the documents of tiers that no page so far can show, so that they need no score."""
    if sort != RELEVANCE:
        return found
    together = 0
    for tier in range(MOST_TIERS):
        together += sum(one.counts[tier] for one in found)
        if together >= count:
            return [one.upto(tier) for one in found]
    return found


def _first_of(found: Found, sort: str, count: int) -> list[Place]:
    docs, tiers = found.docs, found.tiers
    if sort == RELEVANCE:
        scores = found.score(docs)
        chosen = smallest(tiers * np.int64(TIER) - scores, count)
        scores = scores[chosen]
    else:
        dates = _by_date(found.segment.dates[docs].astype(np.int64), sort)
        chosen = smallest(dates * 10 + tiers, count)
        scores = found.score(docs[chosen])
    docs, tiers = docs[chosen], tiers[chosen].astype(np.int64)
    dates = found.segment.dates[docs].astype(np.int64)
    relevant = sort == RELEVANCE
    keys = (tiers, -scores, -dates) if relevant else (_by_date(dates, sort), tiers, -scores)
    order = np.lexsort((found.segment.ranks[docs], *keys[::-1]))[:count]
    columns = (column[order].tolist() for column in (*keys, docs, tiers, scores))
    return [
        Place((one, two, three), found.segment.id(doc), found.segment, doc, tier, score)
        for one, two, three, doc, tier, score in zip(*columns, strict=True)
    ]


def _by_date(dates: np.ndarray, sort: str) -> np.ndarray:
    """Documents without a date come last either way."""
    return -dates if sort == NEWEST else np.where(dates == 0, NO_DATE, dates)


def smallest(keys: np.ndarray, count: int) -> np.ndarray:
    """Return where the smallest keys stand, all equals of the last one included, ascending."""
    if len(keys) <= count:
        return np.arange(len(keys))
    last = keys.copy()
    last.partition(count - 1)
    return (keys <= last[count - 1]).nonzero()[0]

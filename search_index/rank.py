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
    score: Callable[[np.ndarray, int], np.ndarray]
    """Scores (int64) of some of the documents, exact for at least so many best ones; for all if 0."""

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
    if not len(found.docs):
        return []
    segment, docs = found.segment, found.docs
    tiers = found.tiers.astype(np.int64)
    dates = segment.dates[docs].astype(np.int64)
    if sort == RELEVANCE:
        scores = _scores(found, count)
        chosen = smallest([tiers * TIER - scores, -dates, segment.ranks[docs]], count)
        scores, keys = scores[chosen], (tiers[chosen], -scores[chosen], -dates[chosen])
    else:
        days = _by_date(dates, sort)
        # Only the documents of the last day that is shown are told apart by their scores.
        near = smallest([days * 10 + tiers], count)
        scores = found.score(docs[near], 0)
        of_near = smallest([(days * 10 + tiers)[near], -scores, segment.ranks[docs[near]]], count)
        chosen, scores = near[of_near], scores[of_near]
        keys = (days[chosen], tiers[chosen], -scores)
    docs, tiers = docs[chosen], tiers[chosen]
    columns = (column.tolist() for column in (*keys, docs, tiers, scores))
    return [
        Place((one, two, three), segment.id(doc), segment, doc, tier, score)
        for one, two, three, doc, tier, score in zip(*columns, strict=True)
    ]


def _scores(found: Found, count: int) -> np.ndarray:
    """Return the scores of all documents, exact for those that are among so many first ones."""
    last = found.tiers == max(tier for tier, number in enumerate(found.counts) if number)
    above = (~last).nonzero()[0]
    if not len(above):
        return found.score(found.docs, count)
    scores = np.zeros(len(found.docs), np.int64)
    scores[above] = found.score(found.docs[above], 0)
    scores[last] = found.score(found.docs[last], max(count - len(above), 1))
    return scores


def _by_date(dates: np.ndarray, sort: str) -> np.ndarray:
    """Documents without a date come last either way."""
    return -dates if sort == NEWEST else np.where(dates == 0, NO_DATE, dates)


def smallest(keys: list[np.ndarray], count: int) -> np.ndarray:
    """Return where the first rows stand in order of several keys; more of them where all keys are equal.

    The rows come in no particular order. Only rows equal in one key are looked at in the next.
    """
    parts = []
    rows = np.arange(len(keys[0]))
    for key in keys:
        if len(rows) <= count:
            break
        values = key[rows]
        ordered = values.copy()
        ordered.partition(count - 1)
        last = ordered[count - 1]
        before = rows[values < last]
        parts.append(before)
        rows, count = rows[values == last], count - len(before)
    return np.concatenate([*parts, rows])

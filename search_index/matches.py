"""What matches a plan and its filters, in every segment of an index."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search_index import facets, match
from search_index.filters import Filters
from search_index.plan import Plan, Planner
from search_index.rank import Found
from search_index.relax import Relaxed, relaxed
from search_index.score import Term, scores
from search_index.segment import Segment
from search_index.vocabulary import Vocabulary


@dataclass(frozen=True)
class Part:
    """The documents of one segment."""

    segment: Segment
    tiers: np.ndarray
    """The tier of every document by the query alone (uint8)."""
    passed: tuple[tuple[str, np.ndarray], ...]
    """For every filter its facet and which documents pass it (bool)."""

    @cached_property
    def matching(self) -> np.ndarray:
        """Which documents match, filters apart (bool)."""
        return self.tiers < match.NONE

    @cached_property
    def chosen(self) -> np.ndarray:
        """Which documents match and pass all filters (bool)."""
        return self.without("")

    def without(self, facet: str) -> np.ndarray:
        """Tell which documents match and pass all filters but those of a facet (bool)."""
        masks = [mask for key, mask in self.passed if key != facet]
        return np.logical_and.reduce([self.matching, *masks]) if masks else self.matching


@dataclass(frozen=True)
class Matches:
    """Which documents match."""

    vocabulary: Vocabulary
    plan: Plan
    """What they match: the plan that was asked, or the relaxed one."""
    filters: Filters
    parts: tuple[Part, ...]
    relaxed: Relaxed | None = None

    @classmethod
    def of(cls, planner: Planner, plan: Plan, filters: Filters) -> "Matches":
        """Match a plan; if nothing matches it, match the relaxed one."""
        segments = planner.vocabulary.segments
        if plan.empty:
            tiers = tuple(np.full(segment.size, match.NONE, np.uint8) for segment in segments)
        else:
            tiers = tuple(match.tiers(segment, plan) for segment in segments)
        loose = None
        if plan.groups and not any((one < match.NONE).any() for one in tiers):
            loose = relaxed(planner, plan)
            plan, tiers = loose.plan, loose.tiers
        parts = (
            Part(segment, one, tuple(filters.masks(segment)))
            for segment, one in zip(segments, tiers, strict=True)
        )
        return cls(planner.vocabulary, plan, filters, tuple(parts), loose)

    @property
    def unfiltered(self) -> int:
        """How many documents match without the filters."""
        return sum(int(np.count_nonzero(part.matching)) for part in self.parts)

    def found(self, asked: list[Term]) -> list[Found]:
        """Return the documents that match and pass all filters, to be scored by terms."""
        return [self._found(part, asked) for part in self.parts]

    def _found(self, part: Part, asked: list[Term]) -> Found:
        docs = part.chosen.nonzero()[0]
        norms = self.vocabulary.norms(part.segment)
        return Found(
            part.segment,
            docs,
            part.tiers[docs],
            lambda some, first: scores(part.segment, norms, some, asked, first),
        )

    def counts(self, key: str) -> dict[str, int]:
        """Count the values of a facet over what matches and passes all filters but those of the facet."""
        filtered = any(one.key == key for one in self.filters.chosen)
        together = dict.fromkeys(sorted(self.filters.selected(key)), 0)
        for part in self.parts:
            chosen = part.without(key) if filtered else part.chosen
            for value, count in facets.counts(part.segment, key, chosen).items():
                together[value] = together.get(value, 0) + count
        return together

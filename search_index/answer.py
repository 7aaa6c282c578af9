"""The answer to a search: a page of what matches, with counts, notes and help."""

from dataclasses import dataclass

import numpy as np

from search_index import match, rank, relax, syntax
from search_index.explain import explanation, label
from search_index.matches import Matches
from search_index.needles import sought
from search_index.notes import notes
from search_index.passages import Marker, Sought
from search_index.plan import Plan
from search_index.rank import RELEVANCE, Found, Place
from search_index.results import FacetCount, Hit, Result, Value
from search_index.score import Term
from search_index.terms import terms
from search_index.vocabulary import Vocabulary


@dataclass(frozen=True)
class Answer:
    """A page of what matches."""

    matches: Matches
    sort: str
    page: int
    size: int
    explain: bool

    def result(self, query: syntax.Query) -> Result:
        """Return the answer as readers get it."""
        matches, plan, vocabulary = self.matches, self.matches.plan, self.matches.vocabulary
        asked = terms(plan, vocabulary, singles=matches.relaxed is not None)
        found = matches.found(asked)
        tiers = tier_counts(found)
        total = sum(tiers.values())
        sort = self.sort if self.sort in rank.SORTS else RELEVANCE
        before = (self.page - 1) * self.size
        places = rank.first(found, sort, before + self.size)[before:] if before < total else []
        exact = any(tier <= match.IN_TEXT for tier in tiers)
        return Result(
            query=readable(query, plan, vocabulary),
            total=total,
            tiers=tiers,
            hits=tuple(self._hits(places, asked)),
            facets=tuple(self._facet(key) for key in vocabulary.facets),
            notes=notes(plan, matches.relaxed, matches.filters, tiers, matches.unfiltered),
            suggestions=() if exact else relax.near_spellings(vocabulary, plan),
            titles=() if exact else relax.near_titles(vocabulary, plan),
            wanted=relax.wanted(vocabulary, plan),
            page=self.page,
            pages=-(-total // self.size),
            size=self.size,
            sort=sort,
        )

    def _hits(self, places: list[Place], asked: list[Term]) -> list[Hit]:
        needles = sought(self.matches.plan)
        return [self._hit(place, needles, asked) for place in places]

    def _hit(self, place: Place, needles: Sought, asked: list[Term]) -> Hit:
        vocabulary = self.matches.vocabulary
        document = place.segment.stored(place.doc)
        marker = Marker(document, needles, vocabulary.index.fold)
        return Hit(
            id=document.id,
            url=document.url,
            title=document.title,
            title_marks=marker.marks(0),
            meta=document.meta,
            status=document.status,
            date=document.date,
            repealed=document.repealed,
            tier=place.tier,
            tier_label=label(place, self.matches.plan),
            score=place.score,
            passages=marker.passages(),
            explain=explanation(place, asked, vocabulary) if self.explain else None,
        )

    def _facet(self, key: str) -> FacetCount:
        selected = self.matches.filters.selected(key)
        counts = self.matches.counts(key)
        # Years read downwards; everything else by how many documents it leads to.
        years = all(value.isdigit() for value in counts)
        order = sorted(counts, key=lambda value: (-int(value) if years else -counts[value], value))
        values = tuple(Value(value, counts[value], value in selected) for value in order)
        return FacetCount(key, self.matches.vocabulary.facets[key], values)


def tier_counts(found: list[Found]) -> dict[int, int]:
    """Count the documents of each tier; tiers without any are left out."""
    counts = sum((np.bincount(one.tiers, minlength=match.NONE) for one in found), np.zeros(match.NONE, int))
    return {tier: count for tier, count in enumerate(counts.tolist()) if count}


def readable(query: syntax.Query, plan: Plan, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what was understood of a query, in Chinese."""
    said = [one for need in plan.needs for one in need.reading.said]
    return tuple(dict.fromkeys([*syntax.describe(query, vocabulary.index.lexicon.facets), *said]))

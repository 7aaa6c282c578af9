"""The answer to a search: a page of what matches, with counts, notes and help."""

from search_index import match, rank, relax, syntax
from search_index.explain import explanation, label
from search_index.matches import Matches
from search_index.near_numbers import near_numbers
from search_index.needles import sought
from search_index.notes import notes
from search_index.passages import Marker, Sought
from search_index.plan import Plan, Planner
from search_index.rank import RELEVANCE, Found, Place
from search_index.results import FacetCount, Hit, Result, Value
from search_index.terms import terms
from search_index.vocabulary import Vocabulary


class Answer:
    """What was asked and what matches it, in order; pages of it are made as they are asked for."""

    def __init__(self, query: syntax.Query, planner: Planner, matches: Matches, sort: str):
        self.query = query
        self.planner = planner
        self.matches = matches
        self.sort = sort if sort in rank.SORTS else RELEVANCE
        self.terms = terms(matches.plan, planner.vocabulary, singles=matches.relaxed is not None)
        self._found = matches.found(self.terms)
        self.tiers = tier_counts(self._found)
        """How many documents each tier has; tiers without any are left out."""
        self.total = sum(self.tiers.values())

    def places(self, first: int, count: int) -> list[Place]:
        """Return so many documents in order, from the first one on (0 is the best)."""
        return rank.first(self._found, self.sort, first + count)[first:] if first < self.total else []

    def result(self, page: int, size: int, explain: bool = False) -> Result:
        """Return a page (the first is 1) of so many documents as readers get it."""
        matches, plan, vocabulary = self.matches, self.matches.plan, self.planner.vocabulary
        exact = any(tier <= match.IN_TEXT for tier in self.tiers)
        return Result(
            query=readable(self.query, plan, vocabulary),
            total=self.total,
            tiers=self.tiers,
            hits=tuple(self._hits(self.places((page - 1) * size, size), explain)),
            facets=tuple(self._facet(key) for key in vocabulary.facets),
            notes=notes(matches, self.tiers),
            suggestions=() if exact else relax.near_spellings(self.planner, plan),
            titles=() if exact else (near_numbers(vocabulary, plan) or relax.near_titles(vocabulary, plan)),
            wanted=relax.wanted(vocabulary, plan),
            page=page,
            pages=-(-self.total // size),
            size=size,
            sort=self.sort,
        )

    def _hits(self, places: list[Place], explain: bool) -> list[Hit]:
        needles = sought(self.matches.plan)
        return [self._hit(place, needles, explain) for place in places]

    def _hit(self, place: Place, needles: Sought, explain: bool) -> Hit:
        vocabulary = self.planner.vocabulary
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
            numbers=document.numbers,
            facets=dict(document.facets),
            repealed=document.repealed,
            tier=place.tier,
            tier_label=label(place, self.matches.plan, vocabulary),
            score=place.score,
            passages=marker.passages(),
            explain=explanation(place, self.terms, vocabulary) if explain else None,
        )

    def _facet(self, key: str) -> FacetCount:
        selected = self.matches.filters.selected(key)
        counts = self.matches.counts(key)
        # Years read downwards; everything else by how many documents it leads to.
        years = all(value.isdigit() for value in counts)
        order = sorted(counts, key=lambda value: (-int(value) if years else -counts[value], value))
        values = tuple(Value(value, counts[value], value in selected) for value in order)
        return FacetCount(key, self.planner.vocabulary.facets[key], values)


def tier_counts(found: list[Found]) -> dict[int, int]:
    """Count the documents of each tier; tiers without any are left out."""
    counts = enumerate(map(sum, zip(*(one.counts for one in found), strict=True)))
    return {tier: count for tier, count in counts if count}


def readable(query: syntax.Query, plan: Plan, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return what was understood of a query, in Chinese."""
    facets = vocabulary.index.lexicon.facets
    # A number, date or figure is said once: as it was read, in place of what was typed.
    read = {
        syntax.shown(need.clause, facets): need.reading.said
        for group in plan.groups
        for need in group
        if len(group) == 1 and need.reading.whole and need.reading.said
    }
    parts = [said for part in syntax.describe(query, facets) for said in read.get(part, (part,))]
    typed = vocabulary.fold("".join(parts))
    added = [one for need in plan.needs for one in need.reading.said if not _says(vocabulary, typed, one)]
    return tuple(dict.fromkeys([*parts, *added]))


def _says(vocabulary: Vocabulary, typed: str, said: str) -> bool:
    """Tell whether a folded text holds what was read of it as it stands."""
    return vocabulary.fold(said.partition("：")[2]) in typed

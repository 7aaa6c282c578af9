"""Help where nothing was found: fewer words, near numbers, near titles, near spellings, documents wanted."""

from dataclasses import dataclass, replace

import numpy as np

from search_index.match import IN_TEXT, NONE, RELAXED, having, tiers_of, tiers_of_any, without
from search_index.phrase import docs_of
from search_index.plan import Need, Piece, Plan, Planner
from search_index.results import Missing, Title
from search_index.syntax import Clause
from search_index.terms import bigrams
from search_index.title import title_key
from search_index.vocabulary import Vocabulary

MOST = 3
# One part in so many of the weight of all pieces is enough.
SHARE = 3
# A shorter text is part of too many titles to mean one of them.
SHORTEST_TITLE = 6


@dataclass(frozen=True)
class Relaxed:
    """What is left of a query when not all of it is required."""

    plan: Plan
    """The same plan with everything cut into pieces, so that pieces are scored and marked."""
    tiers: tuple[np.ndarray, ...]
    """For every segment the tier of each document: RELAXED or NONE."""
    kept: tuple[str, ...]
    """Pieces that some document holds, as they were typed."""
    missing: tuple[str, ...]
    """Pieces that no document holds, as they were typed."""
    fixed: tuple[Clause, ...]
    """Clauses in quotes and in fields, which are required as before."""
    unmet: tuple[Clause, ...]
    """Those of them that no document answers."""


def relaxed(planner: Planner, plan: Plan) -> Relaxed:
    """Return the documents that hold pieces of a query worth at least a third of all.

    A piece weighs its idf, held by itself or by a near word; one that no document holds weighs nothing and is
    named. What stands in quotes or in a field is required as it is.
    """
    fixed = [group for group in plan.groups if any(map(_fixed, group))]
    groups = tuple(
        group if group in fixed else tuple(_cut(planner, need) for need in group) for group in plan.groups
    )
    vocabulary = planner.vocabulary
    segments = vocabulary.segments
    met = [[tiers_of_any(segment, group) < NONE for group in fixed] for segment in segments]
    shown = {
        piece: "" if _is_number(need) else vocabulary.typed(need.clause.text, piece.text)
        for group in groups
        if group not in fixed
        for need in group
        for piece in need.pieces
    }
    pieces = list(shown)
    masks = [
        [having(segment, piece, near=True) & segment.live for segment in vocabulary.segments]
        for piece in pieces
    ]
    counts = [sum(int(np.count_nonzero(mask)) for mask in row) for row in masks]
    found = [at for at, count in enumerate(counts) if count]
    # One more than the idf: a piece that every document holds still weighs something.
    weights = {at: vocabulary.rarity(counts[at]) + 1 for at in found}
    tiers = []
    for number, segment in enumerate(vocabulary.segments):
        weight = np.zeros(segment.size, np.int32)
        for at in found:
            weight += masks[at][number] * np.int32(weights[at])
        enough = (weight > 0) & (SHARE * weight >= sum(weights.values())) & ~without(segment, plan)
        for mask in met[number]:
            enough &= mask
        tiers.append(np.where(enough, RELAXED, NONE).astype(np.uint8))
    return Relaxed(
        replace(plan, groups=groups),
        tuple(tiers),
        tuple(shown[pieces[at]] for at in found if shown[pieces[at]]),
        tuple(shown[piece] for at, piece in enumerate(pieces) if not counts[at] and shown[piece]),
        tuple(need.clause for group in fixed for need in group),
        tuple(
            need.clause
            for at, group in enumerate(fixed)
            if not any((masks[at] & segment.live).any() for segment, masks in zip(segments, met, strict=True))
            for need in group
        ),
    )


def _fixed(need: Need) -> bool:
    return bool(need.filters or need.clause.quoted or need.clause.field)


def _is_number(need: Need) -> bool:
    return bool(need.reading.whole and need.reading.near)


def _cut(planner: Planner, need: Need) -> Need:
    """Return a need with pieces: of a number the documents with the same year and serial, else its words."""
    if _is_number(need):
        return replace(need, pieces=(Piece(need.text, keys=need.reading.near),))
    return replace(need, pieces=planner.rough_pieces(need.clause.text))


def near_titles(vocabulary: Vocabulary, plan: Plan) -> tuple[Title, ...]:
    """Return the documents whose titles share most bigrams with the query, at least half of them."""
    grams = list(dict.fromkeys(bigrams(title_key(asked(plan)) if asked(plan) else "")))
    best = []
    for segment in vocabulary.segments:
        shared = np.zeros(segment.size, np.int64)
        for gram in grams:
            shared[docs_of(segment, "title", gram)] += 1
        enough = np.flatnonzero((2 * shared >= max(len(grams), 2)) & segment.live)
        order = np.lexsort((segment.ranks[enough], -shared[enough]))[:MOST]
        best += [(-int(shared[doc]), segment.id(doc), segment, doc) for doc in enough[order].tolist()]
    documents = [segment.stored(doc) for _, _, segment, doc in sorted(best, key=lambda one: one[:2])[:MOST]]
    return tuple(Title(document.title, document.url) for document in documents)


def near_spellings(planner: Planner, plan: Plan) -> tuple[str, ...]:
    """Return queries in which one clause is spelled as something that is found."""
    found = [
        plan.query.raw.replace(need.clause.text, other, 1)
        for group in plan.groups
        for need in group
        if len(need.text) > 1 and not is_found(planner, need.clause, IN_TEXT)
        for other in planner.vocabulary.table.near(need.text, known=planner.vocabulary.known)
        if is_found(planner, Clause(other), IN_TEXT)
    ]
    return tuple(dict.fromkeys(found))


def is_found(planner: Planner, clause: Clause, tier: int) -> bool:
    """Tell whether any document has a clause in a tier or one above it."""
    need = planner.need(clause)
    return any(
        bool(((tiers_of(segment, need) <= tier) & segment.live).any())
        for segment in planner.vocabulary.segments
    )


def wanted(vocabulary: Vocabulary, plan: Plan) -> tuple[Missing, ...]:
    """Return the documents named by the query that are cited but not held."""
    numbers = {key for need in plan.needs for key in need.reading.number}
    keys = {title_key(need.text) for need in plan.needs if need.text}
    found = [
        one
        for one, title, own in vocabulary.wanted
        if own & numbers or any(_means(key, title) for key in keys)
    ]
    return tuple(Missing(one.title, one.numbers, one.url) for one in found[:MOST])


def _means(key: str, title: str) -> bool:
    """Tell whether a text is a title or most of it; the name of a body stands in many titles."""
    return key == title or (len(key) >= SHORTEST_TITLE and 2 * len(key) >= len(title) and key in title)


def asked(plan: Plan) -> str:
    """Return the folded text of all that is searched for, in order."""
    return "".join(need.text for group in plan.groups for need in group)

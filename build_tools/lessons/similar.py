"""Similar cases, each with its reasons in words; ``kinship`` weighs two cases.

A case must reach ``THRESHOLD``, and ``SUBSTANCE`` of it by type, causes and words, not by
place and industry: a case may honestly have no similar one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..archive import Archive
from . import cases
from .kinship import Profile, Reason, Scale

#: Least score of a similar case.
THRESHOLD = 1.2
#: Least part of it that comes from type, causes and words.
SUBSTANCE = 1.0
#: Most similar cases shown with a case.
LIMIT = 5
#: In a large archive a case is compared with this many others, those that share its rarest traits.
NEAR = 200
#: A trait of more cases than this does not choose whom to compare.
_FREQUENT = 500


@dataclass(frozen=True, slots=True)
class Similar:
    """A similar case.

    Attributes:
        case: Its id.
        score: How similar it is: the sum of what the reasons weigh.
        reasons: What both have in common.
    """

    case: str
    score: float
    reasons: tuple[Reason, ...]


def similar(archive: Archive) -> dict[str, tuple[Similar, ...]]:
    """For each case the cases most like it, the most similar first; equal scores by id."""
    held = cases(archive)
    if len(held) < 2:
        return {case.id: () for case in held}
    scale = Scale(archive, held)
    profiles = scale.profiles()
    scores: dict[str, list[tuple[float, str]]] = {case.id: [] for case in held}
    for one, other in sorted(_pairs(profiles)):
        substance, rest = scale.weigh(profiles[one], profiles[other])
        score = round(substance + rest, 6)
        if substance >= SUBSTANCE and score >= THRESHOLD:
            scores[one].append((-score, other))
            scores[other].append((-score, one))
    return {
        one: tuple(
            Similar(other, -score, scale.reasons(profiles[one], profiles[other]))
            for score, other in sorted(found)[:LIMIT]
        )
        for one, found in scores.items()
    }


def _pairs(profiles: Mapping[str, Profile]) -> set[tuple[str, str]]:
    """The pairs worth weighing: all of them in a small archive."""
    ids = sorted(profiles)
    if len(ids) <= NEAR:
        return {(one, other) for place, one in enumerate(ids) for other in ids[place + 1 :]}
    holders: dict[object, list[str]] = defaultdict(list)
    for id_ in ids:
        for trait in _traits(profiles[id_]):
            holders[trait].append(id_)
    found = set()
    for one in ids:
        near: dict[str, float] = defaultdict(float)
        for trait in _traits(profiles[one]):
            if len(holders[trait]) <= _FREQUENT:
                for other in holders[trait]:
                    near[other] += 1 / len(holders[trait])
        near.pop(one, None)
        nearest = sorted(near, key=lambda other: (-near[other], other))[:NEAR]
        found |= {(min(one, other), max(one, other)) for other in nearest}
    return found


def _traits(profile: Profile) -> Iterator[object]:
    yield from sorted(profile.types)
    yield from sorted(profile.causes)
    yield from profile.words

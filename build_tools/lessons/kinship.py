"""How much two cases have in common, and what it is in Chinese words.

====================  ===================================================================
same type             3, in the same scheme; a scheme's residual type (其他) does not count
causes                up to 2: cosine of the cause classes, rare classes weigh more
words                 distinctive words of both (see ``words``), the heaviest whole, the second
                      half, the third a third …; half of it where the types differ
place                 1 for a county, 0.75 a city, 0.5 a province, × (1 − part of cases there)
industry              0.5 × (1 − part of cases in it): what all share tells nothing
====================  ===================================================================

A single word counts only where it stands in a title, since one word in two long texts is chance.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from .. import places
from ..archive import Archive
from ..kinds.case import Case
from . import words

TYPE, CAUSES, INDUSTRY = 3.0, 2.0, 0.5
#: County, city, province.
PLACES = (1.0, 0.75, 0.5)
#: Factor of words between cases of different types of one scheme.
DIFFERENT = 0.5
_RESIDUAL = frozenset({"其他", "其他伤害"})
_WORDS_SHOWN, _CAUSES_SHOWN = 4, 3


@dataclass(frozen=True, slots=True)
class Reason:
    """What two cases have in common, in Chinese words, and what it weighs."""

    kind: Literal["type", "causes", "words", "place", "industry"]
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Profile:
    """What is compared of a case.

    Attributes:
        types: Scheme and type, without residual types.
        causes: Cause classes.
        causes_norm: Length of the vector of the causes' weights.
        words: Distinctive words with their weights.
        title: Words of the title.
        region: Code of the region.
        industry: Industry.
    """

    types: frozenset[tuple[str, str]]
    causes: frozenset[str]
    causes_norm: float
    words: Mapping[str, float]
    title: frozenset[str]
    region: str | None
    industry: str | None


def text_of(case: Case) -> str:
    """The words by which a case is compared: what happened, where and why.

    The overview is left out, since it often tells of other accidents too.
    """
    parts = (case.title, case.place, case.summary, case.process, case.direct_causes, case.indirect_causes)
    return "\n".join(part for part in parts if part)


class Scale:
    """Weighs what two cases share against what all the cases share."""

    def __init__(self, archive: Archive, held: tuple[Case, ...]) -> None:
        self._held = held
        self._regions = archive.vocabularies["regions"]
        self._order = {cause: place for place, cause in enumerate(archive.vocabularies["causes"])}
        chains = (places.chain(self._regions, case.region) for case in held)
        self._in_region = Counter(code for chain in chains for code in chain)
        self._in_industry = Counter(case.industry for case in held if case.industry)
        with_cause = Counter(cause for case in held for cause in set(case.causes))
        self._cause = {c: math.log((1 + len(held)) / n) ** 2 for c, n in with_cause.items()}

    def profiles(self) -> dict[str, Profile]:
        """What is compared of each case, by id."""
        named = [*self._order, *(entry.name for entry in self._regions.values())]
        # Words of cause classes and place names count as causes and places, not as words.
        without = {word for name in named for word in (name, *words.terms(name))}
        weights = words.weighed({case.id: text_of(case) for case in self._held}, without)
        return {
            case.id: Profile(
                frozenset((t.scheme, t.type) for t in case.accident_types if t.type not in _RESIDUAL),
                frozenset(case.causes),
                math.sqrt(self._sum(set(case.causes))),
                weights[case.id],
                frozenset(words.terms(case.title)),
                case.region,
                case.industry,
            )
            for case in self._held
        }

    def weigh(self, one: Profile, other: Profile) -> tuple[float, float]:
        """What type, causes and words weigh together, and what place and industry weigh."""
        substance = _type(one, other) + self._causes(one, other) + _words(one, other)
        return substance, self._place(one, other) + self._industry(one, other)

    def reasons(self, one: Profile, other: Profile) -> tuple[Reason, ...]:
        """What both have in common; the weights sum to the score."""
        found = []
        if one.types & other.types:
            types = "、".join(sorted({name for _, name in one.types & other.types}))
            found.append(Reason("type", f"同为{types}事故", _type(one, other)))
        if one.causes & other.causes:
            found.append(Reason("causes", self._told(one.causes & other.causes), self._causes(one, other)))
        if shown := _shown(one, other):
            found.append(Reason("words", f"都写到{_quoted(shown)}", _words(one, other)))
        code = places.shared(self._regions, one.region, other.region)
        if code is not None:
            found.append(Reason("place", f"同在{self._regions[code].name}", self._place(one, other)))
        if one.industry and one.industry == other.industry:
            found.append(Reason("industry", f"行业同为{one.industry}", self._industry(one, other)))
        return tuple(found)

    def _told(self, causes: Iterable[str]) -> str:
        ordered = sorted(causes, key=lambda cause: (-self._cause[cause], self._order[cause]))
        more = f"等{len(ordered)}类" if len(ordered) > _CAUSES_SHOWN else ""
        return f"原因都涉及{_quoted(ordered[:_CAUSES_SHOWN])}{more}"

    def _sum(self, causes: Iterable[str]) -> float:
        return math.fsum(self._cause[cause] for cause in causes)

    def _causes(self, one: Profile, other: Profile) -> float:
        common = one.causes & other.causes
        return CAUSES * self._sum(common) / (one.causes_norm * other.causes_norm) if common else 0.0

    def _place(self, one: Profile, other: Profile) -> float:
        code = places.shared(self._regions, one.region, other.region)
        if code is None:
            return 0.0
        level = len(PLACES) - len(places.chain(self._regions, code))
        return PLACES[level] * (1 - self._in_region[code] / len(self._held))

    def _industry(self, one: Profile, other: Profile) -> float:
        if not one.industry or one.industry != other.industry:
            return 0.0
        return INDUSTRY * (1 - self._in_industry[one.industry] / len(self._held))


def _type(one: Profile, other: Profile) -> float:
    return TYPE if one.types & other.types else 0.0


def _common(one: Profile, other: Profile) -> dict[str, float]:
    """The words of both with the smaller weight, or nothing if one word alone might be chance."""
    shared = one.words.keys() & other.words.keys()
    if len(shared) == 1 and not shared & (one.title | other.title):
        return {}
    return {word: min(one.words[word], other.words[word]) for word in shared}


def _shown(one: Profile, other: Profile) -> tuple[str, ...]:
    return words.shown(_common(one, other), _WORDS_SHOWN)


def _words(one: Profile, other: Profile) -> float:
    common = _common(one, other)
    if not common:
        return 0.0
    shown = words.shown(common, _WORDS_SHOWN)
    weight = math.fsum(common[word] / place for place, word in enumerate(shown, 1))
    return weight * (DIFFERENT if _differ(one.types, other.types) else 1)


def _differ(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    """Whether both have a type in the same scheme, but none in common."""
    return not one & other and not {scheme for scheme, _ in one}.isdisjoint(scheme for scheme, _ in other)


def _quoted(texts: Iterable[str]) -> str:
    return "".join(f"“{text}”" for text in texts)

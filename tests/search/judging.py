"""Judged queries: reading them, asking them, and what the answers are worth."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from search_index.results import Result

PLACE = Path(__file__).parent.parent / "data" / "judged.tsv"
#: Queries that had no part in choosing weights and rules.
UNSEEN = PLACE.with_name("judged-unseen.tsv")
PAGE = 100
#: Filters that are no facets.
DATES = ("from", "to")
#: The first tier that no longer holds the query as it was typed: words, near words, relaxed.
WORDS, RELAXED = 5, 7


@dataclass(frozen=True)
class Judged:
    """A query and what it is to find."""

    kind: str
    text: str
    filters: tuple[tuple[str, str], ...]
    first: frozenset[str]
    """Ids one of which must be the first hit; empty when nothing is demanded."""
    grades: dict[str, int]
    """Grade of every useful record: 2 answers the query, 1 is of some use."""
    expect: str
    remark: str

    @property
    def answers(self) -> set[str]:
        """Ids of the records that answer the query."""
        return {one for one, grade in self.grades.items() if grade == 2}


@dataclass(frozen=True)
class Answer:
    """What the search gave."""

    judged: Judged
    ids: tuple[str, ...]
    tiers: tuple[int, ...]
    said: str
    """The notes."""
    suggestions: str
    """Other queries and the nearest titles."""
    wanted: str
    """Titles and numbers of documents that are not held."""

    @property
    def rank(self) -> int:
        """Place of the first hit that is demanded, or else answers the query; 0 when there is none."""
        good = self.judged.first or self.judged.answers or set(self.judged.grades)
        return next((place for place, one in enumerate(self.ids, 1) if one in good), 0)

    @property
    def gain(self) -> float:
        """NDCG of the first ten hits."""
        best = sorted(self.judged.grades.values(), reverse=True)[:10]
        ideal = sum(_gain(grade, place) for place, grade in enumerate(best))
        mine = sum(_gain(self.judged.grades.get(one, 0), place) for place, one in enumerate(self.ids[:10]))
        return mine / ideal

    @property
    def missing(self) -> set[str]:
        """Ids of the records that answer the query and are not among the hits."""
        return self.judged.answers - set(self.ids)

    @property
    def faults(self) -> list[str]:
        """What was expected beside the records and is not so."""
        name, _, value = self.judged.expect.partition("=")
        exact = any(tier < WORDS for tier in self.tiers)
        answered = bool(self.ids or self.said or self.suggestions or self.wanted)
        wrong = {
            "": False,
            "without": value in self.ids,
            "only": set(self.ids) != self.judged.answers,
            "wanted": value not in self.wanted,
            "suggest": value not in self.suggestions,
            "note": value not in self.said,
            "unmatched": any(tier < RELAXED for tier in self.tiers) or not self.said,
            "inexact": exact,
            "answered": not answered,
        }[name]
        return [self.judged.expect] if wrong else []


@dataclass(frozen=True)
class Figures:
    """How well the queries of a kind are answered; shares of 1."""

    count: int
    first: float
    top3: float
    gain: float
    reciprocal: float
    found: float
    faults: int

    def __str__(self) -> str:
        shares = (self.first, self.top3, self.gain, self.reciprocal, self.found)
        return f"{self.count:5}" + "".join(f"{share:8.3f}" for share in shares) + f"{self.faults:8}"


HEAD = f"{'kind':12}{'n':>5}{'first':>8}{'top3':>8}{'NDCG10':>8}{'MRR':>8}{'found':>8}{'faults':>8}"


def load(place: Path = PLACE) -> list[Judged]:
    """The judged queries in the order of the file."""
    lines = [line for line in place.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"]
    return [_judged(line) for line in lines[1:]]


def figures(answers: Iterable[Answer]) -> dict[str, Figures]:
    """The figures of every kind of query, and of all that name a record as “all”."""
    groups: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[answer.judged.kind].append(answer)
        groups["all"].append(answer)
    return {kind: _figures(group) for kind, group in groups.items()}


def report(answers: list[Answer]) -> str:
    """The table of figures, and every query that does not find what it should."""
    lines = [HEAD, *(f"{kind:12}{one}" for kind, one in figures(answers).items())]
    for one in answers:
        if one.faults or one.missing or (one.judged.grades and one.rank != 1):
            filters = "".join(f" {key}={value}" for key, value in one.judged.filters)
            missing = f" missing {' '.join(sorted(one.missing))}" if one.missing else ""
            faults = "".join(f" [{fault}]" for fault in one.faults)
            top = " ".join(one.ids[:3]) or "nothing"
            place = one.rank or "-"
            lines.append(
                f"{one.judged.kind}: {one.judged.text}{filters}: place {place}; {top};{missing}{faults}"
            )
    return "\n".join(lines)


def ask(search: Callable[..., Result], judged: Judged) -> Answer:
    """Ask one query of ``search``, the verb of an index, for all its pages."""
    result = _page(search, judged, 1)
    rest = (_page(search, judged, number) for number in range(2, result.pages + 1))
    hits = [hit for page in (result, *rest) for hit in page.hits]
    return Answer(
        judged=judged,
        ids=tuple(hit.id for hit in hits),
        tiers=tuple(hit.tier for hit in hits),
        said="\n".join(result.notes),
        suggestions="\n".join([*result.suggestions, *(one.title for one in result.titles)]),
        wanted="\n".join(text for one in result.wanted for text in (one.title, *one.numbers)),
    )


def _page(search: Callable[..., Result], judged: Judged, number: int) -> Result:
    dates = {key: value for key, value in judged.filters if key in DATES}
    filters = {key: (value,) for key, value in judged.filters if key not in DATES}
    return search(
        judged.text, filters, start=dates.get("from", ""), end=dates.get("to", ""), page=number, size=PAGE
    )


def _gain(grade: int, place: int) -> float:
    return (2**grade - 1) / math.log2(place + 2)


def _judged(line: str) -> Judged:
    kind, text, filters, first, relevant, expect, remark = line.split("\t")
    pairs = (one.split("=", 1) for one in filters.split("; ") if one)
    graded = (one.rsplit(":", 1) for one in relevant.split())
    return Judged(
        kind=kind,
        text=text,
        filters=tuple((key, value) for key, value in pairs),
        first=frozenset(first.split()),
        grades={one: int(grade) for one, grade in graded},
        expect=expect,
        remark=remark,
    )


def _figures(group: list[Answer]) -> Figures:
    named = [one for one in group if one.judged.grades]
    ranks = [one.rank for one in named]
    held = sum(len(one.judged.answers) for one in named)
    lost = sum(len(one.missing) for one in named)
    count = len(named) or 1
    return Figures(
        count=len(group),
        first=sum(rank == 1 for rank in ranks) / count if named else 1,
        top3=sum(0 < rank <= 3 for rank in ranks) / count if named else 1,
        gain=sum(one.gain for one in named) / count if named else 1,
        reciprocal=sum(1 / rank for rank in ranks if rank) / count if named else 1,
        found=1 - lost / held if held else 1,
        faults=sum(len(one.faults) for one in group),
    )

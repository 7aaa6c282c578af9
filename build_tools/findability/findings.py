"""How well the search finds what it is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from .questions import Question

#: The place up to which a result counts as found: the first page of results.
PAGE = 20
TOP = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A question and the place of the first right answer, counted from 1; 0 where there is none."""

    question: Question
    place: int


@dataclass(frozen=True, slots=True)
class Row:
    """Questions of one sort in one way of writing.

    Attributes:
        asked: How many questions.
        found: How many have a right answer on the first page.
        top: How many have one among the first three.
        first: How many have one in the first place.
    """

    asked: int
    found: int
    top: int
    first: int


@dataclass(frozen=True, slots=True)
class Findings:
    """Every question with its place.

    Attributes:
        every: In the order of the records.
        records: How many records the questions are about.
        held: How many records there are.
    """

    every: tuple[Finding, ...]
    records: int
    held: int

    def row(self, sort: str, way: str | None = None) -> Row:
        """The figures of a sort, or of one way of writing it."""
        places = [
            one.place for one in self.every if one.question.sort == sort and way in (None, one.question.way)
        ]
        return Row(
            len(places),
            sum(place > 0 for place in places),
            sum(0 < place <= TOP for place in places),
            places.count(1),
        )

    def ways(self, sort: str) -> tuple[str, ...]:
        """The ways in which a sort was written, in the order of asking."""
        return tuple(dict.fromkeys(one.question.way for one in self.every if one.question.sort == sort))

    def missed(self) -> tuple[Finding, ...]:
        """The questions without a right answer on the first page."""
        return tuple(one for one in self.every if not one.place)


class Asked(Protocol):
    """Who answers."""

    def ask(self, text: str) -> Sequence[str]:
        """The ids of the first page of results."""

    def titles(self, id_: str) -> Sequence[str]:
        """The titles of what was found, without marks."""


def findings(questions: Iterable[Question], asked: Asked, records: int, held: int) -> Findings:
    """Ask every question."""
    found: list[Finding] = []
    known: dict[str, Sequence[str]] = {}
    for question in questions:
        if question.text not in known:
            known[question.text] = asked.ask(question.text)
        right = (
            place
            for place, id_ in enumerate(known[question.text], 1)
            if id_ in question.wanted or (question.title and question.title in asked.titles(id_))
        )
        found.append(Finding(question, next(right, 0)))
    return Findings(tuple(found), records, held)

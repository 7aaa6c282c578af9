"""What is offered while a reader types: the rows of all segments and of the lexicon, as one table.

Rows stand in the order in which they are offered, shorter ones first, as lines of a few long strings: looking
for a piece of a line is looking for it in the string, and the first lines found are the best.
"""

import heapq
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import Any

import numpy as np

from search_index.document import Suggestion
from search_index.lines import Lines
from search_index.spelling import Spelling, alike

MOST = 10
#: Fewer letters stand inside too many names to say anything.
_FEWEST_LETTERS = 3
#: Rows looked at in one way of matching.
_PATIENCE = 2000
_LETTERS = re.compile("[a-z]+")
_MIXED = re.compile("(.*[^a-z])([a-z]+)")

#: Finds rows of one table by their numbers, each with something of it, in their order.
Finding = Callable[["Rows"], Iterator[tuple[int, Any]]]


class Rows:
    """The rows of one segment, or of the lexicon; ``docs`` tells the document of each."""

    def __init__(self, column: Callable[[str], str], docs: np.ndarray | None = None):
        self._column = column
        self._docs = docs

    @cached_property
    def folded(self) -> Lines:
        """The folded texts."""
        return Lines(self._column("folded"))

    @cached_property
    def pinyin(self) -> list[str]:
        """Their syllables."""
        return self._column("pinyin").split("\n")

    @cached_property
    def letters(self) -> Lines:
        """Their syllables without blanks."""
        return Lines("\n".join(self.pinyin).replace(" ", ""))

    @cached_property
    def initials(self) -> Lines:
        """The first letters of their syllables."""
        return Lines("\n".join("".join(one[:1] for one in row.split(" ")) for row in self.pinyin))

    @cached_property
    def sounding(self) -> Lines:
        """Their syllables, those that are easily confused made one, blanks around each."""
        return Lines(alike("\n".join(f" {row} " for row in self.pinyin)))

    @cached_property
    def _shown(self) -> list[str]:
        return self._column("rows").split("\n")

    def row(self, number: int) -> Suggestion:
        """Return what is shown of a row."""
        return Suggestion(*json.loads(self._shown[number]))

    def doc(self, number: int) -> int:
        """Return the document of a row."""
        return -1 if self._docs is None else int(self._docs[number])


class Table:
    """The rows of several tables, each with its live documents (none: all rows are live)."""

    def __init__(self, tables: Sequence[tuple[Rows, np.ndarray | None]], sounds: Mapping[str, str]):
        self._tables = tables
        self._spelling = Spelling(self, sounds)

    def complete(self, typed: str, limit: int = MOST) -> list[Suggestion]:
        """Return what may be meant by the beginning of a query, folded; best first.

        By characters from the start or inside, then by pinyin, then by initials; shorter texts first.
        """
        found: dict[str, Suggestion] = {}
        for row in self._matching(typed):
            found.setdefault(row.text, row)
            if len(found) == limit:
                break
        return list(found.values())

    def near(
        self, text: str, limit: int = 5, known: Callable[[str], bool] = lambda piece: False
    ) -> tuple[str, ...]:
        """Return spellings near a folded text, of which the changed part stands in the table; best first.

        Within a longer text two or three characters are changed by their sound only into a word; `known`
        tells of a folded text whether it is one.
        """
        return self._spelling.near(text, limit, known)

    def found(self, find: Finding) -> Iterator[tuple[Rows, int, Suggestion, Any]]:
        """Yield what is found in the live rows of all tables, in one order, each text only once."""

        def own(rows: Rows, live: np.ndarray | None) -> Iterator[tuple[Any, ...]]:
            for number, what in find(rows):
                if live is None or live[rows.doc(number)]:
                    row, folded = rows.row(number), rows.folded[number]
                    key = (len(folded), folded, row.text, not row.url, row.url, row.label)
                    yield key, rows, number, row, what

        text: str | None = None
        here: tuple[Rows, int] | None = None
        for _, rows, number, row, what in heapq.merge(
            *(own(*one) for one in self._tables), key=itemgetter(0)
        ):
            if row.text != text or (rows, number) == here:
                text, here = row.text, (rows, number)
                yield rows, number, row, what

    def _matching(self, typed: str) -> Iterator[Suggestion]:
        if not typed:
            return
        yield from self._rows(lambda rows: rows.folded.starting(typed))
        yield from self._rows(lambda rows: rows.folded.holding(typed))
        if _LETTERS.fullmatch(typed):
            yield from self._rows(lambda rows: rows.letters.starting(typed))
            if len(typed) >= _FEWEST_LETTERS:
                inside = lambda rows, number: _sounds_inside(rows.pinyin[number], typed)  # noqa: E731
                yield from self._rows(lambda rows: rows.letters.holding(typed), inside)
            yield from self._rows(lambda rows: rows.initials.starting(typed))
            if len(typed) >= _FEWEST_LETTERS:
                yield from self._rows(lambda rows: rows.initials.holding(typed))
        elif mixed := _MIXED.fullmatch(typed):
            head, letters = mixed.groups()
            spelt = lambda rows, number: _half_typed(rows, number, head, letters)  # noqa: E731
            yield from self._rows(lambda rows: rows.folded.holding(head), spelt)

    def _rows(
        self,
        find: Callable[[Rows], Iterator[int]],
        fits: Callable[[Rows, int], bool] = lambda rows, number: True,
    ) -> Iterator[Suggestion]:
        """Yield the rows of one way of matching that fit."""
        every = self.found(lambda rows: ((number, None) for number in find(rows)))
        return (row for rows, number, row, _ in islice(every, _PATIENCE) if fits(rows, number))


def _sounds_inside(pinyin: str, typed: str) -> bool:
    """Tell whether the letters begin at a syllable of a row."""
    syllables = pinyin.split(" ")
    return any("".join(syllables[start:]).startswith(typed) for start in range(len(syllables)))


def _half_typed(rows: Rows, number: int, head: str, letters: str) -> bool:
    """Tell whether characters are followed by what the letters spell, as while an input method is used."""
    rest = rows.pinyin[number].split(" ")[rows.folded[number].index(head) + len(head) :]
    initials = "".join(syllable[:1] for syllable in rest)
    return "".join(rest).startswith(letters) or initials.startswith(letters)

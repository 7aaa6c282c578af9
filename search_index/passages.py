"""The passages that show why a document was found, and the marks in them.

All offsets are counted in characters (code points) of the raw text that is shown.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

import numpy as np

from search_index import readings
from search_index.document import Document
from search_index.fold import Fold

MOST = 3
LONGEST = 120
# A passage little longer than the limit is shown whole.
SLACK = 40
LEAD = 30
SENTENCE_END = re.compile(r"[。！？；\n]")

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Needle:
    """A folded text whose places are marked."""

    text: str
    weight: int


@dataclass(frozen=True)
class Shown:
    """A passage as it is shown, cut around its marks."""

    anchor: str
    """The id of its place on the page; empty for the top."""
    label: str
    """What the place is called; may be empty."""
    text: str
    marks: Marks
    """Ranges of the text to be marked, ascending, apart from each other."""
    more_before: bool
    more_after: bool


@dataclass(frozen=True)
class Sought:
    """What is marked: the texts of every clause, and readings of numbers, figures and dates by their keys."""

    clauses: tuple["SoughtClause", ...] = ()
    keys: frozenset[str] = frozenset()
    key_weight: int = 0


@dataclass(frozen=True)
class SoughtClause:
    """What is marked for a clause."""

    whole: tuple[Needle, ...]
    """The clause as it stands, and its other names."""
    pieces: tuple[Needle, ...] = ()
    """Marked too where no passage holds the whole."""


class Marker:
    """Finds marks and passages in the text of one document."""

    def __init__(self, document: Document, sought: Sought, fold: Fold):
        self.document = document
        self.texts = document.texts
        self.sought = sought
        self.fold = fold
        # A line break folds to nothing and keeps a dot at a joint from being read as a decimal point,
        # so all texts fold at once as they would one by one.
        self.folded, self.offsets = fold("\n".join(self.texts))
        sizes = np.array([len(text) + 1 for text in self.texts])
        self.raw_starts = np.cumsum(sizes) - sizes
        bounds = np.searchsorted(self.offsets, [*self.raw_starts.tolist(), int(sizes.sum())])
        self.bounds = bounds.tolist()
        self.pieces = [self.folded[start:end] for start, end in pairwise(self.bounds)]
        self.readings = [self._read(text) for text in self.texts] if sought.keys else [()] * len(self.texts)
        self.needles = self._needles()
        self.crossing = self._crossing()
        self.crossed = [0] * len(self.texts)
        for start, end, weight in self.crossing:
            first = bisect_right(self.bounds, start, 1) - 1
            for number in range(first, min(bisect_left(self.bounds, end), len(self.texts))):
                self.crossed[number] += weight

    def _read(self, text: str) -> Marks:
        found = readings.scan(text, self.fold.text)
        return tuple((one.start, one.end) for one in found if not self.sought.keys.isdisjoint(one.keys))

    def _needles(self) -> tuple[Needle, ...]:
        body = self.folded[self.bounds[1] :]
        needles: dict[Needle, None] = {}
        for clause in self.sought.clauses:
            needles |= dict.fromkeys(clause.whole)
            if not any(needle.text in body for needle in clause.whole):
                needles |= dict.fromkeys(clause.pieces)
        return tuple(needle for needle in needles if needle.text in self.folded)

    def _crossing(self) -> list[tuple[int, int, int]]:
        """Return the folded places (start, end, weight) of needles that only stand across joints."""
        found = []
        for needle in self.needles:
            if len(needle.text) > 1 and not any(needle.text in piece for piece in self.pieces):
                size = len(needle.text)
                found += [(at, at + size, needle.weight) for at in occurrences(self.folded, needle.text)]
        return found

    def value(self, number: int) -> int:
        """Return how much of what is wanted one of the texts holds: each needle once, by its weight."""
        piece = self.pieces[number]
        value = sum(needle.weight for needle in self.needles if needle.text in piece)
        if self.readings[number]:
            value += self.sought.key_weight
        return value + self.crossed[number]

    def marks(self, number: int) -> Marks:
        """Return the marks in one of the texts; the title is number 0."""
        first, last = self.bounds[number], self.bounds[number + 1]
        piece = self.pieces[number]
        spans = []
        for needle in self.needles:
            size = len(needle.text)
            spans += [(first + at, first + at + size) for at in occurrences(piece, needle.text)]
        spans += [(max(start, first), min(end, last)) for start, end, _ in self.crossing]
        begin = int(self.raw_starts[number])
        offsets = self.offsets
        raw = [(int(offsets[a]) - begin, int(offsets[b - 1]) + 1 - begin) for a, b in spans if a < b]
        return merged([*raw, *self.readings[number]])

    def passages(self) -> tuple[Shown, ...]:
        """Return the best passages, best first; without any mark the first passage that has text."""
        values = [self.value(number) for number in range(len(self.texts))]
        numbers = [number for number in range(1, len(values)) if values[number]]
        numbers.sort(key=lambda number: (-values[number], number))
        if not numbers:
            numbers = [number for number in range(1, len(self.texts)) if self.pieces[number]][:1]
        return tuple(self._shown(number) for number in numbers[:MOST])

    def _shown(self, number: int) -> Shown:
        passage = self.document.passages[number - 1]
        whole = Shown(passage.anchor, passage.label, passage.text, self.marks(number), False, False)
        return cut(whole)


def occurrences(text: str, needle: str) -> list[int]:
    """Return every place of a needle, overlapping ones too."""
    places = []
    at = text.find(needle)
    while at >= 0:
        places.append(at)
        at = text.find(needle, at + 1)
    return places


def merged(spans: list[tuple[int, int]]) -> Marks:
    """Return ranges in ascending order, those that overlap or touch as one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def cut(shown: Shown) -> Shown:
    """Cut a long passage to the stretch with most marks, from the start of a sentence near by."""
    text, marks = shown.text, shown.marks
    if len(text) <= LONGEST + SLACK:
        return shown
    start = _start(text, marks)
    end = min(start + LONGEST, len(text))
    if len(text) - end <= LEAD:
        end = len(text)
    end = max([end, *(last for first, last in marks if first < end and first >= start)])
    kept = tuple((first - start, last - start) for first, last in marks if first >= start and last <= end)
    return replace(shown, text=text[start:end], marks=kept, more_before=start > 0, more_after=end < len(text))


def _start(text: str, marks: Marks) -> int:
    if not marks:
        return 0
    # Of all marks the one whose stretch holds most marked characters; the first of equals.
    lasts = [last for _, last in marks]
    sums = [0, *accumulate(last - first for first, last in marks)]
    held = [
        max(sums[bisect_right(lasts, first + LONGEST - LEAD)] - sums[at], 0)
        for at, (first, _) in enumerate(marks)
    ]
    best = held.index(max(held))
    mark = marks[best][0]
    if mark <= LEAD:
        return 0
    ends = [found.end() for found in SENTENCE_END.finditer(text, mark - LEAD, mark)]
    start = ends[0] if ends else mark - LEAD
    before = [last for first, last in marks if first < start < last]
    return before[0] if before else start

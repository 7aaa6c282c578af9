"""Lines in one string: looking for what they begin with or hold is looking in the string."""

import re
from bisect import bisect_right
from collections.abc import Iterator


class Lines:
    """Some lines, numbered from 0."""

    def __init__(self, text: str):
        self._text = f"\n{text}\n"
        self._starts = [match.start() for match in re.finditer("\n", self._text)]

    def __getitem__(self, line: int) -> str:
        return self._text[self._starts[line] + 1 : self._starts[line + 1]]

    def starting(self, piece: str) -> Iterator[int]:
        """Yield the lines that begin with a piece, in order."""
        return self.holding("\n" + piece)

    def equal(self, text: str) -> Iterator[int]:
        """Yield the lines that are a text, in order."""
        return self.holding(f"\n{text}\n")

    def holding(self, piece: str) -> Iterator[int]:
        """Yield the lines that hold a piece, in order."""
        place = self._text.find(piece)
        while place >= 0:
            line = bisect_right(self._starts, place) - 1
            yield line
            place = self._text.find(piece, self._starts[line + 1])

    def places(self, piece: str) -> Iterator[tuple[int, int]]:
        """Yield every place of a piece, in order: the line, and the place in it."""
        place = self._text.find(piece)
        while place >= 0:
            line = bisect_right(self._starts, place) - 1
            yield line, place - self._starts[line] - 1
            place = self._text.find(piece, place + 1)

"""Sentences of a Markdown text, with their places; headings and the figures of tables are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Headings, table rows and numbered lines that are only a heading.
_LEFT_OUT = re.compile(
    r"[ \t]*(?:#|\|"
    r"|(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[.．、](?![0-9]))"
    r"[^，。；：\n]{0,40}\Z)"
)
#: A longer run without a full stop is cut: it is no sentence of a bulletin.
LONGEST = 800
_CELL = re.compile(r"[^|\n]+")
_END = re.compile(r"[。！？][”’）)】」]{0,2}")
#: Where a clause ends; a 、 ends one only behind a figure.
CLAUSE_END = "，,。；;：:（）()！？"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as printed.

    Attributes:
        start: Position of its first character in the text.
        text: The sentence with its full stop.
    """

    start: int
    text: str


def split(text: str) -> Iterator[Sentence]:
    """The sentences of a text, in order."""
    for start, block in _blocks(text):
        begin = 0
        for stop in _END.finditer(block):
            yield from _sentence(start, block, begin, stop.end())
            begin = stop.end()
        yield from _sentence(start, block, begin, len(block))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Runs of lines between blank lines and headings; of a table the cells that hold sentences."""
    position = begin = 0
    for line in text.splitlines(keepends=True):
        if not line.strip() or _LEFT_OUT.match(line.rstrip()):
            yield begin, text[begin:position]
            begin = position + len(line)
            yield from _cells(position, line)
        position += len(line)
    yield begin, text[begin:]


def _cells(position: int, line: str) -> Iterator[tuple[int, str]]:
    if line.lstrip().startswith("|"):
        for cell in _CELL.finditer(line):
            if "。" in cell[0]:
                yield position + cell.start(), cell[0]


def _sentence(start: int, block: str, begin: int, end: int) -> Iterator[Sentence]:
    for first in range(begin, end, LONGEST):
        text = block[first : min(first + LONGEST, end)]
        blanks = len(text) - len(text.lstrip())
        if text.strip():
            yield Sentence(start + first + blanks, text.strip())


def clause_start(text: str, position: int, floor: int = 0) -> int:
    """Where the clause around ``position`` begins, not before ``floor``."""
    while position > floor and text[position - 1] not in CLAUSE_END:
        position -= 1
    return position


def brackets(text: str) -> int:
    """Brackets that a piece of text opens, less those that it closes."""
    return sum(text.count(mark) for mark in "（(") - sum(text.count(mark) for mark in "）)")

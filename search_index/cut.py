"""Cutting a text into words, where the text as it stands is found nowhere."""

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources
from types import MappingProxyType

from search_index.readings.patterns import PATTERNS

NOTHING: Mapping[int, int] = MappingProxyType({})
#: No word of the dictionary is longer.
LONGEST = 16
_DATA = resources.files(__package__).joinpath("data", "stop.json")
_STOP = frozenset(json.loads(_DATA.read_text(encoding="utf-8"))["stop"])
#: Figures with their unit, and words of Latin letters: never cut.
_RUN = re.compile("[0-9]+(?:\\.[0-9]+)*(?:[百千]?[万亿])?[%‰]?|[a-z]+")
_UNIT = PATTERNS["unit"]


def cut(
    text: str,
    known: Callable[[str], bool],
    terms: frozenset[str] = frozenset(),
    fixed: Mapping[int, int] = NOTHING,
) -> tuple[str, ...]:
    """Cut a folded text into pieces that together are the text.

    Of all ways the one with the largest sum of squared lengths, of several the one with the longer first
    piece. Function words are words whether or not a document holds them.

    Args:
        text: Folded text.
        known: Tells of a piece of 2 to 16 characters whether it is a word.
        terms: Pieces of any length that are kept together beside the words.
        fixed: Where pieces begin and end that are never cut: dates, figures, numbers.
    """
    runs = {match.start(): match.end() for match in _RUN.finditer(text)} | fixed
    inside = {place for start, end in runs.items() for place in range(start + 1, end)}
    sizes = _sizes(terms)
    # For every place the best sum from there on, and where its first piece ends.
    best = [(0, len(text))] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        if start in inside:
            continue
        choices = [runs.get(start, start + 1)]
        unit = _UNIT.match(text, choices[0]) if start in runs and not "a" <= text[start] <= "z" else None
        if unit:
            choices.append(unit.end())
        for end in (start + size for size in sizes if start + size <= len(text)):
            piece = text[start:end]
            kept = piece in terms or piece in _STOP or (end - start <= LONGEST and known(piece))
            if kept and end not in inside:
                choices.append(end)
        best[start] = max(((end - start) ** 2 + best[end][0], end) for end in choices)
    pieces = []
    place = 0
    while place < len(text):
        end = best[place][1]
        pieces.append(text[place:end])
        place = end
    return tuple(pieces)


@lru_cache(maxsize=4)
def _sizes(terms: frozenset[str]) -> list[int]:
    return sorted({*range(2, LONGEST + 1), *(len(term) for term in terms if len(term) > 1)})


def stop(piece: str) -> bool:
    """Tell whether a piece is a function word, which need not be found."""
    return piece in _STOP

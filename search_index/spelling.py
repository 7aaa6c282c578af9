"""Near spellings: what a reader may have meant by a text that is found nowhere.

The same sound, two characters exchanged, one character wrong, missing or too many. A spelling is offered only
if it stands in the texts it is taken from. Digits are never changed: another number is not a near one.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search_index.suggest import Table

LONGEST = 20
_SHORTEST = 3
_LONGEST_PART = 6
#: Places looked at for one way of going wrong.
_PATIENCE = 200
_DIGITS = frozenset("0123456789")
#: Sounds that many do not tell apart: the first is taken for the second.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng ", "n "))


class Spelling:
    """The rows of a table, and the sounds of common characters."""

    def __init__(self, table: "Table", sounds: Mapping[str, str]):
        self._table = table
        self._sounds = {char: sound for sound, chars in sounds.items() for char in chars}

    def near(self, text: str, limit: int, known: Callable[[str], bool]) -> tuple[str, ...]:
        """Return at most `limit` near spellings of a folded text, best first; `known` tells words."""
        if not 2 <= len(text) <= LONGEST:
            return ()
        for way in self._ways(text, known):
            counts = Counter(one for one in way if one != text)
            if counts:
                return tuple(sorted(counts, key=lambda one: (-counts[one], one))[:limit])
        return ()

    def _ways(self, text: str, known: Callable[[str], bool]) -> Iterator[Iterator[str]]:
        """Yield the spellings of each way of going wrong, the likeliest way first."""
        yield self._sounding(text)
        if len(text) >= _SHORTEST:
            yield self._exchanged(text)
            yield self._longer(text)
        if len(text) > _SHORTEST:
            yield self._replaced(text)
            yield self._shorter(text)
            for size in range(min(len(text) - 1, _LONGEST_PART), 1, -1):
                yield self._sounding_in_part(text, size, known)

    def _sounding(self, text: str) -> Iterator[str]:
        """Yield texts that sound the same."""
        sought = alike(" " + " ".join(self._sounds.get(char, char) for char in text) + " ")
        every = self._table.found(lambda rows: rows.sounding.places(sought))
        for rows, number, _, place in islice(every, _PATIENCE):
            start = rows.sounding[number].count(" ", 0, place)
            other = rows.folded[number][start : start + len(text)]
            if _digits(other) == _digits(text):
                yield other

    def _sounding_in_part(self, text: str, size: int, known: Callable[[str], bool]) -> Iterator[str]:
        """Yield the text with some characters, which stand nowhere, changed into others of the same sound."""
        last = len(text) - size
        # Two characters sound like too much to be taken out of the middle.
        for start in (0, last) if size == 2 else range(last + 1):
            part = text[start : start + size]
            if not self._holds(part) and all(char in self._sounds for char in part):
                for other in self._sounding(part):
                    # So do three, unless they are a word or all of a line.
                    if size > 3 or known(other) or self._is_row(other):
                        yield text[:start] + other + text[start + size :]

    def _exchanged(self, text: str) -> Iterator[str]:
        for start in range(len(text) - 1):
            if _DIGITS.isdisjoint(text[start : start + 2]):
                other = text[:start] + text[start + 1] + text[start] + text[start + 2 :]
                if self._holds(other):
                    yield other

    def _replaced(self, text: str) -> Iterator[str]:
        for place, char in enumerate(text):
            if char not in _DIGITS:
                yield from self._with_another(text[:place], text[place + 1 :])

    def _longer(self, text: str) -> Iterator[str]:
        for place in range(1, len(text)):
            yield from self._with_another(text[:place], text[place:])

    def _shorter(self, text: str) -> Iterator[str]:
        # Without its first or last character it would only be less of the text.
        for place, char in enumerate(text[1:-1], 1):
            other = text[:place] + text[place + 1 :]
            if char not in _DIGITS and len(other) >= _SHORTEST and self._holds(other):
                yield other

    def _with_another(self, head: str, tail: str) -> Iterator[str]:
        """Yield what stands in the texts as head, one character that is no digit, tail."""
        sought, shift = (tail, len(head) + 1) if len(tail) > len(head) else (head, 0)
        size = len(head) + 1 + len(tail)
        every = self._table.found(lambda rows: rows.folded.places(sought))
        for rows, number, _, place in islice(every, _PATIENCE):
            start = place - shift
            other = rows.folded[number][max(start, 0) : start + size]
            if (
                start >= 0
                and len(other) == size
                and other.startswith(head)
                and other.endswith(tail)
                and other[len(head)] not in _DIGITS
            ):
                yield other

    def _holds(self, piece: str) -> bool:
        """Tell whether a row holds a piece."""
        return any(True for _ in self._table.found(lambda rows: rows.folded.places(piece)))

    def _is_row(self, text: str) -> bool:
        """Tell whether a row is a text."""
        return any(
            True for _ in self._table.found(lambda rows: ((one, None) for one in rows.folded.equal(text)))
        )


def alike(pinyin: str) -> str:
    """Return pinyin (a blank behind every syllable) with sounds that are easily confused made one."""
    for one, other in _ALIKE:
        pinyin = pinyin.replace(one, other)
    return pinyin


def _digits(text: str) -> list[str]:
    return [char for char in text if char in _DIGITS]

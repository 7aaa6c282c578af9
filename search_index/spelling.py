"""Near spellings: what a reader may have meant by a text that is found nowhere.

The same sound, two characters exchanged, one character wrong, missing or too many. A spelling is offered only
if it stands in the texts it is taken from. Digits are never changed: another number is not a near one.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

LONGEST = 20
_SHORTEST = 3
_LONGEST_PART = 6
#: Places looked at for one way of going wrong.
_PATIENCE = 200
_DIGITS = frozenset("0123456789")
#: Sounds that many do not tell apart: the first is taken for the second.
_ALIKE = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng ", "n "))


class Spelling:
    """Texts, one a line, with the sound of every character, and the sounds of common characters."""

    def __init__(self, folded: str, pinyin: str, sounds: Mapping[str, str]):
        self._folded = f"\n{folded}\n"
        self._lines = folded.split("\n")
        self._pinyin = alike("\n".join(f" {line} " for line in ("", *pinyin.split("\n"), "")))
        self._starts = [place for place, char in enumerate(self._pinyin) if char == "\n"]
        self._sounds = {char: sound for sound, chars in sounds.items() for char in chars}

    def near(self, text: str, limit: int, known: Callable[[str], bool]) -> tuple[str, ...]:
        """Return at most `limit` near spellings of a folded text, best first; `known` tells words."""
        if not 2 <= len(text) <= LONGEST:
            return ()
        for way in self._ways(text, known):
            counts = Counter(one for one in way if one != text and "\n" not in one)
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
        place = self._pinyin.find(sought)
        for _ in range(_PATIENCE):
            if place < 0:
                return
            line = bisect_right(self._starts, place) - 1
            start = self._pinyin.count(" ", self._starts[line], place)
            other = self._lines[line][start : start + len(text)]
            if _digits(other) == _digits(text):
                yield other
            place = self._pinyin.find(sought, place + 1)

    def _sounding_in_part(self, text: str, size: int, known: Callable[[str], bool]) -> Iterator[str]:
        """Yield the text with some characters, which stand nowhere, changed into others of the same sound."""
        last = len(text) - size
        # Two characters sound like too much to be taken out of the middle.
        for start in (0, last) if size == 2 else range(last + 1):
            part = text[start : start + size]
            if part not in self._folded and all(char in self._sounds for char in part):
                for other in self._sounding(part):
                    # So do three, unless they are a word or all of a line.
                    if size > 3 or known(other) or f"\n{other}\n" in self._folded:
                        yield text[:start] + other + text[start + size :]

    def _exchanged(self, text: str) -> Iterator[str]:
        for start in range(len(text) - 1):
            if _DIGITS.isdisjoint(text[start : start + 2]):
                other = text[:start] + text[start + 1] + text[start] + text[start + 2 :]
                if other in self._folded:
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
            if char not in _DIGITS and len(other) >= _SHORTEST and other in self._folded:
                yield other

    def _with_another(self, head: str, tail: str) -> Iterator[str]:
        """Yield what stands in the texts as head, one character that is no digit, tail."""
        sought, shift = (tail, len(head) + 1) if len(tail) > len(head) else (head, 0)
        place = self._folded.find(sought)
        for _ in range(_PATIENCE):
            if place < 0:
                return
            start = place - shift
            other = self._folded[max(start, 0) : start + len(head) + 1 + len(tail)]
            if (
                start >= 0
                and other.startswith(head)
                and other.endswith(tail)
                and other[len(head) : len(head) + 1] not in _DIGITS
            ):
                yield other
            place = self._folded.find(sought, place + 1)


def alike(pinyin: str) -> str:
    """Return pinyin (a blank behind every syllable) with sounds that are easily confused made one."""
    for one, other in _ALIKE:
        pinyin = pinyin.replace(one, other)
    return pinyin


def _digits(text: str) -> list[str]:
    return [char for char in text if char in _DIGITS]

"""Near spellings: what a reader may have meant by a text that is found nowhere.

The same sound, two characters exchanged, one character wrong, missing or too many. A spelling is offered only
if it stands in the texts it is taken from. Digits are never changed: another number is not a near one.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping

LONGEST = 20
_SHORTEST = 3
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

    def near(self, text: str, limit: int) -> tuple[str, ...]:
        """Return at most `limit` near spellings of a folded text, best first."""
        if not 2 <= len(text) <= LONGEST:
            return ()
        ways = [self._sounding(text)]
        if len(text) >= _SHORTEST:
            ways += [self._exchanged(text), self._replaced(text), self._longer(text), self._shorter(text)]
        ways.append(self._sounding_in_part(text))
        found: dict[str, None] = {}
        for way in ways:
            counts = Counter(one for one in way if one != text and "\n" not in one)
            for one in sorted(counts, key=lambda one: (-counts[one], one)):
                found.setdefault(one)
            if len(found) >= limit:
                break
        return tuple(found)[:limit]

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

    def _sounding_in_part(self, text: str) -> Iterator[str]:
        """Yield the text with its first or last two characters, which stand nowhere, as two that do."""
        if len(text) <= _SHORTEST:
            return
        for head, pair, tail in (("", text[:2], text[2:]), (text[:-2], text[-2:], "")):
            if pair not in self._folded:
                for other in self._sounding(pair):
                    yield head + other + tail

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
        for place, char in enumerate(text):
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

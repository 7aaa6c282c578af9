"""Notices cut from a file of laws, their terms, and the queries asked of them; always the same.

The file is JSON lines in xz with ``title``, ``body``, ``date``, ``kind`` and ``source`` a law.  A notice has
1,300 characters.  While there are laws left a notice is a stretch of one law; after that its two halves come
from different laws, so that no notice repeats another.
"""

import json
import lzma
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import rjieba

LENGTH = 1300
HALF = LENGTH // 2
KINDS = ("通知", "意见", "通报", "方案", "报告")
ISSUERS = tuple(f"{name}安全生产委员会办公室" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")


@dataclass(frozen=True)
class Notice:
    """One notice; ``date`` is yyyymmdd."""

    serial: int
    title: str
    body: str
    kind: str
    issuer: str
    date: int

    @property
    def day(self) -> str:
        return f"{self.date // 10000}-{self.date // 100 % 100:02}-{self.date % 100:02}"

    @property
    def number(self) -> str:
        return f"某安办发〔{self.date // 10000}〕{self.serial + 1}号"


@dataclass(frozen=True)
class Terms:
    """A text as the engines get it: the same terms for all, parted by blanks."""

    grams: str
    """Every two neighbouring characters, in order: a phrase of them is a piece of text."""
    words: str
    """Every word of the dictionary with three characters or more, wherever it stands."""


@dataclass(frozen=True)
class Query:
    """A query of a kind: what a reader types, and the terms that the other engines are asked."""

    kind: str
    text: str
    terms: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = field(default=())


def notices(place: Path, count: int) -> Iterator[Notice]:
    """``count`` notices."""
    blocks = _blocks(place)
    for serial in range(count):
        turn, at = divmod(serial, len(blocks) // 2)
        if turn == 0:
            (title, one), (_, other) = blocks[2 * at], blocks[2 * at + 1]
        else:
            dice = random.Random(serial)
            (title, one), (_, other) = dice.choice(blocks), dice.choice(blocks)
        dice = random.Random(-serial - 1)
        day = dice.randint(2000, 2024) * 10000 + dice.randint(1, 12) * 100 + dice.randint(1, 28)
        yield Notice(
            serial,
            f"关于{title}有关事项的通知（{serial + 1}）",
            one + other,
            dice.choice(KINDS),
            dice.choice(ISSUERS),
            day,
        )


def _blocks(place: Path) -> list[tuple[str, str]]:
    """Stretches of half a notice, an even number of each law, with the title of the law."""
    found = []
    with lzma.open(place, "rt", encoding="utf-8") as laws:
        for line in laws:
            law = json.loads(line)
            body = law["body"]
            ends = range(0, len(body) - LENGTH + 1, HALF)
            pieces = [(law["title"], body[start : start + HALF]) for start in ends]
            found += pieces[: len(pieces) // 2 * 2]
    return found


def letters(text: str) -> str:
    """The characters of a text that are searched: letters and figures, in lower case."""
    return "".join(character for character in text.lower() if character.isalnum())


def terms(notice: Notice) -> Terms:
    """The terms of a notice with its title."""
    plain = letters(notice.title + notice.body)
    grams = " ".join(map("".join, pairwise(plain)))
    return Terms(grams, " ".join(word for word in rjieba.cut_all(plain) if len(word) > 2))


def split(text: str) -> tuple[str, ...]:
    """The terms that a piece of text asks for: its pairs of characters, and the longer words in it."""
    plain = letters(text)
    pairs = map("".join, pairwise(plain))
    return tuple(dict.fromkeys((*pairs, *(word for word in rjieba.cut_all(plain) if len(word) > 2))))


class Queries:
    """Queries of every kind, taken from a sample of the notices."""

    def __init__(self, sample: list[Notice], each: int) -> None:
        self._sample, self._each = sample, each

    @cached_property
    def _words(self) -> dict[str, int]:
        """In how many notices of the sample each word of two to four characters stands."""
        counts: dict[str, int] = {}
        for notice in self._sample:
            cut = {word for word in rjieba.cut(letters(notice.body)) if 2 <= len(word) <= 4 and _han(word)}
            for word in sorted(cut):
                counts[word] = counts.get(word, 0) + 1
        return counts

    def _of(self, low: float, high: float) -> list[str]:
        size = len(self._sample)
        return sorted(word for word, count in self._words.items() if low * size < count <= high * size)

    def all(self) -> list[Query]:
        """The queries of all kinds, as many of each."""
        dice = random.Random(7)
        rare, middle, common = self._of(0, 1 / len(self._sample)), self._of(0.01, 0.1), self._of(0.2, 1)
        made: list[Query] = []

        def one(kind: str, text: str, *, filters: tuple[tuple[str, str], ...] = ()) -> None:
            made.append(Query(kind, text, tuple(text.split(" ")), filters))

        for _ in range(self._each):
            one("rare word", dice.choice(rare))
            one("common word", dice.choice(common))
            one("common word with count", dice.choice(common))
            one("AND of 2-4", self._together(dice, common + middle))
            words = dice.sample(common + middle, dice.randint(2, 4))
            made.append(Query("OR of 2-4 with count", " OR ".join(words), tuple(words)))
            question = self._piece(dice, 8, 12) + self._piece(dice, 8, 12)
            made.append(Query("long OR", question, split(question)))
            piece = self._piece(dice, 4, 8)
            made.append(Query("phrase", f"“{piece}”", (piece,)))
            year = dice.randint(2000, 2019)
            span = (("kind", dice.choice(KINDS)), ("from", f"{year}-01-01"), ("to", f"{year + 5}-12-31"))
            one("category and date range", dice.choice(common), filters=span)
            one("sorted by date", dice.choice(common))
            one("facet counts", dice.choice(common))
            one("highlight of ten", dice.choice(common))
            one("full result page", self._together(dice, common + middle))
        return made

    def _together(self, dice: random.Random, words: list[str]) -> str:
        """Two to four of the words that stand in one notice."""
        while True:
            body = dice.choice(self._sample).body
            held = [word for word in words if word in body]
            if len(held) > 3:
                return " ".join(dice.sample(held, dice.randint(2, 4)))

    def _piece(self, dice: random.Random, low: int, high: int) -> str:
        """A piece of some notice between two marks."""
        while True:
            body = dice.choice(self._sample).body
            start = dice.randrange(len(body) - high)
            piece = body[start : start + dice.randint(low, high)]
            if _han(piece):
                return piece


def _han(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)

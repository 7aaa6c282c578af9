"""What is offered while a reader types, and the table behind it.

The table is made once with the index, with pypinyin; asking needs no pinyin but what the table holds. Its
rows stand in the order in which they are offered, shorter ones first, as lines of a few long strings: looking
for a piece of a line is looking for it in the string, and the first lines found are the best.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from search_index.document import Suggestion
from search_index.spelling import Spelling

MOST = 10
#: Fewer letters stand inside too many names to say anything.
_FEWEST_LETTERS = 3
#: Lines looked at in one way of matching.
_PATIENCE = 2000
_LETTERS = re.compile("[a-z]+")
_MIXED = re.compile("(.*[^a-z])([a-z]+)")


def make(
    suggestions: Iterable[Suggestion], phrases: Iterable[str], fold: Callable[[str], str], old: bytes = b""
) -> bytes:
    """Return the table of suggestions and set phrases as JSON.

    From the table made before it takes the pinyin of texts that are still there, which is most of the work.
    """
    rows: dict[str, tuple[str, Suggestion]] = {}
    for one in (*suggestions, *map(Suggestion, phrases)):
        folded = fold(one.text)
        if folded:
            rows.setdefault(one.text, (folded, one))
    ordered = sorted(rows.values(), key=lambda row: (len(row[0]), row[0], row[1].text))
    before = json.loads(old) if old else {"folded": "", "pinyin": "", "sounds": {}}
    told = dict(zip(before["folded"].split("\n"), before["pinyin"].split("\n"), strict=True))
    pinyin = [told.get(folded) or " ".join(_syllables(folded)) for folded, _ in ordered]
    table = {
        "rows": [[one.text, one.label, one.url] for _, one in ordered],
        "folded": "\n".join(folded for folded, _ in ordered),
        "pinyin": "\n".join(pinyin),
        "initials": "\n".join("".join(syllable[0] for syllable in row.split(" ")) for row in pinyin),
        "sounds": before["sounds"] or _sounds(),
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _syllables(folded: str) -> list[str]:
    """Return one syllable for every character; what is not Chinese stands for itself."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(folded, errors=list)


def _sounds() -> dict[str, str]:
    """Return the common characters (GB 2312) by their most usual syllable."""
    from pypinyin import lazy_pinyin

    common = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    sounds: dict[str, str] = {}
    for char in (code.decode("gb2312", "ignore") for code in common):
        if char:
            syllable = lazy_pinyin(char)[0]
            sounds[syllable] = sounds.get(syllable, "") + char
    return dict(sorted(sounds.items()))


class Table:
    """The table, to be asked."""

    def __init__(self, data: bytes):
        table = json.loads(data)
        self.rows = [Suggestion(*row) for row in table["rows"]]
        """All suggestions, in the order in which they are offered."""
        self.folded: list[str] = table["folded"].split("\n")
        self.pinyin: list[str] = table["pinyin"].split("\n")
        self._texts = _Lines(table["folded"])
        self._letters = _Lines(table["pinyin"].replace(" ", ""))
        self._initials = _Lines(table["initials"])
        self._spelling = Spelling(table["folded"], table["pinyin"], table["sounds"])

    def complete(self, typed: str, limit: int = MOST) -> list[Suggestion]:
        """Return what may be meant by the beginning of a query, folded; best first.

        By characters from the start or inside, then by pinyin, then by initials; shorter texts first.
        """
        found: dict[int, None] = {}
        for row in self._matching(typed):
            found.setdefault(row)
            if len(found) == limit:
                break
        return [self.rows[row] for row in found]

    def near(
        self, text: str, limit: int = 5, known: Callable[[str], bool] = lambda piece: False
    ) -> tuple[str, ...]:
        """Return spellings near a folded text, of which the changed part stands in the table; best first.

        Within a longer text two or three characters are changed by their sound only into a word; `known`
        tells of a folded text whether it is one.
        """
        return self._spelling.near(text, limit, known)

    def _matching(self, typed: str) -> Iterator[int]:
        if not typed:
            return
        yield from self._texts.starting(typed)
        yield from self._texts.holding(typed)
        if _LETTERS.fullmatch(typed):
            yield from self._letters.starting(typed)
            if len(typed) >= _FEWEST_LETTERS:
                yield from (row for row in self._letters.holding(typed) if self._sounds_inside(row, typed))
            yield from self._initials.starting(typed)
            if len(typed) >= _FEWEST_LETTERS:
                yield from self._initials.holding(typed)
        elif mixed := _MIXED.fullmatch(typed):
            yield from self._half_typed(mixed[1], mixed[2])

    def _sounds_inside(self, row: int, typed: str) -> bool:
        """Tell whether the letters begin at a syllable of the row."""
        syllables = self.pinyin[row].split(" ")
        return any("".join(syllables[start:]).startswith(typed) for start in range(len(syllables)))

    def _half_typed(self, head: str, letters: str) -> Iterator[int]:
        """Yield rows with characters followed by what the letters spell, as while an input method is used."""
        for row in self._texts.holding(head):
            rest = self.pinyin[row].split(" ")[self.folded[row].index(head) + len(head) :]
            initials = "".join(syllable[0] for syllable in rest)
            if "".join(rest).startswith(letters) or initials.startswith(letters):
                yield row


class _Lines:
    """Lines in one string, looked for by what they begin with or hold."""

    def __init__(self, text: str):
        self._text = f"\n{text}\n"
        self._starts = [match.start() for match in re.finditer("\n", self._text)]

    def starting(self, piece: str) -> Iterator[int]:
        """Yield the lines that begin with a piece, in order."""
        return self._holding("\n" + piece)

    def holding(self, piece: str) -> Iterator[int]:
        """Yield the lines that hold a piece, in order."""
        return self._holding(piece)

    def _holding(self, piece: str) -> Iterator[int]:
        place = self._text.find(piece)
        for _ in range(_PATIENCE):
            if place < 0:
                return
            line = bisect_right(self._starts, place) - 1
            yield line
            place = self._text.find(piece, self._starts[line + 1])

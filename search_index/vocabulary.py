"""What an index as a whole knows: its words, names, filters and statistics; kept until the index changes."""

import json
from collections.abc import Mapping
from functools import cached_property

from search_index import score
from search_index.document import Wanted
from search_index.expand import Expander
from search_index.facets import column, gone
from search_index.reader import Index
from search_index.readings.numbers import own_keys
from search_index.segment import Segment
from search_index.suggest import Rows, Table
from search_index.title import title_key

# Answers about words that are kept; a question asks about some hundred.
MOST_KNOWN = 100_000


class Vocabulary:
    """The knowledge of one generation of an index."""

    def __init__(self, index: Index):
        self.index = index
        self.generation = index.generation
        self.fold = index.fold.text
        self.segments: list[Segment] = list(index.segments)
        self._norms: dict[int, score.Norms] = {}
        self._known: dict[str, bool] = {}
        self._starts: dict[str, bool] = {}
        self._values: dict[str, list[str]] = {}

    @cached_property
    def expander(self) -> Expander:
        """Names and near words."""
        return Expander(self.index.lexicon, self.fold)

    @cached_property
    def table(self) -> Table:
        """What is offered while typing, and near spellings."""
        phrases = json.loads(self.index.suggestions)
        tables = [(segment.rows, segment.live) for segment in self.segments]
        return Table([*tables, (Rows(phrases.__getitem__), None)], phrases["sounds"])

    @cached_property
    def facets(self) -> Mapping[str, str]:
        """The labels of the filters by their keys."""
        return {facet.key: facet.label for facet in self.index.lexicon.facets}

    @cached_property
    def wanted(self) -> list[tuple[Wanted, str, frozenset[str]]]:
        """Works cited but not held, with the key of their title and the keys of their numbers."""
        return [
            (one, title_key(self.fold(one.title)), self._numbers(one.numbers))
            for one in self.index.lexicon.wanted
        ]

    def _numbers(self, numbers: tuple[str, ...]) -> frozenset[str]:
        return frozenset(key for number in numbers for key in own_keys(number, (), self.fold))

    @cached_property
    def _own_numbers(self) -> list[str]:
        """The terms of whole numbers, n:<number>||, of all documents."""
        found = {key for segment in self.segments for key in segment.starting("keys", "n:")}
        return sorted(key for key in found if key.endswith("||"))

    def numbers_holding(self, text: str) -> list[str]:
        """Return the terms of held numbers that contain a folded text."""
        return [key for key in self._own_numbers if text in key[2:-2]]

    def is_code(self, code: str) -> bool:
        """Tell whether held numbers begin with a folded code and go on with digits."""
        start = f"n:{code}"
        return any(key.startswith(start) and key[len(start)].isdecimal() for key in self._own_numbers)

    @cached_property
    def _written(self) -> dict[str, str]:
        groups = (*self.index.lexicon.names, *self.index.lexicon.synonyms)
        return {self.fold(word): word for group in groups for word in group}

    def written(self, text: str) -> str:
        """Return a folded name or near word as the lexicon writes it."""
        return self._written.get(text, text)

    def typed(self, raw: str, piece: str) -> str:
        """Return a piece of a folded text as it was typed; `raw` is the whole text that was typed."""
        text, offsets = self.index.fold(raw)
        at = text.find(piece)
        return raw[int(offsets[at]) : int(offsets[at + len(piece) - 1]) + 1] if piece and at >= 0 else piece

    def values(self, key: str) -> list[str]:
        """Return all values of a filter, in order of their characters."""
        if key not in self._values:
            found: set[str] = set()
            for segment in self.segments:
                dead = set(gone(segment, key))
                found.update(name for code, name in enumerate(column(segment, key)[2]) if code not in dead)
            self._values[key] = sorted(found)
        return self._values[key]

    def known(self, piece: str) -> bool:
        """Tell whether a piece of two or more characters is a dictionary word that occurs."""
        known = self._known.get(piece)
        if known is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            if len(piece) == 2:
                known = any(segment.is_word(piece) for segment in self.segments)
            else:
                known = self._begins(piece[:3]) and any(
                    segment.has("words", piece) for segment in self.segments
                )
            self._known[piece] = known
        return known

    def _begins(self, start: str) -> bool:
        """Tell whether any dictionary word that occurs begins with three characters: few pieces do."""
        begins = self._starts.get(start)
        if begins is None:
            if len(self._starts) > MOST_KNOWN:
                self._starts.clear()
            begins = any(segment.begins("words", start) for segment in self.segments)
            self._starts[start] = begins
        return begins

    def rarity(self, df: int) -> int:
        """Return the idf in thousandths of what so many documents hold."""
        return score.rarity(self.index.size, df)

    def norms(self, segment: Segment) -> score.Norms:
        """Return the length norms of a segment's documents."""
        number = self.segments.index(segment)
        if number not in self._norms:
            average = self.index.total_length / max(self.index.size, 1)
            self._norms[number] = score.Norms(segment.lengths, max(average, 1.0))
        return self._norms[number]

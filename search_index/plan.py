"""What a query asks for: its clauses folded, read, cut and given the names and near words of the lexicon.

A plan holds nothing of a segment; it is made once a search and asked of every segment.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from search_index import readings
from search_index.cut import cut, stop
from search_index.filters import Filters, clause_filters
from search_index.readings import Reading, numbers
from search_index.syntax import Clause, Query
from search_index.vocabulary import Vocabulary

# A search asks for its clauses several times.
KEPT = 64
NOTHING = Reading()
#: A piece of a text and terms that do as well.
Cut = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Piece:
    """A part of a clause that must be somewhere in a document."""

    text: str
    names: tuple[str, ...] = ()
    """Equivalent names, folded; each does as well."""
    near: tuple[str, ...] = ()
    """Near words, folded; each does instead, in the tier of near words."""
    keys: tuple[str, ...] = ()
    """Terms of the field of keys, each of which does as well."""


@dataclass(frozen=True)
class Need:
    """A clause understood."""

    clause: Clause
    text: str
    """Folded; empty if the clause is only marks."""
    names: tuple[str, ...] = ()
    """Equivalent names and spellings of the whole text, folded."""
    reading: Reading = NOTHING
    pieces: tuple[Piece, ...] = ()
    """What may be there if the text as a whole is not; empty if the clause is only taken as a whole."""
    apart: bool = False
    """Whether a document that holds all pieces answers the clause."""
    filters: Filters | None = None
    """What a document must pass, if the clause is a filter among others."""

    @property
    def near(self) -> list[str]:
        """Return the near words, folded, by which the clause may be answered."""
        return [word for piece in self.pieces for word in piece.near] if self.apart else []

    @property
    def texts(self) -> Iterator[str]:
        """Everything folded by which the clause is found: itself, names, pieces, near words."""
        yield from (self.text, *self.names)
        for piece in self.pieces:
            yield from (piece.text, *piece.names, *piece.near)


@dataclass(frozen=True)
class Plan:
    """A query understood."""

    query: Query
    groups: tuple[tuple[Need, ...], ...] = ()
    """All groups are required; one need of a group is enough."""
    excluded: tuple[Need, ...] = ()
    whole: Need | None = None
    """The whole query as one clause, for its readings and as an exact title."""
    ignored: tuple[str, ...] = ()
    """Clauses that hold nothing that could be searched."""

    @property
    def empty(self) -> bool:
        """Whether all that was typed holds nothing that could be searched."""
        return bool(self.ignored) and not self.groups and not self.excluded

    @property
    def needs(self) -> list[Need]:
        """Return all needs that are searched for."""
        whole = [self.whole] if self.whole else []
        return [need for group in self.groups for need in group] + whole


class Planner:
    """Makes plans with the vocabulary of an index."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self.fold = vocabulary.fold
        self.expander = vocabulary.expander
        self._kept = lru_cache(maxsize=KEPT)(self._need)

    def as_number(self, query: Query) -> Query:
        """Return a query that as a whole is a document number as that one clause, any other as it is."""
        reading = self._read(query.whole.text) if query.whole else NOTHING
        number = reading.whole and reading.near
        return replace(query, groups=((query.whole,),), whole=None) if number and query.whole else query

    def plan(self, query: Query) -> Plan:
        """Return the plan of a query whose filters have been taken out."""
        groups, excluded, ignored = [], [], []
        for group in query.groups:
            needs = tuple(need for need in map(self.need, group) if need.text or need.reading or need.filters)
            if not needs:
                ignored += [clause.text for clause in group]
            elif needs[0].clause.excluded:
                excluded += needs
            else:
                groups.append(needs)
        whole = self.need(query.whole) if query.whole else None
        return Plan(query, tuple(groups), tuple(excluded), whole, tuple(ignored))

    def need(self, clause: Clause) -> Need:
        """Return what a clause asks for."""
        return self._kept(clause)

    def _need(self, clause: Clause) -> Need:
        filters = clause_filters(self.vocabulary, clause)
        if filters:
            return Need(clause, "", filters=filters)
        text = self.fold(clause.text)
        if clause.quoted and clause.field != "number":
            return Need(clause, text, reading=NOTHING if text else self._read(clause.text))
        reading = self._read(clause.text)
        if clause.field == "number" and text and not reading.whole:
            reading = reading._replace(number=(*reading.number, *self.vocabulary.numbers_holding(text)))
        forms = [self.fold(form) for form in reading.forms]
        names = tuple(dict.fromkeys([*self.expander.equivalents(text), *forms]))
        pieces, apart = ((), False) if reading.whole else self.pieces(clause.text)
        return Need(clause, text, names, reading, pieces, apart)

    def _read(self, text: str) -> Reading:
        reading = readings.read(text, self.fold, self.expander.equivalents)
        if reading.near and not reading.whole and numbers.asked(text):
            code = reading.number[0].split("|")[0].removeprefix("n:")
            return reading._replace(whole=self.vocabulary.is_code(code))
        return reading

    def pieces(self, text: str) -> tuple[tuple[Piece, ...], bool]:
        """Cut a text into pieces; tell whether a document that holds them apart answers it.

        Single characters that are left over are everywhere: with them it is none.
        """
        cuts = [one for one in dict.fromkeys(self._cut(text)) if not stop(one[0])]
        longer = [one for one in cuts if says_something(one[0])]
        apart = len(longer) == len(cuts) or len(cuts) == 1
        return tuple(self._piece(*one) for one in longer or cuts), apart

    def rough_pieces(self, text: str) -> tuple[Piece, ...]:
        """Cut a text into pieces, neighbouring single characters together: likely an unknown word.

        Single characters beside longer pieces are left out, unless no document holds them.
        """
        runs: list[Cut] = []
        single = False
        for piece, keys in self._cut(text):
            alone = not says_something(piece) and not stop(piece)
            runs[len(runs) :] = [(runs.pop()[0] + piece, ())] if alone and single else [(piece, keys)]
            single = alone
        pieces = [one for one in dict.fromkeys(runs) if not stop(one[0])]
        df = self.vocabulary.index.df
        longer = [one for one in pieces if says_something(one[0]) or not df("chars", one[0])]
        return tuple(self._piece(*one) for one in longer or pieces)

    def _cut(self, text: str) -> list[Cut]:
        """Return the pieces of a text, folded, with the terms of the number, figure or date that one is."""
        folded, offsets = self.vocabulary.index.fold(text)
        spans = {}
        for one in readings.scan(text, self.fold):
            start, end = offsets.searchsorted([one.start, one.end]).tolist()
            if start < end:
                spans[start] = (end, self._terms(text[one.start : one.end]) or one.keys)
        fixed = {start: end for start, (end, _) in spans.items()}
        pieces = []
        start = 0
        for piece in cut(folded, self.vocabulary.known, self.expander.pieces, fixed):
            pieces.append((piece, spans[start][1] if start in spans else ()))
            start += len(piece)
        return pieces

    def _terms(self, text: str) -> tuple[str, ...]:
        reading = self._read(text)
        return (*reading.number, *reading.cited, *reading.dates, *reading.figures)

    def _piece(self, text: str, keys: tuple[str, ...]) -> Piece:
        return Piece(text, self.expander.equivalents(text), self.expander.near(text), keys)


def says_something(piece: str) -> bool:
    """Tell whether a piece is more than a single character, or a digit or letter."""
    return len(piece) > 1 or piece.isascii()

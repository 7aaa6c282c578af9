"""What a query asks for: its clauses folded, read, cut and given the names and near words of the lexicon.

A plan holds nothing of a segment; it is made once a search and asked of every segment.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from search_index import readings
from search_index.cut import cut, stop
from search_index.filters import Filters, clause_filters
from search_index.readings import Reading
from search_index.syntax import Clause, Query
from search_index.vocabulary import Vocabulary

NOTHING = Reading()


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
    """What must be there if the text as a whole is not; empty if the clause is only taken as a whole."""
    filters: Filters | None = None
    """What a document must pass, if the clause is a filter among others."""

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
        filters = clause_filters(self.vocabulary, clause)
        if filters:
            return Need(clause, "", filters=filters)
        text = self.fold(clause.text)
        if clause.quoted and clause.field != "number":
            return Need(clause, text, reading=NOTHING if text else self._read(clause.text))
        reading = self._read(clause.text)
        forms = [self.fold(form) for form in reading.forms]
        names = tuple(dict.fromkeys([*self.expander.equivalents(text), *forms]))
        return Need(clause, text, names, reading, () if reading.whole else self.pieces(text))

    def _read(self, text: str) -> Reading:
        return readings.read(text, self.fold, self.expander.equivalents)

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Cut a folded text into the pieces that must be in a document."""
        return self._required(self._cut(text))

    def rough_pieces(self, text: str) -> tuple[Piece, ...]:
        """Cut a folded text into pieces, neighbouring single characters together: likely an unknown word."""
        runs: list[str] = []
        single = False
        for piece in self._cut(text):
            alone = len(piece) == 1 and not stop(piece)
            runs[len(runs) :] = [runs.pop() + piece] if alone and single else [piece]
            single = alone
        return self._required(runs)

    def _cut(self, text: str) -> tuple[str, ...]:
        return cut(text, self.vocabulary.known, self.expander.pieces)

    def _required(self, cuts: Iterable[str]) -> tuple[Piece, ...]:
        """Leave out stop words, and single characters (no digits or letters) beside longer pieces."""
        pieces = [piece for piece in dict.fromkeys(cuts) if not stop(piece)]
        longer = [piece for piece in pieces if len(piece) > 1 or piece.isascii()]
        return tuple(map(self._piece, longer or pieces))

    def _piece(self, text: str) -> Piece:
        figures = self._read(text).figures if text[0].isdigit() else ()
        return Piece(text, self.expander.equivalents(text), self.expander.near(text), figures)

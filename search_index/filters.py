"""Filters: parameters and clauses like 机关:省安委办 that narrow what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search_index import facets
from search_index.readings.dates import span
from search_index.segment import Segment
from search_index.syntax import Clause, Query
from search_index.vocabulary import Vocabulary

DATE = "date"
EVER = (0, 99999999)


@dataclass(frozen=True)
class Filter:
    """Values of one facet, any of which will do."""

    key: str
    values: frozenset[str]


@dataclass(frozen=True)
class Filters:
    """All filters of a search; a document must pass every one."""

    chosen: tuple[Filter, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """Ranges of dates (yyyymmdd, inclusive)."""
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chosen or self.spans)

    def selected(self, key: str) -> frozenset[str]:
        """Return the chosen values of a facet."""
        return frozenset(value for one in self.chosen if one.key == key for value in one.values)

    def masks(self, segment: Segment) -> list[tuple[str, np.ndarray]]:
        """Return for every filter its facet and which documents pass it (bool)."""
        chosen = [(one.key, facets.having(segment, one.key, one.values)) for one in self.chosen]
        return chosen + [(DATE, facets.dated(segment, *span)) for span in self.spans]


def resolve(vocabulary: Vocabulary, key: str, texts: Sequence[str]) -> frozenset[str]:
    """Return the values of a facet that texts name: exactly, by an equivalent name, or as a part."""
    values = vocabulary.values(key)
    return frozenset(value for text in texts for value in vocabulary.expander.resolve(values, text))


def given(vocabulary: Vocabulary, chosen: Mapping[str, Sequence[str]], start: str, end: str) -> Filters:
    """Return the filters of parameters; what names no value is said in the notes.

    A date that cannot be read raises ValueError with a message for readers.
    """
    filters, notes = [], []
    for key, texts in chosen.items():
        texts = [text for text in ([texts] if isinstance(texts, str) else texts) if text.strip()]
        if key in vocabulary.facets and texts:
            filters.append(Filter(key, resolve(vocabulary, key, texts)))
            notes += _unknown(vocabulary, key, texts)
    first, last = _date(start)[0], _date(end)[1]
    return Filters(tuple(filters), ((first, last),) if (first, last) != EVER else (), tuple(notes))


def _date(text: str) -> tuple[int, int]:
    found = span(text) if text.strip() else EVER
    if found is None:
        raise ValueError(f"看不懂日期“{text}”，请写成 2023、2023-03 或 2023-03-13 这样的形式。")
    return found


def written(vocabulary: Vocabulary, query: Query) -> tuple[Query, Filters]:
    """Take the filters out of a query: groups that are only values of one facet, or a range of dates."""
    groups, filters, spans, notes = [], [], [], []
    for group in query.groups:
        fields = {clause.field for clause in group}
        key = fields.pop() if len(fields) == 1 and not group[0].excluded else ""
        texts = [clause.text for clause in group]
        dates = [span(text) for text in texts] if key == DATE else []
        if key in vocabulary.facets:
            filters.append(Filter(key, resolve(vocabulary, key, texts)))
            notes += _unknown(vocabulary, key, texts)
        elif len(dates) == 1 and dates[0]:
            spans.append(dates[0])
        else:
            groups.append(group)
    rest = replace(query, groups=tuple(groups))
    return rest, Filters(tuple(filters), tuple(spans), tuple(notes))


def both(one: Filters, other: Filters) -> Filters:
    """Return the filters of two sources together."""
    return Filters(one.chosen + other.chosen, one.spans + other.spans, one.notes + other.notes)


def clause_filters(vocabulary: Vocabulary, clause: Clause) -> Filters | None:
    """Return the filter that a clause is, or None."""
    if clause.field in vocabulary.facets:
        return Filters((Filter(clause.field, resolve(vocabulary, clause.field, [clause.text])),))
    found = span(clause.text) if clause.field == DATE else None
    return Filters((), (found,)) if found else None


def _unknown(vocabulary: Vocabulary, key: str, texts: Sequence[str]) -> list[str]:
    notes = []
    for text in texts:
        if not resolve(vocabulary, key, [text]):
            near = vocabulary.expander.nearest(vocabulary.values(key), text)
            offered = f"，相近的有：{'、'.join(near)}" if near else ""
            notes.append(f"没有“{text}”这一{vocabulary.facets[key]}{offered}。")
    return notes

"""A segment as questions read it: arrays of documents and of postings."""

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

import numpy as np

from search_index.batch import GAP
from search_index.codec.arrays import Arrays
from search_index.codec.documents import DocumentColumns, FacetColumn
from search_index.codec.postings import Postings
from search_index.codec.terms import FieldTerms
from search_index.document import Document
from search_index.errors import BrokenIndex
from search_index.kept import Kept
from search_index.suggest import Rows

REMEMBERED = 1 << 16
"""How many terms a segment remembers the place of before it begins anew."""


class Fields(dict[str, FieldTerms]):
    """The fields of a segment by name, each opened when it is first asked for."""

    def __init__(self, arrays: Arrays):
        super().__init__()
        self._arrays = arrays

    def __missing__(self, name: str) -> FieldTerms:
        field = self[name] = FieldTerms(self._arrays, name)
        return field


class Segment:
    """One part of the index; its files never change, only which of its documents are live.

    Terms are given as text in every field; documents are numbered from 0. Arrays are not to be written to.
    Whatever is read from a damaged part of its files raises BrokenIndex.
    """

    def __init__(self, name: str, terms: Path, documents: Path, live: np.ndarray, kept: Kept):
        self.name = name
        """Its name, the same as long as the segment exists."""
        self.live = live
        """Whether each document is still there (bool)."""
        self._all_live = bool(live.all())
        self._files = Arrays(terms), Arrays(documents)
        self._documents = DocumentColumns(self._files[1])
        if len(self._documents) != len(live):
            raise BrokenIndex
        self._fields = Fields(self._files[0])
        self._kept = kept
        self._facets: dict[str, FacetColumn] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._dfs: dict[tuple[str, str], int] = {}

    def check(self) -> None:
        """Raise BrokenIndex if anything in its files is damaged; reads all of them."""
        for file in self._files:
            file.check()

    @property
    def size(self) -> int:
        """How many documents it has, deleted ones included."""
        return len(self.live)

    @property
    def lengths(self) -> np.ndarray:
        """Folded characters of each document (uint32)."""
        return self._documents.lengths

    @property
    def dates(self) -> np.ndarray:
        """Date of each document as yyyymmdd with 00 for what is unknown, 0 without a date (int32)."""
        return self._documents.dates

    @property
    def repealed(self) -> np.ndarray:
        """Whether each document is repealed (bool)."""
        return self._documents.repealed

    @property
    def ranks(self) -> np.ndarray:
        """Place of each document's id in ascending order within the segment (uint32)."""
        return self._documents.ranks

    @cached_property
    def bases(self) -> np.ndarray:
        """Where the positions of each document begin (uint32, or uint64 where that is too small)."""
        return bases_of(self._documents.lengths)

    @cached_property
    def title_bases(self) -> np.ndarray:
        """Where the title positions of each document begin."""
        return bases_of(self._documents.title_lengths)

    def _find(self, field: str, term: str) -> int:
        """Return the number of a term, -1 without it; asked for again and again, so it is remembered."""
        place = self._places.get((field, term))
        if place is None:
            if len(self._places) >= REMEMBERED:
                self._places.clear()
            place = self._places[field, term] = self._fields[field].find(term)
        return place

    def _keep(self, kind: str, field: str, term: str, make: Callable[[FieldTerms, int], object]):
        index = self._find(field, term)
        if index < 0:
            return None
        return self._kept.get((self.name, kind, field, index), lambda: make(self._fields[field], index))

    def has(self, field: str, term: str) -> bool:
        """Tell whether a document holds a term, deleted ones included."""
        return self._find(field, term) >= 0

    def begins(self, field: str, start: str) -> bool:
        """Tell whether a term of a field of texts begins with a text."""
        terms = self._fields[field]
        data = start.encode("utf-8", "surrogatepass")
        place = terms.place(data)
        return place < len(terms) and terms.text(place).startswith(data)

    def postings(self, field: str, term: str) -> tuple[np.ndarray, np.ndarray | None] | None:
        """Return the documents that hold a term, ascending, and how often each does.

        Deleted documents are among them. The second is None where every document holds it once; without the
        term the result is None.
        """
        return self._keep("docs", field, term, lambda terms, index: (terms.docs(index), terms.tfs(index)))

    def positions(self, field: str, term: str) -> np.ndarray | None:
        """Return all positions of a term of the fields grams or title, ascending, or None without the term.

        A position is the base of the document (bases or title_bases) and the place in it. The i-th belongs to
        the i-th of the documents repeated as often as each holds the term.
        """
        return self._keep("positions", field, term, lambda terms, index: self._positions(field, terms, index))

    def _positions(self, field: str, terms: FieldTerms, index: int) -> np.ndarray:
        bases = self.title_bases if field == "title" else self.bases
        docs, tfs = terms.docs(index), terms.tfs(index)
        starts = bases[docs]
        return terms.positions(index) + (starts if tfs is None else np.repeat(starts, tfs))

    def df(self, field: str, term: str) -> int:
        """Return how many live documents hold a term."""
        index = self._find(field, term)
        if index < 0:
            return 0
        if self._all_live:
            return int(self._fields[field].counts[index])
        df = self._dfs.get((field, term))
        if df is None:
            if len(self._dfs) >= REMEMBERED:
                self._dfs.clear()
            df = int(np.count_nonzero(self.live[self.postings(field, term)[0]]))
            self._dfs[field, term] = df
        return df

    def is_word(self, bigram: str) -> bool:
        """Tell whether two characters that stand in the segment are a word of the dictionary."""
        index = self._find("grams", bigram)
        return index >= 0 and self._fields["grams"].is_word(index)

    def terms(self, field: str) -> list[str]:
        """Return all terms of a field in ascending order of code points."""
        return self._fields[field].texts()

    def starting(self, field: str, start: str) -> list[str]:
        """Return the terms of a field of texts (words, keys, id) that begin with a text, ascending."""
        terms = self._fields[field]
        data = start.encode("utf-8", "surrogatepass")
        # No text in UTF-8 holds this byte, so it comes after all of them.
        return terms.texts(terms.place(data), terms.place(data + b"\xff"))

    def counts(self, field: str) -> np.ndarray:
        """Return for every term of a field how many documents hold it, deleted ones included."""
        return self._fields[field].counts

    def stretch(self, field: str, first: int, last: int) -> Postings:
        """Return the postings of the terms numbered from first up to last, all at once.

        Positions are within the document; deleted documents are among them.
        """
        return self._fields[field].stretch(first, last)

    @property
    def facet_keys(self) -> list[str]:
        """The keys of the facets that any document has."""
        return self._documents.facet_keys

    def _facet(self, key: str) -> FacetColumn:
        if key not in self._facets:
            self._facets[key] = self._documents.facet(key)
        return self._facets[key]

    def facet(self, key: str) -> tuple[np.ndarray, np.ndarray]:
        """Return offsets (size + 1) and codes of a facet.

        A document has codes[offsets[doc] : offsets[doc + 1]].
        """
        column = self._facet(key)
        return column.offsets, column.codes

    def facet_values(self, key: str) -> list[str]:
        """Return the values of a facet; a code is the place of its value."""
        return self._facet(key).values

    def id(self, doc: int) -> str:
        """Return the id of a document."""
        return self._fields["id"].text(int(self.ranks[doc])).decode("utf-8", "surrogatepass")

    def find(self, identity: str) -> int | None:
        """Return the live document with an id, None without it."""
        found = self.postings("id", identity)
        return int(found[0][0]) if found and self.live[found[0][0]] else None

    def ids(self) -> list[str]:
        """Return the ids of all documents, in the order of the documents."""
        ordered = self._fields["id"].texts()
        return [ordered[rank] for rank in self.ranks.tolist()]

    def digest(self, doc: int) -> str:
        """Return the digest of a document."""
        return self._documents.digests[doc].tobytes().hex()

    def documents(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the digest of every live document."""
        for id_, digest, live in zip(self.ids(), self.digests(), self.live.tolist(), strict=True):
            if live:
                yield id_, digest

    def digests(self) -> list[str]:
        """Return the digests of all documents."""
        text = self._documents.digests.tobytes().hex()
        step = 2 * self._documents.digests.shape[1]
        return [text[start : start + step] for start in range(0, len(text), step)]

    @cached_property
    def rows(self) -> Rows:
        """What its documents offer while a reader types."""
        return Rows(self.offered, self.offering)

    def offered(self, column: str) -> str:
        """Return a column of what its documents offer, a line a row: folded, pinyin, rows (JSON)."""
        return self._documents.offered(column)

    @property
    def offering(self) -> np.ndarray:
        """The document of each row that is offered."""
        return self._documents.offering

    def pinyin(self, doc: int) -> dict[str, str]:
        """Return the pinyin of all folded texts that a document offers."""
        rows = np.flatnonzero(self._documents.offering == doc).tolist()
        read = self._documents.offer
        return {read("folded", row): read("pinyin", row) for row in rows}

    def digest_rows(self) -> bytes:
        """Return the digests of all documents end to end, deleted ones included."""
        return self._documents.digests.tobytes()

    def stored(self, doc: int) -> Document:
        """Return a document as it was given."""
        return self._documents.stored(doc)


def bases_of(lengths: np.ndarray) -> np.ndarray:
    """Return where documents of these lengths begin when they follow each other with a gap."""
    spans = lengths.astype("u8") + np.uint64(GAP)
    bases = np.cumsum(spans) - spans
    return bases.astype("u4") if not len(spans) or int(bases[-1] + spans[-1]) < 1 << 32 else bases

"""The arrays of a segment as Whoosh's own searcher reads them, one posting at a time."""

from itertools import islice

import numpy as np
from whoosh.codec import base
from whoosh.columns import ColumnReader
from whoosh.formats import Positions
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from search_index.codec.arrays import Arrays
from search_index.codec.documents import DocumentColumns
from search_index.codec.segment import DOCUMENTS, TERMS
from search_index.codec.terms import FieldTerms

COLUMN_OF = {"date": "dates", "repealed": "repealed", "length": "lengths"}
"""The column of a Whoosh field."""
TITLE = "title"


class ArrayTermsReader(base.TermsReader):
    """The terms of a segment."""

    def __init__(self, storage, segment):
        arrays = Arrays(segment.file(storage, TERMS))
        names = sorted({name.split(".")[0] for name in arrays.names})
        self._fields = {name: FieldTerms(arrays, name) for name in names}

    def _find(self, fieldname: str, text: bytes) -> tuple[FieldTerms, int]:
        field = self._fields.get(fieldname)
        index = -1 if field is None else field.find(text.decode("utf-8"))
        if index < 0:
            raise TermNotFound((fieldname, text))
        return field, index

    def __contains__(self, term):
        fieldname, text = term
        field = self._fields.get(fieldname)
        return field is not None and field.find(text.decode("utf-8")) >= 0

    def indexed_field_names(self):
        return list(self._fields)

    def terms(self):
        for fieldname in self._fields:
            yield from self.terms_from(fieldname, b"")

    def terms_from(self, fieldname, prefix):
        field = self._fields.get(fieldname)
        if field is None:
            return
        for index in range(field.place(prefix), len(field)):
            yield fieldname, field.text(index)

    def items(self):
        for term in self.terms():
            yield term, self.term_info(*term)

    def items_from(self, fieldname, prefix):
        for term in self.terms_from(fieldname, prefix):
            yield term, self.term_info(*term)

    def term_info(self, fieldname, text):
        try:
            field, index = self._find(fieldname, text)
        except TermNotFound as missing:
            raise KeyError(fieldname, text) from missing
        docs, tfs = field.docs(index), field.tfs(index)
        return TermInfo(
            weight=float(field.totals[index]),
            df=int(field.counts[index]),
            minlength=1,
            maxlength=0xFFFFFFFF,
            maxweight=1.0 if tfs is None else float(tfs.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def matcher(self, fieldname, text, format_, scorer=None):
        field, index = self._find(fieldname, text)
        docs, tfs = field.docs(index), field.tfs(index)
        weights = None if tfs is None else tfs.astype(float).tolist()
        values = positions_of(field, index, tfs, format_) if isinstance(format_, Positions) else None
        return ListMatcher(
            docs.tolist(),
            weights,
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def cursor(self, fieldname, fieldobj):
        return ArrayCursor(self._fields.get(fieldname), fieldobj)


def positions_of(field: FieldTerms, index: int, tfs: np.ndarray | None, format_: Positions) -> list[bytes]:
    """Return the positions of a term in each of its documents, as Whoosh's format writes them."""
    positions = field.positions(index).tolist()
    counts = [1] * int(field.counts[index]) if tfs is None else tfs.tolist()
    places = iter(positions)
    return [format_.encode(list(islice(places, count))) for count in counts]


class ArrayCursor(base.FieldCursor):
    """Steps through the terms of a field."""

    def __init__(self, field: FieldTerms | None, fieldobj):
        self._field = field
        self._decode = fieldobj.from_bytes
        self._index = 0

    def is_valid(self):
        return self._field is not None and self._index < len(self._field)

    def first(self):
        self._index = 0
        return self.text()

    def find(self, term):
        data = term if isinstance(term, bytes) else term.encode("utf-8")
        self._index = 0 if self._field is None else self._field.place(data)
        return self.text()

    def next(self):
        self._index += 1
        return self.text()

    def text(self):
        return self._decode(self._field.text(self._index)) if self.is_valid() else None


class ArrayDocumentReader(base.PerDocumentReader):
    """The documents of a segment."""

    def __init__(self, storage, segment):
        self._segment = segment
        self._documents = DocumentColumns(Arrays(segment.file(storage, DOCUMENTS)))

    def doc_count(self):
        return self._segment.doc_count()

    def doc_count_all(self):
        return self._segment.doc_count_all()

    def has_deletions(self):
        return self._segment.has_deletions()

    def is_deleted(self, docnum):
        return self._segment.is_deleted(docnum)

    def deleted_docs(self):
        return self._segment.deleted_docs()

    def _lengths(self, fieldname: str) -> np.ndarray:
        return self._documents.title_lengths if fieldname == TITLE else self._documents.lengths

    def doc_field_length(self, docnum, fieldname, default=0):
        return int(self._lengths(fieldname)[docnum])

    def field_length(self, fieldname):
        return int(self._lengths(fieldname).sum(dtype="u8"))

    def min_field_length(self, fieldname):
        return int(self._lengths(fieldname).min(initial=0))

    def max_field_length(self, fieldname):
        return int(self._lengths(fieldname).max(initial=0))

    def stored_fields(self, docnum):
        return {"display": self._documents.display(docnum, docnum + 1).tobytes()}

    def supports_columns(self):
        return True

    def has_column(self, fieldname):
        return fieldname in COLUMN_OF

    def column_reader(self, fieldname, column):
        return ArrayColumnReader(getattr(self._documents, COLUMN_OF[fieldname]))


class ArrayColumnReader(ColumnReader):
    """One number for each document."""

    def __init__(self, values: np.ndarray):
        self._values = values
        self._sign = 1

    def __len__(self):
        return len(self._values)

    def __getitem__(self, docnum):
        return int(self._values[docnum])

    def sort_key(self, docnum):
        return self._sign * self[docnum]

    def __iter__(self):
        return iter(self._values.tolist())

    def load(self):
        return self._values

    def set_reverse(self):
        self._sign = -1

"""Writing a segment: whole columns and whole fields at once, in place of Whoosh's posting by posting."""

from whoosh.codec import base

from search_index.codec.arrays import ArraysWriter
from search_index.codec.documents import DocumentTable
from search_index.codec.postings import Postings
from search_index.codec.segment import DOCUMENTS, TERMS
from search_index.codec.terms import write_postings


class ArrayDocumentWriter(base.PerDocumentWriter):
    """Writes the documents of a segment."""

    def __init__(self, storage, segment):
        self._writer = ArraysWriter(segment.file(storage, DOCUMENTS))

    def write(self, table: DocumentTable) -> None:
        """Write all documents; once."""
        table.write(self._writer)

    def close(self):
        self._writer.close()


class ArrayFieldWriter(base.FieldWriter):
    """Writes the fields of a segment."""

    def __init__(self, storage, segment):
        self._writer = ArraysWriter(segment.file(storage, TERMS))
        self._size = segment.doc_count_all()

    def write(self, fieldname: str, postings: Postings, tokens: int) -> None:
        """Append postings to a field; terms must follow those already written.

        `tokens` is a bound for how often any term of the field can stand in the segment.
        """
        write_postings(self._writer, fieldname, postings, self._size, tokens)

    def close(self):
        self._writer.close()

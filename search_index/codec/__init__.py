"""A Whoosh codec that keeps everything as plain arrays.

Whoosh asks for one posting at a time; the same files answer for all postings of a term at once, as NumPy
views of a memory map. Two files a segment: its terms with their postings, and its documents.
"""

from whoosh.codec import base

from search_index.codec.segment import ArraySegment
from search_index.codec.whoosh_reading import ArrayDocumentReader, ArrayTermsReader
from search_index.codec.whoosh_writing import ArrayDocumentWriter, ArrayFieldWriter


class ArrayCodec(base.Codec):
    """Makes the readers and writers of a segment."""

    def per_document_writer(self, storage, segment):
        return ArrayDocumentWriter(storage, segment)

    def field_writer(self, storage, segment):
        return ArrayFieldWriter(storage, segment)

    def terms_reader(self, storage, segment):
        return ArrayTermsReader(storage, segment)

    def per_document_reader(self, storage, segment):
        return ArrayDocumentReader(storage, segment)

    def new_segment(self, storage, indexname):
        return ArraySegment(indexname)

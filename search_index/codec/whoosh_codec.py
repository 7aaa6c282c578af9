"""The codec by which Whoosh makes the readers and writers of a segment."""

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

"""A segment as Whoosh's table of contents knows it: its name, its size, its deleted documents."""

from pathlib import Path

import numpy as np
from whoosh.codec import base

TERMS, DOCUMENTS = ".terms", ".docs"


class ArraySegment(base.Segment):
    """A segment whose deleted documents are kept as one bit each."""

    def __init__(self, indexname: str):
        super().__init__(indexname)
        self._size = 0
        self._deleted = b""

    def codec(self):
        from search_index.codec.whoosh_codec import ArrayCodec

        return ArrayCodec()

    def should_assemble(self):
        return False

    def file(self, storage, extension: str) -> Path:
        """Return the place of one of its files."""
        return Path(storage.folder) / self.make_filename(extension)

    def set_doc_count(self, doccount):
        self._size = doccount

    def doc_count_all(self):
        return self._size

    @property
    def live(self) -> np.ndarray:
        """Whether each document is still there."""
        if not self._deleted:
            return np.ones(self._size, bool)
        bits = np.unpackbits(np.frombuffer(self._deleted, "u1"), count=self._size)
        return bits == 0

    def delete(self, docs: np.ndarray) -> None:
        """Delete documents by their numbers."""
        live = self.live
        live[docs] = False
        self._keep(live)

    def _keep(self, live: np.ndarray) -> None:
        self._deleted = b"" if live.all() else np.packbits(~live).tobytes()

    def deleted_count(self):
        return self._size - int(self.live.sum())

    def has_deletions(self):
        return bool(self._deleted)

    def deleted_docs(self):
        return np.flatnonzero(~self.live).tolist()

    def is_deleted(self, docnum):
        return not self.live[docnum]

    def delete_document(self, docnum, delete=True):
        live = self.live
        live[docnum] = not delete
        self._keep(live)

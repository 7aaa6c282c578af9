"""The index as an update finds it: its segments, and where each live document stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from search_index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from search_index.commits import read_toc
from search_index.errors import BrokenIndex, NoIndex
from search_index.fold import Fold
from search_index.places import fold_file, lexicon_file, suggestions_file, toc_file
from search_index.reader import Index
from search_index.schema import SearchSchema, program
from search_index.seal import trusted
from search_index.words import dictionary_digest

Place = tuple[int, int]
"""A segment and a document of it, both by number."""


@dataclass
class State:
    """The index as an update found it, and what it becomes."""

    index: Index | None = None
    """None if there is none that can be continued."""
    segments: list[ArraySegment] = field(default_factory=list)

    @property
    def schema(self) -> SearchSchema | None:
        """What the index was made with."""
        return self.index.schema if self.index else None

    @cached_property
    def known(self) -> dict[str, tuple[Place, str]]:
        """For every live id its place and its digest."""
        found = {}
        for number, segment in enumerate(self.index.segments if self.index else ()):
            pairs = zip(segment.ids(), segment.digests(), segment.live.tolist(), strict=True)
            for doc, (identity, digest, live) in enumerate(pairs):
                if live:
                    found[identity] = (number, doc), digest
        return found

    def find(self, identity: str) -> tuple[Place, str] | None:
        """Return the place and the digest of one id, not looking at others; None if it is not live."""
        for number, segment in enumerate(self.index.segments if self.index else ()):
            doc = segment.find(identity)
            if doc is not None:
                return (number, doc), segment.digest(doc)
        return None

    def delete(self, gone: Iterable[Place]) -> None:
        """Mark documents as deleted."""
        docs: dict[int, list[int]] = {}
        for number, doc in gone:
            docs.setdefault(number, []).append(doc)
        for number, some in docs.items():
            self.segments[number].delete(np.array(some))


def found(path: Path, schema: SearchSchema) -> State:
    """Return the index as it is; raises NoIndex or BrokenIndex, also where its terms were made otherwise."""
    # Opening it as readers do shows whether anything is missing; only what is not trusted is read whole.
    index = Index.open(path, 0)
    toc = read_toc(path)
    if not schema.same_analysis(toc.schema):
        raise BrokenIndex
    sound = trusted(path)
    for own, segment in zip(toc.segments, index.segments, strict=True):
        if not sound.issuperset(files_of(own)):
            segment.check()
    return State(index, toc.segments)


def found_or_none(path: Path, schema: SearchSchema) -> State:
    """Return the index as it is; an empty state if there is none that can be continued."""
    try:
        return found(path, schema)
    except (NoIndex, BrokenIndex):
        return State()


def analysis(fold: Fold, lexicon: str = "") -> SearchSchema:
    """Return the schema of what this program makes with a fold, for the lexicon with a digest."""
    return SearchSchema(fold.digest, dictionary_digest(fold), lexicon, program())


def files_of(segment: ArraySegment) -> list[str]:
    """Return the names of a segment's files."""
    return [segment.make_filename(extension) for extension in (TERMS, DOCUMENTS)]


def files(path: Path, generation: int, schema: SearchSchema, segments: list[ArraySegment]) -> set[str]:
    """Return the names of all files of a commit."""
    return {
        toc_file(path, generation).name,
        *(name for segment in segments for name in files_of(segment)),
        fold_file(path, schema.fold).name,
        lexicon_file(path, schema.lexicon).name,
        suggestions_file(path, schema.lexicon).name,
    }

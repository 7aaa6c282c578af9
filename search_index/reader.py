"""The index as questions read it."""

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from search_index.commits import latest_generation, read_toc
from search_index.document import Document, Lexicon, Suggestion
from search_index.errors import BrokenIndex, NoIndex
from search_index.files import unsealed
from search_index.fold import Fold, load_fold
from search_index.kept import Kept
from search_index.places import fold_file, lexicon_file, suggestions_file
from search_index.segment import Segment

if TYPE_CHECKING:
    from search_index.plan import Planner
    from search_index.results import Result

KEEP_BYTES = 64 << 20
"""Bytes of posting arrays kept in memory by default."""
TRIES = 10
"""How often opening starts again because a writer removed the old files meanwhile."""


class Index:
    """An index opened at one commit; later commits are seen after refresh()."""

    def __init__(self, path: Path, toc: Any, schema: Any, old: "Index | None", keep_bytes: int):
        from search_index.codec.segment import DOCUMENTS, TERMS

        self.path = path
        self._keep_bytes = keep_bytes
        self._kept = old._kept if old else Kept(keep_bytes)
        self.generation: tuple[int, ...] = (toc.generation,)
        """Which commit this is; another commit, another generation."""
        self.schema = schema
        self.fold: Fold = (
            old.fold
            if old and old.schema.fold == schema.fold
            else load_fold(unsealed(fold_file(path, schema.fold).read_bytes()))
        )
        """How texts were folded; fold what is asked by it."""
        self.segments = [
            Segment(
                segment.segment_id(),
                path / segment.make_filename(TERMS),
                path / segment.make_filename(DOCUMENTS),
                segment.live,
                self._kept,
            )
            for segment in toc.segments
        ]
        if old and old.schema.lexicon == schema.lexicon:
            self.lexicon, self.suggestions = old.lexicon, old.suggestions
        else:
            plain = json.loads(unsealed(lexicon_file(path, schema.lexicon).read_bytes()))
            self.lexicon = Lexicon.from_plain(plain)
            self.suggestions = unsealed(suggestions_file(path, schema.lexicon).read_bytes())
        self._share(old.segments if old else [])
        self._kept.only({segment.name for segment in self.segments})
        self.size = sum(int(segment.live.sum()) for segment in self.segments)
        """How many documents are live."""
        self.total_length = sum(int(segment.lengths[segment.live].sum()) for segment in self.segments)
        """Folded characters of all live documents."""

    def _share(self, segments: list[Segment]) -> None:
        """Take over what segments that are still there have made of their files."""
        made = {segment.name: segment.rows for segment in segments}
        for segment in self.segments:
            if segment.name in made:
                segment.rows = made[segment.name]

    @classmethod
    def open(cls, path: str | Path, keep_bytes: int = KEEP_BYTES) -> "Index":
        """Open the index at a folder; raises NoIndex or BrokenIndex.

        `keep_bytes` bounds the posting arrays kept in memory.
        """
        return cls._open(Path(path), None, keep_bytes)

    @classmethod
    def _open(cls, path: Path, old: "Index | None", keep_bytes: int) -> "Index":
        for attempt in range(TRIES):
            try:
                toc = read_toc(path)
                return cls(path, toc, toc.schema, old, keep_bytes)
            except FileNotFoundError:
                if not path.is_dir():
                    raise NoIndex from None
                if attempt == TRIES - 1:
                    raise BrokenIndex from None
            except (OSError, ValueError, KeyError, TypeError) as fault:
                raise BrokenIndex from fault
        raise BrokenIndex

    def latest(self) -> int:
        """Return the generation that a writer committed last; cheap enough for every question."""
        return latest_generation(self.path)

    def refresh(self) -> "Index":
        """Return this index, or a new one if a writer has committed; this one goes on working."""
        if (self.latest(),) == self.generation:
            return self
        return self._open(self.path, self, self._keep_bytes)

    def search(self, text: str, **options: Any) -> "Result":
        """Search the index; see engine.search for the options."""
        from search_index.engine import search

        return search(self, text, **options)

    def suggest(self, text: str, limit: int = 10) -> list[Suggestion]:
        """Return what could be meant by the beginning or a part of a text, its pinyin or initials."""
        vocabulary = self.planner.vocabulary
        return vocabulary.table.complete(vocabulary.fold(text), limit)

    @cached_property
    def planner(self) -> "Planner":
        """What makes plans of queries; it knows the words of this index."""
        from search_index.plan import Planner
        from search_index.vocabulary import Vocabulary

        return Planner(Vocabulary(self))

    def df(self, field: str, term: str) -> int:
        """Return how many live documents hold a term."""
        return sum(segment.df(field, term) for segment in self.segments)

    def is_word(self, bigram: str) -> bool:
        """Tell whether two characters that stand in the index are a word of the dictionary."""
        return any(segment.is_word(bigram) for segment in self.segments)

    def stored(self, segment: int, doc: int) -> Document:
        """Return a document of a segment, both by number."""
        return self.segments[segment].stored(doc)

"""Writing an index under Whoosh's lock: from the segments that are to be in it to the next commit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search_index import offers, seal
from search_index.codec.merging import merge
from search_index.codec.segment import ArraySegment
from search_index.commits import latest_generation, write_toc
from search_index.document import Lexicon
from search_index.errors import BrokenIndex, IndexLocked
from search_index.files import replace_file, sealed
from search_index.fold import Fold, machine_fold
from search_index.places import CACHE, NAME, fold_file, leftovers, lexicon_file, suggestions_file
from search_index.policy import to_merge
from search_index.schema import SearchSchema
from search_index.state import State, analysis, files


@dataclass(frozen=True)
class Writing:
    """One run of a writer."""

    path: Path
    cache: Path
    """A folder for tables that may be deleted at any time."""
    fold: Fold
    schema: SearchSchema
    lexicon: Lexicon
    storage: FileStorage

    def commit(self, state: State, fresh: list[ArraySegment], changed: bool) -> None:
        """Make the index the segments of a state and fresh ones, if they ``changed`` or the lexicon did."""
        before = state.schema
        if not changed and before is not None and before.lexicon == self.schema.lexicon:
            self._settle(before, state.segments)
            return
        if before is None:
            replace_file(fold_file(self.path, self.schema.fold), sealed(self.fold.dump()))
        if before is None or before.lexicon != self.schema.lexicon:
            self._save_lexicon(state.index.suggestions if state.index else b"")
        segments = self._tidied(state.segments + fresh, whole=before is None)
        write_toc(self.path, TOC(self.schema, segments, latest_generation(self.path) + 1))
        self._settle(self.schema, segments)

    def _tidied(self, segments: list[ArraySegment], whole: bool) -> list[ArraySegment]:
        """Return the segments after emptied ones are dropped and others merged; all of them if ``whole``."""
        segments = [segment for segment in segments if segment.doc_count()]
        merging = to_merge(segments) if not whole else segments if len(segments) > 1 else []
        if not merging:
            return segments
        merged = merge(self.storage, merging, NAME)
        return [*(segment for segment in segments if segment not in merging), merged]

    def _save_lexicon(self, old: bytes) -> None:
        """Store the lexicon and what its phrases offer; what was stored before saves work."""
        plain = json.dumps(self.lexicon.plain(), ensure_ascii=False, separators=(",", ":"))
        before = json.loads(old) if old else {"folded": "", "pinyin": "", "sounds": {}}
        told = dict(zip(before["folded"].split("\n"), before["pinyin"].split("\n"), strict=True))
        table = offers.columns(offers.phrases(self.lexicon.phrases, self.fold.text, told))
        table |= {"sounds": before["sounds"] or offers.sounds()}
        written = json.dumps(table, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
        replace_file(suggestions_file(self.path, self.lexicon.digest), sealed(written))
        replace_file(lexicon_file(self.path, self.lexicon.digest), sealed(plain.encode("utf-8")))

    def _settle(self, schema: SearchSchema, segments: list[ArraySegment]) -> None:
        """Remove what the last commit does not name, also of killed runs; trust its own files."""
        used = files(self.path, latest_generation(self.path), schema, segments)
        for place in leftovers(self.path, used):
            # Some systems keep a file that a reader still has open; the next run removes it.
            with suppress(OSError):
                place.unlink()
        seal.trust(self.path, used)


@contextmanager
def writing(path: str | Path, lexicon: Lexicon, cache: str | Path | None) -> Iterator[Writing]:
    """Hold the lock of writers; the folder of the index is made if missing.

    Raises IndexLocked when another process holds it.
    """
    path = Path(path)
    path.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(path))
    lock = storage.lock(f"{NAME}_WRITELOCK")
    if not lock.acquire():
        raise IndexLocked
    try:
        cache = Path(cache) if cache else path / CACHE
        fold = machine_fold(cache)
        yield Writing(path, cache, fold, analysis(fold, lexicon.digest), lexicon, storage)
    except BrokenIndex:
        # A file that was trusted is damaged: the next run reads all of them, and makes the index anew.
        seal.distrust(path)
        raise
    finally:
        lock.release()

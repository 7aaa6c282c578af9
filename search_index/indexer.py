"""Bringing an index up to date: only what changed is analysed, and readers are never disturbed.

Every commit is one new table of contents, put in place in one step; whatever a killed run leaves behind is
not part of the index, and the next run removes it. Every run reads all files of the index, and makes it anew
if anything in them is damaged.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from search_index.building import Builder
from search_index.codec.merging import merge
from search_index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from search_index.commits import latest_generation, read_toc, write_toc
from search_index.document import Document, Lexicon
from search_index.errors import BrokenIndex, IndexLocked, NoIndex
from search_index.files import replace_file, sealed
from search_index.fold import machine_fold
from search_index.places import CACHE, NAME, fold_file, leftovers, lexicon_file, suggestions_file, toc_file
from search_index.policy import to_merge
from search_index.reader import Index
from search_index.schema import SearchSchema
from search_index.suggest import make
from search_index.words import dictionary_digest

Item = Document | tuple[str, str, Callable[[], Document]]
"""A document, or its id, its digest and how to make it, which is done only if the digest is new."""


@dataclass(frozen=True)
class Report:
    """What an update did."""

    added: int
    changed: int
    removed: int
    unchanged: int
    rebuilt: bool
    """Whether all documents were analysed anew, because there was no index or none of this version."""
    seconds: float


@dataclass
class State:
    """The index as an update found it, and what it becomes."""

    segments: list[ArraySegment] = field(default_factory=list)
    known: dict[str, tuple[int, int, str]] = field(default_factory=dict)
    """For every live id its segment, its number there and its digest."""
    schema: SearchSchema | None = None
    suggestions: bytes = b""


def update(
    path: str | Path,
    documents: Iterable[Item],
    lexicon: Lexicon,
    *,
    processes: int | None = None,
    report: Callable[[int], None] | None = None,
    cache: str | Path | None = None,
) -> Report:
    """Make the index at a folder hold exactly these documents and this lexicon.

    Ids must be unique (ValueError). `processes` analyse in parallel (one by default; a script that asks for
    more must be importable, as multiprocessing demands); `report` is called with the number of documents
    analysed so far; `cache` is a folder for tables that may be deleted at any time, by default one inside
    the index. Raises IndexLocked when another process is writing.
    """
    path = Path(path)
    path.mkdir(parents=True, exist_ok=True)
    storage = FileStorage(str(path))
    with locked(storage):
        begun = time.perf_counter()
        cache = Path(cache) if cache else path / CACHE
        fold = machine_fold(cache)
        schema = SearchSchema(fold.digest, dictionary_digest(fold), lexicon.digest)
        state = found(path, schema)
        builder = Builder(path, fold, cache, processes or 1, report)
        try:
            counts = sift(ordered(documents), state, builder)
            fresh = builder.finish()
        finally:
            builder.close()
        if fresh or counts["removed"] or state.schema is None or state.schema.lexicon != schema.lexicon:
            if state.schema is None:
                replace_file(fold_file(path, fold.digest), sealed(fold.dump()))
            if state.schema is None or state.schema.lexicon != schema.lexicon:
                save_lexicon(path, lexicon, fold.text, state.suggestions)
            segments = tidied(storage, state.segments + fresh, whole=state.schema is None)
            write_toc(path, TOC(schema, segments, latest_generation(path) + 1))
            sweep(path, schema, segments)
        else:
            sweep(path, schema, state.segments)
        return Report(**counts, rebuilt=state.schema is None, seconds=time.perf_counter() - begun)


@contextmanager
def locked(storage: FileStorage) -> Iterator[None]:
    """Hold Whoosh's lock of writers."""
    lock = storage.lock(f"{NAME}_WRITELOCK")
    if not lock.acquire():
        raise IndexLocked
    try:
        yield
    finally:
        lock.release()


def found(path: Path, schema: SearchSchema) -> State:
    """Return the index as it is; an empty state if there is none that can be continued."""
    known = {}
    try:
        # Opening it as readers do, and reading all of it, shows whether anything is missing or damaged.
        index = Index.open(path, 0)
        toc = read_toc(path)
        for number, segment in enumerate(index.segments):
            segment.check()
            pairs = zip(segment.ids(), segment.digests(), segment.live.tolist(), strict=True)
            for doc, (identity, digest, live) in enumerate(pairs):
                if live:
                    known[identity] = (number, doc, digest)
    except (NoIndex, BrokenIndex):
        return State()
    if not schema.same_analysis(toc.schema):
        return State()
    return State(toc.segments, known, toc.schema, index.suggestions)


def ordered(documents: Iterable[Item]) -> Iterable[Item]:
    """Return documents in the order of their ids if they are all at hand, else as they come."""
    if isinstance(documents, Sequence):
        return sorted(documents, key=lambda item: item.id if isinstance(item, Document) else item[0])
    return documents


def sift(items: Iterable[Item], state: State, builder: Builder) -> dict[str, int]:
    """Hand what is new to the builder, mark what is gone, and return how many of each there were."""
    seen: set[str] = set()
    gone: list[tuple[int, int]] = []
    counts = {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}
    for item in items:
        identity, digest = (item.id, item.digest) if isinstance(item, Document) else item[:2]
        if identity in seen:
            raise ValueError(f"标识重复：{identity}")
        seen.add(identity)
        held = state.known.get(identity)
        if held and held[2] == digest:
            counts["unchanged"] += 1
            continue
        if held:
            gone.append(held[:2])
        counts["changed" if held else "added"] += 1
        builder.add(item if isinstance(item, Document) else item[2](), digest)
    for identity, (number, doc, _) in state.known.items():
        if identity not in seen:
            gone.append((number, doc))
            counts["removed"] += 1
    for number, segment in enumerate(state.segments):
        docs = [doc for owner, doc in gone if owner == number]
        if docs:
            segment.delete(np.array(docs))
    return counts


def tidied(storage: FileStorage, segments: list[ArraySegment], whole: bool) -> list[ArraySegment]:
    """Return the segments after emptied ones are dropped and others merged; all of them if `whole`."""
    segments = [segment for segment in segments if segment.doc_count()]
    merging = to_merge(segments) if not whole else segments if len(segments) > 1 else []
    if not merging:
        return segments
    return [*(segment for segment in segments if segment not in merging), merge(storage, merging, NAME)]


def save_lexicon(path: Path, lexicon: Lexicon, fold: Callable[[str], str], old: bytes) -> None:
    """Store a lexicon and the suggestions made from it; old ones save work."""
    plain = json.dumps(lexicon.plain(), ensure_ascii=False, separators=(",", ":"))
    suggestions = make(lexicon.suggestions, lexicon.phrases, fold, old)
    replace_file(suggestions_file(path, lexicon.digest), sealed(suggestions))
    replace_file(lexicon_file(path, lexicon.digest), sealed(plain.encode("utf-8")))


def sweep(path: Path, schema: SearchSchema, segments: list[ArraySegment]) -> None:
    """Remove what the last commit does not name: files of the one before, and of killed runs."""
    used = {
        toc_file(path, latest_generation(path)).name,
        *(segment.make_filename(extension) for segment in segments for extension in (TERMS, DOCUMENTS)),
        fold_file(path, schema.fold).name,
        lexicon_file(path, schema.lexicon).name,
        suggestions_file(path, schema.lexicon).name,
    }
    for place in leftovers(path, used):
        # Some systems keep a file that a reader still has open; the next run removes it.
        with suppress(OSError):
            place.unlink()

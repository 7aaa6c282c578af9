"""Bringing an index up to date: only what changed is analysed, and readers are never disturbed.

Every commit is one new table of contents, put in place in one step; whatever a killed run leaves behind is
not part of the index, and the next run removes it. Files that something touched since the last commit are
read and compared with their checksums; if anything in them is damaged the index is made anew.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from search_index.building import Brought, Builder
from search_index.codec.segment import ArraySegment
from search_index.document import Document, Lexicon
from search_index.errors import BrokenIndex
from search_index.state import Place, State, found, found_or_none
from search_index.writing import writing

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
    the index. Raises IndexLocked when another process is writing, BrokenIndex when a file is damaged though
    nothing touched it: once more makes the index anew.
    """
    with writing(path, lexicon, cache) as work:
        begun = time.perf_counter()
        state = found_or_none(work.path, work.schema)
        builder = Builder(work.path, work.fold, work.cache, processes or 1, report)
        try:
            counts = sift(ordered(documents), state, builder)
            fresh = builder.finish()
        finally:
            builder.close()
        work.commit(state, fresh, bool(fresh or counts["removed"]))
        return Report(**counts, rebuilt=state.index is None, seconds=time.perf_counter() - begun)


def amend(
    path: str | Path,
    documents: Iterable[Document],
    removed: Iterable[str],
    lexicon: Lexicon,
    *,
    cache: str | Path | None = None,
) -> Report:
    """Put some documents into an index in place of those of the same ids, and take others out by their ids.

    All other documents stay and are not looked at. Ids to be removed that the index does not hold are none.
    Raises NoIndex or BrokenIndex if there is no index that can be continued, then all documents are needed;
    ValueError and IndexLocked as update().
    """
    with writing(path, lexicon, cache) as work:
        begun = time.perf_counter()
        state = found(work.path, work.schema)
        builder = Builder(work.path, work.fold, work.cache, 1, None)
        counts = {"added": 0, "changed": 0, "removed": 0}
        gone: list[Place] = []
        seen: set[str] = set()
        for document in ordered(list(documents)):
            once(document.id, seen)
            held = state.find(document.id)
            digest = document.digest
            if held and held[1] == digest:
                continue
            if held:
                number, doc = held[0]
                gone.append(held[0])
                builder.told |= state.index.segments[number].pinyin(doc)
            counts["changed" if held else "added"] += 1
            builder.add(document, digest)
        for identity in removed:
            once(identity, seen)
            if held := state.find(identity):
                gone.append(held[0])
                counts["removed"] += 1
        fresh = builder.finish()
        state.delete(gone)
        unchanged = state.index.size - counts["changed"] - counts["removed"]
        work.commit(state, fresh, bool(fresh or gone))
        return Report(**counts, unchanged=unchanged, rebuilt=False, seconds=time.perf_counter() - begun)


def assemble(
    path: str | Path, parts: Iterable[Brought], lexicon: Lexicon, *, cache: str | Path | None = None
) -> None:
    """Make the index at a folder hold exactly the documents that workshops were given, in their order.

    Ids must be unique over all of them. Raises IndexLocked as update(); BrokenIndex if the index is no longer
    as the workshops found it.
    """
    with writing(path, lexicon, cache) as work:
        state = found_or_none(work.path, work.schema)
        seen: set[str] = set()
        fresh: list[ArraySegment] = []
        staying: set[str] = set()
        for part in parts:
            for identity in (*part.unchanged, *part.fresh):
                once(identity, seen)
            fresh += part.segments
            staying.update(part.unchanged)
        if not staying <= state.known.keys():
            raise BrokenIndex
        gone = [place for identity, (place, _) in state.known.items() if identity not in staying]
        state.delete(gone)
        work.commit(state, fresh, bool(fresh or gone))


def ordered(documents: Iterable[Item]) -> Iterable[Item]:
    """Return documents in the order of their ids if they are all at hand, else as they come."""
    if isinstance(documents, Sequence):
        return sorted(documents, key=lambda item: item.id if isinstance(item, Document) else item[0])
    return documents


def once(identity: str, seen: set[str]) -> None:
    """Remember an id; raises ValueError if it was there."""
    if identity in seen:
        raise ValueError(f"标识重复：{identity}")
    seen.add(identity)


def sift(items: Iterable[Item], state: State, builder: Builder) -> dict[str, int]:
    """Hand what is new to the builder, mark what is gone, and return how many of each there were."""
    seen: set[str] = set()
    gone: list[Place] = []
    counts = {"added": 0, "changed": 0, "removed": 0, "unchanged": 0}
    for item in items:
        identity, digest = (item.id, item.digest) if isinstance(item, Document) else item[:2]
        once(identity, seen)
        held = state.known.get(identity)
        if held and held[1] == digest:
            counts["unchanged"] += 1
            continue
        if held:
            gone.append(held[0])
        counts["changed" if held else "added"] += 1
        builder.add(item if isinstance(item, Document) else item[2](), digest)
    for identity, (place, _) in state.known.items():
        if identity not in seen:
            gone.append(place)
            counts["removed"] += 1
    state.delete(gone)
    return counts

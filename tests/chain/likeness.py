"""Whether two built projects are the same to readers: pages, site, what the search finds, what it exports."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import made_documents
from asked import questions
from reader_page import by_python

from build_tools.project import Project
from search_index.export import export
from search_index.reader import Index

SEARCH = "search"
#: Of an index of more documents only the answers are compared, not all that it holds.
_WHOLE = 300
#: How many questions are asked.
_ASKED = 150
#: Names in ``build``; whatever else lies there was left by a build that was killed.
_OWN = {".lock", "cache", "docs", "index", "site"}


def differing(one: Project, other: Project) -> list[str]:
    """What they do not have in common; empty if nothing."""
    return [
        *(f"docs/{path}" for path in _files(one.docs, other.docs)),
        *(f"site/{path}" for path in _files(one.site, other.site)),
        *_exported(one),
        *_found(Index.open(one.index), Index.open(other.index)),
        *(f"left over: {place.name}" for place in one.build.iterdir() if place.name not in _OWN),
    ]


def tree(folder: Path) -> dict[str, Path]:
    """All that lies below a folder but folders, by path."""
    found = (place for place in folder.rglob("*") if place.is_symlink() or not place.is_dir())
    return {place.relative_to(folder).as_posix(): place for place in found}


def _files(one: Path, other: Path) -> Iterator[str]:
    """Paths of files that differ, but for the exported search, whose segments may."""
    mine, yours = tree(one), tree(other)
    for path in sorted(mine.keys() | yours.keys()):
        if path.partition("/")[0] == SEARCH:
            continue
        here, there = mine.get(path), yours.get(path)
        if here is None or there is None:
            yield f"{path}: {'missing' if here is None else 'too much'}"
        elif here.is_symlink() or here.read_bytes() != there.read_bytes():
            yield path


def _exported(project: Project) -> Iterator[str]:
    """Parts of the exported search that are not those of the index, byte for byte."""
    with tempfile.TemporaryDirectory() as name:
        export(project.index, name)
        wanted = {path: place.read_bytes() for path, place in tree(Path(name)).items()}
    for folder in (project.docs, project.site):
        found = {path: place.read_bytes() for path, place in tree(folder / SEARCH).items()}
        for path in sorted(wanted.keys() | found.keys()):
            if wanted.get(path) != found.get(path):
                yield f"{folder.name}/{SEARCH}/{path}"


def _found(mine: Index, yours: Index) -> Iterator[str]:
    """Documents that only one index holds as they are, and questions that they answer otherwise."""
    held, wanted = _held(mine), _held(yours)
    yield from (
        f"index: {one}" for one in sorted(held.keys() | wanted.keys()) if held.get(one) != wanted.get(one)
    )
    if len(wanted) <= _WHOLE and made_documents.content(mine) != made_documents.content(yours):
        yield "index: what it holds"
    if mine.lexicon != yours.lexicon:
        yield "index: the lexicon"
    documents = [yours.stored(*place) for _, place in sorted(places(yours).items())]
    for params in questions(documents[:: len(documents) // _WHOLE + 1], yours.lexicon, _ASKED):
        if by_python(mine, params) != by_python(yours, params):
            yield f"index: the answer to {json.dumps(params, ensure_ascii=False)}"
    for text in (*sorted({one.title[:2] for one in documents}), "a", "jc"):
        if mine.suggest(text) != yours.suggest(text):
            yield f"index: what it suggests for {text!r}"


def places(index: Index) -> dict[str, tuple[int, int]]:
    """Segment and number of every document by its id."""
    return {
        id_: (number, doc)
        for number, segment in enumerate(index.segments)
        for doc, (id_, live) in enumerate(zip(segment.ids(), segment.live.tolist(), strict=True))
        if live
    }


def _held(index: Index) -> dict[str, str]:
    """The digest of every document by its id."""
    digests = [segment.digests() for segment in index.segments]
    return {id_: digests[number][doc] for id_, (number, doc) in places(index).items()}

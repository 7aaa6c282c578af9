"""Makes the archive findable: brings the index up to date, then asks it for what readers may ask.

The index comes before the pages, because what the questions give is itself a page.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path

import search_index
from search_index import engine
from search_index.document import Document, Lexicon
from search_index.reader import Index

from . import documents
from .archive import Archive
from .findability import Finding, Findings, Question, findings, of_phrase, of_record
from .findability.findings import PAGE
from .findability.questions import SURE
from .findability.writing import PART, bare
from .kinds import KINDS
from .problems import Location, Problem
from .project import Project
from .render import Page, page
from .rules import problem
from .views import findability

#: Up to so many records every one is asked for; of more, so many chosen by their ids.
ALL, SAMPLE = 300, 30
#: Records that changed and are asked for as well, at most.
CHANGED = 300
#: From so many new documents on several processes read them.
MANY = 2000

_PHRASES = "glossary"


@dataclass(frozen=True, slots=True)
class Searched:
    """What came of it.

    Attributes:
        pages: The pages that tell of it.
        problems: Titles and numbers that the search does not find.
    """

    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """A document that may not have been made: its id, its digest, and how to make it."""

    id: str
    digest: str
    make: Callable[[], Document]


def update(
    project: Project,
    archive: Archive,
    report: Callable[[str], None],
    changed: frozenset[str] | None = None,
) -> Searched:
    """Bring the index up to date and search it for every record, or for a fixed choice of very many.

    ``changed`` has the ids (``notice/…``) of the notices that may differ from the index; without it
    every record may.

    Raises:
        SearchError: another program writes the index.
        OSError: the machine refused.
    """
    before = _digests(project.index)
    items = list(_items(archive, before, changed))
    lexicon = documents.lexicon(archive)
    fresh = [one.id for one in items if before.get(one.id) != one.digest]
    if fresh:
        report(f"更新检索索引：{len(fresh)} 条记录有变化")
    search_index.update(
        project.index,
        [(one.id, one.digest, one.make) for one in items],
        lexicon,
        processes=os.cpu_count() if len(fresh) > MANY else None,
        cache=project.tables,
    )
    ids = [one.id for one in items]
    chosen = _chosen(ids, ALL if len(ids) <= ALL else SAMPLE)
    state = _state(items, lexicon)
    place = project.build / "cache" / "findability.json"
    found = _kept(place, state)
    asked: tuple[Finding, ...] = ()
    if found is None:
        report("逐条检索标题、文号、数字和名称")
        index = Index.open(project.index)

        def ask(text: str) -> Sequence[str]:
            return [place.id for place in engine.ask(index, text).places(0, PAGE)]

        same = _namesakes(archive)
        found = findings(_questions(archive, chosen, same), ask, len(chosen), len(ids))
        more = _chosen([one for one in fresh if one not in set(chosen)], CHANGED)
        asked = findings(_questions(archive, more, same), ask, len(more), len(ids)).every
        if not any(_fails(one) for one in asked):
            _keep(place, state, found)
    faults = tuple(sorted({_problem(one) for one in (*found.every, *asked) if _fails(one)}))
    return Searched((page(findability.view(archive, found)),), faults)


def _items(archive: Archive, before: Mapping[str, str], changed: frozenset[str] | None) -> Iterator[_Item]:
    """Every document; of notices that are as the index has them only what makes them."""

    def make(kind: str, id_: str) -> Document:
        record = archive.get(kind, id_)
        assert record is not None
        return documents.document(archive, kind, record)

    for kind in KINDS:
        for head in archive.of(kind):
            id_ = f"{kind}/{head.id}"
            later = partial(make, kind, head.id)
            if kind == "notice" and changed is not None and id_ not in changed and id_ in before:
                yield _Item(id_, before[id_], later)
            else:
                yield _made(later())
    for entry in archive.vocabularies[_PHRASES].values():
        yield _made(documents.phrase(archive, entry))


def _made(document: Document) -> _Item:
    return _Item(document.id, document.digest, lambda: document)


def _chosen(ids: Sequence[str], most: int) -> list[str]:
    """So many of the ids, always the same ones, in their order."""
    if len(ids) <= most:
        return list(ids)
    first = sorted(ids, key=lambda id_: hashlib.sha256(id_.encode()).digest())[:most]
    return [id_ for id_ in ids if id_ in set(first)]


def _namesakes(archive: Archive) -> Mapping[str, tuple[str, ...]]:
    """The ids of the records that have a title, by the title without marks."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind in KINDS:
        for record in archive.of(kind):
            for title in dict.fromkeys(map(bare, (record.label, *getattr(record, "other_titles", ())))):
                found[title].append(f"{kind}/{record.id}")
    return {title: tuple(ids) for title, ids in found.items()}


def _questions(
    archive: Archive, ids: Sequence[str], same: Mapping[str, tuple[str, ...]]
) -> Iterator[Question]:
    phrases = {one.id: one for one in archive.vocabularies[_PHRASES].values()}
    for id_ in ids:
        kind, _, own = id_.partition("/")
        if kind == _PHRASES:
            yield from of_phrase(phrases[own])
        elif record := archive.get(kind, own):
            yield from of_record(archive, kind, record, same)


def _fails(one: Finding) -> bool:
    return not one.place and one.question.sort in SURE and one.question.way != PART


def _problem(one: Finding) -> Problem:
    kind, _, own = one.question.wanted[0].partition("/")
    path = f"content/{KINDS[kind].folder}/{own}.yml"
    params = {"sort": one.question.sort, "way": one.question.way, "text": one.question.text}
    return problem(Location(path), "E521", params)


def _digests(index: Path) -> dict[str, str]:
    """The digest of every document that the index holds; none if it cannot be read."""
    try:
        opened = Index.open(index)
    except search_index.SearchError:
        return {}
    return {
        id_: digest
        for segment in opened.segments
        for id_, digest, live in zip(segment.ids(), segment.digests(), segment.live.tolist(), strict=True)
        if live
    }


def _state(held: Iterable[_Item], lexicon: Lexicon) -> str:
    """Names what the answers follow from: documents, lexicon and the program that searches."""
    named = hashlib.sha256(lexicon.digest.encode())
    for one in held:
        named.update(f"{one.id} {one.digest}\n".encode())
    for folder in (Path(search_index.__file__).parent, Path(__file__).parent / "findability"):
        for place in sorted(folder.rglob("*")):
            if place.suffix in (".py", ".json"):
                named.update(place.read_bytes())
    return named.hexdigest()


def _keep(place: Path, state: str, found: Findings) -> None:
    rows = [[*astuple(one.question), one.place] for one in found.every]
    text = json.dumps([state, found.records, found.held, rows], ensure_ascii=False)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(place)


def _kept(place: Path, state: str) -> Findings | None:
    """What the same questions gave the last time; a cache that cannot be read is none."""
    try:
        told, records, held, rows = json.loads(place.read_text(encoding="utf-8"))
        if told != state:
            return None
        every = (
            Finding(Question(sort, way, text, tuple(wanted)), at) for sort, way, text, wanted, at in rows
        )
        return Findings(tuple(every), records, held)
    except (OSError, ValueError, TypeError):
        return None

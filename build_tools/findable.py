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
ALL, SAMPLE = 300, 60
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


def update(project: Project, archive: Archive, report: Callable[[str], None]) -> Searched:
    """Bring the index up to date and search it for every record, or for a fixed choice of very many.

    Raises:
        SearchError: another program writes the index.
        OSError: the machine refused.
    """
    held = {one.id: one for one in documents.documents(archive)}
    lexicon = documents.lexicon(archive)
    before = _digests(project.index)
    changed = [id_ for id_, one in held.items() if before.get(id_) != one.digest]
    if changed:
        report(f"更新检索索引：{len(changed)} 条记录有变化")
    processes = os.cpu_count() if len(changed) > MANY else None
    search_index.update(
        project.index, list(held.values()), lexicon, processes=processes, cache=project.tables
    )
    chosen = _chosen(list(held), ALL if len(held) <= ALL else SAMPLE)
    state = _state(held.values(), lexicon)
    place = project.build / "cache" / "findability.json"
    found = _kept(place, state)
    asked: tuple[Finding, ...] = ()
    if found is None:
        report("逐条检索标题、文号、数字和名称")
        index = Index.open(project.index)

        def ask(text: str) -> Sequence[str]:
            return [place.id for place in engine.ask(index, text).places(0, PAGE)]

        same = _namesakes(held.values())
        found = findings(_questions(archive, chosen, same), ask, len(chosen), len(held))
        more = _chosen([one for one in changed if one not in set(chosen)], CHANGED)
        asked = findings(_questions(archive, more, same), ask, len(more), len(held)).every
        if not any(_fails(one) for one in asked):
            _keep(place, state, found)
    faults = tuple(sorted({_problem(one) for one in (*found.every, *asked) if _fails(one)}))
    return Searched((page(findability.view(archive, found)),), faults)


def _chosen(ids: Sequence[str], most: int) -> list[str]:
    """So many of the ids, always the same ones, in their order."""
    if len(ids) <= most:
        return list(ids)
    first = sorted(ids, key=lambda id_: hashlib.sha256(id_.encode()).digest())[:most]
    return [id_ for id_ in ids if id_ in set(first)]


def _namesakes(held: Iterable[Document]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the documents that have a title, by the title without marks."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in held:
        for title in dict.fromkeys(map(bare, (one.title, *one.other_titles))):
            found[title].append(one.id)
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


def _state(held: Iterable[Document], lexicon: Lexicon) -> str:
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

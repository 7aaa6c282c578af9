"""Makes the archive findable: brings the index up to date, then asks it for what readers may ask.

The index comes before the pages, because what the questions give is itself a page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import search_index
from search_index.building import Brought
from search_index.document import Document, Lexicon
from search_index.reader import Index

from . import documents, findability
from .archive import Archive
from .findability import Finding, Findings, Question
from .findability.questions import SURE
from .findability.writing import PART
from .kinds import KINDS
from .problems import Location, Problem
from .project import Project
from .render import Page, page
from .rules import problem
from .views import findability as pages

#: Up to so many records every one is asked for; of more, so many chosen by their ids, each in a few ways.
ALL, SAMPLE = 300, 8
#: Records that changed and are asked for as well, in all ways: at most so many.
CHANGED = 40

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


def update(
    project: Project,
    archive: Archive,
    report: Callable[[str], None],
    changed: frozenset[str] | None = None,
    bring: Callable[[], Iterable[Brought]] | None = None,
) -> Searched:
    """Bring the index up to date and search it for every record, or for a fixed choice of very many.

    ``changed`` has the ids (``notice/…``) of the records that may differ from the index or are no more;
    without it every record may.  ``bring`` lets workshops, several at once, make and build the documents of
    all records and set phrases, in the order of their ids.

    Raises:
        SearchError: another program writes the index.
        OSError: the machine refused.
    """
    lexicon = documents.lexicon(archive)
    try:
        return _update(project, archive, lexicon, report, changed, bring)
    except (search_index.NoIndex, search_index.BrokenIndex):
        # What nothing touched was damaged all the same: from the beginning.
        return _update(project, archive, lexicon, report, None, None)


def _update(
    project: Project,
    archive: Archive,
    lexicon: Lexicon,
    report: Callable[[str], None],
    changed: frozenset[str] | None,
    bring: Callable[[], Iterable[Brought]] | None,
) -> Searched:
    before = None if changed is None else Index.open(project.index).generation[0]
    fresh = _bring(project, archive, lexicon, report, changed, bring)
    index = Index.open(project.index)
    desk = findability.Desk(index)
    report("检索标题、文号、数字和名称")
    try:
        if index.size <= ALL:
            found = _every(project, archive, desk, lexicon)
            asked: tuple[Finding, ...] = ()
        else:
            gone = changed.difference(fresh) if changed else ()
            changes = None if before is None else (before, fresh, gone)
            found = _chosen(project, archive, desk, changes)
            more = findability.first(fresh, CHANGED)
            asked = findability.findings(_questions(archive, more), desk, len(more), index.size).every
    except search_index.BrokenIndex:
        search_index.distrust(project.index)
        raise
    faults = tuple(sorted({_problem(one) for one in (*found.every, *asked) if _fails(one)}))
    return Searched((page(pages.view(archive, found, CHANGED)),), faults)


def _bring(
    project: Project,
    archive: Archive,
    lexicon: Lexicon,
    report: Callable[[str], None],
    changed: frozenset[str] | None,
    bring: Callable[[], Iterable[Brought]] | None,
) -> list[str]:
    """Bring the index up to date; the ids of what is new in it."""
    made: list[str] = []
    if bring is not None:
        report("更新检索索引")
        brought = list(bring())
        search_index.assemble(project.index, brought, lexicon, cache=project.tables)
        return [id_ for part in brought for id_ in part.fresh]
    if changed is None:
        report("更新检索索引")
        search_index.update(
            project.index,
            _noted(documents.documents(archive), made),
            lexicon,
            processes=os.cpu_count(),
            cache=project.tables,
        )
        return made
    report(f"更新检索索引：{len(changed)} 条记录有变化")
    fresh = [one for one in (documents.named(archive, id_) for id_ in sorted(changed)) if one is not None]
    ids = [one.id for one in fresh]
    search_index.amend(project.index, fresh, changed.difference(ids), lexicon, cache=project.tables)
    return ids


def _noted(made: Iterable[Document], ids: list[str]) -> Iterator[tuple[str, str, Callable[[], Document]]]:
    """Documents as the index takes them; the ids of those that it had not are noted."""

    def later(one: Document) -> Document:
        ids.append(one.id)
        return one

    for one in made:
        yield one.id, one.digest, lambda one=one: later(one)


def _every(project: Project, archive: Archive, desk: findability.Desk, lexicon: Lexicon) -> Findings:
    """What asking for every record gives, or gave the last time."""
    digests = (pair for segment in desk.index.segments for pair in segment.documents())
    state = findability.state(digests, lexicon.digest)
    place = project.build / "cache" / "findability.json"
    found = findability.kept(place, state)
    if found is None:
        ids = _ids(desk.index)
        found = findability.findings(_questions(archive, _placed(ids)), desk, len(ids), len(ids))
        findability.keep(place, state, found)
    return found


def _chosen(
    project: Project,
    archive: Archive,
    desk: findability.Desk,
    changes: tuple[int, Iterable[str], Iterable[str]] | None,
) -> Findings:
    """What asking for some records in some ways gives."""
    pool = findability.Pool(project.build / "cache" / "findability-chosen.json", SAMPLE)
    index = desk.index
    chosen = _placed(pool.chosen(index.generation[0], changes, lambda: _ids(index)))
    questions = (one for id_ in chosen for one in findability.some(_questions(archive, [id_])))
    return findability.findings(questions, desk, len(chosen), index.size)


def _ids(index: Index) -> list[str]:
    """The ids of all documents."""
    return [id_ for segment in index.segments for id_, _ in segment.documents()]


def _placed(ids: Iterable[str]) -> list[str]:
    """Ids in the order of kinds, set phrases last."""
    order = [*KINDS, _PHRASES]
    return sorted(ids, key=lambda id_: (order.index(id_.partition("/")[0]), id_))


def _questions(archive: Archive, ids: Sequence[str]) -> Iterator[Question]:
    phrases = archive.vocabularies[_PHRASES]
    for id_ in ids:
        kind, _, own = id_.partition("/")
        if kind == _PHRASES:
            yield from findability.of_phrase(phrases[own])
        elif record := archive.get(kind, own):
            yield from findability.of_record(archive, kind, record)


def _fails(one: Finding) -> bool:
    return not one.place and one.question.sort in SURE and one.question.way != PART


def _problem(one: Finding) -> Problem:
    kind, _, own = one.question.wanted[0].partition("/")
    path = f"content/{KINDS[kind].folder}/{own}.yml"
    params = {"sort": one.question.sort, "way": one.question.way, "text": one.question.text}
    return problem(Location(path), "E521", params)

"""The content step of a build: content to ``build/docs``, at the cost of what changed."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Protocol

from .. import archive as linking
from .. import render, scan, validate, write
from ..archive import Archive
from ..lessons.similar import similar
from ..problems import Problem
from ..project import Project
from ..publishing import tree
from ..validate import Validated
from ..views.plan import Plan
from . import fill, pieces, program
from .faults import told
from .pace import Pace, Report, paced
from .renew import Renewal
from .store import Damaged, Store, Unfit, forget, opened
from .trees import Trees

#: Times of files are no finer than this (ns): a file as young as the look at it may change unseen.
_TICK = 20_000_000
#: The piece that tells what the search finds.
_SEARCHED = "searched"


class Searched(Protocol):
    """What bringing the search up to date gave: pages that tell of it, and faults that forbid the site."""

    @property
    def pages(self) -> Sequence[write.File]:
        """The pages."""

    @property
    def problems(self) -> Sequence[Problem]:
        """The faults."""


#: Brings the search up to date with an archive, before pages are made.  Told ``kind/id`` of the records that
#: say something else than at the last time, or are no more; ``None`` where that may be all.
Search = Callable[[Archive, frozenset[str] | None], Searched]
#: Says whether faults forbid the site.
Failed = Callable[[tuple[Problem, ...]], bool]


@dataclass(frozen=True, slots=True)
class Content:
    """What became of the content.

    Attributes:
        archive: The archive; after a change one that reads what it is asked for.
        problems: All faults, sorted by place.
        records: How many records there are.
        as_of: The day of the data.
        made: Whether ``build/docs`` holds the site; not if there were faults.
        files: Number of files in ``build/docs``.
        written: Their paths, as far as they changed.
        removed: Paths of those that are gone.
        docs: What ``build/docs`` holds then, but for the exported search; ``None`` where nothing was made.
    """

    archive: Archive
    problems: tuple[Problem, ...]
    records: int
    as_of: date
    made: bool = False
    files: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    docs: tree.Tree | None = None


def content(project: Project, failed: Failed, search: Search, report: Report) -> Content:
    """Check the content and write the pages, unless ``failed`` says that its faults forbid it."""
    place = project.build / "cache" / "content.sqlite"
    write.own(project.build)
    write.own(place.parent)
    write.own(project.docs)
    for _ in range(2):
        try:
            with opened(place, program.digest()) as store:
                render.keep_templates(pieces.Templates(store))
                return _content(project, store, failed, search, report)
        except Damaged:
            forget(place)
        finally:
            render.keep_templates(None)
    raise OSError(f"{place} cannot be kept")


def _content(project: Project, store: Store, failed: Failed, search: Search, report: Report) -> Content:
    if store.about("whole"):
        try:
            return _again(project, store, failed, search, report)
        except (Unfit, pieces.Taken):
            store.roll_back()
    return _anew(project, store, failed, search, report)


def _anew(project: Project, store: Store, failed: Failed, search: Search, report: Report) -> Content:
    """Everything from the beginning."""
    seen, moment = tree.scan(project.content), time.time_ns()
    traces = fill.Traces()
    validated, archive, every = checked(project, report, traces)
    records = sum(len(held) for held in archive.records.values())
    searched = None if failed(every) else search(archive, None)
    every = tuple(sorted({*every, *(searched.problems if searched else ())}))
    if searched is None or searched.problems:
        return Content(archive, every, records, archive.site.as_of)
    alike = similar(archive)
    plan = Plan(archive, lambda: alike)
    files, asked = pieces.every(archive, plan, report)
    files += searched.pages
    asked[_SEARCHED] = (frozenset(), tuple(one.path for one in searched.pages))
    report("写入页面")
    result = write.write(files, project.docs)
    docs = pieces.look(project.docs)
    if not any(one.severity == "error" for one in every):
        report("记下本次生成的内容")
        store.clear()
        fill.fill(store, validated, archive, traces, every, asked)
        store.keep("alike", alike)
        store.keep("parts", plan.parts)
        trees = Trees(store)
        trees.keep("content", seen)
        trees.keep("docs", docs)
        trees.keep("index", tree.scan(project.index))
        store.keep("young", _young(seen, moment))
        store.keep("whole", True)
        store.commit()
    return Content(
        archive, every, records, archive.site.as_of, True, len(files), result.written, result.removed, docs
    )


def checked(
    project: Project, report: Report, traces: fill.Traces | None = None
) -> tuple[Validated, Archive, tuple[Problem, ...]]:
    """Everything read and checked: what each file holds, the linked archive, and all problems by place."""
    raws, problems = scan.load(project.root, project.content, lambda paths: paced(paths, report, "读取内容"))
    validated, found = validate.validate(paced(raws, report, "检查记录"))
    problems += found
    records = sum(len(held) for held in validated.records.values())
    pace = Pace(report, "识别文中的引用", records)
    archive, found = linking.link(validated, (traces or fill.Traces(keep=False)).seen(pace.step))
    return validated, archive, tuple(sorted({*problems, *found}))


def _again(project: Project, store: Store, failed: Failed, search: Search, report: Report) -> Content:
    """What a few changed notices bring about."""
    report("查找有改动的内容")
    trees = Trees(store)
    seen, moment = tree.scan(project.content), time.time_ns()
    differing = tree.changes(trees.left("content"), seen)
    paths = {*differing.added, *differing.changed, *differing.removed, *store.about("young")}
    if seen.odd:
        raise Unfit("links")
    renewal = Renewal(store, project.root, store.about("small"))
    changes = renewal.read(sorted(path for path in paths if not _is_nothing(path)))
    if changes.changed or changes.removed:
        renewal.take(changes)
    problems = told(store)
    archive, small = renewal.archive, renewal.small
    notices = archive.count("notice") + archive.count("notice", "withdrawn")
    records = notices + sum(map(len, small.records.values()))
    if failed(problems):
        return Content(archive, problems, records, small.site.as_of)
    docs = pieces.look(project.docs)
    astray = pieces.strays(store, trees.left("docs"), docs)
    strays = {piece for _, piece in astray if piece}
    index = tree.scan(project.index)
    pages: Sequence[write.File] = ()
    as_left = trees.left("index") == index
    if renewal.fresh or not as_left or _SEARCHED in strays:
        changed = frozenset(f"{kind}/{id_}" for kind, id_ in renewal.fresh)
        searched = search(archive, changed if as_left else None)
        if searched.problems:
            every = tuple(sorted({*problems, *searched.problems}))
            return Content(archive, every, records, small.site.as_of)
        pages = searched.pages
        index = tree.scan(project.index)
    names = renewal.pieces | {name for name in store.readers(renewal.keys) if not name.startswith("link:")}
    names |= strays
    names.discard(_SEARCHED)
    docs = pieces.clear(project.docs, docs, astray)
    report(f"更新页面：{len(names)} 组")
    old = pieces.Old(project.docs, renewal.fresh, strays)
    parts = store.about("parts")
    plan = Plan(archive, lambda: store.about("alike"), parts, old)
    written, removed = pieces.again(store, archive, plan, names, project.docs)
    written += pieces.keep(store, _SEARCHED, pages, project.docs)
    report("记下本次生成的内容")
    if plan.parts != parts:
        store.keep("parts", plan.parts)
    trees.keep("content", seen)
    docs = tree.updated(docs, project.docs, [*written, *removed])
    trees.keep("docs", docs)
    trees.keep("index", index)
    store.keep("young", _young(seen, moment, differing.added + differing.changed))
    store.commit()
    return Content(
        archive, problems, records, small.site.as_of, True, len(docs), tuple(written), tuple(removed), docs
    )


def _is_nothing(path: str) -> bool:
    """Whether a file below ``content`` is one that is passed over."""
    place = PurePosixPath(path)
    return scan.passed_over(place.name) or any(part.startswith(".") for part in place.parts)


def _young(seen: tree.Tree, moment: int, among: list[str] | None = None) -> list[str]:
    """The files that were changed so shortly before a look at them that they may change again unseen."""
    found = []
    for path, folder in seen.folders.items():
        marks = array("q", folder.marks)
        if any(changed > moment - _TICK for changed in marks[2::4]):
            names = folder.files()
            young = [name for name, mark in names.items() if array("q", mark)[2] > moment - _TICK]
            found += [f"{path}/{name}" if path else name for name in young]
    return found

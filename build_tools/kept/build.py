"""The content step of a build: content to ``build/docs``, at the cost of what changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from .. import render, scan, write
from ..project import Project
from ..publishing import tree
from ..views.plan import Plan
from . import pieces, program
from .content import SEARCHED, Content, Failed, Search
from .faults import told
from .pace import Report
from .renew import Renewal
from .rows import Damaged
from .store import Store, Unfit, forget, opened
from .trees import Trees, young


def content(project: Project, failed: Failed, search: Search, report: Report) -> Content:
    """Check the content and write the pages, unless ``failed`` says that its faults forbid it."""
    place = project.build / "cache" / "content.sqlite"
    write.own(project.build)
    write.own(place.parent)
    write.own(project.docs)
    for _ in range(2):
        try:
            done = _kept(project, place, failed, search, report)
            return done or _anew(project, place, failed, search, report)
        except Damaged:
            forget(place)
        finally:
            render.keep_templates(None)
    raise OSError(f"{place} cannot be kept")


def _kept(project: Project, place: Path, failed: Failed, search: Search, report: Report) -> Content | None:
    """What a build after a change gives; ``None`` where that way does not lead there."""
    with opened(place, program.digest()) as store:
        if store.about("whole"):
            render.keep_templates(pieces.Templates(store))
            try:
                return _again(project, store, failed, search, report)
            except (Unfit, pieces.Taken):
                return None
    return None


def _anew(project: Project, place: Path, failed: Failed, search: Search, report: Report) -> Content:
    """Everything from the beginning."""
    from . import anew, whole

    if whole.many(project):
        try:
            with whole.begun(project, place, report) as first:
                return anew.in_parts(project, first, failed, search)
        except (Unfit, pieces.Taken):
            report("发现需要逐条核对的内容，改为整体处理")
    with opened(place, program.digest()) as store:
        render.keep_templates(pieces.Templates(store))
        return anew.anew(project, store, failed, search, report)


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
    if renewal.fresh or not as_left or SEARCHED in strays:
        changed = frozenset(f"{kind}/{id_}" for kind, id_ in renewal.fresh)
        searched = search(archive, changed if as_left else None)
        if searched.problems:
            every = tuple(sorted({*problems, *searched.problems}))
            return Content(archive, every, records, small.site.as_of)
        pages = searched.pages
        index = tree.scan(project.index)
    names = renewal.pieces | {name for name in store.readers(renewal.keys) if not name.startswith("link:")}
    names |= strays
    names.discard(SEARCHED)
    docs = pieces.clear(project.docs, docs, astray)
    old = pieces.Old(project.docs, renewal.fresh, strays)
    parts = store.about("parts")
    plan = Plan(archive, lambda: store.about("alike"), parts, old)
    names |= pieces.moved(store, plan, renewal.keys)
    report(f"更新页面：{len(names)} 组")
    written, removed = pieces.again(store, archive, plan, names, project.docs)
    written += pieces.keep(store, SEARCHED, pages, project.docs)
    report("记下本次生成的内容")
    if plan.parts != parts:
        store.keep("parts", plan.parts)
    trees.keep("content", seen)
    docs = tree.updated(docs, project.docs, [*written, *removed])
    trees.keep("docs", docs)
    trees.keep("index", index)
    store.keep("young", young(seen, moment, differing.added + differing.changed))
    store.commit()
    return Content(
        archive, problems, records, small.site.as_of, True, len(docs), tuple(written), tuple(removed), docs
    )


def _is_nothing(path: str) -> bool:
    """Whether a file below ``content`` is one that is passed over."""
    place = PurePosixPath(path)
    return scan.passed_over(place.name) or any(part.startswith(".") for part in place.parts)

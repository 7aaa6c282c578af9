"""The content step after a change: what a few changed notices bring about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from .. import scan, write
from ..project import Project
from ..publishing import tree
from ..views.plan import Plan
from . import pieces
from .content import SEARCHED, Content, Failed, Search
from .faults import told
from .pace import Report
from .renew import Renewal
from .store import Store, Unfit
from .trees import Looks


def again(
    project: Project, store: Store, looks: Looks, failed: Failed, search: Search, report: Report
) -> Content | None:
    """Bring store and pages up to date; ``None`` where the short way does not lead there."""
    with pieces.compiled(store):
        try:
            return _again(project, store, looks, failed, search, report)
        except (Unfit, pieces.Taken):
            return None


def _again(
    project: Project, store: Store, looks: Looks, failed: Failed, search: Search, report: Report
) -> Content:
    differing = tree.changes(looks.left("content"), looks.content)
    paths = {*differing.added, *differing.changed, *differing.removed, *looks.young}
    if looks.content.odd:
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
    astray = pieces.strays(store, looks.left("docs"), looks.docs)
    strays = {piece for _, piece in astray if piece}
    pages: Sequence[write.File] = ()
    if renewal.fresh or not looks.searched or SEARCHED in strays:
        changed = frozenset(f"{kind}/{id_}" for kind, id_ in renewal.fresh)
        searched = search(archive, changed if looks.indexed else None)
        if searched.problems:
            every = tuple(sorted({*problems, *searched.problems}))
            return Content(archive, every, records, small.site.as_of)
        pages = searched.pages
        looks.look_at_search()
    names = renewal.pieces | {name for name in store.readers(renewal.keys) if not name.startswith("link:")}
    names |= strays
    names.discard(SEARCHED)
    docs = pieces.clear(project.docs, looks.docs, astray)
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
    looks.docs = tree.updated(docs, project.docs, [*written, *removed])
    looks.keep()
    store.keep("sum", (records, small.site.as_of))
    store.commit()
    return Content(
        archive,
        problems,
        records,
        small.site.as_of,
        True,
        len(looks.docs),
        tuple(written),
        tuple(removed),
        looks.published,
    )


def _is_nothing(path: str) -> bool:
    """Whether a file below ``content`` is one that is passed over."""
    place = PurePosixPath(path)
    return scan.passed_over(place.name) or any(part.startswith(".") for part in place.parts)

"""The content step from nothing, all in memory: for archives that fit in it, and for those with faults."""

from __future__ import annotations

import time

from .. import archive as linking
from .. import scan, validate, write
from ..archive import Archive
from ..lessons.similar import similar
from ..problems import Problem
from ..project import Project
from ..publishing import tree
from ..validate import Validated
from ..views.plan import Plan
from . import fill, pieces, whole
from .content import SEARCHED, Content, Failed, Search
from .pace import Pace, Report, paced
from .store import Store
from .trees import Trees, young


def anew(project: Project, store: Store, failed: Failed, search: Search, report: Report) -> Content:
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
    asked[SEARCHED] = (frozenset(), tuple(one.path for one in searched.pages))
    report("写入页面")
    result = write.write(files, project.docs)
    docs = pieces.look(project.docs)
    if not any(one.severity == "error" for one in every):
        report("记下本次生成的内容")
        store.clear()
        fill.fill(store, validated, archive, traces, every, asked)
        store.keep("alike", alike)
        store.keep("parts", plan.parts)
        _keep(store, project, seen, moment, docs)
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


def in_parts(project: Project, first: whole.First, failed: Failed, search: Search) -> Content:
    """Everything from the beginning, of an archive of very many notices.

    Raises:
        Unfit: it is not for this way.
        Taken: two pieces want one path.
    """
    seen, moment = tree.scan(project.content), time.time_ns()
    store, every = first.store, first.linked()
    archive, records = first.archive, first.records
    if failed(every):
        return Content(archive, every, records, archive.site.as_of)
    searched = search(archive, None)
    if searched.problems:
        every = tuple(sorted({*every, *searched.problems}))
        return Content(archive, every, records, archive.site.as_of)
    written, removed, docs = first.pages(searched.pages)
    _keep(store, project, seen, moment, docs)
    return Content(
        archive, every, records, archive.site.as_of, True, len(docs), tuple(written), tuple(removed), docs
    )


def _keep(store: Store, project: Project, seen: tree.Tree, moment: int, docs: tree.Tree) -> None:
    """Keep what lies in the folders, and that the store is whole."""
    trees = Trees(store)
    trees.keep("content", seen)
    trees.keep("docs", docs)
    trees.keep("index", tree.scan(project.index))
    store.keep("young", young(seen, moment))
    store.keep("whole", True)

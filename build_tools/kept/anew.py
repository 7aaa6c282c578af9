"""The content step from nothing, all in memory: for archives that fit in it, and for those with faults."""

from __future__ import annotations

from datetime import date

from .. import archive as linking
from .. import scan, validate, write
from ..archive import Archive
from ..lessons.similar import similar
from ..problems import Problem
from ..project import Project
from ..validate import Validated
from ..views.plan import Plan
from . import fill, pieces, whole
from .content import SEARCHED, Content, Failed, Search
from .pace import Pace, Report, paced
from .store import Store
from .trees import Looks


def anew(project: Project, store: Store, failed: Failed, search: Search, report: Report) -> Content:
    """Everything from the beginning."""
    looks = Looks(project, store)
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
    looks.look_at_results()
    day = archive.site.as_of
    if not any(one.severity == "error" for one in every):
        report("记下本次生成的内容")
        store.clear()
        fill.fill(store, validated, archive, traces, every, asked)
        store.keep("alike", alike)
        store.keep("parts", plan.parts)
        _keep(store, looks, records, day)
        store.commit()
    return Content(
        archive, every, records, day, True, len(files), result.written, result.removed, looks.published
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
    traces = traces or fill.Traces(keep=False)
    # Nothing is kept of an archive with errors.
    traces.keep &= not any(one.severity == "error" for one in problems)
    archive, found = linking.link(validated, traces.seen(pace.step))
    return validated, archive, tuple(sorted({*problems, *found}))


def in_parts(project: Project, first: whole.First, failed: Failed, search: Search) -> Content:
    """Everything from the beginning, of an archive of very many notices.

    Raises:
        Unfit: it is not for this way.
        Taken: two pieces want one path.
    """
    store = first.store
    looks = Looks(project, store)
    every = first.linked()
    archive, records = first.archive, first.records
    if failed(every):
        return Content(archive, every, records, archive.site.as_of)
    searched = search(archive, None, first.brought)
    if searched.problems:
        every = tuple(sorted({*every, *searched.problems}))
        return Content(archive, every, records, archive.site.as_of)
    written, removed = first.pages(searched.pages)
    looks.look_at_results()
    day = archive.site.as_of
    _keep(store, looks, records, day)
    return Content(
        archive, every, records, day, True, len(looks.docs), tuple(written), tuple(removed), looks.published
    )


def _keep(store: Store, looks: Looks, records: int, day: date) -> None:
    """Keep what lies in the folders, and that the store is whole."""
    looks.keep()
    store.keep("sum", (records, day))
    store.keep("whole", True)

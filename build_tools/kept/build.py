"""The content step of a build: content to ``build/docs``, at the cost of what changed.

Here is seen whether anything did; what then makes pages is imported only by a build that makes some.
"""

from __future__ import annotations

from pathlib import Path

from .. import write
from ..project import Project
from . import program
from .content import Content, Failed, Search
from .faults import told
from .pace import Report
from .rows import Damaged
from .store import Store, Unfit, forget, opened
from .trees import Looks


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
    raise OSError(f"{place} cannot be kept")


def _kept(project: Project, place: Path, failed: Failed, search: Search, report: Report) -> Content | None:
    """What a build after a change gives; ``None`` where that way does not lead there."""
    with opened(place, program.digest()) as store:
        if not store.about("whole"):
            return None
        report("查找有改动的内容")
        looks = Looks(project, store)
        if looks.as_left:
            return _as_left(store, looks, failed)
        from . import again

        return again.again(project, store, looks, failed, search, report)


def _as_left(store: Store, looks: Looks, failed: Failed) -> Content:
    """What is there already."""
    problems, (records, day) = told(store), store.about("sum")
    if failed(problems):
        return Content(None, problems, records, day)
    return Content(None, problems, records, day, True, len(looks.docs), docs=looks.published)


def _anew(project: Project, place: Path, failed: Failed, search: Search, report: Report) -> Content:
    """Everything from the beginning."""
    from . import anew, pieces, whole

    if whole.many(project):
        try:
            with whole.begun(project, place, report) as first:
                return anew.in_parts(project, first, failed, search)
        except (Unfit, pieces.Taken):
            report("发现需要逐条核对的内容，改为整体处理")
    with opened(place, program.digest()) as store, pieces.compiled(store):
        return anew.anew(project, store, failed, search, report)

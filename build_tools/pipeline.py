"""The spine: each step once, in order.  ``check`` stops after link, ``build`` goes on to the site."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from . import publish, write
from .kept import build as kept
from .kept.content import Bring, Searched
from .problems import Problem
from .project import Project

if TYPE_CHECKING:
    from .archive import Archive
    from .kinds.vocabulary import Site

#: Told in Chinese what happens now; long work only.
Report = Callable[[str], None]

#: How long a build waits for another one (seconds).
PATIENCE = 600


class Busy(Exception):
    """Another build of the same project did not end in time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, and the archive if every record could be read.

    Attributes:
        archive: The linked archive, as far as the records are sound; ``None`` after a build that found
            nothing changed.
        problems: All faults of the run, sorted by place.
        records: How many records there are.
        published: Whether the run put a new site in place.
    """

    archive: Archive | None
    problems: tuple[Problem, ...]
    records: int
    published: bool = False

    @property
    def errors(self) -> int:
        """Number of errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """Number of warnings."""
        return len(self.problems) - self.errors

    def failed(self, strict: bool) -> bool:
        """Whether the content must be mended first; ``strict`` counts warnings too."""
        return _failed(self.problems, strict)


def _failed(problems: tuple[Problem, ...], strict: bool) -> bool:
    return bool(problems) if strict else any(problem.severity == "error" for problem in problems)


def _silent(message: str) -> None:
    """Reports nothing."""


def check(project: Project, report: Report = _silent) -> Outcome:
    """Read everything and check everything; writes nothing."""
    from .kept.anew import checked

    _, archive, problems = checked(project, report)
    records = sum(len(held) for held in archive.records.values())
    return Outcome(archive, problems, records)


def build(
    project: Project, *, strict: bool = False, report: Report = _silent, patience: float = PATIENCE
) -> Outcome:
    """Check, render, write and publish.  Publishes nothing while a problem is an error.

    Raises:
        Busy: another build of this project runs on after ``patience`` seconds.
        OSError: the machine refused.
    """
    write.own(project.build)
    lock = FileLock(project.lock)
    _acquire(lock, report, patience)
    try:
        # What a killed build began to put in place is completed, whatever the content is like now.
        publish.tidy(project)
        return _build(project, strict, report)
    finally:
        lock.release()


def site(project: Project) -> Site:
    """The site's identity as sound content states it."""
    from . import scan, validate

    raw, _ = scan.read(project.root, project.content / "site.yml")
    unit: Any = validate.one(raw)[0][0]
    found: Site = unit.instance
    return found


def current(project: Project) -> bool:
    """Whether the site is newer than all it is made from: content, settings, look and program."""
    if not (project.site.is_dir() and project.index.is_dir()):
        return False
    made = project.site.stat().st_mtime
    program = Path(__file__).parent
    trees = (project.content, project.theme, program, program / "templates")
    inputs = chain([project.config], trees, project.content.rglob("*"), project.theme.rglob("*"))
    inputs = chain(inputs, *(program.rglob(f"*.{suffix}") for suffix in ("py", "j2", "txt")))
    return all(place.lstat().st_mtime < made for place in inputs if place.exists())


def _acquire(lock: FileLock, report: Report, patience: float) -> None:
    try:
        lock.acquire(timeout=0)
        return
    except Timeout:
        report("另一个构建正在进行，等待它结束")
    try:
        lock.acquire(timeout=patience)
    except Timeout:
        raise Busy from None


def _build(project: Project, strict: bool, report: Report) -> Outcome:
    start = time.time()

    def search(archive: Archive, changed: frozenset[str] | None, bring: Bring | None = None) -> Searched:
        from search_index.export import export

        from . import findable

        searched = findable.update(project, archive, report, changed, bring)
        report("导出检索数据")
        seal = project.build / "cache" / "search-export.json"
        processes = os.cpu_count() or 1
        export(project.index, project.docs / write.SEARCH, report, seal=seal, processes=processes)
        return searched

    made = kept.content(project, lambda problems: _failed(problems, strict), search, report)
    if not made.made:
        return Outcome(made.archive, made.problems, made.records)
    report(f"页面文件：共 {made.files} 个，更新 {len(made.written)} 个，清除 {len(made.removed)} 个")
    report("发布网站")
    complaints = publish.publish(project, made.as_of, report, made.docs)
    if not complaints:
        # The site is as new as the content it was made from, see ``current``.
        os.utime(project.site, (start, start))
    problems = tuple(sorted({*made.problems, *complaints}))
    return Outcome(made.archive, problems, made.records, published=not complaints)

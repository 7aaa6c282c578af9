"""The spine: each step once, in order.  ``check`` stops after link, ``build`` goes on to the site."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from filelock import FileLock, Timeout

from search_index.export import export

from . import archive as linking
from . import findable, publish, render, scan, validate, write
from .archive import Archive
from .problems import Problem
from .project import Project

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
        archive: The linked archive, as far as the records are sound.
        problems: All faults of the run, sorted by place.
        published: Whether the run put a new site in place.
    """

    archive: Archive
    problems: tuple[Problem, ...]
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
        return bool(self.problems) if strict else self.errors > 0


def _silent(message: str) -> None:
    """Reports nothing."""


def check(project: Project, report: Report = _silent) -> Outcome:
    """Read everything and check everything; writes nothing."""
    report("读取并检查内容")
    raws, problems = scan.load(project.root, project.content)
    validated, found = validate.validate(raws)
    problems += found
    archive, found = linking.link(validated)
    problems += found
    return Outcome(archive, tuple(sorted(set(problems))))


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
        return _build(project, strict, report)
    finally:
        lock.release()


def current(project: Project) -> bool:
    """Whether the site is newer than all it is made from: content, settings, look and program."""
    if not project.site.is_dir():
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
    outcome = check(project, report)
    if outcome.failed(strict):
        return outcome
    searched = findable.update(project, outcome.archive, report)
    if searched.problems:
        return Outcome(outcome.archive, tuple(sorted({*outcome.problems, *searched.problems})))
    report("生成页面")
    # The pages are not kept: the site builder wants the memory.
    result = write.write((*render.render(outcome.archive), *searched.pages), project.docs)
    total = len(result.written) + result.unchanged
    report(f"共 {total} 个页面文件，更新 {len(result.written)} 个，清除 {len(result.removed)} 个")
    export(project.index, project.docs / write.SEARCH, report)
    report("发布网站")
    complaints = publish.publish(project, outcome.archive.site.as_of)
    if not complaints:
        # The site is as new as the content it was made from, see ``current``.
        os.utime(project.site, (start, start))
    problems = tuple(sorted({*outcome.problems, *complaints}))
    return Outcome(outcome.archive, problems, published=not complaints)

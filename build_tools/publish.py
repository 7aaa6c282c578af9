"""Pages on disk to the published site, at the cost of what changed.

MkDocs is the renderer of record: what is published is byte for byte what ``mkdocs build
--strict`` makes of the same pages.  ``publishing`` knows a short way there; where something
does not fit it, MkDocs makes the whole site here, in this process, so that a killed build
leaves no orphan behind.  Only a complete, warning-free result is put in place.  Every date
MkDocs would take from the clock comes from the data, so that the same pages give the same
bytes.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from .problems import Problem
from .project import Project
from .publishing import Unfit, placing
from .publishing.complaints import heard, translate
from .publishing.memory import Damaged, forget, opened
from .publishing.run import Run
from .publishing.tree import Tree


def _silent(message: str) -> None:
    """Reports nothing."""


def publish(
    project: Project, day: date, report: Callable[[str], None] = _silent, docs: Tree | None = None
) -> tuple[Problem, ...]:
    """Bring ``project.site`` up to date with ``project.docs``.

    Args:
        project: Where to read and write.
        day: The day of the data; stands wherever MkDocs would use today.
        report: Told in Chinese how far long work is.
        docs: What lies in ``project.docs``, if the caller has looked since it was last written to.

    Returns:
        What MkDocs complained of; the old site stays if there is anything.
    """
    tidy(project)
    with _fixed_environment(day), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        complaints = _shortly(project, day, report, docs)
        if complaints is None:
            complaints = _plainly(project)
    return tuple(sorted({translate(text) for text in complaints}))


def tidy(project: Project) -> None:
    """Complete or remove what killed builds left; bring back the site if one died in between."""
    placing.tidy(project)


def _shortly(
    project: Project, day: date, report: Callable[[str], None], docs: Tree | None
) -> list[str] | None:
    """Publish by the short way.  None if it is none for this site."""
    for _ in range(2):
        try:
            with opened(project.build / "cache" / "publish.sqlite") as memory:
                return Run(project, day, memory, report, docs).publish()
        except Damaged:
            # It is deleted: the next look finds nothing to go by.
            continue
        except Unfit:
            break
    return None


def _plainly(project: Project) -> list[str]:
    """Have MkDocs make the whole site."""
    forget(project.build / "cache" / "publish.sqlite")
    with placing.stage(project) as staged:
        complaints = _run_mkdocs(project, staged)
        if not complaints:
            placing.swap(staged, project.site)
    return complaints


def _run_mkdocs(project: Project, target: Path) -> list[str]:
    with heard() as complaints:
        # MkDocs is imported late: it takes longer than a whole check.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, MkDocsException

        try:
            config = load_config(str(project.config), site_dir=str(target.absolute()), strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except (Abort, MkDocsException) as error:
            if not complaints:
                complaints.append(str(error))
        except (OSError, ValueError):
            # MkDocs names the page that it cannot read, then fails.
            if not complaints:
                raise
    return complaints


@contextmanager
def _fixed_environment(day: date) -> Iterator[None]:
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    # The head of a gzip file, which MkDocs makes, has no room for days before 1970.
    seconds = max(0, int(midnight.timestamp()))
    fixed = {"SOURCE_DATE_EPOCH": str(seconds), "NO_MKDOCS_2_WARNING": "1"}
    before = {name: os.environ.get(name) for name in fixed}
    os.environ.update(fixed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

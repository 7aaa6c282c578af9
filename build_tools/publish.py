"""Pages on disk to the published site: runs MkDocs and swaps the result in whole.

MkDocs runs in this process, so a killed build leaves no orphan behind, and writes into
a fresh folder beside the site.  Only a complete, warning-free result takes the site's
place, in one step.  Every date MkDocs would take from the clock comes from the data, so
that the same pages give the same bytes.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from logging import WARNING, Handler, LogRecord, getLogger
from pathlib import Path

from .problems import Location, Problem
from .project import Project
from .rules import problem

_NEW, _OLD = ".site-new-", ".site-old-"
_EXCHANGE = 2
_AT_FDCWD = -100

#: What MkDocs says, the code of our rule, and where the page stands in it.
_SAYINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"Doc file '(?P<page>[^']+)' contains (?:a link|an absolute link|an unrecognized relative link) "
            r"'(?P<what>[^']+)', but the doc '[^']+' does not contain an anchor"
        ),
        "E512",
    ),
    (re.compile(r"Doc file '(?P<page>[^']+)' contains a link '(?P<what>#[^']+)', but there is no"), "E512"),
    (re.compile(r"Doc file '(?P<page>[^']+)' contains an? [a-z ]*link '(?P<what>[^']+)'"), "E511"),
    (re.compile(r"A reference to '(?P<what>[^']+)' is included in the 'nav' configuration"), "E513"),
    (re.compile(r"Config value '(?P<what>[^']+)'"), "E514"),
)


def publish(project: Project, day: date) -> tuple[Problem, ...]:
    """Build the site from ``project.docs``; on success it replaces ``project.site``.

    Args:
        project: Where to read and write.
        day: The day of the data; stands wherever MkDocs would use today.

    Returns:
        What MkDocs complained of; the old site stays if there is anything.
    """
    tidy(project)
    fresh = project.build / f"{_NEW}{secrets.token_hex(4)}"
    fresh.mkdir(parents=True)
    try:
        complaints = _run_mkdocs(project, fresh, day)
        if complaints:
            return tuple(sorted({_translate(text) for text in complaints}))
        _swap(fresh, project.site)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return ()


def tidy(project: Project) -> None:
    """Remove what killed builds left; bring back the site if one died between two renames."""
    for place in sorted(project.build.glob(f"{_OLD}*")):
        if not project.site.exists():
            place.rename(project.site)
    for pattern in (_NEW, _OLD):
        for place in project.build.glob(f"{pattern}*"):
            _remove(place)


class _Complaints(Handler):
    """Keeps what MkDocs reports as a warning or an error."""

    def __init__(self) -> None:
        super().__init__(WARNING)
        self.texts: list[str] = []

    def emit(self, record: LogRecord) -> None:
        self.texts.append(record.getMessage())


def _run_mkdocs(project: Project, target: Path, day: date) -> list[str]:
    with _fixed_environment(day), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # MkDocs is imported late: it takes longer than a whole check.
        from mkdocs.commands.build import build
        from mkdocs.config import load_config
        from mkdocs.exceptions import Abort, MkDocsException

        complaints = _Complaints()
        logger = getLogger("mkdocs")
        logger.addHandler(complaints)
        propagate, logger.propagate = logger.propagate, False
        try:
            config = load_config(str(project.config), site_dir=str(target), strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except (Abort, MkDocsException) as error:
            if not complaints.texts:
                complaints.texts.append(str(error))
        finally:
            logger.removeHandler(complaints)
            logger.propagate = propagate
    return complaints.texts


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


def _translate(text: str) -> Problem:
    for pattern, code in _SAYINGS:
        if found := pattern.search(text):
            parts = found.groupdict()
            place = f"build/docs/{parts['page']}" if "page" in parts else "mkdocs.yml"
            return problem(Location(place), code, {"what": parts["what"], "text": text})
    return problem(Location("mkdocs.yml"), "E515", {"text": " ".join(text.split())})


def _remove(place: Path) -> None:
    if place.is_symlink() or place.is_file():
        place.unlink()
    else:
        shutil.rmtree(place, ignore_errors=True)


def _swap(fresh: Path, site: Path) -> None:
    """Put ``fresh`` in the place of ``site``; what was there ends up under ``fresh`` or is gone."""
    if not site.is_dir() or site.is_symlink():
        site.unlink(missing_ok=True)
    if not site.exists():
        fresh.rename(site)
    elif not _exchange(fresh, site):
        old = site.with_name(f"{_OLD}{secrets.token_hex(4)}")
        site.rename(old)
        fresh.rename(site)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step.  False where the system or the disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))

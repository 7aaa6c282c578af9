"""Puts what was made where readers are.

A whole new tree takes the place of the old one in one step.  A few files are put in place one
by one, because copying or linking a tree costs as much as the archive is large: each file is
replaced in one step, new pages before the pages that link to them, removals last, so that no
reader meets half a page or a link to a page that is not there yet.  Before the first
replacement a journal names them all; what a killed run began is completed by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ..project import Project

_NEW, _OLD = ".site-new-", ".site-old-"
_JOURNAL = "journal.json"
_EXCHANGE = 2
_AT_FDCWD = -100


@contextmanager
def stage(project: Project) -> Iterator[Path]:
    """A folder for a new tree, or for the new files of one; gone afterwards."""
    place = project.build / f"{_NEW}{secrets.token_hex(4)}"
    tree = place / "site"
    tree.mkdir(parents=True)
    try:
        yield tree
    finally:
        shutil.rmtree(place, ignore_errors=True)


def tidy(project: Project) -> None:
    """Complete or remove what killed builds left; bring back the site if one died between two renames."""
    for place in sorted(project.build.glob(f"{_OLD}*")):
        if not project.site.exists():
            place.rename(project.site)
    for place in sorted(project.build.glob(f"{_NEW}*")):
        if (place / _JOURNAL).is_file() and not place.is_symlink() and project.site.is_dir():
            _apply(place, project.site)
    for pattern in (_NEW, _OLD):
        for place in project.build.glob(f"{pattern}*"):
            _remove(place)


def swap(fresh: Path, site: Path) -> None:
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


def keep(fresh: Path, site: Path, paths: Iterable[str]) -> None:
    """Give ``fresh`` the files of ``site`` at ``paths``: linked, or copied where the disk cannot link."""
    made: set[Path] = set()
    for path in paths:
        place = fresh / path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        try:
            os.link(site / path, place)
        except OSError:
            shutil.copyfile(site / path, place)


def fits(site: Path, paths: Iterable[str]) -> bool:
    """Whether files can be put at ``paths`` one by one: no folder stands there and no file in the way."""
    return all(
        not (site / path).is_dir()
        and not any((site / path).parents[up].is_file() for up in range(path.count("/")))
        for path in paths
    )


def replace(
    staged: Path, site: Path, added: Sequence[str], changed: Sequence[str], removed: Sequence[str]
) -> None:
    """Put the files below ``staged`` into ``site`` one by one and remove ``removed``."""
    place = staged.parent
    journal = {"placed": [*added, *changed], "removed": list(removed)}
    writing = place / f"{_JOURNAL}.writing"
    writing.write_text(json.dumps(journal), encoding="utf-8")
    writing.replace(place / _JOURNAL)
    _apply(place, site)


def _apply(place: Path, site: Path) -> None:
    journal = json.loads((place / _JOURNAL).read_text(encoding="utf-8"))
    for path in journal["placed"]:
        target = site / path
        with suppress(FileNotFoundError):
            _put(place / "site" / path, target)
    for path in journal["removed"]:
        target = site / path
        target.unlink(missing_ok=True)
        for folder in target.parents[: path.count("/")]:
            try:
                folder.rmdir()
            except OSError:
                break


def _put(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except FileNotFoundError:
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def _remove(place: Path) -> None:
    if place.is_symlink() or place.is_file():
        place.unlink()
    else:
        shutil.rmtree(place, ignore_errors=True)


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

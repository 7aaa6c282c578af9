"""Pages to files: writes what differs, removes what no page stands for any more.

Each file is replaced atomically.  Symbolic links below the folder are removed, never
followed, and a page's path cannot lead out of the folder.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

_TEMPORARY = ".writing"
#: A folder beside the pages that is no page's: the exported search index keeps it in step by itself.
SEARCH = "search"


class File(Protocol):
    """A file of the site, at a path relative to the folder."""

    @property
    def path(self) -> str:
        """Relative path with ``/``."""
        ...

    @property
    def data(self) -> bytes:
        """All it holds."""
        ...


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What changed on disk, as relative paths."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(pages: Iterable[File], folder: Path) -> WriteResult:
    """Make ``folder`` hold exactly ``pages``, and what its folder SEARCH holds.

    Raises:
        ValueError: two pages share a path, or a path is not safe; nothing is written then.
        OSError: the machine refused, or ``folder`` is reached through a symbolic link.
    """
    wanted = _by_path(pages)
    own(folder.parent)
    own(folder)
    removed = _remove_leftovers(folder, wanted)
    written = [path for path, data in wanted.items() if put(folder / path, data)]
    return WriteResult(tuple(written), tuple(sorted(removed)), len(wanted) - len(written))


def own(folder: Path) -> None:
    """Make sure of a folder of our own.  Raises OSError if it is a symbolic link."""
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "拒绝写入符号链接所指的文件夹", str(folder))
    folder.mkdir(parents=True, exist_ok=True)


def _by_path(pages: Iterable[File]) -> dict[str, bytes]:
    wanted: dict[str, bytes] = {}
    folded: set[str] = set()
    for page in pages:
        check_path(page.path)
        # Two names that differ only in case are one file on many disks and USB sticks.
        key = page.path.casefold()
        if key in folded:
            raise ValueError(f"two pages for one path: {page.path}")
        folded.add(key)
        wanted[page.path] = page.data
    for path in wanted:
        for parent in PurePosixPath(path).parents:
            if parent.as_posix().casefold() in folded:
                raise ValueError(f"a page and a folder share a path: {parent}")
    return dict(sorted(wanted.items()))


def check_path(path: str) -> None:
    """Raises ValueError if a page must not have this path."""
    parts = path.split("/")
    unsafe = any(part in ("", ".", "..") or part.endswith(_TEMPORARY) for part in parts)
    if unsafe or any(char in path for char in '\\:\0\n\r"*?<>|'):
        raise ValueError(f"not a safe path for a page: {path!r}")


def _remove_leftovers(folder: Path, wanted: dict[str, bytes]) -> list[str]:
    folders = {parent.as_posix() for path in wanted for parent in PurePosixPath(path).parents}
    removed: list[str] = []
    walked = []
    for where, names, files in os.walk(folder, followlinks=False):
        if Path(where) == folder and SEARCH not in folders and not (folder / SEARCH).is_symlink():
            names[:] = [name for name in names if name != SEARCH]
        walked.append((where, names, files))
    for where, names, files in reversed(walked):
        for name in (*files, *names):
            place = Path(where, name)
            path = place.relative_to(folder).as_posix()
            if place.is_dir() and not place.is_symlink():
                if path not in folders:
                    place.rmdir()
            elif path not in wanted or place.is_symlink() or not place.is_file():
                place.unlink()
                removed.append(path)
    return removed


def put(place: Path, data: bytes) -> bool:
    """Make ``place`` hold ``data``, in one step.  False if it did already."""
    try:
        if place.read_bytes() == data:
            return False
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(place.name + _TEMPORARY)
    temporary.write_bytes(data)
    temporary.replace(place)
    return True

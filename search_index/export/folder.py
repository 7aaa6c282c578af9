"""The folder of the exported index: a group of parts appears whole, or not at all."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..files import replace_file, sealed, unsealed
from ..seal import TICK

_NEW = ".new-"


class Marks(NamedTuple):
    """What changes with every change of a file: size, when it was written and changed, which file it is."""

    size: int
    written: int
    changed: int
    inode: int


class Folder:
    """Writes what is new and removes what nothing names any more.

    A seal, a file elsewhere, has the marks of all files as the last export left them: a group in which
    anything differs from it is written again.
    """

    def __init__(self, place: Path, seal: Path | None) -> None:
        self.place = place
        self._seal = seal
        self._kept: set[str] = set()
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob(f"{_NEW}*"):
            _remove(old)
        self._left = _read(seal)
        # Only groups that were left so are looked into: what else there is goes.
        self._found = {name: _look(place / name) for name in self._left}

    def group(self, name: str) -> str | None:
        """The folder of a group that an earlier export wrote, if it is as that left it."""
        for known, files in self._left.items():
            if known.startswith(f"{name}-") and files == self._found[known]:
                self._kept.add(known)
                return known
        return None

    def write(self, name: str, fill: Callable[[Path], None]) -> str:
        """Let a group of parts be written, named by its content; its folder, which ends in their number."""
        fresh = self.place / f"{_NEW}{name}"
        fresh.mkdir()
        fill(fresh)
        group = f"{name}-{len(list(fresh.iterdir()))}"
        # What is there under this name is broken.
        _remove(self.place / group)
        fresh.rename(self.place / group)
        self._kept.add(group)
        self._found[group] = _look(self.place / group)
        return group

    def file(self, name: str, data: bytes) -> None:
        """Write a file, unless it is there and the same."""
        self._kept.add(name)
        place = self.place / name
        if place.is_file() and not place.is_symlink() and place.read_bytes() == data:
            return
        fresh = self.place / f"{_NEW}{name}"
        fresh.write_bytes(data)
        if place.is_dir():
            _remove(place)
        fresh.replace(place)

    def tidy(self) -> None:
        """Remove the groups and files that were neither written nor asked for, and seal what is left."""
        for place in sorted(self.place.iterdir()):
            if place.name not in self._kept:
                _remove(place)
        if self._seal is not None:
            groups = {name: self._found[name] for name in sorted(self._kept & self._found.keys())}
            young = time.time_ns() - TICK
            if any(
                max(one.written, one.changed) > young for group in groups.values() for one in group.values()
            ):
                time.sleep(TICK / 1e9)
            if groups != self._left:
                self._seal.parent.mkdir(parents=True, exist_ok=True)
                replace_file(self._seal, sealed(json.dumps(groups, separators=(",", ":")).encode()))


def _read(seal: Path | None) -> dict[str, dict[str, Marks]]:
    try:
        held = json.loads(unsealed(seal.read_bytes())) if seal else {}
    except (OSError, ValueError):
        return {}
    return {name: {own: Marks(*marks) for own, marks in group.items()} for name, group in held.items()}


def _look(place: Path) -> dict[str, Marks]:
    """The marks of all that a folder holds; nothing where there is none."""
    try:
        with os.scandir(place) as entries:
            stats = {entry.name: entry.stat(follow_symlinks=False) for entry in entries}
    except OSError:
        return {}
    return {
        name: Marks(one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for name, one in stats.items()
    }


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)

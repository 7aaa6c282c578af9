"""The folder of the exported index: a group of parts appears whole, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from .script_text import part

_NEW = ".new-"


class Folder:
    """Writes what is new and removes what nothing names any more."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._kept: set[str] = set()
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob(f"{_NEW}*"):
            _remove(old)

    def group(self, name: str) -> str | None:
        """The folder of a group that an earlier export wrote, if all of its parts are there."""
        for place in sorted(self.place.glob(f"{name}-*")):
            if place.name == f"{name}-{_parts(place)}":
                self._kept.add(place.name)
                return place.name
        return None

    def write(self, name: str, parts: Iterable[tuple[str, bytes]]) -> str:
        """Write a group of parts, named by its content; its folder, which ends in their number."""
        fresh = self.place / f"{_NEW}{name}"
        fresh.mkdir()
        for own, data in parts:
            (fresh / f"{own}.js").write_bytes(part(data))
        group = f"{name}-{_parts(fresh)}"
        # What is there under this name is broken.
        _remove(self.place / group)
        fresh.rename(self.place / group)
        self._kept.add(group)
        return group

    def file(self, name: str, data: bytes) -> None:
        """Write a file, unless it is there and the same."""
        self._kept.add(name)
        place = self.place / name
        if place.is_file() and place.read_bytes() == data:
            return
        fresh = self.place / f"{_NEW}{name}"
        fresh.write_bytes(data)
        fresh.replace(place)

    def tidy(self) -> None:
        """Remove the groups and files that were neither written nor asked for."""
        for place in sorted(self.place.iterdir()):
            if place.name not in self._kept:
                _remove(place)


def _parts(place: Path) -> int:
    return sum(one.suffix == ".js" for one in place.iterdir()) if place.is_dir() else 0


def _remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)

"""The folder of the exported index: a folder of parts appears whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from .script_text import part

_NEW = ".new-"


class Folder:
    """Writes what is new and removes what nothing names any more."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.kept: set[str] = set()
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob(f"{_NEW}*"):
            _remove(old)

    def has(self, name: str) -> bool:
        """Whether a group of parts is there from an earlier export; it is kept then."""
        self.kept.add(name)
        return (self.place / name).exists()

    def group(self, name: str, parts: Iterable[tuple[str, bytes]]) -> None:
        """Write a group of parts, named by its content, in a folder of its own."""
        fresh = self.place / f"{_NEW}{name}"
        fresh.mkdir()
        for own, data in parts:
            (fresh / f"{own}.js").write_bytes(part(f"{name}/{own}", data))
        fresh.rename(self.place / name)

    def file(self, name: str, data: bytes) -> None:
        """Write a file, unless it is there and the same."""
        self.kept.add(name)
        place = self.place / name
        if place.is_file() and place.read_bytes() == data:
            return
        fresh = self.place / f"{_NEW}{name}"
        fresh.write_bytes(data)
        os.replace(fresh, place)

    def tidy(self) -> list[str]:
        """Remove the groups and files that were neither written nor asked for; their names."""
        left = sorted(place.name for place in self.place.iterdir() if place.name not in self.kept)
        for name in left:
            _remove(self.place / name)
        return left


def _remove(place: Path) -> None:
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink()

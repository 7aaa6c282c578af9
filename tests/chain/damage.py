"""Damage to what builds keep and make: files lost, cut, spoilt, put back from earlier or from elsewhere."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from build_tools.project import Project


class Damage:
    """Damages a project's builds at random.

    Args:
        project: The project, built once at least.
        dice: What chooses.
        foreign: Another built project, whose files get into this one's.
        older: What an earlier build of the project left.
    """

    def __init__(self, project: Project, dice: random.Random, foreign: Project, older: Path) -> None:
        self.project, self.dice, self.foreign, self.older = project, dice, foreign, older
        self.kept: dict[str, Callable[[], None]] = {
            "lose": self._lose, "cut": self._cut, "flip": self._flip, "empty": self._empty,
            "foreign": self._foreign, "old": self._old, "lose all": self._lose_all,
            "old build": self._old_build, "foreign build": self._foreign_build, "copied": self._copied,
        }  # fmt: skip
        self.made: dict[str, Callable[[], None]] = {
            "spoil": self._spoil, "spoil unseen": self._spoil_unseen, "take": self._take,
            "stray": self._stray, "stray link": self._stray_link, "folder for file": self._folder_for_file,
            "take folder": self._take_folder,
        }  # fmt: skip

    # What builds keep for the next one.

    def _kept(self) -> Path:
        places = [*_below(self.project.build / "cache"), *_below(self.project.index)]
        return self.dice.choice(places) if places else self.project.build / "cache" / "none"

    def _lose(self) -> None:
        self._kept().unlink(missing_ok=True)

    def _cut(self) -> None:
        self._harm(lambda data: data[: self.dice.randrange(len(data))])

    def _empty(self) -> None:
        self._harm(lambda data: b"")

    def _flip(self) -> None:
        def harm(data: bytes) -> bytes:
            fresh = bytearray(data)
            for _ in range(self.dice.choice((1, 3, 200))):
                fresh[self.dice.randrange(len(fresh))] ^= 1 << self.dice.randrange(8)
            return bytes(fresh)

        self._harm(harm)

    def _harm(self, how: Callable[[bytes], bytes]) -> None:
        place = self._kept()
        data = place.read_bytes() if place.exists() else b""
        if data:
            place.write_bytes(how(data))

    def _foreign(self) -> None:
        """A file that another project's builds keep."""
        self._take_from(self.foreign.build)

    def _old(self) -> None:
        """A file as an earlier build left it."""
        self._take_from(self.older)

    def _take_from(self, build: Path) -> None:
        """A file of the cache, with what lies beside it, or all files of the index."""
        names = sorted({one.name.partition(".")[0] for one in _below(build / "cache")})
        chosen = self.dice.choice([*names, "index"])
        if chosen == "index":
            shutil.rmtree(self.project.index, ignore_errors=True)
            shutil.copytree(build / "index", self.project.index)
        for place in _below(build / "cache"):
            if place.name.partition(".")[0] == chosen:
                shutil.copy2(place, self.project.build / "cache" / place.name)

    def _lose_all(self) -> None:
        shutil.rmtree(self.project.build / self.dice.choice(("cache", "index")), ignore_errors=True)

    def _old_build(self) -> None:
        """All as an earlier build left it, as where builds run on borrowed machines."""
        self._put_build(self.older)

    def _foreign_build(self) -> None:
        self._put_build(self.foreign.build)

    def _copied(self) -> None:
        """All as it was, but in new files."""
        copy = self.project.root / "copy"
        shutil.copytree(self.project.build, copy, symlinks=True)
        self._put_build(copy)
        shutil.rmtree(copy)

    def _put_build(self, other: Path) -> None:
        if other.exists():
            shutil.rmtree(self.project.build)
            shutil.copytree(other, self.project.build, symlinks=True)

    # What builds make.

    def _trees(self) -> list[Path]:
        return [place for place in (self.project.docs, self.project.site) if place.is_dir()]

    def _made(self) -> Path | None:
        folder = self.dice.choice(self._trees() or [self.project.build])
        search = folder / "search"
        places = _below(search) if self.dice.random() < 0.25 else _below(folder)
        return self.dice.choice(places) if places else None

    def _spoil(self) -> None:
        if place := self._made():
            place.write_bytes(self.dice.choice((b"", b"damaged", place.read_bytes() + b" ")))

    def _spoil_unseen(self) -> None:
        """Other bytes, the same size and date."""
        if (place := self._made()) and (data := place.read_bytes()):
            at = self.dice.randrange(len(data))
            unseen(place, data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])

    def _take(self) -> None:
        if place := self._made():
            place.unlink()

    def _stray(self) -> None:
        names = (
            "stray.html",
            "notices/stray.md",
            "new/a/stray.txt",
            "search/stray.js",
            ".stray",
            "search/s-0/a.js",
        )
        place = self.dice.choice(self._trees() or [self.project.build]) / self.dice.choice(names)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("别人写的", encoding="utf-8")

    def _stray_link(self) -> None:
        """A link to a file that is none of ours."""
        outside = self.project.root / "outside.txt"
        outside.write_text("别人写的", encoding="utf-8")
        for folder in self._trees():
            place = folder / "notices" / "link.html"
            if place.parent.is_dir() and not place.is_symlink():
                place.symlink_to(outside)

    def _folder_for_file(self) -> None:
        """A folder where a file was."""
        if place := self._made():
            place.unlink()
            place.mkdir()
            (place / "inner.txt").write_text("别人写的", encoding="utf-8")

    def _take_folder(self) -> None:
        """A whole tree gone, or a part of it."""
        folder = self.dice.choice(self._trees() or [self.project.build / "docs"])
        inner = sorted(place for place in folder.glob("*") if place.is_dir())
        shutil.rmtree(self.dice.choice([folder, *inner]), ignore_errors=True)


def _below(folder: Path) -> list[Path]:
    """The files below a folder."""
    return sorted(place for place in folder.rglob("*") if place.is_file() and not place.is_symlink())


def unseen(place: Path, data: bytes) -> None:
    """Other bytes of the same size in the same file, with the same date."""
    status = place.stat()
    with place.open("r+b") as file:
        file.write(data[: status.st_size])
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))

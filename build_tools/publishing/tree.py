"""What lies in a folder: every file with size, times and inode, kept as a few plain bytes a folder.

Two looks at a folder are compared folder by folder; only where the bytes differ are files
compared.  A file whose size, times of change and inode are as before holds what it held.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

#: Numbers kept of a file: size, modification, change of the inode (both in ns), inode.
_NUMBERS = 4
_BYTES = _NUMBERS * array("q").itemsize


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one folder.

    Attributes:
        names: Their names in order, with a zero byte between.
        marks: Four numbers of eight bytes each.
    """

    names: bytes
    marks: bytes

    def files(self) -> dict[str, bytes]:
        """The mark of each file by its name."""
        if not self.names:
            return {}
        names = os.fsdecode(self.names).split("\0")
        return {name: self.marks[at * _BYTES : (at + 1) * _BYTES] for at, name in enumerate(names)}


@dataclass(slots=True)
class Tree:
    """All files below a folder.

    Attributes:
        folders: By the folder's path with ``/``, the top being empty.
        odd: Paths of what is neither a file nor a folder, symbolic links above all.
    """

    folders: dict[str, Folder]
    odd: tuple[str, ...] = ()
    _names: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)

    def __contains__(self, path: object) -> bool:
        folder, _, name = str(path).rpartition("/")
        if folder not in self._names:
            held = self.folders.get(folder)
            self._names[folder] = frozenset(held.files() if held else ())
        return name in self._names[folder]

    def __iter__(self) -> Iterator[str]:
        for path, folder in sorted(self.folders.items()):
            yield from (_join(path, name) for name in folder.files())

    def __len__(self) -> int:
        return sum(len(folder.marks) for folder in self.folders.values()) // _BYTES


class Changes(NamedTuple):
    """What differs between two looks, as sorted paths."""

    added: list[str]
    changed: list[str]
    removed: list[str]


def scan(root: Path) -> Tree:
    """Look at all files below ``root``; what is no folder, or only a link to one, holds nothing."""
    folders: dict[str, Folder] = {}
    odd: list[str] = []
    waiting = [""] if root.is_dir() and not root.is_symlink() else []
    while waiting:
        path = waiting.pop()
        files: list[tuple[str, int, int, int, int]] = []
        try:
            with os.scandir(root / path) as entries:
                for entry in entries:
                    if entry.is_file(follow_symlinks=False):
                        files.append((entry.name, *_mark(entry.stat(follow_symlinks=False))))
                    elif entry.is_dir(follow_symlinks=False):
                        waiting.append(_join(path, entry.name))
                    else:
                        odd.append(_join(path, entry.name))
        except FileNotFoundError:
            continue
        files.sort()
        folders[path] = _folder(files)
    return Tree(folders, tuple(odd))


def changes(old: Tree, new: Tree) -> Changes:
    """What differs, file by file."""
    found = Changes([], [], [])
    for path in sorted(old.folders.keys() | new.folders.keys()):
        before, after = old.folders.get(path), new.folders.get(path)
        if before == after:
            continue
        was = before.files() if before else {}
        now = after.files() if after else {}
        found.added.extend(_join(path, name) for name in now if name not in was)
        found.removed.extend(_join(path, name) for name in was if name not in now)
        found.changed.extend(_join(path, name) for name in now if name in was and now[name] != was[name])
    for part in found:
        part.sort()
    return found


def updated(tree: Tree, root: Path, paths: Iterable[str]) -> Tree:
    """``tree`` with a new look at ``paths`` only."""
    by_folder: dict[str, list[str]] = {}
    for path in paths:
        folder, _, name = path.rpartition("/")
        by_folder.setdefault(folder, []).append(name)
    folders = dict(tree.folders)
    for folder, names in by_folder.items():
        held = folders.get(folder)
        marks = held.files() if held else {}
        for name in names:
            try:
                status = (root / folder / name).lstat()
            except (FileNotFoundError, NotADirectoryError):
                marks.pop(name, None)
            else:
                marks[name] = array("q", _mark(status)).tobytes()
        if marks:
            ordered = dict(sorted(marks.items()))
            folders[folder] = Folder(os.fsencode("\0".join(ordered)), b"".join(ordered.values()))
        else:
            folders.pop(folder, None)
    return Tree(folders, tree.odd)


def from_rows(rows: Iterable[tuple[str, bytes, bytes]]) -> Tree:
    """A tree that was kept; see ``to_rows``."""
    return Tree({path: Folder(names, marks) for path, names, marks in rows})


def to_rows(folders: Mapping[str, Folder]) -> Iterator[tuple[str, bytes, bytes]]:
    """Path, names and marks of each folder."""
    for path, folder in folders.items():
        yield path, folder.names, folder.marks


def _mark(status: os.stat_result) -> tuple[int, int, int, int]:
    # An inode may need all 64 bits; the array's numbers have a sign.
    inode = status.st_ino & 0x7FFFFFFFFFFFFFFF
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, inode


def _folder(files: list[tuple[str, int, int, int, int]]) -> Folder:
    names = os.fsencode("\0".join(file[0] for file in files))
    return Folder(names, array("q", [number for file in files for number in file[1:]]).tobytes())


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name

"""What lies in a folder: every file with size, times and inode, kept as a few plain bytes a folder.

Two looks at a folder are compared folder by folder; only where the bytes differ are files
compared.  A file whose size, times of change and inode are as before holds what it held.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

#: Numbers kept of a file: size, modification, change of the inode (both in ns), inode.
_NUMBERS = 4
_BYTES = _NUMBERS * array("q").itemsize
#: Marks are compared so many bytes at a time.
_BLOCK = 256 * _BYTES
#: An inode may need all 64 bits; the array's numbers have a sign.
_POSITIVE = 0x7FFFFFFFFFFFFFFF


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of one folder.

    Attributes:
        names: Their names in order, with a zero byte between.
        marks: Four numbers of eight bytes each.
    """

    names: bytes
    marks: bytes

    def listed(self) -> list[str]:
        """The names in order."""
        return os.fsdecode(self.names).split("\0") if self.names else []

    def files(self) -> dict[str, bytes]:
        """The mark of each file by its name."""
        return {name: self._mark(at) for at, name in enumerate(self.listed())}

    def _mark(self, at: int) -> bytes:
        return self.marks[at * _BYTES : (at + 1) * _BYTES]

    def with_files(self, marks: Mapping[str, bytes]) -> Folder:
        """The folder with other marks for some names; an empty one takes a name out."""
        held = self.listed()
        names: list[str] = []
        parts: list[bytes] = []
        at = 0
        for name in sorted(marks):
            place = bisect_left(held, name, at)
            names += held[at:place]
            parts.append(self.marks[at * _BYTES : place * _BYTES])
            at = place + (place < len(held) and held[place] == name)
            if marks[name]:
                names.append(name)
                parts.append(marks[name])
        names += held[at:]
        parts.append(self.marks[at * _BYTES :])
        return Folder(os.fsencode("\0".join(names)), b"".join(parts))


_EMPTY = Folder(b"", b"")


@dataclass(slots=True)
class Tree:
    """All files below a folder.

    Attributes:
        folders: By the folder's path with ``/``, the top being empty; without those that have no files.
        odd: Paths of what is neither a file nor a folder, symbolic links above all.
    """

    folders: dict[str, Folder]
    odd: tuple[str, ...] = ()
    _listed: dict[str, list[str]] = field(default_factory=dict, repr=False, compare=False)

    def __contains__(self, path: object) -> bool:
        folder, _, name = str(path).rpartition("/")
        names = self.listed(folder)
        at = bisect_left(names, name)
        return at < len(names) and names[at] == name

    def __iter__(self) -> Iterator[str]:
        for path in sorted(self.folders):
            yield from (_join(path, name) for name in self.listed(path))

    def __len__(self) -> int:
        return sum(len(folder.marks) for folder in self.folders.values()) // _BYTES

    def listed(self, folder: str) -> list[str]:
        """The names of the files of a folder, in order; not to be changed."""
        if folder not in self._listed:
            self._listed[folder] = self.folders.get(folder, _EMPTY).listed()
        return self._listed[folder]


class Changes(NamedTuple):
    """What differs between two looks, as sorted paths."""

    added: list[str]
    changed: list[str]
    removed: list[str]


def scan(root: Path, only: str = "", without: Collection[str] = ()) -> Tree:
    """Look at all files below ``root``; what is no folder, or only a link to one, holds nothing.

    Args:
        root: The folder.
        only: The one name at the top to look at, if not at all.
        without: Names at the top to pass over.
    """
    folders: dict[str, Folder] = {}
    odd: list[str] = []
    waiting = [""] if root.is_dir() and not root.is_symlink() else []
    while waiting:
        path = waiting.pop()
        place = os.fspath(root / path)
        try:
            # Names and a look at each are cheaper than what os.scandir makes of them.
            names = [only] if only and not path else os.listdir(place)  # noqa: PTH208
        except FileNotFoundError:
            continue
        files: list[str] = []
        marks: list[int] = []
        names.sort()
        for name in names:
            if name in without and not path:
                continue
            try:
                status = os.lstat(f"{place}/{name}")
            except FileNotFoundError:
                continue
            if S_ISREG(status.st_mode):
                files.append(name)
                # As _numbers gives them; a call for each file would be a tenth of the whole.
                marks += (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _POSITIVE)
            elif S_ISDIR(status.st_mode):
                waiting.append(_join(path, name))
            else:
                odd.append(_join(path, name))
        if files:
            folders[path] = Folder(os.fsencode("\0".join(files)), array("q", marks).tobytes())
    return Tree(folders, tuple(sorted(odd)))


def changes(old: Tree, new: Tree) -> Changes:
    """What differs, file by file."""
    found = Changes([], [], [])
    for path in sorted(old.folders.keys() | new.folders.keys()):
        before, after = old.folders.get(path, _EMPTY), new.folders.get(path, _EMPTY)
        if before == after:
            continue
        if before.names != after.names:
            was, now = set(old.listed(path)), set(new.listed(path))
            found.removed.extend(_join(path, name) for name in was - now)
            found.added.extend(_join(path, name) for name in now - was)
            before = before.with_files(dict.fromkeys(was - now, b""))
            after = after.with_files(dict.fromkeys(now - was, b""))
        found.changed.extend(_join(path, name) for name in _changed(before, after))
    for part in found:
        part.sort()
    return found


def _changed(before: Folder, after: Folder) -> Iterator[str]:
    """The names at which two folders of the same names differ."""
    names: list[str] = []
    for block in range(0, len(before.marks), _BLOCK):
        if before.marks[block : block + _BLOCK] == after.marks[block : block + _BLOCK]:
            continue
        names = names or before.listed()
        for at in range(block, min(block + _BLOCK, len(before.marks)), _BYTES):
            if before.marks[at : at + _BYTES] != after.marks[at : at + _BYTES]:
                yield names[at // _BYTES]


def updated(tree: Tree, root: Path, paths: Iterable[str]) -> Tree:
    """``tree`` with a new look at ``paths`` only."""
    by_folder: dict[str, dict[str, bytes]] = {}
    odd = set(tree.odd)
    for path in paths:
        folder, _, name = path.rpartition("/")
        mark = b""
        odd.discard(path)
        with suppress(FileNotFoundError, NotADirectoryError):
            status = (root / path).lstat()
            if S_ISREG(status.st_mode):
                mark = array("q", _numbers(status)).tobytes()
            elif not S_ISDIR(status.st_mode):
                odd.add(path)
        by_folder.setdefault(folder, {})[name] = mark
    folders = dict(tree.folders)
    for folder, marks in by_folder.items():
        folders[folder] = folders.get(folder, _EMPTY).with_files(marks)
        if not folders[folder].names:
            del folders[folder]
    return Tree(folders, tuple(sorted(odd)))


def joined(one: Tree, other: Tree) -> Tree:
    """Two trees that have no folder in common."""
    return Tree(one.folders | other.folders, tuple(sorted(one.odd + other.odd)))


def from_rows(rows: Iterable[tuple[str, bytes, bytes]]) -> Tree:
    """A tree that was kept; see ``to_rows``."""
    return Tree({path: Folder(names, marks) for path, names, marks in rows})


def to_rows(folders: Mapping[str, Folder]) -> Iterator[tuple[str, bytes, bytes]]:
    """Path, names and marks of each folder."""
    for path, folder in folders.items():
        yield path, folder.names, folder.marks


def _numbers(status: os.stat_result) -> tuple[int, int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _POSITIVE


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name

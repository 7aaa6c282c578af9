"""The files under ``content/``: which hold records, and what is in them.

What is no record is told or passed over.
Symbolic links are never followed, so that nothing outside ``content/`` is read; pipes and
devices are no files.  Hidden files, README.md, backup copies of editors and empty folders are
harmless and passed over.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from .kinds import KINDS
from .kinds.vocabulary import VOCABULARIES
from .load import RawRecord, parse
from .problems import Location, Problem
from .rules import problem, told

#: A record larger than this is refused (bytes); the longest real document has 80 kB.
MAX_BYTES = 4_000_000
_FOLDERS = (*(kind.folder for kind in KINDS.values()), "vocabularies")


def load(
    root: Path, content: Path, each: Callable[[Sequence[Path]], Iterable[Path]] = iter
) -> tuple[list[RawRecord], list[Problem]]:
    """Read every record file.  Returns what the files say and all the problems, in the order of paths.

    Args:
        root: Folder of the project.
        content: Folder of the records.
        each: Gives the files one by one, and may tell how many are done.
    """
    paths, problems = scan(root, content)
    raws: list[RawRecord] = []
    for path in each(paths):
        raw, found = read(root, path)
        raws.append(raw)
        problems += found
    return raws, told(problems)


def read(root: Path, path: Path) -> tuple[RawRecord, list[Problem]]:
    """Read one file under ``root``; a file that cannot be read is a problem, not an exception."""
    file = _shown(root, path)
    unread = RawRecord(file, None, {}, {}, ())
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            size = path.stat().st_size
            return unread, [problem(Location(file), "E105", {"size": size, "limit": MAX_BYTES})]
        return parse(file, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return unread, [problem(Location(file, line), "E112", {"byte": error.start + 1})]
    except OSError as error:
        return unread, [problem(Location(file), "E113", {"what": error.strerror or type(error).__name__})]


def _shown(root: Path, path: Path) -> str:
    """A path below ``root`` as messages show it; names that are no text are made printable."""
    name = path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in name)


def scan(root: Path, content: Path) -> tuple[list[Path], list[Problem]]:
    """The record files in a fixed order, and what is wrong with the names and places of others."""
    paths: list[Path] = []
    problems: list[Problem] = []
    for path, link in _walk(content):
        fault = ("E116", {"name": path.name}) if link else _misplaced(path, content)
        if fault is None:
            paths.append(path)
        else:
            problems.append(problem(Location(_shown(root, path)), *fault))
    return paths, problems


def passed_over(name: str) -> bool:
    """Whether a file is harmless by its name: hidden, a backup copy of an editor, a note on the folder."""
    return name.startswith(".") or name.endswith("~") or name == "README.md"


def _walk(content: Path) -> Iterator[tuple[Path, bool]]:
    """Every file below a folder, and whether it is a symbolic link (to a file or a folder)."""
    for folder, names, files in os.walk(content, followlinks=False):
        names.sort()
        links = [name for name in names if Path(folder, name).is_symlink()]
        for name in sorted((*files, *links)):
            if passed_over(name):
                continue
            path = Path(folder, name)
            if path.is_symlink():
                yield path, True
            elif path.is_file():
                yield path, False
        names[:] = [name for name in names if not name.startswith(".")]


def _misplaced(path: Path, content: Path) -> tuple[str, dict[str, str]] | None:
    """The rule that a file's name or place breaks, with its parameters."""
    suffix = path.suffix.lower()
    if suffix not in (".yml", ".yaml"):
        return "W119", {"name": path.name}
    folder = path.parent.relative_to(content).as_posix()
    if folder not in _FOLDERS and (folder, path.stem) != (".", "site"):
        return "E118", {"name": path.name, "folders": "、".join(_FOLDERS)}
    if path.suffix != ".yml":
        return "E117", {"name": path.name, "new": f"{path.stem}.yml"}
    if folder == "vocabularies" and path.stem not in VOCABULARIES:
        return "E121", {"name": path.stem, "names": "、".join(VOCABULARIES)}
    return None

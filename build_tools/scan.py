"""Which files under ``content/`` hold records; everything else is told or passed over.

Symbolic links are never followed, so that nothing outside ``content/`` is read; pipes and
devices are no files.  Hidden files, README.md, backup copies of editors and empty folders are
harmless and passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .kinds import KINDS
from .kinds.vocabulary import VOCABULARIES
from .load import RawRecord, read, shown
from .problems import Location, Problem
from .rules import problem

_FOLDERS = (*(kind.folder for kind in KINDS.values()), "vocabularies")


def load(root: Path, content: Path) -> tuple[list[RawRecord], list[Problem]]:
    """Read every record file.  Returns what the files say and all the problems, in the order of paths."""
    paths, problems = scan(root, content)
    raws: list[RawRecord] = []
    for path in paths:
        raw, found = read(root, path)
        raws.append(raw)
        problems += found
    return raws, sorted(problems)


def scan(root: Path, content: Path) -> tuple[list[Path], list[Problem]]:
    """The record files in a fixed order, and what is wrong with the names and places of others."""
    paths: list[Path] = []
    problems: list[Problem] = []
    for path, link in _walk(content):
        fault = ("E116", {"name": path.name}) if link else _misplaced(path, content)
        if fault is None:
            paths.append(path)
        else:
            problems.append(problem(Location(shown(root, path)), *fault))
    return paths, problems


def _walk(content: Path) -> Iterator[tuple[Path, bool]]:
    """Every file below a folder, and whether it is a symbolic link (to a file or a folder)."""
    for folder, names, files in os.walk(content, followlinks=False):
        names.sort()
        links = [name for name in names if Path(folder, name).is_symlink()]
        for name in sorted((*files, *links)):
            if name.startswith(".") or name.endswith("~") or name == "README.md":
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

"""The digest of all that the look of every page depends on: settings, theme, versions, this program."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..project import Project
from . import tree

#: Whose versions count.
_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "MarkupSafe", "PyYAML", "pymdown-extensions")
_INHERIT = re.compile(r"^INHERIT:\s*(['\"]?)(?P<path>[^'\"\n#]+?)\1\s*$", re.MULTILINE)


def look(project: Project, day: date) -> str:
    """The digest; empty if it cannot be told because the settings depend on the environment."""
    settings = list(_settings(project))
    if _asks(settings):
        return ""
    return _digest((*_parts(project, day), *settings))


def stamp(project: Project, day: date) -> str:
    """A digest that is the same only if the look is, told without reading much; empty as that of the look."""
    settings = list(_settings(project))
    if _asks(settings):
        return ""
    # What is installed beside one another shows in the times of the folders.
    installed = [(place, _time(place)) for place in sys.path]
    seen = [tree.scan(project.theme), tree.scan(Path(__file__).parent, without=("__pycache__",))]
    files = [row for one in seen for row in sorted(tree.to_rows(one.folders))]
    known = f"{day} {project.root.absolute()} {sys.version_info} {installed} {files}"
    return _digest([("known", known.encode("utf-8", "surrogateescape")), *settings])


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    hasher = blake2b(digest_size=16)
    for name, data in parts:
        hasher.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hasher.update(data)
    return hasher.hexdigest()


def _asks(settings: Iterable[tuple[str, bytes]]) -> bool:
    """Whether settings depend on the environment."""
    return any(b"!ENV" in data for _, data in settings)


def _time(place: str) -> int:
    with suppress(OSError):
        return Path(place).stat().st_mtime_ns
    return 0


def program() -> str:
    """The digest of what this program does to pages."""
    hasher = blake2b(digest_size=16)
    for place in sorted(Path(__file__).parent.glob("*.py")):
        hasher.update(place.read_bytes())
    hasher.update(f"{sys.version_info} {_version('Markdown')} {_version('mkdocs')}".encode())
    return hasher.hexdigest()


def _parts(project: Project, day: date) -> Iterator[tuple[str, bytes]]:
    yield "day", day.isoformat().encode()
    yield "program", program().encode()
    yield "packages", " ".join(_version(name) for name in _PACKAGES).encode()
    yield "places", str(project.root.absolute()).encode("utf-8", "surrogateescape")
    for place in sorted(project.theme.rglob("*")):
        if place.is_file():
            yield place.relative_to(project.theme).as_posix(), place.read_bytes()


def _settings(project: Project) -> Iterator[tuple[str, bytes]]:
    """The files of settings: that of the project and what it inherits."""
    place, seen = project.config, set[Path]()
    while place not in seen and place.is_file():
        seen.add(place)
        data = place.read_bytes()
        yield place.name, data
        found = _INHERIT.search(data.decode("utf-8", "replace"))
        if not found:
            break
        place = place.parent / found["path"]


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name

"""The digest of all that the look of every page depends on: settings, theme, versions, this program."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..project import Project

#: Whose versions count.
_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "MarkupSafe", "PyYAML", "pymdown-extensions")
_INHERIT = re.compile(r"^INHERIT:\s*(['\"]?)(?P<path>[^'\"\n#]+?)\1\s*$", re.MULTILINE)


def look(project: Project, day: date) -> str:
    """The digest; empty if it cannot be told because the settings depend on the environment."""
    hasher = blake2b(digest_size=16)
    for name, data in _parts(project, day):
        if b"!ENV" in data and name.endswith(".yml"):
            return ""
        hasher.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
        hasher.update(data)
    return hasher.hexdigest()


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
    place, seen = project.config, set[Path]()
    while place not in seen and place.is_file():
        seen.add(place)
        data = place.read_bytes()
        yield place.name, data
        found = _INHERIT.search(data.decode("utf-8", "replace"))
        if not found:
            break
        place = place.parent / found["path"]
    for place in sorted(project.theme.rglob("*")):
        if place.is_file():
            yield place.relative_to(project.theme).as_posix(), place.read_bytes()


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return name

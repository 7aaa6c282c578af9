"""A digest of the program: its files and the libraries that shape what it writes."""

from __future__ import annotations

import sys
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_FILES = (".py", ".j2", ".toml", ".txt", ".json")
#: Packages beside this one whose answers stand on pages.
_PACKAGES = ("build_tools", "search_index")
_LIBRARIES = ("jieba", "jinja2", "markupsafe", "pydantic", "pydantic-core", "pyyaml", "xlsxwriter")


def digest() -> str:
    """Differs whenever the same content might give another result."""
    found = sha256(sys.version.encode())
    for name in _LIBRARIES:
        found.update(f"{name} {version(name)}\n".encode())
    root = Path(__file__).parent.parent.parent
    for place in sorted(place for name in _PACKAGES for place in (root / name).rglob("*")):
        if place.suffix in _FILES:
            found.update(f"{place.relative_to(root).as_posix()}\n".encode())
            found.update(sha256(place.read_bytes()).digest())
    return found.hexdigest()

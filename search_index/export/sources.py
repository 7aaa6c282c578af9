"""The reader's sources as one script: the modules, and the tables they share with Python."""

from __future__ import annotations

import json
import re
from importlib import resources

#: The module that the others register with.
_FIRST = "registry.js"
#: Lines that are nothing but a comment, types inside lines, and the blanks before a line: half of what would
#: be loaded.
_COMMENTS = re.compile(
    r"^\s*(?://.*|/\*\*(?:(?!\*/).)*|/\*\*.*\*/[ ]*|\*/|\*[ ].*|\*)\n|/\*\* @(?:(?!\*/).)*\*/[ ]?|^\s+",
    re.MULTILINE,
)


def reader() -> bytes:
    """The script, ASCII or not as its sources are, always the same for the same sources."""
    package = resources.files(__package__.rpartition(".")[0])
    scripts = {
        place.name: place.read_text(encoding="utf-8")
        for place in package.joinpath("browser").iterdir()
        if place.name.endswith(".js")
    }
    names = [_FIRST, *sorted(scripts.keys() - {_FIRST})]
    return _COMMENTS.sub("", "".join([*(scripts[name] for name in names), tables()])).encode("utf-8")


def tables() -> str:
    """The module of the shared tables, each under the name of its file."""
    folder = resources.files(__package__.rpartition(".")[0]).joinpath("data")
    shared = {
        place.name.removesuffix(".json"): json.loads(place.read_text(encoding="utf-8"))
        for place in sorted(folder.iterdir(), key=lambda place: place.name)
        if place.name.endswith(".json")
    }
    text = json.dumps(shared, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return f'searchReader.define("tables", () => ({text}));\n'

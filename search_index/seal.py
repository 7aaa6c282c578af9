"""Which files of an index need not be read again: nothing has touched them since they were found whole.

A file's marks are its size, when it was written, when anything of it was changed, and which file it is:
whoever writes to a file, replaces, moves or copies it changes one of them. The seal holds the marks of all
files of a commit; it is written by the writer, who has read or written every one of them.
"""

import json
import time
from collections.abc import Iterable
from pathlib import Path

from search_index.files import replace_file, sealed, unsealed
from search_index.places import seal_file

TICK = 20_000_000
"""Times of files are no finer than this (ns): a file changed so shortly ago may change again unseen."""
LARGE = 1 << 20
"""Bytes of a file that is rather waited for than read again."""


def marks(place: Path) -> list[int]:
    """Return the marks of a file; raises OSError if there is none."""
    told = place.stat()
    return [told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino]


def trusted(path: Path) -> frozenset[str]:
    """Return the names of the files that are as they were when they were found whole."""
    try:
        held = json.loads(unsealed(seal_file(path).read_bytes()))
    except (OSError, ValueError):
        return frozenset()
    return frozenset(
        name for name, known in held.items() if (path / name).exists() and marks(path / name) == known
    )


def trust(path: Path, names: Iterable[str]) -> None:
    """Remember the files of these names as they are now; none of them that is too young."""
    held = {name: marks(path / name) for name in sorted(names)}
    if any(size >= LARGE and _young(changed, moved) for size, changed, moved, _ in held.values()):
        time.sleep(TICK / 1e9)
    old = {name: known for name, known in held.items() if not _young(*known[1:3])}
    place = seal_file(path)
    data = sealed(json.dumps(old, separators=(",", ":")).encode("utf-8"))
    if not place.is_file() or place.read_bytes() != data:
        replace_file(place, data)


def _young(changed: int, moved: int) -> bool:
    return max(changed, moved) > time.time_ns() - TICK


def distrust(path: Path) -> None:
    """Let the next update read all files of an index: one of them was found damaged."""
    seal_file(path).unlink(missing_ok=True)

"""Title marks 《》〈〉: each must have its other half; they may be nested."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PAIRS = {"》": "《", "〉": "〈"}
_OPENERS = frozenset(_PAIRS.values())
_MARKS = re.compile("[《》〈〉]")


def unbalanced(text: str) -> Iterator[tuple[int, str]]:
    """Marks without their other half, as position and mark, in order."""
    open_marks: list[tuple[int, str]] = []
    lonely: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        position, char = match.start(), match.group()
        if char in _OPENERS:
            open_marks.append((position, char))
        else:
            # Only the innermost few are looked through, so that a text of nothing but marks is no burden.
            depth = next((d for d, mark in enumerate(open_marks[:-9:-1]) if mark[1] == _PAIRS[char]), None)
            if depth is None:
                lonely.append((position, char))
            else:
                lonely += open_marks[len(open_marks) - depth :]
                del open_marks[len(open_marks) - depth - 1 :]
    yield from sorted([*lonely, *open_marks])

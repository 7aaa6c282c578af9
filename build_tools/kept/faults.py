"""The problems of a sound archive, as the store keeps them."""

from __future__ import annotations

from itertools import groupby

from ..problems import Problem
from .rows import unpack
from .store import Store


def told(store: Store) -> tuple[Problem, ...]:
    """All problems, sorted by place."""
    found: list[Problem] = []
    rows = store.rows("SELECT file, value FROM problem ORDER BY file")
    for _, part in groupby(rows, key=lambda row: row[0]):
        held = [one for _, packed in part for one in unpack(packed)]
        found += held if len(held) == 1 else sorted({*held})
    return tuple(found)

"""Checks of every text of a record, whatever its field."""

from __future__ import annotations

from collections.abc import Iterator

from .fields import Leaf
from .problems import Fault


def check(leaf: Leaf) -> Iterator[Fault]:
    """Faults of one text."""
    yield from ()

"""One build at a time: a lock that ends with the process that holds it, however that ends.

It is SQLite's lock of an empty database, which every system knows.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: Seconds between two attempts.
_PAUSE = 0.1


class Busy(Exception):
    """Another process did not let go of the lock in time."""


@contextmanager
def locked(place: Path, patience: float, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Hold the lock at ``place``.

    Args:
        place: A file for nothing else; made if there is none.
        patience: How long to wait for another process (seconds).
        waiting: Called once if that is necessary.

    Raises:
        Busy: it took longer.
        OSError: the machine refused.
    """
    place.touch()
    held = sqlite3.connect(place, timeout=0, isolation_level=None)
    try:
        if not _taken(held):
            waiting()
            end = time.monotonic() + patience
            while not _taken(held):
                if time.monotonic() > end:
                    raise Busy
                time.sleep(_PAUSE)
        yield
    finally:
        held.close()


def _taken(held: sqlite3.Connection) -> bool:
    try:
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True

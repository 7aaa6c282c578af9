"""Records on their way through a first build, so that each file is read once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ..kinds.base import Record
from .rows import pack, unpack
from .store import forget

#: Id and packed record.
Spilt = tuple[str, bytes]


def spilt(record: Record) -> Spilt:
    """A record as it is put down."""
    return record.id, pack(record)


class Spill:
    """A file with records by id: one process puts them down, then others take them up."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._sql = sqlite3.connect(place, isolation_level=None)

    def empty(self) -> None:
        """Make the tables; the file is lost if the machine fails, and nothing with it."""
        self._sql.execute("PRAGMA journal_mode=OFF")
        self._sql.execute("PRAGMA synchronous=OFF")
        self._sql.execute("CREATE TABLE record (id TEXT PRIMARY KEY, value BLOB)")

    def put(self, records: Iterable[Spilt]) -> None:
        """Put down some records."""
        self._sql.execute("BEGIN")
        self._sql.executemany("INSERT INTO record VALUES (?, ?)", records)
        self._sql.execute("COMMIT")

    def record(self, id_: str) -> Record | None:
        """A record; ``None`` if there is none with this id."""
        row = self._sql.execute("SELECT value FROM record WHERE id = ?", (id_,)).fetchone()
        found: Record | None = unpack(row[0]) if row else None
        return found

    def close(self) -> None:
        """Close the file."""
        self._sql.close()


def spilling(place: Path) -> closing[Spill]:
    """An empty file for records."""
    forget(place)
    made = Spill(place)
    made.empty()
    return closing(made)

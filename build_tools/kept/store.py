"""The file in which a build keeps what the next one needs: facts by key, and who asked for which.

Nothing in it is trusted blindly: it names the program that wrote it, every value carries a
checksum, and whatever does not fit is ``Damaged``: the file is thrown away and all is made anew.
One transaction a build: a killed build leaves what the last whole one kept.
"""

from __future__ import annotations

import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE file (path TEXT PRIMARY KEY, digest BLOB) WITHOUT ROWID;
CREATE TABLE tree (root TEXT, folder TEXT, names BLOB, marks BLOB, PRIMARY KEY (root, folder)) WITHOUT ROWID;
CREATE TABLE head (id TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE fact (key TEXT, rank TEXT, owner TEXT, value BLOB, PRIMARY KEY (key, rank, owner)) WITHOUT ROWID;
CREATE TABLE owned (owner TEXT, step TEXT, value BLOB, PRIMARY KEY (owner, step)) WITHOUT ROWID;
CREATE TABLE reader (key TEXT, name TEXT, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE asked (name TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID;
CREATE TABLE page (path TEXT PRIMARY KEY, piece TEXT) WITHOUT ROWID;
CREATE INDEX piece ON page (piece);
CREATE TABLE grouping (number INTEGER PRIMARY KEY, name TEXT UNIQUE, facet TEXT, slug TEXT, label TEXT);
CREATE TABLE member (number INTEGER, day TEXT, id TEXT, PRIMARY KEY (number, day, id)) WITHOUT ROWID;
CREATE TABLE tally (number INTEGER, period TEXT, count INTEGER, PRIMARY KEY (number, period)) WITHOUT ROWID;
CREATE TABLE problem (file TEXT, step TEXT, value BLOB, PRIMARY KEY (file, step)) WITHOUT ROWID;
"""
#: Raised whenever the tables or what stands in them change their form.
FORMAT = "2"

#: Rank and value of a fact, by its key.
Facts = Mapping[str, tuple[str, Any]]


class Damaged(Exception):
    """What is kept cannot be used."""


class Unfit(Exception):
    """The short way does not lead there; the reason is for the curious."""


def pack(value: Any) -> bytes:
    """A value as bytes with a checksum."""
    data = pickle.dumps(value, 5)
    return zlib.crc32(data).to_bytes(4, "big") + data


def unpack(data: Any) -> Any:
    """The value; raises Damaged if the bytes are not what was kept."""
    if not isinstance(data, bytes) or zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
        raise Damaged("checksum")
    try:
        return pickle.loads(data[4:])
    except Exception as error:
        raise Damaged(str(error)) from error


@contextmanager
def opened(path: Path, program: str) -> Iterator[Store]:
    """The store of a project; an empty one where there is none or it is another program's.

    What is changed in it holds only after ``commit``.  Raises Damaged if it cannot be used.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("BEGIN IMMEDIATE")
        store = Store(connection)
        if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None:
            store.empty(program)
        elif store.about("program") != f"{FORMAT} {program}":
            raise Damaged("another program's")
        yield store
    except sqlite3.Error as error:
        raise Damaged(str(error)) from error
    finally:
        connection.close()


def forget(path: Path) -> None:
    """Throw the store away."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


class Store:
    """An open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def empty(self, program: str) -> None:
        """Make the tables."""
        for statement in _TABLES.split(";"):
            self._sql.execute(statement)
        self.keep("program", f"{FORMAT} {program}")

    def roll_back(self) -> None:
        """Forget what was changed since the last ``commit``."""
        self._sql.execute("ROLLBACK")
        self._sql.execute("BEGIN IMMEDIATE")

    def clear(self) -> None:
        """Keep nothing but the program's name and compiled templates."""
        for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            spared = " WHERE name != 'program' AND name NOT LIKE 'template:%'" if name == "about" else ""
            self._sql.execute(f"DELETE FROM {name}{spared}")

    def commit(self) -> None:
        """Make what was changed hold, and go on."""
        self._sql.execute("COMMIT")
        self._sql.execute("BEGIN IMMEDIATE")

    def about(self, name: str) -> Any:
        """A value kept under a name; ``None`` if there is none."""
        row = self._sql.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return unpack(row[0]) if row else None

    def keep(self, name: str, value: Any) -> None:
        """Keep a value under a name."""
        self._sql.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, pack(value)))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self._sql.execute(query, values).fetchall()

    def run(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """A statement for each of some rows."""
        self._sql.executemany(statement, rows)

    def facts(self, key: str) -> list[tuple[str, str, Any]]:
        """Owner, rank and value of every fact under a key, in the order of the owners."""
        found = self.rows("SELECT owner, rank, value FROM fact WHERE key = ? ORDER BY owner", key)
        return [(owner, rank, unpack(value)) for owner, rank, value in found]

    def highest(self, key: str, most: int | None) -> list[tuple[str, str]]:
        """Owner and rank of the facts with the ``most`` highest ranks, and of all that share the last of
        these ranks; unordered.
        """
        least = ""
        if most is not None:
            last = self.rows(
                "SELECT rank FROM fact WHERE key = ? ORDER BY rank DESC LIMIT 1 OFFSET ?", key, most - 1
            )
            least = last[0][0] if last else ""
        return self.rows("SELECT owner, rank FROM fact WHERE key = ? AND rank >= ?", key, least)

    def fact(self, key: str, rank: str, owner: str) -> Any:
        """The value of one fact."""
        row = self.rows("SELECT value FROM fact WHERE key = ? AND rank = ? AND owner = ?", key, rank, owner)
        return unpack(row[0][0])

    def count(self, key: str) -> int:
        """How many facts stand under a key."""
        return int(self.rows("SELECT count(*) FROM fact WHERE key = ?", key)[0][0])

    def keys(self, prefix: str) -> Iterator[str]:
        """The keys that begin with a prefix, in order."""
        here = prefix
        while True:
            (found,) = self.rows("SELECT min(key) FROM fact WHERE key > ?", here)[0]
            if found is None or not found.startswith(prefix):
                return
            yield found
            here = found

    def replace(self, owner: str, step: str, facts: Facts) -> set[str]:
        """Put what a record now leaves in the place of what it left.  Returns the keys that differ."""
        row = self.rows("SELECT value FROM owned WHERE owner = ? AND step = ?", owner, step)
        old: dict[str, tuple[str, bytes]] = unpack(row[0][0]) if row else {}
        packed = {key: (rank, pack(value)) for key, (rank, value) in facts.items()}
        new = {key: (rank, _digest(value)) for key, (rank, value) in packed.items()}
        differing = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        if differing:
            gone = ((key, old[key][0], owner) for key in differing if key in old)
            self.run("DELETE FROM fact WHERE key = ? AND rank = ? AND owner = ?", gone)
            come = ((key, packed[key][0], owner, packed[key][1]) for key in differing if key in new)
            self.run("INSERT INTO fact VALUES (?, ?, ?, ?)", come)
        if new:
            self.run("INSERT OR REPLACE INTO owned VALUES (?, ?, ?)", [(owner, step, pack(new))])
        else:
            self.run("DELETE FROM owned WHERE owner = ? AND step = ?", [(owner, step)])
        return differing

    def note(self, name: str, keys: Iterable[str]) -> None:
        """Keep what a piece or a reading asked for, in the place of what it asked for before."""
        row = self.rows("SELECT keys FROM asked WHERE name = ?", name)
        old, new = set(unpack(row[0][0])) if row else set(), set(keys)
        self.run("DELETE FROM reader WHERE key = ? AND name = ?", ((key, name) for key in old - new))
        self.run("INSERT INTO reader VALUES (?, ?)", ((key, name) for key in new - old))
        if new:
            self.run("INSERT OR REPLACE INTO asked VALUES (?, ?)", [(name, pack(sorted(new)))])
        else:
            self.run("DELETE FROM asked WHERE name = ?", [(name,)])

    def readers(self, keys: Iterable[str]) -> set[str]:
        """Who asked for one of some keys."""
        return {name for key in keys for (name,) in self.rows("SELECT name FROM reader WHERE key = ?", key)}

    def fill(
        self,
        facts: Iterable[tuple[str, str, Facts]],
        asked: Iterable[tuple[str, Iterable[str]]],
    ) -> None:
        """Keep the facts (owner, step, facts) and questions of a whole build in an empty store."""
        rows: list[tuple[str, str, str, bytes]] = []
        for owner, step, held in facts:
            packed = {key: (rank, pack(value)) for key, (rank, value) in held.items()}
            rows += ((key, rank, owner, value) for key, (rank, value) in packed.items())
            owned = {key: (rank, _digest(value)) for key, (rank, value) in packed.items()}
            self.run("INSERT INTO owned VALUES (?, ?, ?)", [(owner, step, pack(owned))])
        rows.sort(key=lambda row: row[:3])
        self.run("INSERT INTO fact VALUES (?, ?, ?, ?)", rows)
        found: list[tuple[str, str]] = []
        for name, keys in asked:
            held_keys = sorted(keys)
            found += ((key, name) for key in held_keys)
            self.run("INSERT INTO asked VALUES (?, ?)", [(name, pack(held_keys))])
        found.sort()
        self.run("INSERT INTO reader VALUES (?, ?)", found)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=8).digest()

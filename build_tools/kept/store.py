"""The file in which a build keeps what the next one needs: facts by key, and who asked for which.

Nothing in it is trusted blindly: it names the program that wrote it, every value carries a
checksum, and whatever does not fit is ``Damaged``: the file is thrown away and all is made anew.
One transaction a build: a killed build leaves what the last whole one kept.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .rows import Damaged, Facts, Rows, Said, mark, marks, pack, said, unpack, value

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE file (path TEXT PRIMARY KEY, digest BLOB) WITHOUT ROWID;
CREATE TABLE tree (root TEXT, folder TEXT, names BLOB, marks BLOB, PRIMARY KEY (root, folder)) WITHOUT ROWID;
CREATE TABLE head (id TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE fact (key TEXT, rank TEXT, owner TEXT, step TEXT, PRIMARY KEY (key, rank, owner)) WITHOUT ROWID;
CREATE TABLE said (owner TEXT, step TEXT, value BLOB, PRIMARY KEY (owner, step));
CREATE TABLE reader (key INTEGER, name INTEGER, PRIMARY KEY (key, name)) WITHOUT ROWID;
CREATE TABLE asked (name INTEGER PRIMARY KEY, shown TEXT, keys BLOB);
CREATE TABLE page (path TEXT PRIMARY KEY, piece TEXT) WITHOUT ROWID;
CREATE INDEX piece ON page (piece);
CREATE TABLE grouping (number INTEGER PRIMARY KEY, name TEXT UNIQUE, facet TEXT, slug TEXT, label TEXT);
CREATE TABLE member (number INTEGER, day TEXT, id TEXT, PRIMARY KEY (number, day, id)) WITHOUT ROWID;
CREATE TABLE tally (number INTEGER, period TEXT, count INTEGER, PRIMARY KEY (number, period)) WITHOUT ROWID;
CREATE TABLE problem (file TEXT, step TEXT, value BLOB, PRIMARY KEY (file, step)) WITHOUT ROWID;
"""
#: Raised whenever the tables or what stands in them change their form.
FORMAT = "3"
#: Of so many records what they left is at hand without reading it again.
_HELD = 256
#: Memory for what a new store holds (KB): keys come in no order.
_CACHE = 100_000
#: Files that SQLite may have beside a store.
_BESIDE = ("-wal", "-shm", "-journal")


class Unfit(Exception):
    """The short way does not lead there; the reason is for the curious."""


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


@contextmanager
def filling(path: Path, program: str) -> Iterator[Store]:
    """A new store for very much, which is lost if the machine fails, until ``supersede``."""
    forget(path)
    with opened(path, program) as store:
        store.commit(f"PRAGMA cache_size={-_CACHE}", "PRAGMA synchronous=OFF")
        yield store
        store.commit("PRAGMA synchronous=NORMAL", "PRAGMA journal_mode=DELETE")


def looking(path: Path) -> Store:
    """A store that another process fills, as far as it has committed."""
    return Store(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None))


def supersede(old: Path, new: Path) -> None:
    """Put a store that nobody has open in the place of another, in one step."""
    for suffix in _BESIDE:
        old.with_name(old.name + suffix).unlink(missing_ok=True)
    new.replace(old)


def forget(path: Path) -> None:
    """Throw the store away."""
    for suffix in ("", *_BESIDE):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


class Store:
    """An open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._held: dict[tuple[str, str], Said] = {}

    def empty(self, program: str) -> None:
        """Make the tables."""
        for statement in _TABLES.split(";"):
            self._sql.execute(statement)
        self.keep("program", f"{FORMAT} {program}")

    def roll_back(self) -> None:
        """Forget what was changed since the last ``commit``."""
        self._held.clear()
        self._sql.execute("ROLLBACK")
        self._sql.execute("BEGIN IMMEDIATE")

    def clear(self) -> None:
        """Keep nothing but the program's name and compiled templates."""
        self._held.clear()
        for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'"):
            spared = " WHERE name != 'program' AND name NOT LIKE 'template:%'" if name == "about" else ""
            self._sql.execute(f"DELETE FROM {name}{spared}")

    def commit(self, *settings: str) -> None:
        """Make what was changed hold, change some settings, and go on."""
        for statement in ("COMMIT", *settings, "BEGIN IMMEDIATE"):
            self._sql.execute(statement)

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
        found = self.rows("SELECT owner, rank, step FROM fact WHERE key = ? ORDER BY owner", key)
        return [(owner, rank, value(self._said(owner, step), key)) for owner, rank, step in found]

    def _said(self, owner: str, step: str) -> Said:
        place = (owner, step)
        if place not in self._held:
            if len(self._held) >= _HELD:
                self._held.clear()
            row = self._sql.execute("SELECT value FROM said WHERE owner = ? AND step = ?", place).fetchone()
            self._held[place] = unpack(row[0]) if row else {}
        return self._held[place]

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

    def first(self, key: str, but: str, most: int | None, newest: bool) -> list[tuple[str, str]]:
        """Owner and rank of facts whose rank begins with a day and a tab, but for one owner's: at least the
        ``most`` newest or oldest and all of the same days, undated ones only if that is fewer; unordered.
        """
        here, dated = "FROM fact WHERE key = ? AND owner != ?", "rank >= '0'"
        if most is not None:
            order = "DESC" if newest else "ASC"
            last = self.rows(
                f"SELECT rank {here} AND {dated} ORDER BY rank {order} LIMIT 1 OFFSET ?", key, but, most - 1
            )
            if last:
                day = last[0][0].partition("\t")[0]
                low, high = (day, "a") if newest else ("0", f"{day}\n")
                return self.rows(f"SELECT owner, rank {here} AND rank >= ? AND rank < ?", key, but, low, high)
        return self.rows(f"SELECT owner, rank {here}", key, but)

    def fact(self, key: str, rank: str, owner: str) -> Any:
        """The value of one fact."""
        (row,) = self.rows("SELECT step FROM fact WHERE key = ? AND rank = ? AND owner = ?", key, rank, owner)
        return value(self._said(owner, row[0]), key)

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

    def differing(self, owner: str, step: str, facts: Facts) -> set[str]:
        """The keys under which a record leaves something else than it left."""
        return _differing(self._said(owner, step), said(facts))

    def replace(self, owner: str, step: str, facts: Facts) -> set[str]:
        """Put what a record now leaves in the place of what it left.  Returns the keys that differ."""
        old, new = self._said(owner, step), said(facts)
        differing = _differing(old, new)
        if differing:
            gone = ((key, old[key][0], owner) for key in differing if key in old)
            self.run("DELETE FROM fact WHERE key = ? AND rank = ? AND owner = ?", gone)
            come = ((key, new[key][0], owner, step) for key in differing if key in new)
            self.run("INSERT INTO fact VALUES (?, ?, ?, ?)", come)
            del self._held[owner, step]
            if new:
                self.run("INSERT OR REPLACE INTO said VALUES (?, ?, ?)", [(owner, step, pack(new))])
            else:
                self.run("DELETE FROM said WHERE owner = ? AND step = ?", [(owner, step)])
        return differing

    def note(self, name: str, keys: Iterable[str]) -> None:
        """Keep what a piece or a reading asked for, in the place of what it asked for before."""
        own, new = mark(name), marks(keys)
        row = self.rows("SELECT keys FROM asked WHERE name = ?", own)
        held, now = set(array("q", unpack(row[0][0])) if row else ()), set(new)
        self.run("DELETE FROM reader WHERE key = ? AND name = ?", ((key, own) for key in held - now))
        self.run("INSERT INTO reader VALUES (?, ?)", ((key, own) for key in now - held))
        if not new:
            self.run("DELETE FROM asked WHERE name = ?", [(own,)])
        elif held != now:
            self.run("INSERT OR REPLACE INTO asked VALUES (?, ?, ?)", [(own, name, pack(new.tobytes()))])

    def readers(self, keys: Iterable[str]) -> set[str]:
        """Who asked for one of some keys."""
        query = "SELECT shown FROM reader JOIN asked USING (name) WHERE key = ?"
        return {name for key in keys for (name,) in self.rows(query, mark(key))}

    def add(self, rows: Rows) -> None:
        """Keep what records left and pieces asked for of which the store holds nothing yet."""
        self.run("INSERT INTO fact VALUES (?, ?, ?, ?)", sorted(rows.facts))
        self.run("INSERT INTO said VALUES (?, ?, ?)", rows.said)
        self.run("INSERT INTO asked VALUES (?, ?, ?)", rows.asked)
        self.run("INSERT INTO reader VALUES (?, ?)", sorted(rows.readers))


def _differing(old: Said, new: Said) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}

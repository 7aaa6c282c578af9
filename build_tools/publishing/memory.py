"""What the last publishing knew, in one SQLite file that can be deleted at any time.

It says of what it is the memory: the version of its form and the digest of all that the look of
the site depends on.  Beside it lies a seal: size, times and inode of the file when it was closed.
A file that anyone else has touched since, that cannot be read or is of another version counts
as empty.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .facts import Facts
from .tree import Tree, from_rows, to_rows

#: Raised by one whenever the tables or what stands in them change.
_VERSION = 2
_TABLES = """
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE folders (tree TEXT, path TEXT, names BLOB NOT NULL, marks BLOB NOT NULL,
  PRIMARY KEY (tree, path)) WITHOUT ROWID;
CREATE TABLE pages (path TEXT PRIMARY KEY, source TEXT NOT NULL, updated TEXT, facts TEXT NOT NULL);
CREATE TABLE asked (target TEXT, page TEXT, PRIMARY KEY (target, page)) WITHOUT ROWID;
CREATE INDEX asked_by ON asked (page);
CREATE TABLE links (target TEXT, page TEXT, anchor TEXT, link TEXT,
  PRIMARY KEY (target, page, anchor)) WITHOUT ROWID;
CREATE INDEX links_by ON links (page);
CREATE TABLE shells (sort TEXT PRIMARY KEY, parts TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE codes (template TEXT PRIMARY KEY, code BLOB NOT NULL) WITHOUT ROWID;
"""
_SEAL = ".seal"
#: How many values go into one question.
_SOME = 500


class Damaged(Exception):
    """The memory does not hold what was put into it."""


class Memory:
    """The memory of one project.  What is put in is kept when ``commit`` is called, all or nothing."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._sealed = place.with_suffix(_SEAL)
        self._trees: dict[str, Tree] = {}
        self._base = self._open()

    def _open(self) -> sqlite3.Connection:
        self._place.parent.mkdir(parents=True, exist_ok=True)
        if _seal(self._place) != _read(self._sealed):
            forget(self._place)
        base = sqlite3.connect(self._place, isolation_level=None)
        try:
            base.execute("PRAGMA locking_mode = EXCLUSIVE")
            base.execute("PRAGMA synchronous = NORMAL")
            if base.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                if base.execute("SELECT name FROM sqlite_master").fetchall():
                    raise sqlite3.DatabaseError
                base.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
            base.execute("BEGIN")
        except (sqlite3.DatabaseError, UnicodeError):
            base.close()
            forget(self._place)
            return self._open()
        return base

    def close(self) -> None:
        """Let go of what was not committed."""
        with suppress(sqlite3.DatabaseError):
            self._base.rollback()
        self._base.close()
        seal = _seal(self._place)
        if seal != _read(self._sealed):
            self._sealed.write_text(seal, encoding="utf-8")

    def commit(self) -> None:
        """Keep all that was put in."""
        self._base.execute("COMMIT")
        self._base.execute("BEGIN")

    def clear(self, *tables: str) -> None:
        """Empty some tables."""
        for table in tables:
            self._base.execute(f"DELETE FROM {table}")

    def note(self, name: str) -> str:
        """A note, or nothing."""
        row = self._base.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def put_note(self, name: str, value: str) -> None:
        """Keep a note."""
        if self.note(name) != value:
            self._base.execute("REPLACE INTO notes VALUES (?, ?)", (name, value))

    def tree(self, name: str) -> Tree:
        """What lay in a folder."""
        if name not in self._trees:
            rows = self._base.execute("SELECT path, names, marks FROM folders WHERE tree = ?", (name,))
            self._trees[name] = from_rows(rows)
        return self._trees[name]

    def put_tree(self, name: str, tree: Tree) -> None:
        """Keep what lies in a folder."""
        old = self.tree(name).folders
        gone = [(name, path) for path in old if path not in tree.folders]
        self._base.executemany("DELETE FROM folders WHERE tree = ? AND path = ?", gone)
        new = {path: folder for path, folder in tree.folders.items() if old.get(path) != folder}
        self._base.executemany(
            "REPLACE INTO folders VALUES (?, ?, ?, ?)", ((name, *row) for row in to_rows(new))
        )
        self._trees[name] = tree

    def source(self, path: str) -> str:
        """Digest of the Markdown of a page when it was made, or nothing."""
        row = self._base.execute("SELECT source FROM pages WHERE path = ?", (path,)).fetchone()
        return row[0] if row else ""

    def facts(self, path: str) -> str | None:
        """What is known of a page, as text."""
        row = self._base.execute("SELECT facts FROM pages WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def updated(self) -> dict[str, str | None]:
        """The day that each page states, by its path; see ``Facts.updated``."""
        return dict(self._base.execute("SELECT path, updated FROM pages"))

    def listed(self, path: str) -> tuple[str | None] | None:
        """The day that a page states; None if there is no such page."""
        return self._base.execute("SELECT updated FROM pages WHERE path = ?", (path,)).fetchone()

    def put_page(self, path: str, facts: Facts, text: str) -> None:
        """Keep the facts of a page, ``text`` being the same as text."""
        if self.listed(path) is not None:
            self.drop_pages([path])
        self._base.execute("INSERT INTO pages VALUES (?, ?, ?, ?)", (path, facts.source, facts.updated, text))
        asked = ((target, path) for target in facts.asked)
        self._base.executemany("INSERT INTO asked VALUES (?, ?)", asked)
        links = ((target, path, anchor, link) for target, anchor, link in facts.links)
        self._base.executemany("INSERT INTO links VALUES (?, ?, ?, ?)", links)

    def drop_pages(self, paths: Iterable[str]) -> None:
        """Forget pages."""
        for path in paths:
            self._base.execute("DELETE FROM pages WHERE path = ?", (path,))
            self._base.execute("DELETE FROM asked WHERE page = ?", (path,))
            self._base.execute("DELETE FROM links WHERE page = ?", (path,))

    def askers(self, targets: Sequence[str]) -> set[str]:
        """The pages that asked whether one of these files exists."""
        return {row[0] for row in self._some("SELECT page FROM asked WHERE target IN ({})", targets)}

    def links_to(self, targets: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
        """Links to anchors in these files: file, page, anchor, link as written."""
        return self._some("SELECT target, page, anchor, link FROM links WHERE target IN ({})", targets)

    def links_from(self, pages: Sequence[str]) -> Iterator[tuple[str, str, str, str]]:
        """Links to anchors on these pages: file, page, anchor, link as written."""
        return self._some("SELECT target, page, anchor, link FROM links WHERE page IN ({})", pages)

    def shells(self) -> dict[str, list[str]]:
        """The parts of all shells by the keys of their sorts."""
        return {sort: json.loads(parts) for sort, parts in self._base.execute("SELECT * FROM shells")}

    def put_shell(self, sort: str, parts: Sequence[str]) -> None:
        """Keep a shell."""
        text = json.dumps(parts, ensure_ascii=False)
        self._base.execute("REPLACE INTO shells VALUES (?, ?)", (sort, text))

    def codes(self) -> dict[str, bytes]:
        """Compiled templates; see ``shell.Codes``."""
        return dict(self._base.execute("SELECT * FROM codes"))

    def put_codes(self, codes: Mapping[str, bytes]) -> None:
        """Keep compiled templates."""
        self._base.executemany("REPLACE INTO codes VALUES (?, ?)", codes.items())

    def _some(self, question: str, values: Sequence[str]) -> Iterator[tuple[str, ...]]:
        for at in range(0, len(values), _SOME):
            part = values[at : at + _SOME]
            yield from self._base.execute(question.format(",".join("?" * len(part))), part)


@contextmanager
def opened(place: Path) -> Iterator[Memory]:
    """The memory at ``place``.

    Raises:
        Damaged: it turned out not to be sound; it is deleted.
    """
    memory = Memory(place)
    try:
        yield memory
    except (sqlite3.DatabaseError, UnicodeError) as error:
        memory.close()
        forget(place)
        raise Damaged from error
    finally:
        memory.close()


def forget(place: Path) -> None:
    """Delete the memory."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    place.with_suffix(_SEAL).unlink(missing_ok=True)


def _seal(place: Path) -> str:
    try:
        status = place.lstat()
    except FileNotFoundError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _read(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeError):
        return ""

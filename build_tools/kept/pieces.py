"""Pieces of the site to files in ``build/docs``, each with what it asked for and the paths it has."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .. import render, write
from ..archive import Archive
from ..downloads import years
from ..kinds import KINDS
from ..publishing import tree
from ..views.plan import DIVIDED, Plan
from .pace import Report, paced
from .store import Store

Asked = dict[str, tuple[frozenset[str], tuple[str, ...]]]


class Templates(BytecodeCache):
    """Compiled templates in the store; jinja2 checks that they are of the templates as they are.

    Args:
        store: The store.
        keep: Whether new ones are kept there.
    """

    def __init__(self, store: Store, keep: bool = True) -> None:
        self._store, self._keep = store, keep

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code, if it is kept."""
        code = self._store.about(f"template:{bucket.key}")
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template's code."""
        if self._keep:
            self._store.keep(f"template:{bucket.key}", bucket.bytecode_to_string())


@contextmanager
def compiled(store: Store) -> Iterator[None]:
    """Have templates compiled once and for all."""
    render.keep_templates(Templates(store))
    try:
        yield
    finally:
        render.keep_templates(None)


class Taken(Exception):
    """Two pieces want one path."""


def every(archive: Archive, plan: Plan, report: Report) -> tuple[list[write.File], Asked]:
    """All files of the site, and of every piece what it asked for and its paths."""
    files: list[write.File] = []
    asked: Asked = {}
    for name in paced(list(plan.names()), report, "生成页面"):
        archive.looked.clear()
        made = list(render.piece(plan, name))
        files += made
        asked[name] = (frozenset(archive.looked), tuple(one.path for one in made))
    return files, asked


def again(
    store: Store, archive: Archive, plan: Plan, names: Iterable[str], docs: Path
) -> tuple[list[str], list[str]]:
    """Make some pieces anew.  Returns the paths that were written and removed."""
    written: list[str] = []
    gone: set[str] = set()
    here: set[str] = set()
    for name in sorted(names):
        archive.looked.clear()
        made = list(render.piece(plan, name))
        store.note(name, archive.looked)
        before = {path for (path,) in store.rows("SELECT path FROM page WHERE piece = ?", name)}
        now = {one.path for one in made}
        here |= now
        gone |= before - now
        store.run("DELETE FROM page WHERE path = ? AND piece = ?", ((path, name) for path in before - now))
        for path in now - before:
            if store.rows("SELECT 1 FROM page WHERE path = ? COLLATE NOCASE", path) and path not in gone:
                raise Taken(path)
        store.run("INSERT OR REPLACE INTO page VALUES (?, ?)", ((path, name) for path in now - before))
        for one in made:
            write.check_path(one.path)
            if write.put(docs / one.path, one.data):
                written.append(one.path)
    removed = sorted(path for path in gone - here if _remove(docs, path))
    return sorted(written), removed


def _remove(docs: Path, path: str) -> bool:
    place = docs / path
    if not place.is_file() and not place.is_symlink():
        return False
    place.unlink()
    for folder in place.parents:
        if folder == docs or any(folder.iterdir()):
            break
        folder.rmdir()
    return True


def moved(store: Store, plan: Plan, keys: Collection[str]) -> set[str]:
    """The periods of long pages that come or go now that something else is said under some keys."""
    found: set[str] = set()
    for sort in DIVIDED:
        if sort in keys:
            query = "SELECT DISTINCT piece FROM page WHERE piece > ? AND piece < ?"
            held = {piece for (piece,) in store.rows(query, f"{sort}:", f"{sort};")}
            found |= held ^ set(plan.periods(sort))
    return found


class Old:
    """The lines that files in ``docs`` hold of records that are as they were.

    Args:
        docs: The folder.
        fresh: Kind and id of the records that are not.
        strays: Pieces whose files are not what was written.
    """

    def __init__(self, docs: Path, fresh: Collection[tuple[str, str]], strays: Collection[str]) -> None:
        self._docs, self._fresh, self._strays = docs, fresh, strays

    def __call__(self, kind: str, year: str) -> Callable[[str], years.Lines | None]:
        """The lines in the files of a year of a kind, by id."""
        places = [self._docs / path for path in years.paths(KINDS[kind], year)]
        if f"download:{kind}/{year}" in self._strays or not all(place.is_file() for place in places):
            return lambda id_: None
        held = years.taken(*(place.read_bytes() for place in places))
        return lambda id_: None if (kind, id_) in self._fresh else held.get(id_)


def keep(store: Store, name: str, files: Iterable[write.File], docs: Path) -> list[str]:
    """Write the files of a piece that is made elsewhere.  Returns the paths that were written."""
    held = list(files)
    store.run("INSERT OR REPLACE INTO page VALUES (?, ?)", ((one.path, name) for one in held))
    return [one.path for one in held if write.put(docs / one.path, one.data)]


def strays(store: Store, left: tree.Tree, seen: tree.Tree) -> list[tuple[str, str]]:
    """The paths below ``docs`` that are not as they were left, each with its piece; empty for none."""
    paths = [*(path for part in tree.changes(left, seen) for path in part), *seen.odd]
    found = []
    for path in paths:
        rows = store.rows("SELECT piece FROM page WHERE path = ?", path)
        found.append((path, rows[0][0] if rows else ""))
    return found


def clear(docs: Path, seen: tree.Tree, astray: Collection[tuple[str, str]]) -> tree.Tree:
    """Remove those of the ``strays`` that are no file of any piece.  Returns what is left then."""
    for path, piece in astray:
        if not piece or path in seen.odd:
            _remove(docs, path)
    return tree.updated(seen, docs, (path for path, _ in astray))

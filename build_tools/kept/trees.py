"""What lay in folders when the last build was done, to see what is otherwise now."""

from __future__ import annotations

from array import array

from ..publishing import tree
from .store import Store

#: Times of files are no finer than this (ns): a file as young as the look at it may change unseen.
_TICK = 20_000_000


class Trees:
    """Looks at folders, kept by a name for each."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._left: dict[str, tree.Tree] = {}

    def left(self, root: str) -> tree.Tree:
        """A folder as the last build left it."""
        if root not in self._left:
            rows = self._store.rows("SELECT folder, names, marks FROM tree WHERE root = ?", root)
            self._left[root] = tree.from_rows(rows)
        return self._left[root]

    def keep(self, root: str, seen: tree.Tree) -> None:
        """Keep how a folder is left now."""
        held = self.left(root).folders
        gone = [path for path in held if path not in seen.folders]
        self._store.run("DELETE FROM tree WHERE root = ? AND folder = ?", ((root, path) for path in gone))
        rows = tree.to_rows({path: one for path, one in seen.folders.items() if held.get(path) != one})
        self._store.run("INSERT OR REPLACE INTO tree VALUES (?, ?, ?, ?)", ((root, *row) for row in rows))
        self._left[root] = seen


def young(seen: tree.Tree, moment: int, among: list[str] | None = None) -> list[str]:
    """The files that were changed so shortly before a look at them that they may change again unseen."""
    found = []
    for path, folder in seen.folders.items():
        marks = array("q", folder.marks)
        if any(changed > moment - _TICK for changed in marks[2::4]):
            names = folder.files()
            late = [name for name, mark in names.items() if array("q", mark)[2] > moment - _TICK]
            found += [f"{path}/{name}" if path else name for name in late]
    return found

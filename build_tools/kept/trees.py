"""What lies in the folders of a build now, and what lay there when the last one was done."""

from __future__ import annotations

import time
from array import array
from pathlib import Path

from .. import write
from ..project import Project
from ..publishing import tree
from .store import Store

#: Times of files are no finer than this (ns): a file as young as the look at it may change unseen.
_TICK = 20_000_000


class Looks:
    """A look at each folder.

    Attributes:
        content: The records.
        moment: When they were looked at.
        docs: The pages and the files beside them.
        search: The exported search.
        index: The index.
        young: Files of the content that may have changed since the last look at them, unseen.
    """

    def __init__(self, project: Project, store: Store) -> None:
        self._project, self._store = project, store
        self._left: dict[str, tree.Tree] = {}
        self.content, self.moment = tree.scan(project.content), time.time_ns()
        self.young: list[str] = store.about("young") or []
        self.look_at_results()

    def look_at_results(self) -> None:
        """Look at what the content has become."""
        self.docs = look(self._project.docs)
        self.look_at_search()

    def look_at_search(self) -> None:
        """Look at what the search has on disk."""
        self.search = tree.scan(self._project.docs, only=write.SEARCH)
        self.index = tree.scan(self._project.index)

    def left(self, name: str) -> tree.Tree:
        """A folder as the last build left it."""
        if name not in self._left:
            rows = self._store.rows("SELECT folder, names, marks FROM tree WHERE root = ?", name)
            self._left[name] = tree.from_rows(rows)
        return self._left[name]

    @property
    def as_left(self) -> bool:
        """Whether everything is as the last build left it."""
        same = self.content == self.left("content") and self.docs == self.left("docs")
        return same and self.searched and not self.young

    @property
    def searched(self) -> bool:
        """Whether the index and what is exported of it are as the last build left them."""
        return self.indexed and self.search == self.left("search")

    @property
    def indexed(self) -> bool:
        """Whether the index is as the last build left it."""
        return self.index == self.left("index")

    @property
    def published(self) -> tree.Tree:
        """All that is to be published."""
        return tree.joined(self.docs, self.search)

    def keep(self) -> None:
        """Keep what lies there now."""
        for name in ("content", "docs", "search", "index"):
            seen, held = getattr(self, name).folders, self.left(name).folders
            gone = ((name, path) for path in held if path not in seen)
            self._store.run("DELETE FROM tree WHERE root = ? AND folder = ?", gone)
            rows = tree.to_rows({path: one for path, one in seen.items() if held.get(path) != one})
            self._store.run("INSERT OR REPLACE INTO tree VALUES (?, ?, ?, ?)", ((name, *row) for row in rows))
        self._store.keep("young", _young(self.content, self.moment))


def look(docs: Path) -> tree.Tree:
    """The files below ``docs``, but for the exported search, which keeps itself in order."""
    return tree.scan(docs, without=(write.SEARCH,))


def _young(seen: tree.Tree, moment: int) -> list[str]:
    """The files that were changed so shortly before a look at them that they may change again unseen."""
    found = []
    for path, folder in seen.folders.items():
        marks = array("q", folder.marks)
        if any(changed > moment - _TICK for changed in marks[2::4]):
            names = folder.files()
            late = [name for name, mark in names.items() if array("q", mark)[2] > moment - _TICK]
            found += [f"{path}/{name}" if path else name for name in late]
    return found

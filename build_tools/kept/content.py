"""What the content step is told, and what becomes of the content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from .. import write
from ..problems import Problem
from ..publishing import tree

if TYPE_CHECKING:
    from search_index.building import Brought

    from ..archive import Archive


class Searched(Protocol):
    """What bringing the search up to date gave: pages that tell of it, and faults that forbid the site."""

    @property
    def pages(self) -> Sequence[write.File]:
        """The pages."""

    @property
    def problems(self) -> Sequence[Problem]:
        """The faults."""


#: Has search documents made and indexed by several processes.
Bring = Callable[[], Iterable["Brought"]]


class Search(Protocol):
    """Brings the search and what is exported of it up to date with an archive, before pages are made."""

    def __call__(
        self, archive: Archive, changed: frozenset[str] | None, bring: Bring | None = None, /
    ) -> Searched:
        """Told ``kind/id`` of the records that say something else than at the last time, or are no more;
        ``None`` where that may be all.  Where other processes can make the documents, ``bring`` has them.
        """


#: Says whether faults forbid the site.
Failed = Callable[[tuple[Problem, ...]], bool]

#: The piece that tells what the search finds.
SEARCHED = "searched"


@dataclass(frozen=True, slots=True)
class Content:
    """What became of the content.

    Attributes:
        archive: The archive; after a change one that reads what it is asked for, ``None`` where nothing has
            changed since the last build.
        problems: All faults, sorted by place.
        records: How many records there are.
        as_of: The day of the data.
        made: Whether ``build/docs`` holds the site; not if there were faults.
        files: Number of files in ``build/docs`` but for the exported search.
        written: Their paths, as far as they changed.
        removed: Paths of those that are gone.
        docs: What ``build/docs`` holds then; ``None`` where nothing was made.
    """

    archive: Archive | None
    problems: tuple[Problem, ...]
    records: int
    as_of: date
    made: bool = False
    files: int = 0
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    docs: tree.Tree | None = None

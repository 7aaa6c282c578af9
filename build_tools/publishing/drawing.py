"""Shells where they are needed: from the memory, or drawn by MkDocs once and proved on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..project import Project
from . import Unfit, crew
from .complaints import heard
from .converter import Dialect
from .facts import Facts
from .memory import Memory
from .names import address
from .plan import Disk
from .press import Order
from .shell import Look, Sort

if TYPE_CHECKING:
    from .reference import Reference


class Drawing:
    """The shells of one publishing, and the pages made with them."""

    def __init__(self, project: Project, memory: Memory, staged: Path, anew: bool = False) -> None:
        """With ``anew`` nothing of the settings and shells that were kept is used.

        Raises:
            Unfit: only MkDocs alone can make this site.
        """
        self._project = project
        self._memory = memory
        self._staged = staged
        self._anew = anew
        self._reference: Reference | None = None
        self.complaints: list[str] = []
        if anew:
            memory.clear("shells", "codes")
            memory.put_note("settings", self.reference.dialect.text)
            memory.put_note("frame", self.reference.look.text)
        self.dialect = memory.note("settings")
        self._look = memory.note("frame")
        self.look = Look.from_text(self._look)
        self._shells = memory.shells()
        self._new: list[str] = []
        self._first: dict[str, str] = {}

    @property
    def checks_anchors(self) -> bool:
        """Whether a link to an anchor that is not there is a fault."""
        return Dialect.from_text(self.dialect).checks_anchors

    @property
    def reference(self) -> Reference:
        """MkDocs itself, read when it is first needed."""
        if self._reference is None:
            # Imported late: most publishings need no new shell.
            from mkdocs.exceptions import Abort, MkDocsException

            from .reference import Reference

            with heard() as texts:
                try:
                    self._reference = Reference(self._project, self._staged, few=not self._anew)
                except (Abort, MkDocsException) as error:
                    raise Unfit(str(error)) from error
            self.complaints += texts
        return self._reference

    def make(
        self, disk: Disk, pages: Sequence[str], known: Callable[[str], str | None]
    ) -> Iterator[tuple[str, str]]:
        """Make pages: path of the Markdown and facts, in any order."""
        folders = (self._project.docs, self._project.site, self._staged, self._project.theme)
        codes = self._memory.codes()
        order = Order(*map(str, folders), self.dialect, self._look, dict(codes))
        extras = self._memory.note("extras").split("\n")
        for path, text, sort in crew.make(order, disk.docs, extras, self._parts, pages, known):
            self._first.setdefault(sort, path)
            yield path, text
        for sort in self._new:
            self._memory.put_shell(sort, self._shells[sort])
        self._memory.put_codes({key: code for key, code in order.codes.items() if codes.get(key) != code})

    def prove(self, more: Iterable[str] = ()) -> None:
        """Compare a page of each new shell, and some more, with what MkDocs makes.

        Raises:
            Unfit: a page differs.
        """
        with heard():
            for path in sorted({*(self._first[sort] for sort in self._new if sort in self._first), *more}):
                asked = Facts.from_text(self._memory.facts(path) or "").asked
                if (self._staged / address(path)).read_bytes() != self.reference.page(path, asked):
                    raise Unfit(f"{path} differs from what MkDocs makes")

    def _parts(self, sort: str) -> Sequence[str]:
        if sort not in self._shells:
            with heard():
                self._shells[sort] = self.reference.shell(Sort.from_key(sort))
            self._new.append(sort)
        return self._shells[sort]

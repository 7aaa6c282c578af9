"""One publishing by the short way: plan, make, check, put in place, remember."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..project import Project
from . import Unfit, origin, placing, plan, tree
from .facts import Facts, digest
from .memory import Memory
from .plan import Disk, Plan

if TYPE_CHECKING:
    from .drawing import Drawing

#: Told in Chinese what happens now.
Report = Callable[[str], None]
#: One in so many pages is made the long way too, to compare, beside one of each sort.
_PROVED = 997
#: From which share of the site on a whole new tree is put in place (one in so many files).
_MUCH = 4
#: Seconds between two reports of how far it is.
_PACE = 2.0


class Run:
    """One publishing."""

    def __init__(
        self, project: Project, day: date, memory: Memory, report: Report, docs: tree.Tree | None
    ) -> None:
        """``docs``: what lies in ``project.docs``, if that is known."""
        self._project = project
        self._day = day
        self._memory = memory
        self._report = report
        self._disk = Disk(docs or tree.scan(project.docs), tree.scan(project.site))
        self._stamp = origin.stamp(project, day)
        known = self._stamp and self._stamp == memory.note("stamp")
        self._look = memory.note("look") if known else origin.look(project, day)
        self._complaints: list[str] = []
        #: How the pages that were made or are gone stood in the list of pages.
        self._listed: dict[str, tuple[str | None] | None] = {}

    def publish(self) -> list[str]:
        """Bring the site up to date.

        Returns:
            What MkDocs complained of; the site is as before if there is anything.

        Raises:
            Unfit: only MkDocs alone can make this site.
        """
        known = self._look and self._look == self._memory.note("look")
        what = plan.after(self._disk, self._memory, self._project.docs) if known else None
        if what is None:
            return self._whole()
        if what.idle:
            self._remember(self._disk.site)
            return []
        return self._part(what)

    def _part(self, what: Plan) -> list[str]:
        """Make what changed and put it into the site."""
        with placing.stage(self._project) as staged:
            if what.pages or what.gone:
                from .drawing import Drawing

                drawing = Drawing(self._project, self._memory, staged)
                self._make(what, drawing)
                drawing.prove()
                self._complaints += drawing.complaints
                if self._complaints:
                    return self._complaints
                self._write_sitemap(drawing, staged)
            for path in what.files:
                _copy(self._project.docs / path, staged / path)
            site = self._put(what, staged)
        # Removing an old tree changes the times of the files that the new one shares with it.
        self._remember(site or tree.scan(self._project.site))
        return []

    def _put(self, what: Plan, staged: Path) -> tree.Tree | None:
        """Put what was made in place.  Returns what the site then holds; None if it is to be looked at."""
        site = self._project.site
        made = list(tree.scan(staged))
        added = [path for path in made if path not in self._disk.site]
        changed = [path for path in made if path in self._disk.site]
        removed = [path for path in what.removed if path in self._disk.site]
        few = (len(made) + len(removed)) * _MUCH < len(self._disk.site)
        if few and placing.fits(site, added):
            placing.replace(staged, site, added, changed, removed)
            return tree.updated(self._disk.site, site, [*made, *removed])
        other = {*made, *removed}
        placing.keep(staged, site, (path for path in self._disk.site if path not in other))
        placing.swap(staged, site)
        return None

    def _whole(self) -> list[str]:
        """Make the whole site and put it in the place of the old one."""
        from .drawing import Drawing

        plan.usual(self._disk.docs)
        with placing.stage(self._project) as staged:
            drawing = Drawing(self._project, self._memory, staged, anew=True)
            dialect = digest(f"{origin.program()} {drawing.dialect}".encode())
            same = self._memory.note("dialect") == dialect
            extras = drawing.reference.extras
            what = plan.everything(self._disk, self._memory, self._project.docs, same, extras)
            self._memory.put_note("dialect", dialect)
            self._memory.put_note("extras", plan.note(extras))
            self._memory.put_note("titled", plan.note(drawing.reference.titled))
            self._make(what, drawing)
            drawing.prove(what.pages[::_PROVED])
            self._complaints += drawing.complaints
            if self._complaints:
                return self._complaints
            kept = plan.kept(self._disk, self._memory, what.files)
            placing.keep(staged, self._project.site, kept)
            for path in sorted(set(what.files) - set(kept)):
                _copy(self._project.docs / path, staged / path)
            drawing.reference.copy_extras()
            drawing.reference.write_static(self._memory.updated())
            self._prove_sitemap(drawing, staged)
            placing.swap(staged, self._project.site)
        self._remember(tree.scan(self._project.site))
        return []

    def _make(self, what: Plan, drawing: Drawing) -> None:
        """Make the pages."""
        memory, total = self._memory, len(what.pages)
        began = told = time.monotonic()
        made = dict[str, frozenset[str]]()
        self._listed = {path: memory.listed(path) for path in what.gone}
        memory.drop_pages(what.gone)
        checked = drawing.checks_anchors

        def known(path: str) -> str | None:
            return None if path in what.converted else memory.facts(path)

        for done, (path, text) in enumerate(drawing.make(self._disk, what.pages, known), 1):
            facts = Facts.from_text(text)
            self._listed[path] = memory.listed(path)
            memory.put_page(path, facts, text)
            self._complaints += facts.complaints
            if checked:
                made[path] = frozenset(facts.anchors)
            now = time.monotonic()
            if now - told >= _PACE:
                told = now
                self._report(f"生成网页：{done}/{total}{_left(now - began, done, total)}")
        if checked:
            # Imported late, as all that brings MkDocs in.
            from . import anchors

            self._complaints += anchors.complaints(memory, made)

    def _write_sitemap(self, drawing: Drawing, staged: Path) -> None:
        """Write the list of pages if it is another than before."""
        memory = self._memory
        if all(memory.listed(path) == was for path, was in self._listed.items()):
            return
        from . import sitemap

        theme, look = self._project.theme, drawing.look
        place = self._project.site / sitemap.PLAIN
        old = place.read_bytes() if place.is_file() else b""
        changing = sitemap.Changing(theme, look, self._disk.docs, memory.listed)
        new = changing.changed(old, self._listed)
        if new is None:
            new = sitemap.made(theme, look, memory.updated())
        if not new.strip():
            raise Unfit("a list of pages that may be empty")
        if new != old:
            for path, data in sitemap.files(new, self._day).items():
                (staged / path).write_bytes(data)

    def _prove_sitemap(self, drawing: Drawing, staged: Path) -> None:
        from . import sitemap

        data = sitemap.made(self._project.theme, drawing.look, self._memory.updated())
        for path, file in sitemap.files(data, self._day).items():
            if (staged / path).read_bytes() != file:
                raise Unfit(f"{path} depends on more than addresses and days")

    def _remember(self, site: tree.Tree) -> None:
        memory = self._memory
        memory.put_tree("docs", self._disk.docs)
        memory.put_tree("site", site)
        memory.put_note("look", self._look)
        memory.put_note("stamp", self._stamp)
        memory.commit()


def _left(passed: float, done: int, total: int) -> str:
    """How long it may still take, once that can be told."""
    return f"，大约还要 {passed * (total - done) / done:.0f} 秒" if done * 10 > total else ""


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)

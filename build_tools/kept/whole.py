"""A first build of very many notices: other processes read, link and make pages; this one writes.

No process ever holds all notices.  What each leaves goes into a new store, from which the next step reads,
so that every step is the one that a build after a change takes for a few notices.  What is out of the
ordinary makes the archive ``Unfit`` for this way; the way in memory finds the right words for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

from search_index.building import Brought, Workshop

from .. import audits, documents, groups, render, scan, validate, write
from ..figures.several import several
from ..kinds import KINDS
from ..kinds.base import Record
from ..kinds.statistic import Statistic
from ..lessons.similar import similar
from ..linking import references, sources, unique
from ..mentions.issuers import Issuers
from ..problems import Problem
from ..project import Project
from ..publishing import tree
from ..rules import MAX_PROBLEMS
from ..validate import RESERVED, Validated
from ..views.plan import Plan
from ..workers import Workers, batches
from . import apart, facts, fill, grouped, pieces, program, single
from .content import SEARCHED
from .faults import told
from .heads import head
from .held import KeptArchive, heads, kept_head
from .pace import Pace, Report
from .rows import Rows, pack, unpack
from .spill import Spill, spilling
from .store import Store, Unfit, filling, forget, supersede
from .trees import look

#: From so many notices on.
MANY = 2000
#: Notices, and pages, that a process is given at a time.
_BATCH, _PAGES = 64, 32
#: Search documents likewise.
_DOCUMENTS = 1000
_FOLDER = KINDS["notice"].folder
#: The piece that needs what others have given.
_LAST = "downloads"


def many(project: Project) -> bool:
    """Whether an archive has so many notices that they are not read in one process."""
    folder = project.content / _FOLDER
    return folder.is_dir() and sum(1 for _ in folder.iterdir()) > MANY


@contextmanager
def begun(project: Project, place: Path, report: Report) -> Iterator[First]:
    """A first build, with a store that takes the one at ``place`` as soon as it is kept that it is whole.

    Raises:
        Unfit: the archive is not for this way.
        Damaged: the new store cannot be used.
    """
    fresh, passing = place.with_name("content.new"), place.with_name("content.passing")
    try:
        with filling(fresh, program.digest()) as store:
            with spilling(passing) as spill, Workers() as crew:
                render.keep_templates(pieces.Templates(store))
                yield First(project, store, spill, crew, report)
            whole = store.about("whole")
        if whole:
            supersede(place, fresh)
    finally:
        render.keep_templates(None)
        forget(fresh)
        forget(passing)


class First:
    """A first build on its way."""

    def __init__(self, project: Project, store: Store, spill: Spill, crew: Workers, report: Report) -> None:
        self.project, self.store, self.report = project, store, report
        self._spill, self._crew = spill, crew
        self._place = project.build / "cache" / "content.new"

    @property
    def archive(self) -> KeptArchive:
        """The archive, once it is linked."""
        return apart.archive(self.store, self._spill)

    @property
    def records(self) -> int:
        """How many records there are, once they are linked."""
        small: fill.Small = self.store.about("small")
        return int(self.store.rows("SELECT count(*) FROM head")[0][0]) + sum(map(len, small.records.values()))

    def linked(self) -> tuple[Problem, ...]:
        """Read, check and link everything.  Returns all problems, sorted by place."""
        paths, problems = scan.scan(self.project.root, self.project.content)
        notices = [path for path in paths if path.parent == self.project.content / _FOLDER]
        few = self._few(set(paths) - set(notices), problems)
        self._read(notices, few)
        known = few.known | {("notice", id_) for (id_,) in self.store.rows("SELECT id FROM head")}
        self._check(replace(few, known=known))
        self._settle(few)
        self._link()
        every = told(self.store)
        if any(count > MAX_PROBLEMS for count in Counter(one.location.path for one in every).values()):
            raise Unfit("very many problems in one file")
        return every

    def _few(self, paths: Iterable[Path], problems: list[Problem]) -> Validated:
        """All but the notices, read and checked."""
        raws = []
        for path in sorted(paths):
            raw, found = scan.read(self.project.root, path)
            raws.append(raw)
            problems += found
        validated, found = validate.validate(raws)
        fill.add_problems(self.store, single.sound([*problems, *found]))
        digests = ((raw.file, fill.text_digest(raw)) for raw in raws)
        self.store.run("INSERT INTO file VALUES (?, ?)", digests)
        return validated

    def _read(self, paths: Sequence[Path], few: Validated) -> None:
        assert few.site is not None
        organizations = list(few.records["organization"].values())
        rows, issuers = Rows(), Issuers(organizations)  # type: ignore[arg-type]
        problems: list[Problem] = []
        for unit in few.units:
            if isinstance(unit.instance, Record):
                own = single.own(unit, issuers, few.site.as_of)
                rows.leave(facts.owner(unit.kind, unit.id), facts.OWN, own.leaving)
                problems += own.problems
        self._keep(apart.Found(rows, problems=problems))
        words = {name: frozenset(held) for name, held in few.vocabularies.items()}
        settings = (self.project.root, few.site.as_of, organizations, words, few.known)
        pace = Pace(self.report, "读取和检查记录", len(paths))
        self._crew.prepare(apart.reading, *settings)
        for found in self._crew.results(batches(paths, _BATCH)):
            self._keep(found)
            pace.step(len(found.heads))

    def _keep(self, found: apart.Found) -> None:
        self.store.add(found.rows)
        self.store.run("INSERT INTO head VALUES (?, ?)", found.heads)
        self.store.run("INSERT INTO file VALUES (?, ?)", found.files)
        self.store.run("INSERT INTO about VALUES (?, ?)", found.linked)
        fill.add_problems(self.store, found.problems)
        self.store.commit()
        self._spill.put(found.spilt)

    def _check(self, few: Validated) -> None:
        """What is true only of several records together; ``few`` also knows the ids of the notices."""
        store = self.store
        named = (key for sort in ("uses", "refers") for key in store.keys(f"{sort}:notice/"))
        if any(("notice", key.partition("/")[2].partition("\t")[0]) not in few.known for key in named):
            raise Unfit("a broken reference")
        folders = {kind.folder: name for name, kind in KINDS.items()}
        for key in store.keys("claim:alias "):
            folder, _, page = key.removeprefix("claim:alias ").rpartition("/")
            stem = page.removesuffix(".html")
            if RESERVED.match(stem) or (folders[folder], stem) in few.known:
                raise Unfit("an old address in use")
        contested = fill.contested(store)
        store.keep("contested", contested)
        owners = {
            owner for key in contested for (owner,) in store.rows("SELECT owner FROM fact WHERE key = ?", key)
        }
        ids = sorted((facts.place(owner)[1] for owner in owners), key=lambda id_: f"{id_}.yml")
        units = tuple(single.unit(store, self.project.root, "notice", id_) for id_ in sorted(ids, key=_file))
        twice = [*unique.check(Validated(units=units, known=few.known))]
        whole = {one: self._spill.record(one) for one in fill.quoted(_releases(few))}
        quoting = replace(few, records={**few.records, "notice": {id_: r for id_, r in whole.items() if r}})
        problems = chain(twice, references.check(few), unique.check(few), sources.check(quoting))
        fill.add_problems(store, single.sound([*problems]))

    def _settle(self, few: Validated) -> None:
        """What follows from several records: validity of notices, their groups, the audit of releases."""
        store = self.store
        for key in store.keys("reverse:"):
            id_ = key.partition(":")[2]
            fields, unverified, _ = unpack(store.rows("SELECT value FROM head WHERE id = ?", id_)[0][0])
            validity = single.given(store, head((dict(fields), unverified, None)))
            if validity is not None:
                kept = pack((fields, unverified, validity))
                store.run("UPDATE head SET value = ? WHERE id = ?", [(kept, id_)])
        ways = groups.facets("notice", few.vocabularies, few.records)
        grouped.fill(store, (grouped.row(ways, one) for one in heads(store)))
        releases = _releases(few)
        notices = {id_: one for id_ in fill.quoted(releases) if (one := kept_head(store, id_))}
        days = {id_: audits.day(one) for id_, one in notices.items() if one.withdrawn is None}
        live = [one for one in releases if one.withdrawn is None]
        found = replace(audits.audits({**few.records, "notice": {}}), several=several(live, days))
        checked = replace(few, records={**few.records, "notice": notices})
        fill.add_problems(store, single.sound([*audits.check(checked, found)]))
        store.keep("small", fill.small(few, found))
        store.commit()

    def _link(self) -> None:
        small: fill.Small = self.store.about("small")
        owners = [facts.owner(kind, id_) for kind, held in small.records.items() for id_ in held]
        owners += [
            facts.owner("notice", id_) for (id_,) in self.store.rows("SELECT id FROM head ORDER BY id")
        ]
        pace = Pace(self.report, "识别文中的引用", len(owners))
        self._crew.prepare(apart.linking, self.project.root, self._place, self._spill.place)
        for found in self._crew.results(batches(owners, _BATCH)):
            self._keep(found)
            pace.step(len(found.linked))

    def brought(self) -> list[Brought]:
        """Have all search documents made, and those that the index has not built into segments of it."""
        project, found = self.project, []
        Workshop.open(project.index, project.tables)  # compiles what every process would
        notices = (id_ for (id_,) in self.store.rows("SELECT id FROM head"))
        every = [*batches(documents.ids(self.archive, notices), _DOCUMENTS)]
        pace = Pace(self.report, "更新检索索引", sum(map(len, every)))
        self._crew.prepare(apart.indexing, self._place, self._spill.place, project.index, project.tables)
        for part in self._crew.results(every):
            found.append(part)
            pace.step(len(part.unchanged) + len(part.fresh))
        # They come in any order; in that of their ids a document needs no number beside its id.
        return sorted(found, key=lambda part: min((*part.unchanged, *part.fresh), default=""))

    def pages(self, searched: Iterable[write.File]) -> tuple[list[str], list[str]]:
        """Make and write all pages, some of which are made.  Returns the paths that were written and removed.

        Raises:
            Taken: two pieces want one path.
            Unfit: where a folder must be stands a file, or the other way round.
        """
        for path in look(self.project.docs).odd:
            (self.project.docs / path).unlink(missing_ok=True)
        try:
            written = self._pages(searched)
        except (FileExistsError, IsADirectoryError, NotADirectoryError) as error:
            raise Unfit("a file for a folder") from error
        seen = look(self.project.docs)
        docs = pieces.clear(self.project.docs, seen, pieces.strays(self.store, tree.Tree({}), seen))
        return sorted(written), sorted(set(seen) - set(docs))

    def _pages(self, searched: Iterable[write.File]) -> list[str]:
        store, archive = self.store, self.archive
        alike = similar(archive)
        plan = Plan(archive, lambda: alike)
        render.compile_templates()
        store.keep("alike", alike)
        store.commit()
        names = [name for name in plan.names() if name != _LAST]
        # Long lists and downloads take long: they come first, and one by one.
        long = [[name] for name in names if not name.startswith("page:")]
        short = batches((name for name in names if name.startswith("page:")), _PAGES)
        pace = Pace(self.report, "生成页面", len(names) + 1)
        self._crew.prepare(apart.making, self._place, self._spill.place, alike)
        written: list[str] = []
        taken: set[str] = set()
        for made in self._crew.results(chain(long, short)):
            plan.parts.update(made.parts)
            written += self._write(made, taken)
            pace.step(len(made.files))
        archive.looked.clear()
        own = [(_LAST, [*render.piece(plan, _LAST)]), (SEARCHED, [*searched])]
        last = apart.Made(Rows(), [(name, [(one.path, one.data) for one in held]) for name, held in own], {})
        last.rows.ask(_LAST, archive.looked)
        written += self._write(last, taken)
        pace.step()
        store.keep("parts", plan.parts)
        return written

    def _write(self, made: apart.Made, taken: set[str]) -> list[str]:
        written = []
        for name, files in made.files:
            for path, data in files:
                write.check_path(path)
                # Two names that differ only in case are one file on many disks and USB sticks.
                if path.casefold() in taken:
                    raise pieces.Taken(path)
                taken.add(path.casefold())
                if write.put(self.project.docs / path, data):
                    written.append(path)
            self.store.run("INSERT INTO page VALUES (?, ?)", ((path, name) for path, _ in files))
        self.store.add(made.rows)
        self.store.commit()
        return written


def _file(id_: str) -> str:
    return f"{id_}.yml"


def _releases(few: Validated) -> list[Statistic]:
    return [one for one in few.records["statistic"].values() if isinstance(one, Statistic)]

"""What the site is made of: a name for each piece, and the pages and files of the piece with a name.

A piece is what is made anew as one when something that it asked the archive for has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .. import periods
from ..archive import Archive
from ..downloads import ABOUT, Download, Listed, listed, years
from ..groups import EVERY
from ..kinds import KINDS
from . import divided, filters, listing
from .frame import VOCABULARY_FOLDERS, View

if TYPE_CHECKING:
    from ..lessons.similar import Similar

#: The settings that mkdocs.yml inherits; the builder does not publish hidden files.
SETTINGS = ".site.yml"


@dataclass(frozen=True, slots=True)
class Extra:
    """A text file beside the pages."""

    path: str
    text: str


Made = View | Extra | Download

#: Pieces of one page each, with the function that makes it.
_SINGLE = {
    "home": "site.home",
    "about": "site.about",
    "unverified": "unverified.view",
    "dashboard": "dashboard.view",
    "search": "search.view",
}
#: Pieces of several pages, or none.
_SEVERAL = {
    "history": "history.views",
    "lessons": "lessons.views",
    "shelves": "vocabulary.shelves",
    "wanted": "wanted.views",
    "undecided": "undecided.views",
    "audit": "audit.views",
}

#: Pieces of which each period, where they list much, is a piece of its own; named like the module.
DIVIDED = ("undecided", "audit", "unverified")


def _view(name: str) -> Callable[..., Any]:
    """What makes pages, imported when they are made: after a change few pieces are."""
    module, _, function = name.partition(".")
    made: Callable[..., Any] = getattr(import_module(f".{module}", __package__), function)
    return made


#: The lines that the files of a period of a kind hold of a record that is as it was.
Old = Callable[[str, str], Callable[[str], years.Lines | None]]


def _none(kind: str, part: str) -> Callable[[str], years.Lines | None]:
    return lambda id_: None


class Plan:
    """The pieces of one archive's site.

    Attributes:
        archive: The archive.
        parts: The files that can be downloaded, as far as they are made: of each period of a kind by
            ``kind/period``, all others under an empty name.
    """

    def __init__(
        self,
        archive: Archive,
        alike: Callable[[], Mapping[str, tuple[Similar, ...]]] | None = None,
        parts: Mapping[str, tuple[Listed, ...]] | None = None,
        old: Old = _none,
    ) -> None:
        self.archive = archive
        self.parts = dict(parts or {})
        self._alike = alike or self._similar
        self._old = old
        self._lists: dict[str, listing.Lists] = {}

    def _similar(self) -> Mapping[str, tuple[Similar, ...]]:
        from ..lessons.similar import similar

        return similar(self.archive)

    @cached_property
    def alike(self) -> Mapping[str, tuple[Similar, ...]]:
        """Which cases are like each case."""
        return self._alike()

    def lists(self, kind: str) -> listing.Lists:
        """The lists of a kind."""
        if kind not in self._lists:
            self._lists[kind] = listing.Lists(self.archive, kind)
        return self._lists[kind]

    def names(self) -> Iterator[str]:
        """All pieces, in a fixed order."""
        for kind in KINDS:
            yield from (f"download:{kind}/{part}" for part in years.parts(self.archive, kind))
        yield from ("data", "downloads", *_SINGLE, *_SEVERAL)
        yield from (name for sort in DIVIDED for name in self.periods(sort))
        for kind in KINDS:
            ids = (*self.archive.ids(kind), *self.archive.ids(kind, "withdrawn"))
            yield from (f"page:{kind}/{id_}" for id_ in sorted(ids))
            yield f"list:{kind}/"
            yield from (f"list:{kind}/{name}" for name in self.lists(kind).names())
            yield from (f"feed:{kind}", f"filters:{kind}")
            yield from (f"rows:{kind}/{part}" for part in filters.parts(self.archive, kind))
        yield from (f"shelf:{name}" for name in VOCABULARY_FOLDERS)
        yield from (f"entry:{name}/{key}" for name, key in _view("vocabulary.keys")(self.archive))
        yield from ("feed:", "settings")

    def periods(self, sort: str) -> list[str]:
        """The pieces that are periods of a long page, by the name of its own piece."""
        return [f"{sort}:{part}" for part in _view(f"{sort}.parts")(self.archive)]

    def make(self, name: str) -> Iterable[Made]:
        """The pages and files of a piece; nothing for one that is no more."""
        archive = self.archive
        sort, _, rest = name.partition(":")
        if sort in DIVIDED and rest:
            return [*_view(f"{sort}.part")(archive, rest)]
        if sort in _SINGLE:
            return [_view(_SINGLE[sort])(archive)]
        if sort in _SEVERAL:
            return [*_view(_SEVERAL[sort])(archive)]
        first, _, second = rest.partition("/")
        if sort == "page":
            return self._record(first, second)
        if sort == "list":
            return self.lists(first).page(second) if second else self.lists(first).index()
        if sort == "entry":
            return [*_view("vocabulary.entry")(archive, first, second)]
        if sort == "download":
            return self._part(first, second)
        if sort == "shelf":
            return [*_view("vocabulary.shelf")(archive, first)]
        if sort == "filters":
            return (Extra(*one) for one in filters.header(archive, first))
        if sort == "rows":
            return (Extra(*one) for one in filters.part(archive, first, second))
        if sort == "feed":
            return (Extra(*one) for one in _view("files.feed")(archive, first))
        if sort == "data":
            from ..downloads.catalogue import whole

            return self._kept("", whole(archive))
        if sort == "downloads":
            return self._downloads()
        return [Extra(SETTINGS, _view("files.settings")(archive))]

    def _record(self, kind: str, id_: str) -> Iterator[Made]:
        record = self.archive.get(kind, id_)
        if record is None:
            return
        if record.withdrawn:
            yield _view("site.withdrawn")(self.archive, kind, record)
        elif kind == "case":
            yield _view("case.view")(self.archive, record, self.alike[record.id])
        else:
            yield _view(f"{kind}.view")(self.archive, record)
        for old in record.aliases:
            yield Extra(old, _view("files.redirect")(old, kind, record))

    def _downloads(self) -> Iterator[Made]:
        from ..downloads.catalogue import every, package

        self.archive.looked.add("parts")
        held: list[Download | Listed] = [*every(self.parts.get("", ()), self.parts)]
        if held:
            made = package(self.archive, held)
            held.append(made)
            yield made
        yield _view("downloads.view")(self.archive, held)

    def _part(self, kind: str, part: str) -> Iterable[Made]:
        """The files of one period of a kind that is divided."""
        about = ABOUT[kind]
        return self._kept(
            f"{kind}/{part}", years.files(self.archive, KINDS[kind], part, about, self._old(kind, part))
        )

    def _kept(self, name: str, files: Iterable[Download]) -> tuple[Download, ...]:
        """Files that can be downloaded, kept in mind for the page that tells of them."""
        held = tuple(files)
        self.parts[name] = tuple(map(listed, held))
        if not held:
            del self.parts[name]
        return held


def moved(kind: str, group: str, before: Mapping[str, int], after: Mapping[str, int]) -> set[str]:
    """The pieces that come, go or take another form because a group of records is divided otherwise.

    Args:
        kind: The kind.
        group: The group.
        before: How many of its records fell in each period; see ``Archive.periods``.
        after: How many do now.
    """
    led = [divided.pages(periods.divide(counts, divided.LONG)) for counts in (before, after)]
    stem = f"{group}:" if group in DIVIDED else f"list:{kind}/{group}{divided.PART}"
    found = {
        f"{stem}{periods.name(period)}"
        for period in led[0].keys() | led[1].keys()
        if led[0].get(period) != led[1].get(period)
    }
    if bool(before) != bool(after):
        found.add(f"list:{kind}/{group}")
    if group == EVERY:
        for sort, limits in (("download", (years.PART, years.MOST)), ("rows", (filters.PART,))):
            old, new = (set(periods.divide(counts, *limits)) for counts in (before, after))
            found |= {f"{sort}:{kind}/{periods.name(one)}" for one in old ^ new}
            if not old or not new:
                found.add(f"{sort}:{kind}/{filters.WHOLE}")
    return found

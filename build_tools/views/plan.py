"""What the site is made of: a name for each piece, and the pages and files of the piece with a name.

A piece is what is made anew as one when something that it asked the archive for has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..archive import Archive
from ..downloads import ABOUT, Download, Listed, downloads, listed, years
from ..kinds import KINDS
from ..lessons.similar import Similar, similar
from . import (
    audit,
    campaign,
    case,
    dashboard,
    files,
    filters,
    history,
    lessons,
    notice,
    organization,
    search,
    site,
    statistic,
    vocabulary,
    wanted,
)
from . import downloads as download_page
from .frame import VOCABULARY_FOLDERS, View
from .listing import Lists

#: The settings that mkdocs.yml inherits; the builder does not publish hidden files.
SETTINGS = ".site.yml"


@dataclass(frozen=True, slots=True)
class Extra:
    """A text file beside the pages."""

    path: str
    text: str


Made = View | Extra | Download

_PAGES: dict[str, Callable[[Archive, Any], View]] = {
    "organization": organization.view,
    "notice": notice.view,
    "campaign": campaign.view,
    "statistic": statistic.view,
}
#: Pieces of one page each.
_SINGLE: dict[str, Callable[[Archive], View]] = {
    "home": site.home,
    "about": site.about,
    "unverified": site.unverified,
    "dashboard": dashboard.view,
    "search": search.view,
}
#: Pieces of several pages, or none.
_SEVERAL: dict[str, Callable[[Archive], Iterable[View]]] = {
    "history": history.views,
    "lessons": lessons.views,
    "shelves": vocabulary.shelves,
    "wanted": wanted.views,
    "undecided": wanted.undecided,
    "audit": audit.views,
}


#: The lines that the files of a year of a kind hold of a record that is as it was.
Old = Callable[[str, str], Callable[[str], years.Lines | None]]


def _none(kind: str, year: str) -> Callable[[str], years.Lines | None]:
    return lambda id_: None


class Plan:
    """The pieces of one archive's site.

    Attributes:
        archive: The archive.
        parts: The files of kinds divided by year, as far as they are made, by path.
    """

    def __init__(
        self,
        archive: Archive,
        alike: Callable[[], Mapping[str, tuple[Similar, ...]]] | None = None,
        parts: Mapping[str, Listed] | None = None,
        old: Old = _none,
    ) -> None:
        self.archive = archive
        self.parts = dict(parts or {})
        self._alike = alike or (lambda: similar(archive))
        self._old = old
        self._lists: dict[str, Lists] = {}
        self._years: dict[str, Mapping[str, list[Any]]] = {}

    @cached_property
    def alike(self) -> Mapping[str, tuple[Similar, ...]]:
        """Which cases are like each case."""
        return self._alike()

    def lists(self, kind: str) -> Lists:
        """The lists of a kind."""
        if kind not in self._lists:
            self._lists[kind] = Lists(self.archive, kind)
        return self._lists[kind]

    def names(self) -> Iterator[str]:
        """All pieces, in a fixed order."""
        for kind in KINDS:
            yield from (f"download:{kind}/{year}" for year in self.years(kind))
        yield from ("downloads", *_SINGLE, *_SEVERAL)
        for kind in KINDS:
            yield from (f"page:{kind}/{record.id}" for record in self.archive.of(kind))
            yield f"list:{kind}/"
            for name in self.lists(kind).groups:
                yield from (f"list:{kind}/{part}" for part in (name, *self.lists(kind).parts(name)))
            yield from (f"feed:{kind}", f"filters:{kind}")
        yield from (f"shelf:{name}" for name in VOCABULARY_FOLDERS)
        yield from (f"entry:{name}/{key}" for name, key in vocabulary.keys(self.archive))
        yield from ("feed:", "settings")

    def make(self, name: str) -> Iterable[Made]:
        """The pages and files of a piece; nothing for one that is no more."""
        archive = self.archive
        sort, _, rest = name.partition(":")
        if sort in _SINGLE:
            return [_SINGLE[sort](archive)]
        if sort in _SEVERAL:
            return _SEVERAL[sort](archive)
        first, _, second = rest.partition("/")
        if sort == "page":
            return self._record(first, second)
        if sort == "list":
            return self.lists(first).page(second) if second else self.lists(first).index()
        if sort == "entry":
            return vocabulary.entry(archive, first, second)
        if sort == "download":
            return self._part(first, second)
        if sort == "shelf":
            return vocabulary.shelf(archive, first)
        if sort == "filters":
            return (Extra(*one) for one in filters.files(archive, first))
        if sort == "feed":
            return (Extra(*one) for one in files.feed(archive, first))
        return self._downloads() if sort == "downloads" else [Extra(SETTINGS, files.settings(archive))]

    def _record(self, kind: str, id_: str) -> Iterator[Made]:
        record = self.archive.get(kind, id_)
        if record is None:
            return
        if record.withdrawn:
            yield site.withdrawn(self.archive, kind, record)
        elif kind == "case":
            yield case.view(self.archive, record, self.alike[record.id])
        else:
            yield _PAGES[kind](self.archive, record)
        for old in record.aliases:
            yield Extra(old, files.redirect(old, kind, record))

    def _downloads(self) -> Iterator[Made]:
        self.archive.looked.add("parts")
        held = downloads(self.archive, self.parts.values())
        yield from (one for one in held if isinstance(one, Download))
        yield download_page.view(self.archive, held)

    def _part(self, kind: str, year: str) -> Iterator[Made]:
        """The files of one year of a kind that is divided by year."""
        self.archive.looked.add(f"part:{kind}/{year}")
        for path in years.paths(KINDS[kind], year):
            self.parts.pop(path, None)
        records = self.years(kind).get(year)
        if records:
            old = self._old(kind, year)
            for one in years.files(self.archive, KINDS[kind], year, records, ABOUT[kind], old):
                self.parts[one.path] = listed(one)
                yield one

    def years(self, kind: str) -> Mapping[str, list[Any]]:
        """The records of each year of a kind that is divided by year."""
        if kind not in self._years:
            self._years[kind] = years.by_year(self.archive, KINDS[kind])
        return self._years[kind]

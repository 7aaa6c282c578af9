"""尚不能确定的引用: mentions that an editor has to decide; many of them by period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .. import periods
from ..archive import Archive
from ..escape import escape
from ..kinds import KINDS
from ..mentions.connections import Citation
from ..mentions.resolve import Open
from . import divided
from .citations import sentence
from .frame import Links, View

PATH, TITLE = "wanted/open", "尚不能确定的引用"
#: The pages above.
ABOVE = (("首页", "index.html"), ("待收集文件", "wanted/index.html"))


def count(archive: Archive) -> int:
    """How many there are."""
    return sum(number for (number,) in archive.tally("undecided").values())


def views(archive: Archive) -> Iterator[View]:
    """The page, where there are some: all of them, or the ways to those of each period."""
    led, total = _led(archive), count(archive)
    if total:
        found = () if led else archive.stated("undecided")
        ways = divided.ways("open", divided.first(led), _counts(archive, ""))
        yield _view(archive, PATH, TITLE, total, found, ways, ABOVE)


def parts(archive: Archive) -> list[str]:
    """Names of the pages of periods."""
    return divided.names(_led(archive))


def part(archive: Archive, name: str) -> Iterator[View]:
    """The page of a period; nothing where there is none."""
    if (asked := divided.asked(_led(archive), name)) is None:
        return
    period, months = asked
    found = () if months else archive.stated("undecided", period)
    counts = _counts(archive, period) if months else {}
    total = sum(counts.values()) if months else len(found)
    title = f"{TITLE}（{periods.words(period)}）"
    above = (*ABOVE, (TITLE, f"{PATH}.html"))
    ways = divided.ways("open", months, counts)
    yield _view(archive, f"{PATH}{divided.PART}{name}", title, total, found, ways, above)


def _led(archive: Archive) -> divided.Led:
    return divided.pages(archive.stated_parts("undecided", divided.LONG))


def _counts(archive: Archive, year: str) -> Mapping[str, int]:
    return {period: number for period, (number,) in archive.tally("undecided", year).items()}


def _view(
    archive: Archive,
    path: str,
    title: str,
    total: int,
    found: tuple[Citation, ...],
    ways: divided.Ways | None,
    crumbs: tuple[tuple[str, str], ...],
) -> View:
    links = Links(archive)
    context = {"count": total, "open": [_open(links, one) for one in found], "ways": ways}
    return View(path, "wanted_open", title, context, crumbs=crumbs)


def _open(links: Links, one: Citation) -> dict[str, Any]:
    target = one.target
    assert isinstance(target, Open)
    archive = links.archive
    candidates = [
        links.notice(id_)
        if archive.head("notice", id_)
        else links.term("glossary", id_)
        if id_ in archive.vocabularies["glossary"]
        else next((links.record(k, id_) for k in KINDS if archive.head(k, id_)), escape(id_))
        for id_ in target.candidates
    ]
    return {
        "record": links.record(one.kind, one.id),
        "sentence": sentence(links, one),
        "reason": target.reason,
        "candidates": candidates,
    }

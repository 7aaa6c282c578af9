"""The wanted list (待收集文件): documents cited but not held, most cited first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..archive import Archive
from ..escape import escape
from ..mentions.connections import Mentioning
from ..mentions.wanted import SORTS, Sort
from . import undecided
from .citations import Citing, citing
from .frame import WANTED_PAGES, Links, View, anchor, wanted_address

#: Texts quoted under one wanted document.
_QUOTED = 5
#: Documents shown on the overview.
_FIRST = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A wanted document on its page.

    Attributes:
        sort: What sort of document it is.
        id: Its address on the page.
        label: 《标题》（文号）, as a link where the archive has a page of its own for it.
        href: Where the wanted list has it, relative to the site.
        count: Mentions.
        citing: The texts that mention it.
        more: Texts that are not shown.
    """

    sort: Sort
    id: str
    label: Markup
    href: str
    count: int
    citing: tuple[Citing, ...]
    more: int


def views(archive: Archive) -> Iterator[View]:
    """The overview, and a page for each sort that holds something."""
    links = Links(archive)
    held = entries(archive, links)
    waiting = undecided.count(archive)
    if not held and not waiting:
        return
    pages = [(sort, [one for one in held if one.sort == sort]) for sort in SORTS]
    yield View(
        "wanted/index",
        "wanted",
        "待收集文件",
        {
            "count": len(held),
            "pages": [
                (anchor(f"{WANTED_PAGES[sort]}.html", sort), len(group)) for sort, group in pages if group
            ],
            "first": [(anchor(f"../{one.href}", one.label), one.sort, one.count) for one in held[:_FIRST]],
            "open": waiting,
        },
    )
    for sort, group in pages:
        if group:
            yield View(
                f"wanted/{WANTED_PAGES[sort]}",
                "wanted_sort",
                f"待收集文件：{sort}",
                {"entries": group, "contacts": archive.site.contacts},
                crumbs=undecided.ABOVE,
            )


def count(archive: Archive) -> int:
    """How many documents the list holds."""
    return len(archive.wanted_keys()) + archive.count("notice", "text-title")


def entries(archive: Archive, links: Links) -> list[Entry]:
    """Documents known only from mentions and notices held by title only, most cited first."""
    found = []
    for key in archive.wanted_keys():
        document, cited = archive.wanted(key), archive.mentioning("wanted", key, _QUOTED)
        address = wanted_address(document)
        label = escape(document.label)
        found.append(_entry(links, document.sort, f"w-{document.slug}", label, address, cited))
    for id_ in archive.ids("notice", "text-title"):
        cited = archive.mentioning("notice", id_, _QUOTED)
        found.append(_entry(links, "公文", f"n-{id_}", links.notice(id_), f"notices/{id_}.html", cited))
    return sorted(found, key=lambda one: (-one.count, one.sort, str(one.label), one.id))


def _entry(links: Links, sort: Sort, id_: str, label: Markup, href: str, cited: Mentioning) -> Entry:
    shown = citing(links, cited)
    return Entry(sort, id_, label, href, cited.total, tuple(shown), cited.count - len(shown))

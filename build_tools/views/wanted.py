"""The wanted list (待收集文件): documents cited but not held, most cited first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..archive import Archive
from ..escape import escape
from ..mentions.wanted import SORTS, Sort
from . import divided, undecided
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
        kind: Kind under which its mentions are asked for.
        key: Under which they are asked for.
    """

    sort: Sort
    id: str
    label: Markup
    href: str
    count: int
    kind: str
    key: str


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
                {
                    "count": len(group),
                    "entries": [(one, *_cited(links, one)) for one in group[: divided.LONG]],
                    "others": group[divided.LONG :],
                    "contacts": archive.site.contacts,
                },
                crumbs=undecided.ABOVE,
            )


def count(archive: Archive) -> int:
    """How many documents the list holds."""
    return len(archive.wanted_keys()) + archive.count("notice", "text-title")


def entries(archive: Archive, links: Links) -> list[Entry]:
    """Documents known only from mentions and notices held by title only, most cited first."""
    found = []
    for key, total in archive.wanted_totals().items():
        document = archive.wanted(key)
        address, label = wanted_address(document), escape(document.label)
        found.append(Entry(document.sort, f"w-{document.slug}", label, address, total, "wanted", key))
    for id_ in archive.ids("notice", "text-title"):
        total = archive.mentioning("notice", id_, 0).total
        href = f"notices/{id_}.html"
        found.append(Entry("公文", f"n-{id_}", links.notice(id_), href, total, "notice", id_))
    return sorted(found, key=lambda one: (-one.count, one.sort, str(one.label), one.id))


def _cited(links: Links, one: Entry) -> tuple[list[Citing], int]:
    """The texts that mention a document, and how many more there are."""
    cited = links.archive.mentioning(one.kind, one.key, _QUOTED)
    shown = citing(links, cited)
    return shown, cited.count - len(shown)

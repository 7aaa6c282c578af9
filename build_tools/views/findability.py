"""The page 搜得到保证: how the search did when it was asked for everything."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..findability import Finding, Findings
from ..findability.findings import TOP
from ..findability.questions import SORTS, SURE
from .frame import VOCABULARY_FOLDERS, Links, View, anchor

PATH = "findability"
#: Questions named one by one.
_NAMED = 100


def view(archive: Archive, found: Findings, most: int) -> View:
    """How many were found, how far up, and which not; ``most`` changed records are asked for as well."""
    links = Links(archive, "")
    missed = found.missed()
    low = [one for one in found.every if one.place > TOP and one.question.sort in SURE]
    return View(
        path=PATH,
        template="findability",
        title="搜得到保证",
        context={
            "asked": len(found.every),
            "found": len(found.every) - len(missed),
            "records": found.records,
            "held": found.held,
            "most": most,
            "sorts": [_sort(found, sort) for sort in SORTS if found.ways(sort)],
            "missed": [_named(links, one) for one in missed[:_NAMED]],
            "more": max(0, len(missed) - _NAMED),
            "low": [_named(links, one) for one in low[:_NAMED]],
        },
        crumbs=(("首页", "index.html"), ("检索", "search.html")),
        kind="findability",
    )


def _sort(found: Findings, sort: str) -> dict[str, Any]:
    return {
        "name": sort,
        "sure": sort in SURE,
        "all": found.row(sort),
        "ways": [(way, found.row(sort, way)) for way in found.ways(sort)],
    }


def _named(links: Links, one: Finding) -> dict[str, Any]:
    return {
        "sort": one.question.sort,
        "way": one.question.way,
        "text": one.question.text,
        "record": _record(links, one.question.wanted[0]),
        "place": one.place,
    }


def _record(links: Links, id_: str) -> Markup:
    kind, _, own = id_.partition("/")
    if kind in VOCABULARY_FOLDERS:
        entry = links.archive.vocabularies[kind][own]
        return anchor(f"{VOCABULARY_FOLDERS[kind]}/{own}.html", entry.name)
    return links.record(kind, own)

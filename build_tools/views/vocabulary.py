"""Vocabulary pages: industries, regions, accident types, indicators, causes, set phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..kinds.vocabulary import VOCABULARY_TERMS, GlossaryEntry, IndicatorEntry
from . import charted, indicator, text
from .citations import Citing, cited_by, citing
from .facts import ABOVE, fact, newest, row, term_users
from .frame import VOCABULARY_FOLDERS, Links, Row, View, anchor, join, live
from .history import revisions
from .listing import NEWEST

_ABOVE = (("首页", "index.html"), ("词表", "vocabularies.html"))


def views(archive: Archive) -> Iterator[View]:
    """All vocabulary pages that hold something, and the page that lists the vocabularies."""
    links = Links(archive)
    shelves = []
    for vocabulary, folder in VOCABULARY_FOLDERS.items():
        entries = archive.vocabularies.get(vocabulary, {})
        if not entries:
            continue
        crumbs = (*_ABOVE, (VOCABULARY_TERMS[vocabulary], f"{folder}/index.html"))
        if vocabulary == "accident_types":
            pages = [
                _type(archive, links, scheme, one, crumbs)
                for scheme in entries.values()
                for one in scheme.types
            ]
        elif vocabulary == "synonyms":
            pages = []
        else:
            pages = [_entry(archive, links, vocabulary, key, entry, crumbs) for key, entry in entries.items()]
        yield from pages
        yield View(
            path=f"{folder}/index",
            template="vocabulary",
            title=VOCABULARY_TERMS[vocabulary],
            context={
                "vocabulary": vocabulary,
                "pages": [
                    (anchor(page.path.split("/")[1] + ".html", page.title), page.context) for page in pages
                ],
                "schemes": list(entries.values()) if vocabulary == "accident_types" else [],
                "synonyms": list(entries.values()) if vocabulary == "synonyms" else [],
            },
            crumbs=_ABOVE,
        )
        count = len(pages) or len(entries)
        shelves.append((anchor(f"{folder}/index.html", VOCABULARY_TERMS[vocabulary]), count))
    if shelves:
        yield View("vocabularies", "shelves", "词表", {"shelves": shelves})


def _entry(
    archive: Archive, links: Links, vocabulary: str, key: str, entry: Any, crumbs: tuple[tuple[str, str], ...]
) -> View:
    groups = term_users(archive, links, vocabulary, key, NEWEST)
    parent = getattr(entry, "parent", None)
    below = [
        one.key for one in archive.vocabularies[vocabulary].values() if getattr(one, "parent", None) == key
    ]
    qualifier = getattr(entry, "qualifier", None)
    return View(
        path=f"{VOCABULARY_FOLDERS[vocabulary]}/{entry.id}",
        template="term",
        title=entry.name + (f"（{qualifier}）" if qualifier else ""),
        context={
            "vocabulary": vocabulary,
            "entry": entry,
            "count": archive.users(vocabulary, key, ABOVE),
            "code": getattr(entry, "code", ""),
            "parent": links.term(vocabulary, parent) if parent else "",
            "below": [links.term(vocabulary, one) for one in below],
            "facts": _facts(archive, links, entry),
            "items": getattr(entry, "items", ()),
            "text": text.field(getattr(entry, "definition", None), "definition")
            if vocabulary == "glossary"
            else "",
            "note": getattr(entry, "note", None) or getattr(entry, "description", None) or "",
            "namesakes": _namesakes(archive, links, vocabulary, entry),
            "series": indicator.series(archive, links, key) if vocabulary == "indicators" else [],
            "several": indicator.several(archive, links, key) if vocabulary == "indicators" else [],
            "charted": charted.series(archive, links, key) if vocabulary == "indicators" else [],
            "revisions": revisions(links, live(archive, "statistic"), key)
            if vocabulary == "indicators"
            else [],
            "groups": groups,
            "cited_by": cited_by(archive, links, vocabulary, key),
            "first_use": _first_use(archive, links, key) if vocabulary == "glossary" else None,
        },
        crumbs=crumbs,
        kind="term",
    )


def _facts(archive: Archive, links: Links, entry: Any) -> list[Any]:
    if isinstance(entry, IndicatorEntry):
        return [
            *fact(IndicatorEntry, "unit", entry.unit),
            *fact(IndicatorEntry, "definition", entry.definition, wide=True),
        ]
    if isinstance(entry, GlossaryEntry):
        source = archive.get("notice", entry.source) if entry.source else None
        spot = text.place(source, entry.quote) if source else ""
        link = links.record("notice", entry.source, spot, f"《{source.label}》") if source else None
        return [
            *fact(GlossaryEntry, "variants", join(entry.variants), wide=True),
            *fact(GlossaryEntry, "scope", _scope(archive, links, entry), wide=True),
            *fact(GlossaryEntry, "source", link, wide=True),
            *fact(GlossaryEntry, "quote", entry.quote, wide=True),
        ]
    return []


def _scope(archive: Archive, links: Links, entry: GlossaryEntry) -> Markup | str | None:
    """Where a set phrase applies; a link where that is a campaign."""
    named = (one for one in live(archive, "campaign") if one.label == entry.scope)
    return next((links.record("campaign", one.id) for one in named), entry.scope)


def _first_use(archive: Archive, links: Links, key: str) -> Citing | None:
    """The earliest dated text held that uses a set phrase."""
    used = citing(links, archive.mentioning("glossary", key, 1, newest=False))
    return next((one for one in used if one.day), None)


def _namesakes(archive: Archive, links: Links, vocabulary: str, entry: Any) -> list[Any]:
    """Entries of the same name, told apart by their qualifiers."""
    if vocabulary != "glossary":
        return []
    others = [
        one
        for one in archive.vocabularies["glossary"].values()
        if one.name == entry.name and one.id != entry.id
    ]
    return [
        anchor(f"{one.id}.html", one.name + (f"（{one.qualifier}）" if one.qualifier else ""))
        for one in others
    ]


def _type(
    archive: Archive, links: Links, scheme: Any, entry: Any, crumbs: tuple[tuple[str, str], ...]
) -> View:
    """A type of accident in its scheme, with the cases of that type."""
    rows: list[Row] = []
    for case in live(archive, "case"):
        if any(t.scheme == scheme.id and t.type in (entry.name, *entry.aliases) for t in case.accident_types):
            rows.append(row(links, "case", case))
    groups = [("案例", newest(rows)[:NEWEST], len(rows))] if rows else []
    return View(
        path=f"accident-types/{scheme.id}-{entry.id}",
        template="term",
        title=f"{entry.name}（{scheme.name}）",
        context={
            "vocabulary": "accident_types",
            "entry": entry,
            "scheme": scheme,
            "count": len(rows),
            "code": "",
            "parent": "",
            "below": [],
            "facts": fact(type(entry), "aliases", join(entry.aliases), wide=True),
            "items": (),
            "text": "",
            "note": scheme.note or "",
            "namesakes": [],
            "series": [],
            "several": [],
            "charted": [],
            "revisions": [],
            "groups": groups,
            "cited_by": cited_by(archive, links, "accident_types", entry.id),
            "first_use": None,
        },
        crumbs=crumbs,
        kind="term",
    )

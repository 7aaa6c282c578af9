"""Vocabulary pages: industries, regions, accident types, indicators, causes, set phrases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..groups import newest_first
from ..kinds.vocabulary import VOCABULARY_TERMS, GlossaryEntry, IndicatorEntry
from . import charted, indicator, text
from .citations import Citing, cited_by, citing
from .divided import NEWEST
from .facts import ABOVE, fact, row, term_users
from .frame import VOCABULARY_FOLDERS, Fact, Links, View, anchor, join, live
from .history import revisions

_TYPES = "accident_types"
_ABOVE = (("首页", "index.html"), ("词表", "vocabularies.html"))


def shelves(archive: Archive) -> Iterator[View]:
    """The page that lists the vocabularies."""
    found = []
    for vocabulary, folder in VOCABULARY_FOLDERS.items():
        entries = archive.vocabularies.get(vocabulary, {})
        if entries:
            pages = sum(len(scheme.types) for scheme in entries.values()) if vocabulary == _TYPES else 0
            link = anchor(f"{folder}/index.html", VOCABULARY_TERMS[vocabulary])
            found.append((link, pages or len(entries)))
    if found:
        yield View("vocabularies", "shelves", "词表", {"shelves": found})


def shelf(archive: Archive, vocabulary: str) -> Iterator[View]:
    """The page that lists the entries of a vocabulary; nothing for one without entries."""
    entries = archive.vocabularies.get(vocabulary, {})
    if not entries:
        return
    pages: list[tuple[Markup, dict[str, Any]]] = []
    if vocabulary == _TYPES:
        for scheme in entries.values():
            for one in scheme.types:
                held = {"scheme": scheme, "count": len(_of_type(archive, scheme, one))}
                pages.append((anchor(f"{scheme.id}-{one.id}.html", f"{one.name}（{scheme.name}）"), held))
    elif vocabulary != "synonyms":
        for key, entry in entries.items():
            held = {"count": archive.users(vocabulary, key, ABOVE)}
            pages.append((anchor(f"{entry.id}.html", _title(entry)), held))
    yield View(
        path=f"{VOCABULARY_FOLDERS[vocabulary]}/index",
        template="vocabulary",
        title=VOCABULARY_TERMS[vocabulary],
        context={
            "vocabulary": vocabulary,
            "pages": pages,
            "schemes": list(entries.values()) if vocabulary == _TYPES else [],
            "synonyms": list(entries.values()) if vocabulary == "synonyms" else [],
        },
        crumbs=_ABOVE,
    )


def keys(archive: Archive) -> Iterator[tuple[str, str]]:
    """Vocabulary and key of everything that ``entry`` makes pages for."""
    for vocabulary in VOCABULARY_FOLDERS:
        if vocabulary != "synonyms":
            yield from ((vocabulary, key) for key in archive.vocabularies.get(vocabulary, {}))


def entry(archive: Archive, vocabulary: str, key: str) -> Iterator[View]:
    """The page of an entry; of a scheme of accident types, a page for each type."""
    links, held = Links(archive), archive.vocabularies[vocabulary][key]
    index = (VOCABULARY_TERMS[vocabulary], f"{VOCABULARY_FOLDERS[vocabulary]}/index.html")
    if vocabulary == _TYPES:
        yield from (_type(archive, links, held, one, (*_ABOVE, index)) for one in held.types)
    else:
        yield _entry(archive, links, vocabulary, key, held, (*_ABOVE, index))


def _title(entry: Any) -> str:
    qualifier = getattr(entry, "qualifier", None)
    return str(entry.name + (f"（{qualifier}）" if qualifier else ""))


def _entry(
    archive: Archive, links: Links, vocabulary: str, key: str, entry: Any, crumbs: tuple[tuple[str, str], ...]
) -> View:
    groups = term_users(archive, links, vocabulary, key, NEWEST)
    parent = getattr(entry, "parent", None)
    below = [
        one.key for one in archive.vocabularies[vocabulary].values() if getattr(one, "parent", None) == key
    ]
    return View(
        path=f"{VOCABULARY_FOLDERS[vocabulary]}/{entry.id}",
        template="term",
        title=_title(entry),
        context={
            "vocabulary": vocabulary,
            "entry": entry,
            "count": archive.users(vocabulary, key, ABOVE),
            "code": getattr(entry, "code", ""),
            "parent": links.term(vocabulary, parent) if parent else "",
            "below": [links.term(vocabulary, one) for one in below],
            "facts": facts(archive, links, entry),
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


def facts(archive: Archive, links: Links, entry: Any) -> list[Fact]:
    """The facts table of an entry; only indicators and set phrases have one."""
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


def _of_type(archive: Archive, scheme: Any, entry: Any) -> list[Any]:
    """The cases of a type of accident in a scheme."""
    names = (entry.name, *entry.aliases)
    return [
        case
        for case in live(archive, "case")
        if any(one.scheme == scheme.id and one.type in names for one in case.accident_types)
    ]


def _type(
    archive: Archive, links: Links, scheme: Any, entry: Any, crumbs: tuple[tuple[str, str], ...]
) -> View:
    """A type of accident in its scheme, with the cases of that type."""
    held = _of_type(archive, scheme, entry)
    rows = [row(links, "case", case) for case in newest_first(held)[:NEWEST]]
    groups = [("案例", rows, len(held))] if rows else []
    return View(
        path=f"accident-types/{scheme.id}-{entry.id}",
        template="term",
        title=f"{entry.name}（{scheme.name}）",
        context={
            "vocabulary": "accident_types",
            "entry": entry,
            "scheme": scheme,
            "count": len(held),
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

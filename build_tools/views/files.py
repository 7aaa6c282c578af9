"""Files beside the pages: feeds, redirects, and the settings that come from the content."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape as _escape
from typing import Any

import yaml
from markupsafe import escape as html

from ..archive import Archive
from ..dates import day_of
from ..kinds import KINDS, Record
from ..kinds.vocabulary import Site
from . import history
from .site import SECTIONS

#: As XML needs it, and no more: the quotation marks of texts stay, and addresses have none.
xml = partial(_escape, quote=False)

_FEED_LENGTH = 30
_CHANGES_FEED = "feeds/changes.xml"
#: Records have days, not hours; a day begins in Shanghai.
_MIDNIGHT = "T00:00:00+08:00"


def feed(archive: Archive, kind: str) -> Iterator[tuple[str, str]]:
    """Path and text of an Atom feed of the newest records of a kind, or of the newest changes for no kind;
    none where no record has a full date, or nothing was ever changed.

    The date of an entry is the record's own: the document's, not the page's.
    """
    text = _records(archive, kind) if kind else _changes(archive)
    if text is not None:
        yield (f"feeds/{KINDS[kind].folder}.xml" if kind else _CHANGES_FEED), text


def feeds(archive: Archive) -> list[dict[str, str]]:
    """Title and file of every feed that the site has."""
    kinds = [one for one in KINDS.values() if archive.count(one.name, "dated")]
    found = [{"title": one.term, "file": f"feeds/{one.folder}.xml"} for one in kinds]
    changed = [{"title": history.CHANGES[1], "file": _CHANGES_FEED}] if history.entries(archive) else []
    return found + changed


def _records(archive: Archive, kind: str) -> str | None:
    dated = archive.members(kind, "dated", most=_FEED_LENGTH)
    if not dated:
        return None
    folder = KINDS[kind].folder
    entries = [
        _Entry(
            one.label, _tag(archive.site, folder, one.id), f"{folder}/{one.id}.html", day_of(one),
            getattr(one, "summary", None) or "",
        )
        for one in dated
    ]  # fmt: skip
    return _atom(archive.site, KINDS[kind].term, folder, f"{folder}/index.html", entries)


def _changes(archive: Archive) -> str | None:
    ledger = history.entries(archive)
    if not ledger:
        return None
    entries = []
    for one in ledger[:_FEED_LENGTH]:
        kind = KINDS[one.kind]
        said = (("更改前", one.before), ("更改后", one.after), ("原因", one.reason))
        words = "；".join([one.what, *(f"{name}：{text}" for name, text in said if text)])
        tag = f"{_tag(archive.site, kind.folder, one.record.id)}#change-{one.order}"
        entries.append(_Entry(f"{one.record.label}：{one.what}", tag, one.address, one.day, words))
    path, title = history.CHANGES
    return _atom(archive.site, title, path, f"{path}.html", entries)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a feed: its title, permanent identifier, page, day and summary."""

    title: str
    id: str
    page: str
    day: str
    summary: str


def _atom(site: Site, title: str, name: str, page: str, entries: list[_Entry]) -> str:
    """A feed of entries that come newest first; ``name`` is its file, ``page`` the page it follows."""
    base = site.base_url or "../"
    own = f'  <link rel="self" href="{xml(site.base_url)}feeds/{name}.xml"/>\n' if site.base_url else ""
    shown = "".join(
        f"  <entry>\n    <title>{xml(one.title)}</title>\n    <id>{xml(one.id)}</id>\n"
        f'    <link rel="alternate" type="text/html" href="{xml(base)}{one.page}"/>\n'
        f"    <updated>{one.day}{_MIDNIGHT}</updated>\n"
        + (f"    <summary>{xml(' '.join(one.summary.split()))}</summary>\n" if one.summary else "")
        + "  </entry>\n"
        for one in entries
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"  <title>{xml(site.name)}：{title}</title>\n"
        f"  <id>{xml(_feed_tag(site, name, page))}</id>\n{own}"
        f'  <link rel="alternate" type="text/html" href="{xml(base)}{page}"/>\n'
        f"  <updated>{entries[0].day}{_MIDNIGHT}</updated>\n"
        f"  <author><name>{xml(site.organization or site.name)}</name></author>\n{shown}</feed>\n"
    )


def _tag(site: Site, folder: str, name: str) -> str:
    """A record's permanent identifier: the address where there is one, else a URN of the path."""
    if site.base_url:
        return f"{site.base_url}{folder}/{name}.html"
    return f"urn:policy-archive:{folder}:{name}"


def _feed_tag(site: Site, name: str, page: str) -> str:
    """A feed's permanent identifier: the page it follows where there is an address, else a URN."""
    return f"{site.base_url}{page}" if site.base_url else f"urn:policy-archive:{name}:feed"


def redirect(old: str, kind: str, record: Record) -> str:
    """A small page at an old address that leads to the record's page."""
    target = posixpath.relpath(f"{KINDS[kind].folder}/{record.id}.html", posixpath.dirname(old) or ".")
    title = html(record.label)
    return (
        '<!doctype html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={html(target)}">\n'
        f'<link rel="canonical" href="{html(target)}">\n<meta name="robots" content="noindex">\n</head>\n'
        f'<body>\n<p>本页地址已变更，请访问：<a href="{html(target)}">{title}</a></p>\n</body>\n</html>\n'
    )


def settings(archive: Archive) -> str:
    """What mkdocs.yml inherits: the site's identity and the sections that hold something."""
    site = archive.site
    nav: list[dict[str, str]] = [{"首页": "index.md"}]
    nav += [{KINDS[k].term: f"{KINDS[k].folder}/index.md"} for k in SECTIONS if archive.count(k)]
    if any(archive.vocabularies.values()):
        nav.append({"词表": "vocabularies.md"})
    nav.append({"关于": "about.md"})
    identity = site.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    extra = {
        "site": identity,
        "feeds": feeds(archive),
        "registers": [{"title": title, "file": file} for file, title in history.registers(archive)],
    }
    data: dict[str, Any] = {"site_name": site.name, "site_description": site.description}
    if site.base_url:
        data["site_url"] = site.base_url
    return yaml.safe_dump(
        {**data, "nav": nav, "extra": extra}, allow_unicode=True, sort_keys=False, width=10**6
    )

"""Files beside the pages: feeds, redirects, and the settings that come from the content."""

from __future__ import annotations

import posixpath
from typing import Any
from xml.sax.saxutils import escape as xml

import yaml
from markupsafe import escape as html

from ..archive import Archive
from ..kinds import KINDS, Record
from ..kinds.vocabulary import Site
from .facts import day_of, has_full_day
from .frame import live
from .site import SECTIONS

_FEED_LENGTH = 30
#: Records have days, not hours; a day begins in Shanghai.
_MIDNIGHT = "T00:00:00+08:00"


def feed(archive: Archive, kind: str) -> str | None:
    """An Atom feed of the newest records of a kind; ``None`` where no record has a full date.

    The date of an entry is the record's own: the document's, not the page's.
    """
    dated = [one for one in live(archive, kind) if has_full_day(one)]
    if not dated:
        return None
    dated.sort(key=lambda one: one.id)
    dated.sort(key=day_of, reverse=True)
    folder, site = KINDS[kind].folder, archive.site
    base = site.base_url or "../"
    entries = "".join(_entry(site, folder, base, one) for one in dated[:_FEED_LENGTH])
    own = f'  <link rel="self" href="{xml(site.base_url)}feeds/{folder}.xml"/>\n' if site.base_url else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">\n'
        f"  <title>{xml(site.name)}：{KINDS[kind].term}</title>\n"
        f"  <id>{xml(_tag(site, folder, 'feed'))}</id>\n{own}"
        f'  <link rel="alternate" type="text/html" href="{xml(base)}{folder}/index.html"/>\n'
        f"  <updated>{day_of(dated[0])}{_MIDNIGHT}</updated>\n"
        f"  <author><name>{xml(site.organization or site.name)}</name></author>\n{entries}</feed>\n"
    )


def _entry(site: Site, folder: str, base: str, record: Any) -> str:
    summary = getattr(record, "summary", None)
    words = f"    <summary>{xml(' '.join(summary.split()))}</summary>\n" if summary else ""
    return (
        f"  <entry>\n    <title>{xml(record.label)}</title>\n"
        f"    <id>{xml(_tag(site, folder, record.id))}</id>\n"
        f'    <link rel="alternate" type="text/html" href="{xml(base)}{folder}/{record.id}.html"/>\n'
        f"    <updated>{day_of(record)}{_MIDNIGHT}</updated>\n{words}  </entry>\n"
    )


def _tag(site: Site, folder: str, name: str) -> str:
    """A permanent identifier: the address where there is one, else a URN of the path."""
    if site.base_url:
        page = "index" if name == "feed" else name
        return f"{site.base_url}{folder}/{page}.html"
    return f"urn:policy-archive:{folder}:{name}"


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


def settings(archive: Archive, feeds: list[str]) -> str:
    """What mkdocs.yml inherits: the site's identity and the sections that hold something."""
    site = archive.site
    nav: list[dict[str, str]] = [{"首页": "index.md"}]
    nav += [{KINDS[k].term: f"{KINDS[k].folder}/index.md"} for k in SECTIONS if live(archive, k)]
    if any(archive.vocabularies.values()):
        nav.append({"词表": "vocabularies.md"})
    nav.append({"关于": "about.md"})
    identity = site.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    extra = {
        "site": identity,
        "feeds": [{"title": KINDS[k].term, "file": f"feeds/{KINDS[k].folder}.xml"} for k in feeds],
    }
    data: dict[str, Any] = {"site_name": site.name, "site_description": site.description}
    if site.base_url:
        data["site_url"] = site.base_url
    return yaml.safe_dump(
        {**data, "nav": nav, "extra": extra}, allow_unicode=True, sort_keys=False, width=10**6
    )

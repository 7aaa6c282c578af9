"""Archive to Pages: pure, in a fixed order, the same content giving the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .archive import Archive
from .downloads import Download, downloads, release_path
from .escape import escape
from .kinds import KINDS
from .kinds.base import term
from .lessons.similar import similar
from .views import (
    audit,
    campaign,
    case,
    dashboard,
    files,
    filters,
    history,
    lessons,
    listing,
    notice,
    organization,
    search,
    site,
    statistic,
    vocabulary,
    wanted,
)
from .views import downloads as download_page
from .views.facts import balanced
from .views.frame import View, anchor, paragraphs

#: The settings that mkdocs.yml inherits; the builder does not publish hidden files.
SETTINGS = ".site.yml"

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_VIEWS: dict[str, Callable[[Archive, Any], View]] = {
    "organization": organization.view,
    "notice": notice.view,
    "campaign": campaign.view,
    "statistic": statistic.view,
    "case": case.view,
}


@dataclass(frozen=True, slots=True)
class Page:
    """A text file of the site: path relative to ``build/docs``, and its text."""

    path: str
    text: str

    @property
    def data(self) -> bytes:
        """The text as it is written."""
        return self.text.encode("utf-8")


def render(archive: Archive) -> tuple[Page | Download, ...]:
    """All pages and the files beside them, sorted by path."""
    held = downloads(archive)
    pages: list[Page | Download] = [*held, *(_page(view) for view in _views(archive, held))]
    feeds: list[tuple[str, str]] = []
    for kind in KINDS.values():
        feed = files.feed(archive, kind.name)
        if feed is not None:
            feeds.append((f"feeds/{kind.folder}.xml", kind.term))
            pages.append(Page(f"feeds/{kind.folder}.xml", feed))
        for record in archive.of(kind.name):
            pages += [Page(old, files.redirect(old, kind.name, record)) for old in record.aliases]
    changed = files.changes(archive)
    if changed is not None:
        feeds.append(("feeds/changes.xml", history.CHANGES[1]))
        pages.append(Page("feeds/changes.xml", changed))
    pages += [Page(path, text) for path, text in filters.files(archive)]
    pages.append(Page(SETTINGS, files.settings(archive, feeds)))
    return tuple(sorted(pages, key=lambda page: page.path))


def _views(archive: Archive, held: Sequence[Download]) -> Iterator[View]:
    yield site.home(archive)
    yield site.about(archive)
    yield site.unverified(archive)
    yield dashboard.view(archive)
    yield search.view(archive)
    yield from history.views(archive)
    yield download_page.view(archive, held)
    alike = similar(archive)
    pages = _VIEWS | {"case": lambda archive, one: case.view(archive, one, alike[one.id])}
    for kind in KINDS:
        for record in archive.of(kind):
            yield site.withdrawn(archive, kind, record) if record.withdrawn else pages[kind](archive, record)
        yield from listing.views(archive, kind)
    yield from lessons.views(archive)
    yield from vocabulary.views(archive)
    yield from wanted.views(archive)
    yield from audit.views(archive)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(lines=paragraphs, balanced=balanced)
    environment.globals.update(release_path=release_path)
    environment.globals.update(term=term, model=lambda kind: KINDS[kind].model)
    return environment


def _page(view: View) -> Page:
    template = _environment().get_template(f"{view.template}.md.j2")
    crumbs = [anchor(view.root + address, text) for text, address in view.crumbs]
    body = template.render(view.context, title=view.title, crumbs=crumbs, root=view.root)
    data = f"\n{_json_ld(view.data)}\n" if view.data else ""
    return Page(f"{view.path}.md", f"---\n{_front(view)}---\n\n{_tidy(body)}{data}")


def _front(view: View) -> str:
    hide = ["navigation"] if view.contents else ["navigation", "toc"]
    front: dict[str, Any] = {"title": view.title, "kind": view.kind, "hide": hide}
    if view.description:
        front["description"] = " ".join(view.description.split())
    if view.meta:
        front["meta"] = dict(view.meta)
    if view.updated:
        front["updated"] = view.updated
    return yaml.dump(front, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6)


def _json_ld(data: Any) -> Markup:
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">\n{text}\n</script>')


def _tidy(text: str) -> str:
    """Without blank lines in a row or blanks at line ends."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).rstrip("\n") + "\n"

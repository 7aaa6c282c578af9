"""Archive to Pages: pure, in a fixed order, the same content giving the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .archive import Archive
from .downloads import Download, release_path
from .escape import escape
from .kinds import KINDS
from .kinds.base import term
from .views.facts import balanced
from .views.frame import View, anchor, paragraphs
from .views.plan import SETTINGS, Extra, Plan

__all__ = ["SETTINGS", "Page", "page", "piece", "render"]

_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


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
    plan = Plan(archive)
    pages = [page for name in plan.names() for page in piece(plan, name)]
    return tuple(sorted(pages, key=lambda page: page.path))


def piece(plan: Plan, name: str) -> Iterator[Page | Download]:
    """The pages and files of one piece of the site."""
    for made in plan.make(name):
        if isinstance(made, View):
            yield page(made)
        else:
            yield Page(made.path, made.text) if isinstance(made, Extra) else made


def keep_templates(cache: BytecodeCache | None) -> None:
    """Take compiled templates from a cache, and put new ones there, until told of none."""
    _environment().bytecode_cache = cache


def compile_templates() -> None:
    """Compile all templates, so that those who take them from the cache find every one."""
    environment = _environment()
    if environment.cache is not None:
        environment.cache.clear()
    for name in environment.list_templates():
        environment.get_template(name)


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


def page(view: View) -> Page:
    """One page."""
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

"""The list of all pages, made anew without MkDocs when pages come, go or are dated otherwise."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, urljoin

from jinja2 import Environment, FileSystemLoader, Template, nodes

from . import Unfit
from .names import address
from .shell import Known, Look, Refused, Stated
from .tree import Tree

#: The list, plain and packed.
PLAIN, PACKED = "sitemap.xml", "sitemap.xml.gz"
#: Up to how many changes are made in the list that is there.
_FEW = 50
_INDEX = "index.md"
#: The day that a page states (see ``Facts.updated``) in a tuple; None for a page that is not there.
Listed = tuple[str | None] | None


def made(theme: Path, look: Look, updated: Mapping[str, str | None]) -> bytes:
    """The list of all pages.

    Args:
        theme: Folder of the template.
        look: The settings.
        updated: The day that each page states, by the path of its Markdown; see ``Facts.updated``.
    """
    environment = _environment(theme)
    stated = {day: Stated(day) for day in set(updated.values())}
    pages = [_Entry(path, stated[updated[path]], look) for path in sorted(updated, key=_order)]
    return _drawn(environment.get_template(PLAIN), pages, look)


def files(data: bytes, day: date) -> dict[str, bytes]:
    """Both files for a list; none if there is nothing in it.  ``day`` is that of the data."""
    if not data.strip():
        return {}
    packed = BytesIO()
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    with gzip.GzipFile(fileobj=packed, filename=PACKED, mode="wb", mtime=max(0, seconds)) as file:
        file.write(data)
    return {PLAIN: data, PACKED: packed.getvalue()}


class Changing:
    """Changes a list that is there: possible where the template says the same of each page, by itself."""

    def __init__(self, theme: Path, look: Look, docs: Tree, listed: Callable[[str], Listed]) -> None:
        """``docs`` and ``listed`` tell of the pages as they are now."""
        self._look = look
        self._docs = docs
        self._listed = listed
        environment = _environment(theme)
        assert environment.loader is not None
        loop = _loop(environment.parse(environment.loader.get_source(environment, PLAIN)[0]))
        self._template: Template | None = None
        if loop is not None:
            alone = nodes.Template([loop], lineno=1)
            alone.set_environment(environment)
            code = environment.compile(alone)
            self._template = Template.from_code(environment, code, environment.globals)

    def changed(self, data: bytes, before: Mapping[str, Listed]) -> bytes | None:
        """The list ``data`` with what became of some pages.  None where it has to be made anew.

        Args:
            data: The list of the pages as they were.
            before: How each of the pages that may have changed was listed.
        """
        if self._template is None or len(before) > _FEW:
            return None
        for path in sorted(before, key=_order):
            was, now = before[path], self._listed(path)
            if was == now:
                continue
            new = self._entry(path, now)
            old, placed = (self._entry(path, was), new) if was else self._beside(path, new, before)
            if old == placed:
                continue
            # Without a text of its own, or with one that others have, an entry cannot be told.
            if not old or data.count(old) != 1:
                return None
            data = data.replace(old, placed)
        return data

    def _beside(self, path: str, new: bytes, before: Mapping[str, Listed]) -> tuple[bytes, bytes]:
        """What stands where a new entry is to be, and both together; nothing if there is no such place."""
        if not new:
            return b"", b""
        for other, follows in self._neighbours(path):
            # What comes later and is new itself, or changed, does not stand there yet.
            held = None if follows and other in before else self._listed(other)
            if held is not None:
                old = self._entry(other, held)
                return old, new + old if follows else old + new
        return b"", new

    def _neighbours(self, path: str) -> Iterator[tuple[str, bool]]:
        """The pages of the same folder, nearest first, and whether they follow."""
        folder, slash, name = path.rpartition("/")
        names = self._docs.listed(folder)
        at = 0
        if name != _INDEX:
            at = bisect_left(names, name)
            yield from (
                (f"{folder}{slash}{names[one]}", False)
                for one in range(at - 1, -1, -1)
                if names[one] != _INDEX
            )
            yield f"{folder}{slash}{_INDEX}", False
        yield from ((f"{folder}{slash}{other}", True) for other in names[at:] if other not in (name, _INDEX))

    def _entry(self, path: str, listed: Listed) -> bytes:
        if listed is None:
            return b""
        assert self._template is not None
        return _drawn(self._template, [_Entry(path, Stated(listed[0]), self._look)], self._look)


class _Entry:
    """A page as the list of pages sees it."""

    def __init__(self, path: str, meta: Stated, look: Look) -> None:
        base = look.config["site_url"]
        self.page = self
        self.meta = meta
        self.canonical_url = None
        if base:
            self.canonical_url = urljoin(base if base.endswith("/") else f"{base}/", quote(address(path)))

    def __getattr__(self, name: str) -> NoReturn:
        raise Unfit(f"a template asks for {name} of a page")


def _environment(theme: Path) -> Environment:
    return Environment(loader=FileSystemLoader(theme), auto_reload=False)


def _drawn(template: Template, pages: list[_Entry], look: Look) -> bytes:
    fixed: dict[str, Any] = dict.fromkeys(
        ("nav", "page", "base_url", "extra_css", "extra_javascript"), Refused()
    )
    return template.render({**fixed, "pages": pages, "config": Known(look.config)}).encode("utf-8")


def _loop(template: nodes.Template) -> nodes.For | None:
    """The loop over the pages, if nothing else of the template depends on them and no page on another."""
    loops = [node for node in template.body if isinstance(node, nodes.For)]
    rest = [node for node in template.body if not isinstance(node, nodes.For)]
    if len(loops) != 1 or not all(isinstance(node, nodes.Output) for node in rest):
        return None
    (loop,) = loops
    plain = isinstance(loop.iter, nodes.Name) and isinstance(loop.target, nodes.Name)
    if not plain or loop.iter.name != "pages" or loop.test or loop.else_ or loop.recursive:  # type: ignore[attr-defined]
        return None
    if any(name.name == "pages" for node in rest for name in node.find_all(nodes.Name)):
        return None
    known = {loop.target.name, "config"}  # type: ignore[attr-defined]
    return loop if all(_is_own(node, known) for node in _below(loop.body)) else None


#: What the text for one page may be made of.
_OWN = (
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Assign,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Test,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Compare,
    nodes.Operand,
    nodes.Concat,
    nodes.CondExpr,
)


def _is_own(node: nodes.Node, known: set[str]) -> bool:
    """Whether a part of the loop asks for its page only; what it sets joins ``known``."""
    if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
        known.add(node.target.name)
    is_known = not isinstance(node, nodes.Name) or node.name in known
    return isinstance(node, _OWN) and is_known and getattr(node, "name", "") != "random"


def _below(body: list[nodes.Node]) -> Iterator[nodes.Node]:
    for node in body:
        yield node
        yield from _below(list(node.iter_child_nodes()))


def _order(path: str) -> tuple[list[str], bool, str]:
    """MkDocs' order: a folder's index, its pages, then its folders."""
    *folders, name = path.split("/")
    return folders, name != _INDEX, name

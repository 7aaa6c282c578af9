"""The frame around a page: drawn once for each sort of page, with holes for what is the page's own.

A *sort* names all that the frame may depend on: the folder, the kind of record, whether there
are headings.  ``reference`` draws the frame from a page that has nothing else, so nothing else
can get into it.  Into the holes go the text, the address of the first heading and the blocks of
the template named in ``SLOTS``, which Jinja draws for every page anew.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote, urljoin, urlsplit

from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import url_filter

from . import Unfit
from .names import address

#: The template of every page.
TEMPLATE = "main.html"
#: Blocks of the template that may ask for anything of the page.
SLOTS = ("site_meta", "htmltitle", "site_nav")
#: The other holes: the text and the address of the first heading.
CONTENT, FIRST = "content", "first"


class Refused:
    """Stands for what a template must not ask for here."""

    def _refuse(self, *_: object) -> NoReturn:
        raise Unfit("a template asks for more than a shell can give")

    __getattr__ = __getitem__ = __iter__ = __len__ = __bool__ = __str__ = __call__ = _refuse  # type: ignore[assignment]
    __eq__ = __hash__ = __contains__ = _refuse  # type: ignore[assignment]


class Known(dict[str, Any]):
    """A mapping that refuses what it does not hold."""

    def __missing__(self, key: str) -> NoReturn:
        raise Unfit(f"a template asks for {key!r}")


class Stated(Known):
    """The front matter of a page as the list of all pages sees it."""

    def __init__(self, updated: str | None) -> None:
        """See ``Facts.updated``."""
        super().__init__({"updated": updated or ""})
        self._any = updated is not None

    def __bool__(self) -> bool:
        return self._any


@dataclass(frozen=True, slots=True)
class Sort:
    """All that a shell may depend on.

    Attributes:
        place: The folder of the address; the whole address of a page at the top or in the nav.
        kind: What the front matter calls the page.
        meta: Whether it has front matter.
        toc: Whether it has headings.
    """

    place: str
    kind: str | None
    meta: bool
    toc: bool

    @property
    def key(self) -> str:
        """The sort as text."""
        return json.dumps([self.place, self.kind, self.meta, self.toc], ensure_ascii=False)

    @classmethod
    def from_key(cls, key: str) -> Sort:
        """The sort that ``key`` stands for."""
        return cls(*json.loads(key))


@dataclass(frozen=True, slots=True)
class Look:
    """What filling the holes needs of the settings.

    Attributes:
        config: MkDocs' settings as plain values, those that are plain.
        alone: Addresses of pages that have a shell of their own.
        home: Whether the first page is the site's homepage to MkDocs.
        version: MkDocs' version.
    """

    config: Mapping[str, Any]
    alone: frozenset[str]
    home: bool
    version: str

    @property
    def text(self) -> str:
        """The look as JSON."""
        parts = {"config": self.config, "alone": sorted(self.alone), "home": self.home}
        return json.dumps(parts | {"version": self.version}, ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> Look:
        """The look that ``text`` stands for."""
        parts = json.loads(text)
        return cls(**(parts | {"alone": frozenset(parts["alone"])}))


class Leaf:
    """A page as the blocks of the template see it: as MkDocs would give it, or not at all."""

    active = is_page = True

    def __init__(self, path: str, meta: Mapping[str, Any], toc: Sequence[Any], look: Look) -> None:
        """``path`` is that of the Markdown; ``toc`` has the headings as ``converter`` keeps them."""
        self.url = quote(address(path))
        self.meta = meta
        self.toc: TableOfContents = get_toc(list(toc))
        self.is_homepage = look.home and self.url == "index.html"
        self.canonical_url: str | None = None
        self.abs_url: str | None = None
        base = look.config["site_url"]
        if base:
            self.canonical_url = urljoin(base if base.endswith("/") else base + "/", self.url)
            self.abs_url = urlsplit(self.canonical_url).path

    def __getattr__(self, name: str) -> NoReturn:
        raise Unfit(f"a template asks for page.{name}")

    def sort(self, look: Look) -> Sort:
        """The sort of the page."""
        kind = self.meta.get("kind")
        if not isinstance(self.meta.get("kind", ""), str) or "template" in self.meta:
            raise Unfit("front matter that no shell fits")
        return Sort(place(self.url, look.alone), kind, bool(self.meta), bool(self.toc))


def place(url: str, alone: frozenset[str]) -> str:
    """What of an address a shell depends on."""
    folder = posixpath.dirname(url)
    return url if url in alone or not folder else f"{folder}/"


class Shell:
    """A frame with holes, and how a page goes into it."""

    def __init__(self, parts: Sequence[str]) -> None:
        """``parts``: text and name of a hole in turn, text first and last."""
        self._texts = [encode(part) for part in parts[::2]]
        self._holes = list(parts[1::2])

    def fill(self, values: Mapping[str, bytes]) -> tuple[bytes, int]:
        """The page, and where its text begins in it."""
        pieces = [self._texts[0]]
        start = -1
        for hole, text in zip(self._holes, self._texts[1:], strict=True):
            if hole == CONTENT:
                start = sum(map(len, pieces))
            pieces += (values[hole], text)
        return b"".join(pieces), start


class Codes(BytecodeCache):
    """Compiled templates in a mapping; jinja2 checks that they are of the templates as they are."""

    def __init__(self, held: MutableMapping[str, bytes]) -> None:
        self._held = held

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code, if it is held."""
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Hold a template's code."""
        self._held[bucket.key] = bucket.bytecode_to_string()


class Slots:
    """Draws the blocks of the template that are a page's own."""

    def __init__(self, theme: Path, look: Look, codes: MutableMapping[str, bytes]) -> None:
        """Reads the template in the folder ``theme``; takes it from ``codes`` or puts it there, compiled."""
        loader = FileSystemLoader(theme)
        environment = Environment(loader=loader, auto_reload=False, bytecode_cache=Codes(codes))
        environment.filters["url"] = url_filter
        self._template = environment.get_template(TEMPLATE)
        self._blocks = {name: self._template.blocks[name] for name in SLOTS if name in self._template.blocks}
        refused = Refused()
        self._fixed = dict.fromkeys(("nav", "pages", "extra_css", "extra_javascript", "lang"), refused)
        self._fixed |= {
            "config": Known(look.config),
            "mkdocs_version": look.version,
            "build_date_utc": refused,
        }

    def draw(self, leaf: Leaf) -> Iterator[tuple[str, bytes]]:
        """Name and text of each block; the address of the first heading besides."""
        context = self._template.new_context(
            {**self._fixed, "page": leaf, "base_url": get_relative_url(".", leaf.url)}
        )
        for name, block in self._blocks.items():
            yield name, encode("".join(block(context)))
        yield FIRST, encode(leaf.toc.items[0].url if leaf.toc.items else "")


#: Gives the shell of a sort by its key.
Shells = Callable[[str], Shell]


def encode(text: str) -> bytes:
    """Text as MkDocs writes it."""
    return text.encode("utf-8", errors="xmlcharrefreplace")

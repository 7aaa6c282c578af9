"""Markdown to HTML, and what MkDocs learns of a page on the way: by blocks, or else the long way."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from mkdocs.utils import meta

from .blocks import Blocks, suits

if TYPE_CHECKING:
    from .longhand import Longhand


@dataclass(frozen=True, slots=True)
class Dialect:
    """The settings that decide what HTML a page becomes.

    Attributes:
        extensions: Names of Markdown extensions, in order.
        options: Their settings by name.
        levels: How grave MkDocs finds each sort of faulty link, by the names of its settings.
        directories: Whether addresses name folders.
    """

    extensions: tuple[str, ...]
    options: Mapping[str, Any]
    levels: Mapping[str, int]
    directories: bool

    @classmethod
    def from_text(cls, text: str) -> Dialect:
        """The dialect that ``text`` stands for."""
        parts = json.loads(text)
        return cls(**(parts | {"extensions": tuple(parts["extensions"])}))

    @property
    def text(self) -> str:
        """The dialect as JSON, equal for equal dialects."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @property
    def checks_anchors(self) -> bool:
        """Whether a link to an anchor that is not there is a fault."""
        return self.levels["anchors"] >= logging.WARNING


@dataclass(frozen=True, slots=True)
class Converted:
    """A page as HTML.

    Attributes:
        content: The HTML of the text.
        toc: Its headings, nested: level, id, name, children.
        asked: Files whose existence was asked for.
        anchors: Ids that can be linked to; empty when anchors are not checked.
        links: Links to anchors: file, anchor, link as written.
        complaints: What MkDocs finds fault with.
    """

    content: str
    toc: list[dict[str, Any]]
    asked: list[str]
    anchors: list[str]
    links: list[tuple[str, str, str]]
    complaints: list[str]


def read(source: bytes) -> tuple[str, dict[str, Any]]:
    """The Markdown and the front matter of a page, as MkDocs reads them."""
    text = source.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return meta.get_data(text)


class Converter:
    """Turns pages of one dialect into HTML."""

    def __init__(self, dialect: Dialect, holds: Callable[[str], bool]) -> None:
        """``holds`` tells whether there is a file of the site at a path."""
        self._dialect = dialect
        self._holds = holds
        simple = suits(dialect.extensions, dialect.options) and not dialect.checks_anchors
        self._blocks = Blocks(dialect.options) if simple else None
        self._longhand: Longhand | None = None

    def convert(self, path: str, text: str) -> Converted:
        """The page at ``path`` as HTML.  Whatever an extension raises passes on."""
        done = self._blocks.convert(text) if self._blocks else None
        if done is not None:
            return Converted(*done, [], [], [], [])
        if self._longhand is None:
            # Imported late: after most changes no page needs it.
            from .longhand import Longhand

            self._longhand = Longhand(self._dialect, self._holds)
        return self._longhand.convert(path, text)

"""Markdown to HTML with MkDocs' own parts, for whatever is more than plain blocks.

What MkDocs does in ``Page.render``, with three savings: one Markdown instance serves many pages
(only with extensions known to forget between texts), anchors are collected only if they are
checked, and whether a file exists is asked of a look at the folder.  Every question is kept, so
that a page is made again when an answer changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, cast

import markdown
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.structure.pages import (
    _ExtractAnchorsTreeprocessor,
    _RawHTMLPreprocessor,
    _RelativePathTreeprocessor,
)

from .complaints import heard
from .converter import Converted, Dialect
from .names import hides

#: Extensions whose instances keep nothing from one text to the next.
_FORGETFUL = frozenset({"toc", "tables", "fenced_code", "attr_list", "md_in_html"})


class Longhand:
    """Turns pages of one dialect into HTML, with Python-Markdown."""

    def __init__(self, dialect: Dialect, holds: Callable[[str], bool]) -> None:
        """``holds`` tells whether there is a file of the site at a path."""
        self._dialect = dialect
        self._files = _Files(dialect, holds)
        links = SimpleNamespace(**dialect.levels)
        self._config = SimpleNamespace(
            validation=SimpleNamespace(links=links), use_directory_urls=dialect.directories
        )
        self._kept: markdown.Markdown | None = None

    def convert(self, path: str, text: str) -> Converted:
        """The page at ``path`` as HTML.  Whatever an extension raises passes on."""
        file = self._files.file(path)
        self._files.asked = set()
        md = self._markdown()
        raw = _RawHTMLPreprocessor()
        found = _ExtractAnchorsTreeprocessor(file, cast(Any, self._files), cast(Any, self._config))
        if self._dialect.checks_anchors:
            raw._register(md)
            found._register(md)
        relative = _RelativePathTreeprocessor(file, cast(Any, self._files), cast(Any, self._config))
        relative._register(md)
        try:
            with heard() as complaints:
                content = md.convert(text)
        except BaseException:
            self._kept = None
            raise
        return Converted(
            content,
            [_token(token) for token in getattr(md, "toc_tokens", [])],
            sorted(self._files.asked),
            sorted(found.present_anchor_ids | raw.present_anchor_ids),
            [
                (target.src_uri, anchor, link)
                for target, links in relative.links_to_anchors.items()
                for anchor, link in links.items()
                if self._dialect.checks_anchors
            ],
            complaints,
        )

    def _markdown(self) -> markdown.Markdown:
        if self._kept is not None:
            return self._kept.reset()
        dialect = self._dialect
        md = markdown.Markdown(extensions=dialect.extensions, extension_configs=dict(dialect.options))
        if _FORGETFUL.issuperset(dialect.extensions):
            self._kept = md
        return md


class _Files:
    """As much of MkDocs' collection of files as the links of a page need."""

    def __init__(self, dialect: Dialect, holds: Callable[[str], bool]) -> None:
        self._dialect = dialect
        self._holds = holds
        self.asked: set[str] = set()

    def file(self, path: str) -> File:
        """The file at ``path``."""
        file = File(path, "", "", self._dialect.directories)
        hidden = hides(path)
        file.inclusion = InclusionLevel.EXCLUDED if hidden else InclusionLevel.NOT_IN_NAV
        return file

    def get_file_from_path(self, path: str) -> File | None:
        """The file at ``path``, if there is one."""
        plain = File(path, "", "", self._dialect.directories).src_uri
        self.asked.add(plain)
        return self.file(plain) if self._holds(plain) else None


def _token(token: Mapping[str, Any]) -> dict[str, Any]:
    children = [_token(child) for child in token["children"]]
    return {"level": token["level"], "id": token["id"], "name": token["name"], "children": children}

"""What is known of a page that was made, and the short names of bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import Any


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a page that was made.

    Attributes:
        source: Digest of its Markdown file.
        meta: The front matter.
        toc: The headings, nested.
        asked: Files of the site whose existence it asked for.
        anchors: Its ids, if anchors are checked.
        links: Its links to anchors: file, anchor, link as written.
        start: Where in the page of the site its text begins (bytes).
        size: Length of its text (bytes).
        content: Digest of its text.
        complaints: What MkDocs finds fault with.
    """

    source: str
    meta: dict[str, Any]
    toc: list[dict[str, Any]]
    asked: list[str]
    anchors: list[str]
    links: list[tuple[str, str, str]]
    start: int = 0
    size: int = 0
    content: str = ""
    complaints: list[str] = field(default_factory=list)

    @classmethod
    def from_text(cls, text: str) -> Facts:
        """The facts that ``text`` stands for."""
        return cls(**json.loads(text))

    @property
    def text(self) -> str:
        """The facts as JSON."""
        parts = {one.name: getattr(self, one.name) for one in fields(self)}
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @property
    def updated(self) -> str | None:
        """The day of its last change that the page states; None without front matter."""
        return str(self.meta.get("updated") or "") if self.meta else None


def digest(data: bytes) -> str:
    """A short name for some bytes that no others have."""
    return blake2b(data, digest_size=16).hexdigest()

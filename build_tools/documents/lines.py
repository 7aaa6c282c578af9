"""One line of text as a passage."""

from __future__ import annotations

from collections.abc import Iterator

from search_index.document import Passage


def line(anchor: str, label: str, text: str | None) -> Iterator[Passage]:
    """The text as a passage at ``anchor``, or nothing where there is no text."""
    if text and text.strip():
        yield Passage(anchor, " ".join(text.split("\n")) if "\n" in text else text, label)

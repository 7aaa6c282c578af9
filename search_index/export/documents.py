"""What results show of each record: a few records a part, so that ten results load little."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ..document import Document
from .columns import deflate


def shown(document: Document) -> list[object]:
    """The record as a list; the passages stand one after the other: anchor, label, text."""
    return [
        document.id,
        document.url,
        document.title,
        document.meta,
        document.status,
        document.date,
        int(document.repealed),
        list(document.numbers),
        list(document.number_names if document.numbers else ()),
        {key: list(values) for key, values in document.facets.items()},
        [part for passage in document.passages for part in (passage.anchor, passage.label, passage.text)],
    ]


def pieces(documents: Iterable[Document], aim: int) -> Iterator[tuple[int, bytes]]:
    """Parts of neighbouring records, of about so many bytes of JSON: how many each holds, and its bytes."""
    held: list[str] = []
    size = 0
    for document in documents:
        text = json.dumps(shown(document), ensure_ascii=False, separators=(",", ":"))
        added = len(text.encode("utf-8", "surrogatepass"))
        if held and size + added > aim:
            yield len(held), _packed(held)
            held, size = [], 0
        held.append(text)
        size += added
    if held:
        yield len(held), _packed(held)


def _packed(texts: list[str]) -> bytes:
    return deflate(f"[{','.join(texts)}]".encode("utf-8", "replace"))

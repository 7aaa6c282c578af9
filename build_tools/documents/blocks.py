"""The paragraphs of a text as passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search_index.document import Passage

from ..body import Block
from ..escape import plain
from ..mentions.passages import blocks
from .lines import line


def shown(block: Block) -> str:
    """The words of a block as the page shows them: no Markdown, no rules of tables."""
    if block.kind != "table":
        return plain(" ".join(block.text.split("\n"))).strip()
    rows = [row for order, row in enumerate(block.text.split("\n")) if order != 1]
    cells = [row.strip().removeprefix("|").removesuffix("|").split("|") for row in rows]
    return "\n".join(" ".join(plain(cell.strip()) for cell in row) for row in cells)


def paragraphs(held: Iterable[Block], label: str = "") -> Iterator[Passage]:
    """Each block at its address."""
    for block in held:
        yield from line(block.id, label, shown(block))


def markdown(field: str | None, prefix: str, label: str) -> Iterator[Passage]:
    """The blocks of a Markdown field, whose addresses begin with ``prefix``."""
    if field:
        yield from paragraphs(blocks(field, f"{prefix}-"), label)

"""Bodies as Markdown: addresses, address links, and source notes at the place they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..body import Block, find
from ..escape import escape, inline, plain
from ..kinds import Record
from ..kinds.base import Quote, SourceNote
from ..kinds.notice import Notice
from ..passages import blocks


@dataclass(frozen=True, slots=True)
class Part:
    """A body or an attachment: its heading and its blocks."""

    blocks: tuple[Block, ...]
    prefix: str = ""
    label: str = ""
    title: str = ""
    note: str = ""


def parts(notice: Notice) -> tuple[Part, ...]:
    """The body and the attachments of a notice, each with its blocks."""
    found = [Part(blocks(notice.body, ""))] if notice.body else []
    for order, one in enumerate(notice.attachments, 1):
        held = blocks(one.body, f"f{order}-") if one.body else ()
        found.append(Part(held, f"f{order}", one.label, one.title, one.note or ""))
    return tuple(found)


def place(record: Record, quote: Quote | str | None) -> str:
    """Address on a notice's page of the paragraph that holds a quotation; empty if none does."""
    if quote is None or not isinstance(record, Notice):
        return ""
    wanted = Quote(exact=quote) if isinstance(quote, str) else quote
    for part in parts(record):
        block = find(part.blocks, wanted.exact, wanted.prefix, wanted.suffix)
        if block:
            return block.id
    return ""


class Notes:
    """Source notes numbered by where they stand: beside the text first, then the others."""

    def __init__(self, notes: Sequence[SourceNote], bodies: Iterable[tuple[Block, ...]]) -> None:
        waiting = [note for note in notes if note.quote]
        self._beside: dict[str, list[tuple[int, SourceNote]]] = {}
        count = 0
        for block in (block for body in bodies for block in body):
            words = plain(block.text)
            here = [
                note for note in waiting if note.quote and (note.quote in block.text or note.quote in words)
            ]
            here.sort(key=lambda note: _end(block.text, note.quote))
            self._beside[block.id] = [(count + order, note) for order, note in enumerate(here, 1)]
            count += len(here)
            waiting = [note for note in waiting if note not in here]
        self.placed = list(range(1, count + 1))
        beside = [note for pairs in self._beside.values() for _, note in pairs]
        self.others = list(enumerate((note for note in notes if note not in beside), count + 1))

    def at(self, block: Block) -> list[tuple[int, SourceNote]]:
        """The notes whose quotation first occurs in this block, in the order of the text."""
        return self._beside.get(block.id, [])


def _end(text: str, quote: str | None) -> int:
    """Where a quotation ends; the end of the text where bold splits it."""
    start = text.find(quote or "")
    return start + len(quote or "") if start >= 0 else len(text)


def markdown(body: Iterable[Block], notes: Notes | None = None, deeper: int = 0) -> Markup:
    """Blocks as Markdown, headings ``deeper`` ranks further down."""
    chunks: list[str] = []
    for block in body:
        here = notes.at(block) if notes else []
        shown = _block(block, [(order, note.quote or "") for order, note in here], deeper)
        if here:
            asides = "\n".join(aside(order, note) for order, note in here)
            shown = f'<div class="noted" markdown="1">\n\n{asides}\n\n{shown}\n\n</div>'
        chunks.append(shown)
    return Markup("\n\n".join(chunks))


def field(text: str | None, prefix: str, deeper: int = 1) -> Markup:
    """A Markdown field of a record; its addresses begin with ``prefix``."""
    return markdown(blocks(text, f"{prefix}-"), deeper=deeper) if text else Markup("")


def aside(order: int, note: SourceNote) -> str:
    """A source note as it stands beside the text."""
    return (
        f'<aside class="sn" id="note{order}"><p><a class="sn-no" href="#nr{order}">注{order}</a> '
        f"<b>{escape(note.type)}</b> {escape(note.note)}</p></aside>"
    )


def _block(block: Block, notes: list[tuple[int, str]], deeper: int) -> str:
    if block.kind == "table":
        anchors = "".join(f'<span id="nr{order}"></span>' for order, _ in notes)
        head = (
            f'<div class="table" id="{block.id}" tabindex="0" role="region" aria-label="表格" markdown="1">'
        )
        return f"{head}{anchors}\n\n{_table(block.text)}\n\n</div>"
    link = f'<a class="at" href="#{block.id}" aria-label="本段地址 {block.id}"></a>'
    if block.kind == "heading":
        anchors = "".join(f'<span id="nr{order}"></span>' for order, _ in notes)
        signs = "#" * min(block.rank + deeper, 6)
        return f"{signs} {inline(block.text)}{anchors} {link} {{ #{block.id} }}"
    text = inline(_marked(block.text, notes)) if notes else inline(block.text)
    for order, _ in notes:
        mark = Markup(f'<a class="nr" id="nr{order}" href="#note{order}">注{order}</a>')
        text = text.replace(f"⟦{order}⟧", mark, 1)
    style = {"signature": " .sig", "bullet": " .li"}.get(block.kind, "")
    return f"{text}{link}\n{{ #{block.id}{style} }}"


def _marked(text: str, notes: list[tuple[int, str]]) -> str:
    """The text with ⟦n⟧ after each quotation; notes come in the order of the text."""
    for order, quote in reversed(notes):
        end = _end(text, quote)
        text = f"{text[:end]}⟦{order}⟧{text[end:]}"
    return text


def _table(text: str) -> str:
    lines = []
    for row, line in enumerate(text.split("\n")):
        cells = line.strip().removeprefix("|").removesuffix("|").split("|")
        if row == 1:
            lines.append("| " + " | ".join(cell.strip() for cell in cells) + " |")
        else:
            lines.append("| " + " | ".join(inline(cell) or " " for cell in cells) + " |")
    return "\n".join(lines)

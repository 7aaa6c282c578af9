"""Bodies as Markdown: addresses, address links, and source notes at the place they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..body import Block, find
from ..escape import escape, inline, plain
from ..kinds import Record
from ..kinds.base import Quote, SourceNote
from ..kinds.notice import Notice
from ..mentions.passages import blocks, plain_address
from ..mentions.resolve import Held, Wanted
from .frame import Links, zh_date


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


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link in a paragraph.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        href: Where it leads.
        style: Its class.
        title: What it leads to, in words; may be empty.
        mark: A mark of our own in place of words of the text; ``start`` is ``end`` then.
    """

    start: int
    end: int
    href: str
    style: str
    title: str = ""
    mark: str = ""


#: Links of each paragraph by its address.
Linked = Mapping[str, Sequence[Anchor]]


def linked(links: Links, kind: str, record: Record) -> Linked:
    """The links in a record's texts to what they mention."""
    found = links.archive.connections.spots_in(kind, record.id)
    return {
        address: [Anchor(s.start, s.end, links.mention(s.target), _style(s.target)) for s in spots]
        for address, spots in found.items()
    }


def _style(target: Held | Wanted) -> str:
    """Class of a link: to a document held, to the wanted list, to a name."""
    if isinstance(target, Wanted):
        return "m wt"
    return "m" if target.kind == "notice" else "m nm"


def markdown(
    body: Iterable[Block], notes: Notes | None = None, deeper: int = 0, linked: Linked | None = None
) -> Markup:
    """Blocks as Markdown, headings ``deeper`` ranks further down."""
    chunks: list[str] = []
    for block in body:
        here = notes.at(block) if notes else []
        shown = _block(block, here, deeper, (linked or {}).get(block.id, ()))
        if here:
            asides = "\n".join(aside(order, note) for order, note in here)
            shown = f'<div class="noted" markdown="1">\n\n{asides}\n\n{shown}\n\n</div>'
        chunks.append(shown)
    return Markup("\n\n".join(chunks))


def field(text: str | None, prefix: str, deeper: int = 1, linked: Linked | None = None) -> Markup:
    """A Markdown field of a record; its addresses begin with ``prefix``."""
    return markdown(blocks(text, f"{prefix}-"), deeper=deeper, linked=linked) if text else Markup("")


def aside(order: int, note: SourceNote) -> str:
    """A source note as it stands beside the text."""
    return (
        f'<aside class="sn" id="note{order}"><p><a class="sn-no" href="#nr{order}">注{order}</a> '
        f"<b>{escape(note.type)}</b> {escape(note.note)}{erratum(note)}</p></aside>"
    )


def erratum(note: SourceNote) -> Markup:
    """What a source note says of an error of the source, behind its words; empty if it says nothing."""
    if note.erratum is None:
        return Markup("")
    day = zh_date(note.erratum.reported_on)
    told = f"{note.erratum.reported}，{day}" if day else note.erratum.reported
    return Markup(f' <span class="erratum">疑应作“{escape(note.erratum.reading)}”（{told}）。</span>')


def _block(
    block: Block, notes: Sequence[tuple[int, SourceNote]], deeper: int, spots: Sequence[Anchor]
) -> str:
    marks = _Marks(block.text, notes if block.kind not in ("table", "heading") else (), spots)
    anchors = "".join(f'<span id="nr{order}"></span>' for order, _ in notes)
    if block.kind == "table":
        head = (
            f'<div class="table" id="{block.id}" tabindex="0" role="region" aria-label="表格" markdown="1">'
        )
        return f"{head}{anchors}\n\n{marks.fill(_table(marks.text))}\n\n</div>"
    link = f'<a class="at" href="#{block.id}" aria-label="本段地址 {block.id}"></a>'
    text = marks.fill(inline(marks.text))
    if block.kind == "heading":
        signs = "#" * min(block.rank + deeper, 6)
        return f"{signs} {text}{anchors} {link} {{ #{block.id} }}"
    style = {"signature": " .sig", "bullet": " .li"}.get(block.kind, "")
    return f"{text}{link}\n{{ #{block.id}{style} }}"


def prose(text: str, linked: Linked, *path: str | int) -> Markup:
    """A plain text of a record, with the links to what it mentions."""
    return words(Block("paragraph", text, plain_address(*path)), linked)


def words(block: Block, linked: Linked) -> Markup:
    """The words of one paragraph, with the links to what it mentions."""
    marks = _Marks(block.text, (), linked.get(block.id, ()))
    return Markup(marks.fill(escape(marks.text)))


class _Marks:
    """Links and note marks that stand in a paragraph as private characters while it is escaped.

    A link keeps its words between its two characters, so that they are escaped, and made
    bold, with the rest.
    """

    def __init__(self, text: str, notes: Sequence[tuple[int, SourceNote]], spots: Sequence[Anchor]) -> None:
        self._tags: list[str] = []
        text = _PRIVATE_SIGN.sub("\N{REPLACEMENT CHARACTER}", text)
        inserts: list[tuple[int, int, str]] = []
        for spot in spots:
            title = f' title="{escape(spot.title)}"' if spot.title else ""
            tag = f'<a class="{spot.style}" href="{escape(spot.href)}"{title}>'
            if spot.mark:
                inserts.append((spot.end, 3, f"{tag}{spot.mark}</a>"))
            else:
                inserts += [(spot.start, 2, tag), (spot.end, 0, "</a>")]
        for order, note in notes:
            end = _end(text, note.quote)
            end = next((spot.end for spot in spots if spot.start < end < spot.end), end)
            inserts.append((end, 1, f'<a class="nr" id="nr{order}" href="#note{order}">注{order}</a>'))
        parts, last = [], 0
        for place, _, tag in sorted(inserts, key=lambda one: one[:2]):
            parts += [text[last:place], chr(_PRIVATE + len(self._tags))]
            self._tags.append(tag)
            last = place
        self.text = "".join([*parts, text[last:]])

    def fill(self, shown: str) -> str:
        """The escaped text with the tags in their places."""
        return _PRIVATE_SIGN.sub(lambda found: self._tags[ord(found[0]) - _PRIVATE], str(shown))


#: First of the private characters that stand for tags.
_PRIVATE = 0xF0000
_PRIVATE_SIGN = re.compile("[\U000f0000-\U000fffff]")


def _table(text: str) -> str:
    lines = []
    for row, line in enumerate(text.split("\n")):
        cells = line.strip().removeprefix("|").removesuffix("|").split("|")
        if row == 1:
            lines.append("| " + " | ".join(cell.strip() for cell in cells) + " |")
        else:
            lines.append("| " + " | ".join(inline(cell) or " " for cell in cells) + " |")
    return "\n".join(lines)

"""What the pages of all kinds tell beside the text: facts, source, editors' notes, changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search_index.document import Passage

from ..kinds.base import Record, Source, term
from ..views.facts import source_facts
from ..views.frame import Fact, zh_date
from ..views.text import Notes, Part, erratum
from .lines import line

#: So readers of a result do not take an editor's words for those of the document.
EDITORS = "编者注"
SOURCE, _CHANGES = "来源", "更改记录"


def facts(found: Iterable[Fact], anchor: str = "") -> Iterator[Passage]:
    """The cells of a facts table, each under its term."""
    for one in found:
        yield from line(anchor, one.term, one.value.striptags())


def closing(record: Record, parts: tuple[Part, ...] = ()) -> Iterator[Passage]:
    """The end of a record's page; ``parts`` are the texts that notes may stand beside."""
    yield from notes(record, parts)
    for one in source_facts(record.source):
        # The digits of a checksum would be taken for figures.
        if one.term == term(Source, "sha256"):
            continue
        yield from line("source", SOURCE, f"{one.term}：{one.value.striptags()}")
    for order, change in enumerate(record.changes, 1):
        words = (
            f"{zh_date(change.date)} {change.what}",
            change.before and f"更改前：{change.before}",
            change.after and f"更改后：{change.after}",
            change.reason and f"原因：{change.reason}",
        )
        yield from line(f"change-{order}", _CHANGES, "　".join(filter(None, words)))


def notes(record: Record, parts: tuple[Part, ...] = ()) -> Iterator[Passage]:
    """The source notes, those beside the text first."""
    held = Notes(record.source_notes, (part.blocks for part in parts))
    for order, note in (pair for part in parts for block in part.blocks for pair in held.at(block)):
        words = (note.type, note.note, erratum(note).striptags())
        yield from line(f"note{order}", EDITORS, " ".join(filter(None, words)))
    for order, note in held.others:
        words = (note.type, note.quote, note.note, erratum(note).striptags())
        yield from line(f"note{order}", EDITORS, " ".join(filter(None, words)))

"""What a reader may know of each record, in each way of typing it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..archive import Archive
from ..kinds import Record
from ..kinds.campaign import Campaign
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..kinds.organization import Organization
from ..kinds.statistic import Statistic
from ..kinds.vocabulary import GlossaryEntry
from ..mentions.names import campaign_names, organization_names
from ..mentions.passages import passages
from . import writing

Sort = Literal["标题", "文号", "数字", "名称", "提法", "词句"]
#: The sorts in the order of the report.
SORTS: tuple[Sort, ...] = ("标题", "文号", "数字", "名称", "提法", "词句")
#: Sorts that must be found without fail.
SURE: frozenset[Sort] = frozenset({"标题", "文号"})
#: Stretches of text asked for of each record.
_STRETCHES = 2
_SHORTEST, _LONGEST = 8, 16


@dataclass(frozen=True, slots=True)
class Question:
    """One thing a reader types.

    Attributes:
        sort: What the reader knows.
        way: How it is written.
        text: What is typed.
        wanted: Ids of the documents any of which is a right answer.
        title: A title without marks: any record that has it is a right answer too.
    """

    sort: Sort
    way: str
    text: str
    wanted: tuple[str, ...]
    title: str = ""


def of_record(archive: Archive, kind: str, record: Record) -> Iterator[Question]:
    """The questions about a record; of a withdrawn one only its title."""
    own = (f"{kind}/{record.id}",)
    yield from _ways("标题", writing.titles(record.label), own, writing.bare(record.label))
    if record.withdrawn is not None:
        return
    match record:
        case Notice():
            for title in record.other_titles:
                yield Question("标题", "其他写法", title, own)
            if record.document_number:
                names = [
                    name.text
                    for one in record.issuing_bodies
                    if isinstance(body := archive.get("organization", one), Organization)
                    for name in organization_names([body])
                ]
                yield from _ways("文号", writing.numbers(record.document_number, names), own)
        case Organization():
            for name in organization_names([record]):
                yield from _ways("名称", writing.names(name.text), own)
        case Campaign():
            for name in campaign_names([record]):
                yield from _ways("名称", writing.names(name.text), own)
        case Case():
            for text in record.other_names:
                yield from _ways("名称", writing.names(text), own)
        case Statistic():
            known = (*own, f"notice/{record.source_record}")
            for one in record.observations:
                yield from _ways("数字", writing.figures(one), known)
    yield from _stretches(record, own)


def of_phrase(entry: GlossaryEntry) -> Iterator[Question]:
    """The questions about a set phrase."""
    for text in (entry.name, *entry.variants):
        yield from _ways("提法", writing.names(text), (f"glossary/{entry.id}",))


def some(questions: Iterable[Question]) -> Iterator[Question]:
    """Of each sort one of the questions about a record, by chance, but always the same."""
    found: dict[Sort, Question] = {}
    for one in sorted(questions, key=lambda one: hashlib.sha256(f"{one.way} {one.text}".encode()).digest()):
        found.setdefault(one.sort, one)
    return (found[sort] for sort in SORTS if sort in found)


def _ways(
    sort: Sort, written: Iterator[tuple[str, str]], wanted: tuple[str, ...], title: str = ""
) -> Iterator[Question]:
    seen: set[str] = set()
    for way, text in written:
        if text and text not in seen:
            seen.add(text)
            yield Question(sort, way, text, wanted, title)


def _stretches(record: Record, wanted: tuple[str, ...]) -> Iterator[Question]:
    """A few stretches of its texts, chosen by its id, so that every build asks for the same."""
    texts = [text for one in passages(record) for text in writing.sentences(one.text)]
    texts = [text for text in texts if len(text) >= _LONGEST]
    for order in range(_STRETCHES if texts else 0):
        chance = int.from_bytes(hashlib.sha256(f"{wanted[0]} {order}".encode()).digest()[:8])
        chance, choice = divmod(chance, len(texts))
        text = texts[choice]
        chance, extra = divmod(chance, _LONGEST - _SHORTEST + 1)
        start = chance % (len(text) - _SHORTEST - extra + 1)
        yield from _ways("词句", writing.stretches(text[start : start + _SHORTEST + extra]), wanted)

"""The running texts of a record, each with its blocks: what readers quote and texts cite."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..body import Block, parse
from ..fields import shapes
from ..kinds.base import Record
from ..kinds.campaign import Campaign
from ..kinds.notice import Notice
from ..problems import ValuePath

#: Longest sentence shown around a mention.
_SENTENCE = 160
_STOP = re.compile(r"[。；！？\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One running text of a record.

    Attributes:
        path: Where it stands in the record.
        prefix: What its addresses begin with, with the hyphen; empty for a notice's body.
        text: The Markdown, or plain text.
        plain: Whether it is plain text, an editor's summary of what a source says: its mentions
            are linked, but not counted as citations again.
    """

    path: ValuePath
    prefix: str
    text: str
    plain: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its headings, items, paragraphs and tables; plain text is one paragraph."""
        if self.plain:
            return (Block("paragraph", self.text, self.prefix),)
        return blocks(self.text, self.prefix)


@lru_cache(maxsize=8192)
def blocks(text: str, prefix: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, parsed once for checks, links and pages."""
    return parse(text, prefix)


def passages(record: Record) -> Iterator[Passage]:
    """The running texts of a record, in the order in which its page shows them."""
    if isinstance(record, Notice):
        if record.body:
            yield Passage(("body",), "", record.body)
        for order, attachment in enumerate(record.attachments):
            if attachment.body:
                yield Passage(("attachments", order, "body"), f"f{order + 1}-", attachment.body)
        return
    if isinstance(record, Campaign):
        yield from _campaign(record)
    for name, shape in shapes(type(record)).items():
        text = getattr(record, name)
        if shape.markdown and text:
            yield Passage((name,), f"{name}-", text)
    for order, measure in enumerate(getattr(record, "corrective_measures", ())):
        path = ("corrective_measures", order, "text")
        yield Passage(path, f"corrective_measures-{order + 1}-", measure.text)


def plain_address(*path: str | int) -> str:
    """The address under which the links of a plain text are kept."""
    return "-".join(str(step) for step in path)


def _campaign(campaign: Campaign) -> Iterator[Passage]:
    for order, event in enumerate(campaign.events):
        if event.description:
            path = ("events", order, "description")
            yield Passage(path, plain_address(*path), event.description, plain=True)
    for name in ("methods", "requirements", "enforcement", "open_ends"):
        for order, text in enumerate(getattr(campaign, name)):
            yield Passage((name, order), plain_address(name, order), text, plain=True)


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a stretch of a paragraph, shortened with … where it is long."""
    low, high = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
    first = max((match.end() for match in _STOP.finditer(text, low, start)), default=low)
    stop = _STOP.search(text, end, high)
    last = stop.end() if stop else high
    if last - first <= _SENTENCE:
        return text[first:last].strip()
    side = max(20, (_SENTENCE - (end - start)) // 2)
    low, high = max(first, start - side), min(last, end + side)
    return ("…" if low > first else "") + text[low:high].strip() + ("…" if high < last else "")

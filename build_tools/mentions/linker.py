"""One record's texts read from top to bottom: every mention in them, and what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ..body import Block
from ..kinds.base import Quote, Record
from ..kinds.notice import Notice
from ..kinds.organization import Organization
from . import accidents, titles
from . import find as mentions
from .connections import Citation, Spot
from .find import Mention
from .names import Name, Names
from .passages import Passage, passages, sentence
from .reading import Reading
from .resolve import Context, Held, Ignored, Open, Resolver, Target, Wanted

#: Characters kept before and after a quotation.
_CONTEXT = 24
#: Blocks in which names are no mentions: a heading, and the bodies that sign.
_UNNAMED = ("heading", "signature")
_LINKED = re.compile(r"\[[^\[\]\n]{1,500}\]\([^()\s]{1,2000}\)")


@dataclass(frozen=True, slots=True)
class Text:
    """A block of a record's text, with the mentions of documents found in it."""

    kind: str
    record: Record
    passage: Passage
    block: Block
    offset: int
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """What a record's texts mention.

    Attributes:
        spots: Paragraph address -> links in that paragraph, in order.
        citations: Every mention of a document.
        names: Every first mention of a body, campaign, set phrase or case in a paragraph.
    """

    spots: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    names: tuple[Citation, ...] = ()


def texts(kind: str, record: Record) -> tuple[Text, ...]:
    """The blocks of a record's texts with what they mention; none of a withdrawn record."""
    if record.withdrawn is not None:
        return ()
    return tuple(text for passage in passages(record) for text in _blocks(kind, record, passage))


def _blocks(kind: str, record: Record, passage: Passage) -> Iterator[Text]:
    start = 0
    for block in passage.blocks:
        found = passage.text.find(block.text, start)
        start = found + len(block.text) if found >= 0 else start
        yield Text(kind, record, passage, block, max(found, 0), tuple(mentions.find(block.text)))


@dataclass(frozen=True, slots=True)
class Linker:
    """What an archive knows of documents, names and accidents, to read a record's texts with.

    Attributes:
        resolver: Documents by number and title.
        wanted: What tells a document that is not held from others.
        names: Bodies, campaigns, set phrases and cases.
        days: Accidents by their day.
        organizations: Bodies by id, for the region of those that issue.
    """

    resolver: Resolver
    wanted: Callable[[Mention], str]
    names: Names
    days: accidents.Accidents
    organizations: Mapping[str, Organization]

    def link(self, kind: str, record: Record, found: tuple[Text, ...]) -> Linked:
        """The mentions in a record's texts, decided."""
        return _Walk(self, kind, record).linked(found)


class _Walk:
    """One record, read once."""

    def __init__(self, linker: Linker, kind: str, record: Record) -> None:
        self.linker = linker
        self.own = (kind, record.id)
        day = getattr(record, "document_date", None) or getattr(record, "date", None)
        notice = record.id if isinstance(record, Notice) else None
        self.context = Context(str(day) if day else None, self.region(record), notice)
        self.reading = Reading(linker.resolver, linker.wanted, self.context, record.mentions)
        self.earlier: dict[tuple[int, int], str] = {}

    def linked(self, found: tuple[Text, ...]) -> Linked:
        """Everything, in the order of the texts."""
        spots: dict[str, tuple[Spot, ...]] = {}
        citations: list[Citation] = []
        names: list[Citation] = []
        for text in found:
            cited = [
                _citation(text, one.start, one.end, self.reading.target(one, text.block.text))
                for one in text.mentions
            ]
            named = [] if text.block.kind in _UNNAMED else [*self.named(text)]
            if not text.passage.plain:
                citations += cited
                names += named
            declared = [*_declared(text, cited)]
            here = sorted([*_spots(text, [*cited, *named]), *declared], key=lambda spot: spot.start)
            if here:
                spots[text.block.id] = tuple(here)
        return Linked(spots, tuple(citations), tuple(names))

    def named(self, text: Text) -> Iterator[Citation]:
        """Bodies, campaigns, set phrases and accidents, each the first time in the paragraph."""
        targets = [*self.accidents(text), *self.terms(text)]
        if not targets:
            return
        taken = bytearray(len(text.block.text))
        spans = [(mention.start, mention.end) for mention in text.mentions]
        for start, end in [*spans, *(match.span() for match in _LINKED.finditer(text.block.text))]:
            taken[start:end] = bytes([1]) * (end - start)
        seen = {self.own}
        for start, end, target in targets:
            if any(taken[start:end]):
                continue
            taken[start:end] = bytes([1]) * (end - start)
            if isinstance(target, Held):
                if (target.kind, target.id) in seen:
                    continue
                seen.add((target.kind, target.id))
            yield _citation(text, start, end, target)

    def accidents(self, text: Text) -> Iterator[tuple[int, int, Target]]:
        """Accidents named by their day that a case may be about: where, and which is meant."""
        for found in accidents.find(text.block.text):
            target: Target = self.reading.choice(found.start, found.end, text.block.text) or (
                self.linker.days.target(found, self.context, self.earlier)
            )
            if isinstance(target, Held) and found.place:
                self.earlier[found.month, found.day] = target.id
            if not isinstance(target, Open) or target.candidates:
                yield found.start, found.end, target

    def terms(self, text: Text) -> Iterator[tuple[int, int, Target]]:
        """Names of bodies, campaigns, set phrases and cases: where, and what is meant."""
        for found in self.linker.names.find(text.block.text):
            chosen = self.reading.choice(found.start, found.end, text.block.text)
            target = chosen or self.meant(found.names)
            if target is not None:
                yield found.start, found.end, target

    def meant(self, names: tuple[Name, ...]) -> Target | None:
        """What a name means in this document; ``None`` if none of its meanings fits."""
        here = self.context
        fitting = sorted({(name.kind, name.id) for name in names if name.fits(here.day, here.region)})
        if len(fitting) == 1:
            return Held(*fitting[0])
        if not fitting:
            return None
        return Open(tuple(id_ for _, id_ in fitting), "同一名称有几种所指")

    def region(self, record: Record) -> str | None:
        """The region of a record: its own, else that of the body that issued it."""
        region = getattr(record, "region", None)
        if region is not None:
            return str(region)
        for body in getattr(record, "issuing_bodies", ()):
            issuer = self.linker.organizations.get(body)
            if issuer is not None and getattr(issuer, "region", None):
                return str(issuer.region)
        return None


def _citation(text: Text, start: int, end: int, target: Target) -> Citation:
    words = text.block.text
    quote = Quote(
        exact=words[start:end],
        prefix=words[max(0, start - _CONTEXT) : start],
        suffix=words[end : end + _CONTEXT],
    )
    return Citation(
        text.kind,
        text.record.id,
        text.block.id,
        text.passage.path,
        text.offset + start,
        quote,
        sentence(words, start, end),
        target,
    )


def _spots(text: Text, found: list[Citation]) -> Iterator[Spot]:
    for citation in found:
        target = citation.target
        start = citation.offset - text.offset
        if isinstance(target, Held):
            own = (target.kind, target.id) == (text.kind, text.record.id)
            linked = not own or target.attachment is not None
        else:
            linked = isinstance(target, Wanted)
        if linked:
            yield Spot(start, start + len(citation.quote.exact), target)


def _declared(text: Text, cited: list[Citation]) -> Iterator[Spot]:
    """The short forms in the brackets behind titles (以下简称《通知》), as links to the same."""
    for mention, citation in zip(text.mentions, cited, strict=True):
        if not mention.short_forms or isinstance(citation.target, Open | Ignored):
            continue
        behind = text.block.text[mention.end : mention.extent]
        for item in titles.scan(behind):
            if isinstance(item, titles.QuotedTitle):
                yield Spot(mention.end + item.start, mention.end + item.end, citation.target)

"""Reads every text of the archive for mentions and decides what each one means.

Two passes: the first finds all mentions and learns which numbers and standards belong to
which titles; the second walks each record from top to bottom, so that a short form
(以下简称《意见》) holds from where it is declared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..body import Block
from ..kinds.base import Quote, Record
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..problems import Fault, Problem
from ..validate import Unit, Validated
from . import accidents, titles
from . import find as mentions
from .connections import Citation, Connections, Spot
from .find import Mention
from .names import Name, Names, campaign_names, case_names, glossary_names, organization_names
from .passages import Passage, passages, sentence
from .reading import Reading
from .resolve import Context, Held, Ignored, Open, Resolver, Target, Wanted
from .wanted import Identities

Records = Mapping[str, Mapping[str, Record]]

#: Characters kept before and after a quotation.
_CONTEXT = 24
#: Blocks in which names are no mentions: a heading, and the bodies that sign.
_UNNAMED = ("heading", "signature")
_LINKED = re.compile(r"\[[^\[\]\n]{1,500}\]\([^()\s]{1,2000}\)")


@dataclass(frozen=True, slots=True)
class _Text:
    """A block of a record's text, with the mentions of documents found in it."""

    kind: str
    record: Record
    passage: Passage
    block: Block
    offset: int
    mentions: tuple[Mention, ...]


def connect(records: Records, glossary: Mapping[str, object]) -> Connections:
    """All mentions of the archive and what they mean."""
    texts = tuple(_texts(records))
    return _Run(records, glossary, texts).connections()


def _texts(records: Records) -> Iterator[_Text]:
    for kind, held in records.items():
        for record in held.values():
            if record.withdrawn is None:
                for passage in passages(record):
                    yield from _blocks(kind, record, passage)


def _blocks(kind: str, record: Record, passage: Passage) -> Iterator[_Text]:
    start = 0
    for block in passage.blocks:
        found = passage.text.find(block.text, start)
        start = found + len(block.text) if found >= 0 else start
        yield _Text(kind, record, passage, block, max(found, 0), tuple(mentions.find(block.text)))


def check(validated: Validated, connections: Connections) -> Iterator[Problem]:
    """Mentions that an editor has to decide, and documents cited before their own date."""
    units = {(unit.kind, unit.id): unit for unit in validated.units}
    for citation in connections.open:
        target = citation.target
        if isinstance(target, Open):
            ids = "、".join(target.candidates)
            params = {
                "text": citation.quote.exact,
                "reason": target.reason,
                "candidates": f"候选：{ids}。" if ids else "",
            }
            yield _problem(units[citation.kind, citation.id], "W341", citation, params)
    notices = validated.records.get("notice", {})
    for citation in connections.citations:
        target, citing = citation.target, notices.get(citation.id)
        if citation.kind != "notice" or citing is None or not isinstance(target, Held):
            continue
        cited = notices.get(target.id)
        if isinstance(cited, Notice) and isinstance(citing, Notice) and _later(cited, citing):
            params = {"text": citation.quote.exact, "other": cited.document_date, "own": citing.document_date}
            yield _problem(units["notice", citation.id], "W342", citation, params)


def _later(cited: Notice, citing: Notice) -> bool:
    days = cited.document_date, citing.document_date
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _problem(unit: Unit, code: str, citation: Citation, params: Mapping[str, object]) -> Problem:
    return unit.built(Fault(code, citation.path, params, citation.offset))


class _Run:
    """One reading of all texts."""

    def __init__(self, records: Records, glossary: Mapping[str, object], texts: tuple[_Text, ...]) -> None:
        self.records = records
        self.texts = texts
        organizations = records.get("organization", {})
        cases = [case for case in records.get("case", {}).values() if isinstance(case, Case)]
        self.resolver = Resolver(records.get("notice", {}).values(), organizations)
        self.identities = Identities(mention for text in texts for mention in text.mentions)
        self.names = Names(
            [
                *organization_names(organizations.values()),
                *campaign_names(records.get("campaign", {}).values()),
                *glossary_names(glossary.values()),
                *case_names(cases),
            ]
        )
        self.days = accidents.Accidents(cases)
        self.earlier: dict[tuple[str, str], dict[tuple[int, int], str]] = defaultdict(dict)
        self.readings: dict[tuple[str, str], Reading] = {}

    def connections(self) -> Connections:
        """Everything that was found, sorted the ways pages need it."""
        spots: dict[tuple[str, str], dict[str, tuple[Spot, ...]]] = defaultdict(dict)
        citations: list[Citation] = []
        names: list[Citation] = []
        for text in self.texts:
            cited = [self.citation(text, mention) for mention in text.mentions]
            named = [] if text.block.kind in _UNNAMED else [*self.named(text)]
            if not text.passage.plain:
                citations += cited
                names += named
            declared = [*_declared(text, cited)]
            found = sorted([*_spots(text, [*cited, *named]), *declared], key=lambda spot: spot.start)
            if found:
                spots[text.kind, text.record.id][text.block.id] = tuple(found)
        by_target: dict[tuple[str, str], list[Citation]] = defaultdict(list)
        for citation in (*citations, *names):
            target = citation.target
            if isinstance(target, Held):
                by_target[target.kind, target.id].append(citation)
            elif isinstance(target, Wanted):
                by_target["wanted", target.key].append(citation)
        by_source: dict[tuple[str, str], list[Citation]] = defaultdict(list)
        for citation in citations:
            by_source[citation.kind, citation.id].append(citation)
        documents = [self.identities.document(key) for kind, key in by_target if kind == "wanted"]
        documents.sort(key=lambda document: (-len(by_target["wanted", document.key]), document.label))
        return Connections(
            spots,
            tuple(citations),
            tuple(names),
            tuple(documents),
            {document.key: document for document in documents},
            _frozen(by_source),
            _frozen(by_target),
        )

    def citation(self, text: _Text, mention: Mention) -> Citation:
        """A mention of a document, decided."""
        target = self.reading(text).target(mention, text.block.text)
        return _citation(text, mention.start, mention.end, target)

    def reading(self, text: _Text) -> Reading:
        """The reading of the record that a text belongs to."""
        place = (text.kind, text.record.id)
        if place not in self.readings:
            context, choices = self.context(text.record), text.record.mentions
            self.readings[place] = Reading(self.resolver, self.identities.key, context, choices)
        return self.readings[place]

    def context(self, record: Record) -> Context:
        """The day and region of the document in which a mention stands."""
        day = getattr(record, "document_date", None) or getattr(record, "date", None)
        notice = record.id if isinstance(record, Notice) else None
        return Context(str(day) if day else None, self.region(record), notice)

    def named(self, text: _Text) -> Iterator[Citation]:
        """Bodies, campaigns, set phrases and accidents, each the first time in the paragraph."""
        taken = bytearray(len(text.block.text))
        spans = [(mention.start, mention.end) for mention in text.mentions]
        for start, end in [*spans, *(match.span() for match in _LINKED.finditer(text.block.text))]:
            taken[start:end] = bytes([1]) * (end - start)
        seen = {(text.kind, text.record.id)}
        for start, end, target in [*self.accidents(text), *self.terms(text)]:
            if any(taken[start:end]):
                continue
            taken[start:end] = bytes([1]) * (end - start)
            if isinstance(target, Held):
                if (target.kind, target.id) in seen:
                    continue
                seen.add((target.kind, target.id))
            yield _citation(text, start, end, target)

    def accidents(self, text: _Text) -> Iterator[tuple[int, int, Target]]:
        """Accidents named by their day that a case may be about: where, and which is meant."""
        earlier = self.earlier[text.kind, text.record.id]
        for found in accidents.find(text.block.text):
            target: Target = self.reading(text).choice(found.start, found.end, text.block.text) or (
                self.days.target(found, self.context(text.record), earlier)
            )
            if isinstance(target, Held) and found.place:
                earlier[found.month, found.day] = target.id
            if not isinstance(target, Open) or target.candidates:
                yield found.start, found.end, target

    def terms(self, text: _Text) -> Iterator[tuple[int, int, Target]]:
        """Names of bodies, campaigns, set phrases and cases: where, and what is meant."""
        for found in self.names.find(text.block.text):
            chosen = self.reading(text).choice(found.start, found.end, text.block.text)
            target = chosen or self.meant(text, found.names)
            if target is not None:
                yield found.start, found.end, target

    def meant(self, text: _Text, names: tuple[Name, ...]) -> Target | None:
        """What a name means in this document; ``None`` if none of its meanings fits."""
        here = self.context(text.record)
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
            issuer = self.records["organization"].get(body)
            if issuer is not None and getattr(issuer, "region", None):
                return str(issuer.region)  # type: ignore[attr-defined]
        return None


def _frozen(groups: Mapping[tuple[str, str], list[Citation]]) -> dict[tuple[str, str], tuple[Citation, ...]]:
    return {key: tuple(group) for key, group in groups.items()}


def _citation(text: _Text, start: int, end: int, target: Target) -> Citation:
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


def _spots(text: _Text, found: list[Citation]) -> Iterator[Spot]:
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


def _declared(text: _Text, cited: list[Citation]) -> Iterator[Spot]:
    """The short forms in the brackets behind titles (以下简称《通知》), as links to the same."""
    for mention, citation in zip(text.mentions, cited, strict=True):
        if not mention.short_forms or isinstance(citation.target, Open | Ignored):
            continue
        behind = text.block.text[mention.end : mention.extent]
        for item in titles.scan(behind):
            if isinstance(item, titles.QuotedTitle):
                yield Spot(mention.end + item.start, mention.end + item.end, citation.target)

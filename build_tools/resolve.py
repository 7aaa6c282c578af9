"""Which document a mention means: one held here, one still wanted, or open between several.

Never a guess: near-equal titles stay apart, and where more than one document fits, the
mention is open and goes to the editor with its candidates.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import titles
from .kinds.notice import Notice
from .kinds.organization import Organization
from .mentions import Mention


@dataclass(frozen=True, slots=True)
class Held:
    """A record of the archive; ``attachment`` is the position of the attachment meant, if one is."""

    kind: str
    id: str
    attachment: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that the archive does not hold: its number, else the key of its title."""

    key: str


@dataclass(frozen=True, slots=True)
class Open:
    """A mention that cannot be decided: the records that fit (none for an undeclared short form)."""

    candidates: tuple[str, ...]
    reason: str


Target = Held | Wanted | Open

#: Titles that say no more than the kind of document; without a declaration they name nothing.
_GENERIC = frozenset(
    "通知 意见 方案 办法 规定 细则 条例 决定 报告 规划 纲要 标准 规范 通报 公告 要点 计划 指南 预案 "
    "实施意见 实施方案 指导意见 行动方案 实施办法 实施细则 暂行办法 暂行规定 行动计划 工作方案 规程".split()
)

_JOIN = re.compile(r"[、，,和及与]")


def is_generic(title: str) -> bool:
    """Whether a title is only the name of a kind of document (《通知》)."""
    return titles.key(title) in _GENERIC


def _lead_key(lead: str) -> str:
    return _JOIN.sub("", titles.key(lead))


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    issuers: tuple[str, ...]
    attachment: int | None = None


class Resolver:
    """Knows the titles and numbers of every document held and of every one named so far."""

    def __init__(self, notices: Iterable[Notice], organizations: Mapping[str, Organization]) -> None:
        self._by_number: dict[str, str] = {}
        self._full: dict[str, list[_Entry]] = defaultdict(list)
        self._bare: dict[str, list[_Entry]] = defaultdict(list)
        self._issued: dict[str, list[_Entry]] = defaultdict(list)
        for notice in notices:
            self._learn(notice, organizations)

    def _learn(self, notice: Notice, organizations: Mapping[str, Organization]) -> None:
        names = [
            _lead_key(text)
            for body in notice.issuing_bodies
            if body in organizations
            for name in organizations[body].names
            for text in (name.name, *name.short_forms)
        ]
        entry = _Entry(notice.id, tuple(names))
        if notice.document_number:
            self._by_number.setdefault(notice.document_number, notice.id)
        for title in (notice.title, *notice.other_titles):
            self._full[titles.key(title)].append(entry)
            bare = titles.without_issuer(title)
            if bare:
                self._bare[bare].append(entry)
            inner = titles.issued(title)
            if inner:
                self._issued[inner].append(entry)
        for position, attachment in enumerate(notice.attachments):
            if attachment.label == "印发件":
                part = _Entry(notice.id, entry.issuers, position)
                self._issued[titles.key(attachment.title)].append(part)

    def number(self, number: str) -> Held | None:
        """The held document with this canonical number."""
        found = self._by_number.get(number)
        return Held("notice", found) if found else None

    def title(self, mention: Mention) -> Target | None:
        """The document with the mention's title; ``None`` if no held document has it."""
        text = titles.key(mention.title)
        full = self._full.get(text, [])
        if full:
            return self._one(full, mention, "有多份文件使用这一标题")
        issued = self._issued.get(text, [])
        if not issued:
            inner = titles.issued(mention.title)
            issued = [*self._full.get(inner, []), *self._issued.get(inner, [])] if inner else []
        if issued:
            return self._one(issued, mention, "有多份文件印发过这一标题的文件")
        bare = self._bare.get(text, [])
        named = [entry for entry in bare if self._names_issuer(entry, mention.lead)]
        if len({entry.id for entry in named}) == 1:
            return Held("notice", named[0].id)
        if bare:
            return Open(_ids(bare), "标题没有写发文机关，无法确定是哪一份")
        return None

    def _one(self, entries: list[_Entry], mention: Mention, reason: str) -> Target:
        ids = _ids(entries)
        if len(ids) > 1:
            entries = [entry for entry in entries if self._names_issuer(entry, mention.lead)]
            if len(_ids(entries)) != 1:
                return Open(ids, reason)
        part = next((entry.attachment for entry in entries if entry.attachment is not None), None)
        return Held("notice", entries[0].id, part)

    @staticmethod
    def _names_issuer(entry: _Entry, lead: str) -> bool:
        before = _lead_key(lead)
        return any(name and name in before for name in entry.issuers)

    def titles_of(self, id_: str) -> frozenset[str]:
        """Every key under which a held document is known, for checking a number against a title."""
        tables = (self._full, self._issued, self._bare)
        return frozenset(
            text for table in tables for text, entries in table.items() if any(e.id == id_ for e in entries)
        )


def _ids(entries: Iterable[_Entry]) -> tuple[str, ...]:
    return tuple(sorted({entry.id for entry in entries}))

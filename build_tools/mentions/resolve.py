"""Which document a mention means: one held here, one still wanted, or open between several.

Never a guess: near-equal titles stay apart, and where more than one document fits, or the
one that fits may be another body's of the same name, the mention is open and goes to the
editor with its candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import numbers
from ..kinds.notice import Notice
from ..kinds.organization import Organization
from . import titles
from .catalogue import Catalogue, Entry, taught
from .find import Mention
from .issuers import Issuers
from .names import within


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


@dataclass(frozen=True, slots=True)
class Ignored:
    """What only looks like a mention of a document: a film, or what an editor has set aside."""

    reason: str


Target = Held | Wanted | Open | Ignored

#: Titles that say no more than the kind of document; without a declaration they name nothing.
_GENERIC = frozenset(
    f"{scope}{kind}"
    for scope in ("", "实施", "指导", "行动", "工作", "暂行", "管理", "若干")
    for kind in (
        "通知", "意见", "方案", "办法", "规定", "细则", "条例", "决定", "报告", "规划", "纲要", "标准",
        "规范", "通报", "公告", "要点", "计划", "指南", "预案", "规程", "规则", "制度", "措施", "批复",
        "函", "纪要",
    )
)  # fmt: skip


def is_generic(title: str) -> bool:
    """Whether a title is only the name of a kind of document (《通知》)."""
    return titles.key(title) in _GENERIC


@dataclass(frozen=True, slots=True)
class Context:
    """The document in which a mention stands.

    Attributes:
        day: Its date (ISO); it cannot mention later documents.
        region: Its region; a title without an issuer means a document of its own region.
        notice: Its id if it is a notice.
    """

    day: str | None = None
    region: str | None = None
    notice: str | None = None


#: A document of unknown date and region.
ANYWHERE = Context()


class Resolver:
    """Knows the titles and numbers of every document held."""

    def __init__(
        self,
        notices: Iterable[Notice],
        organizations: Mapping[str, Organization],
        catalogue: Catalogue | None = None,
    ) -> None:
        self._issuers = Issuers(organizations.values())
        self._held = catalogue or Catalogue()
        for notice in notices:
            self._held.add(taught(notice, self._issuers))

    def number(self, number: str) -> Held | None:
        """The held document with this canonical number; for orders the issuer in any of its names."""
        found = self._held.number(self._issuers.number_key(number))
        return Held("notice", found) if found else None

    def title(self, mention: Mention, context: Context = ANYWHERE) -> Target | None:
        """The document with the mention's title; ``None`` if no held document has it."""
        text = titles.key(mention.title)
        titled = self._held.titled
        if full := titled("full", text):
            return self._one(full, mention, context, "有多份文件使用这一标题")
        inner = titles.issued(mention.title)
        issued = titled("issued", text) or (
            [*titled("full", inner), *titled("issued", inner)] if inner else []
        )
        if issued:
            return self._one(issued, mention, context, "有多份文件印发过这一标题的文件")
        if bare := titled("bare", text):
            named = [entry for entry in bare if self._names_issuer(entry, mention.lead, context)]
            if named:
                return self._one(named, mention, context, "有多份文件使用这一标题")
            if not self._issuers.last(mention.lead, context.region):
                return _open(bare, context, "标题没有写发文机关，无法确定是哪一份")
        near = titled("edition", titles.without_edition(mention.title))
        return _open(near, context, "标题相同，版本（年份、试行）写法不同")

    def _one(
        self, entries: Sequence[Entry], mention: Mention, context: Context, reason: str
    ) -> Target | None:
        """The one of ``entries`` that is meant; several are told apart by the issuer in the text."""
        anonymous = titles.names_no_issuer(mention.title)
        if anonymous and self._issuers.last(mention.lead, context.region):
            entries = [e for e in entries if not e.issuers or self._names_issuer(e, mention.lead, context)]
            if not entries:
                return None
        ids = _ids(entries)
        if context.notice in ids:
            # A document that names its own title means itself, whoever else has that title.
            entries = [entry for entry in entries if entry.id == context.notice]
        elif len(ids) > 1:
            entries = [entry for entry in entries if self._names_issuer(entry, mention.lead, context)]
            if len(_ids(entries)) != 1:
                return Open(ids, reason)
        entry = next((entry for entry in entries if entry.attachment is not None), entries[0])
        if _later(entry, context):
            return Open(ids, "同标题的文件日期晚于本文件")
        if anonymous and not _share_region(entry.region, context.region):
            return Open(ids, "标题没有写发文机关，同标题的文件属于其他地区")
        return Held("notice", entry.id, entry.attachment)

    def _names_issuer(self, entry: Entry, lead: str, context: Context) -> bool:
        named = self._issuers.last(lead, context.region)
        return bool(named and named <= set(entry.issuers)) or self._issuers.prints(lead, entry.printed)

    def decide(self, mention: Mention, context: Context = ANYWHERE) -> Target | None:
        """What a mention means by its number and title; ``None`` for a document not held."""
        if mention.work:
            return Ignored(f"文中称其为“{mention.work}”，不是文件")
        by_title = self.title(mention, context) if mention.title else None
        if mention.number:
            return self._with_number(mention, by_title)
        if by_title is None and mention.title and not mention.standard and is_generic(mention.title):
            return Open((), "只写了文种，前文没有说明简称哪份文件")
        return by_title

    def _with_number(self, mention: Mention, by_title: Target | None) -> Target | None:
        """The number decides, unless the title says otherwise."""
        by_number = self.number(mention.number)
        if by_number is not None:
            if not mention.title or self._agrees(by_number.id, mention.title):
                return by_title if isinstance(by_title, Held) and by_title.id == by_number.id else by_number
            ids = {by_number.id, by_title.id} if isinstance(by_title, Held) else {by_number.id}
            return Open(tuple(sorted(ids)), "文号与标题指向不同的文件")
        if not isinstance(by_title, Held):
            return None
        stated = self._held.stated(by_title.id)
        if stated is None:
            return by_title
        printed, own = numbers.parse(mention.number), numbers.parse(stated)
        if printed and own and printed.year is not None and printed.year != own.year:
            return None
        return Open((by_title.id,), f"所写文号与收录的同标题文件（{stated}）不一致")

    def _agrees(self, id_: str, title: str) -> bool:
        """Whether a title is, whole or in part, one under which the document is known."""
        wanted = {titles.key(title), titles.without_edition(title)}
        wanted |= {text for text in (titles.issued(title), titles.without_issuer(title)) if text}
        return bool(wanted & self._held.keys(id_)) or is_generic(title)


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(sorted({entry.id for entry in entries}))


def _open(entries: Iterable[Entry], context: Context, reason: str) -> Open | None:
    """Open between the documents that were there to be mentioned; ``None`` if none was."""
    ids = _ids(entry for entry in entries if not _later(entry, context))
    return Open(ids, reason) if ids else None


def _later(entry: Entry, context: Context) -> bool:
    return context.day is not None and entry.day is not None and entry.day > context.day


def _share_region(one: str | None, other: str | None) -> bool:
    """Whether two documents' regions are one, or one lies in the other; unknown ones may be."""
    return one is None or other is None or within(one, other) or within(other, one)

"""The wanted list (待收集文件): documents that texts cite and the archive does not hold.

One entry a document: by its number where any text gives it, else by its standard's code,
else by its title.  Titles that differ in a word are two entries.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from . import titles
from .find import Mention

Sort = Literal["公文", "法律法规规章", "标准规范", "其他"]

#: The sorts in the order in which pages show them.
SORTS: tuple[Sort, ...] = ("公文", "法律法规规章", "标准规范", "其他")

_STANDARD = re.compile(r"(规范|标准|规程|导则|通则|通用要求|技术要求)(（[^）]*）|\([^)]*\))?\Z")
_LAW = re.compile(r"(法|条例|规定|规则|办法|细则|决定)(（[^）]*）|\([^)]*\))?\Z")
_PAPER = re.compile(
    r"(通知|意见|方案|通报|公告|规划|纲要|报告|计划|要点|函|批复|目录|指南|措施|分工)(（[^）]*）|\([^)]*\))?\Z"
)


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """A document to be collected.

    Attributes:
        key: What tells it from others.
        slug: Part of its address, made from the key.
        title: Its title as cited most often; empty if only its number is known.
        number: Canonical document number, or the standard's code; empty if unknown.
        sort: What sort of document its title and number say it is.
    """

    key: str
    slug: str
    title: str
    number: str
    sort: Sort

    @property
    def label(self) -> str:
        """《标题》（文号）, as far as known."""
        title = f"《{self.title}》" if self.title else ""
        return f"{title}（{self.number}）" if title and self.number else title or self.number


@dataclass(slots=True)
class Named:
    """How texts write one document: each title with how often, and its number where one gives it."""

    titles: Counter[str] = field(default_factory=Counter)
    number: str = ""

    @property
    def written(self) -> str:
        """All of it as one text."""
        return json.dumps([self.number, *sorted(self.titles.items())], ensure_ascii=False)

    def add(self, written: str, times: int) -> None:
        """Take in how some more texts, all alike, write it."""
        number, *titles = json.loads(written)
        self.number = self.number or number
        for title, count in titles:
            self.titles[title] += count * times


class Identities:
    """Tells which mentions of documents not held mean one document."""

    def __init__(self, mentions: Iterable[Mention], looked: set[str] | None = None) -> None:
        self.looked: set[str] = set() if looked is None else looked
        self._known: dict[str, set[str]] = defaultdict(set)
        self._names: dict[str, Named] = {}
        every = tuple(mentions)
        for title, own in known(every):
            self._known[title].add(own)
        for key, named in self.named(every).items():
            self._names[key] = named

    def known(self, title: str) -> Collection[str]:
        """The numbers that texts give to documents with the key of a title."""
        self.looked.add(f"known:{title}")
        return self._known.get(title, ())

    def key(self, mention: Mention) -> str:
        """What tells the mentioned document from others."""
        own = _own_key(mention)
        if own:
            return own
        text = titles.key(mention.title)
        numbered = self.known(text)
        return next(iter(numbered)) if len(numbered) == 1 else f"title:{text}"

    def named(self, mentions: Iterable[Mention]) -> dict[str, Named]:
        """How some mentions, in order, write each document."""
        found: dict[str, Named] = {}
        for mention in mentions:
            named = found.setdefault(self.key(mention), Named())
            if mention.title:
                named.titles[" ".join(mention.title.split())] += 1
            named.number = named.number or mention.number or mention.standard
        return found

    def document(self, key: str) -> WantedDocument:
        """The wanted document that ``key`` stands for."""
        return document(key, self._names.get(key, Named()))


def known(mentions: Iterable[Mention]) -> set[tuple[str, str]]:
    """Keys of titles with the number or standard that stands beside them."""
    return {
        (titles.key(mention.title), own)
        for mention in mentions
        if mention.title and (own := _own_key(mention))
    }


def document(key: str, named: Named) -> WantedDocument:
    """A wanted document by how texts write it."""
    writings = named.titles
    title = min(writings, key=lambda text: (-writings[text], text)) if writings else ""
    slug = hashlib.sha256(key.encode()).hexdigest()[:12]
    return WantedDocument(key, slug, title, named.number, _sort(key, title))


def _own_key(mention: Mention) -> str:
    if mention.number:
        return f"number:{mention.number}"
    if mention.standard:
        return "standard:" + titles.key(mention.standard).upper().replace("--", "-")
    return ""


def _sort(key: str, title: str) -> Sort:
    if key.startswith("standard:"):
        return "标准规范"
    if "令" in key.partition(":")[2] and key.startswith("number:"):
        return "法律法规规章"
    if key.startswith("number:"):
        return "公文"
    for pattern, sort in ((_PAPER, "公文"), (_STANDARD, "标准规范"), (_LAW, "法律法规规章")):
        if pattern.search(title):
            return sort
    return "其他"

"""The wanted list (待收集文件): documents that texts cite and the archive does not hold.

One entry a document: by its number where any text gives it, else by its standard's code,
else by its title.  Titles that differ in a word are two entries.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
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


class Identities:
    """Tells which mentions of documents not held mean one document."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._known: dict[str, set[str]] = defaultdict(set)
        self._titles: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._numbers: dict[str, str] = {}
        every = tuple(mentions)
        for mention in every:
            own = _own_key(mention)
            if own and mention.title:
                self._known[titles.key(mention.title)].add(own)
        for mention in every:
            key = self.key(mention)
            if mention.title:
                self._titles[key][" ".join(mention.title.split())] += 1
            if mention.number or mention.standard:
                self._numbers.setdefault(key, mention.number or mention.standard)

    def key(self, mention: Mention) -> str:
        """What tells the mentioned document from others."""
        own = _own_key(mention)
        if own:
            return own
        text = titles.key(mention.title)
        known = self._known.get(text, set())
        return next(iter(known)) if len(known) == 1 else f"title:{text}"

    def document(self, key: str) -> WantedDocument:
        """The wanted document that ``key`` stands for."""
        writings = self._titles[key]
        title = min(writings, key=lambda text: (-writings[text], text)) if writings else ""
        number = self._numbers.get(key, "")
        slug = hashlib.sha256(key.encode()).hexdigest()[:12]
        return WantedDocument(key, slug, title, number, _sort(key, title))


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

"""Names in running text: bodies, campaigns, set phrases and accidents, longest first.

A name with a period means its body only in documents of that period.  A relative short
form (省安委会, 市政府) means the body of the document's own province or city, and not the
end of another place's name (河南省政府, 各省政府) nor the head of a longer word (省委托).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..kinds.campaign import Campaign
from ..kinds.case import Case
from ..kinds.organization import Organization
from ..kinds.vocabulary import GlossaryEntry

#: A short form that says 省, 市 … without saying which.
_RELATIVE = re.compile("[省市县区旗]")
_PLACE = re.compile("(?:中共)?(?P<place>[^省市县区旗]{2,7})(?=[省市县区旗])")
_NATIONAL = "100000"
#: Before a relative short form: 各省, 外省, and the names that make it another place's.
_NOT_BEFORE = re.compile(
    "(?:[全各外跨他邻两多几该]|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南"
    "|四川|贵州|云南|陕西|甘肃|青海|台湾)\\Z"
)
#: After a name: what makes it the head of a longer word (应急管理部门) or of a number (国办发〔2010〕).
_NOT_AFTER = re.compile(
    r"(?<=部)[门队分件署位]|(?<=委)[托员派任]|(?<=办)[公理事法]"
    r"|[发函字电]{0,3}[〔﹝【\[]|[发函字电]{1,3}[(（]\s?(?:19|20)|令第|\d{1,4}号令"
)
#: Before 市, 县, 区 or 旗 a relative short form may follow these only; place names are endless there.
_OPENING = frozenset("我经由据向在对和与及是的了将按被报请以并受，。、；：！？“‘（(《〈 \n\t")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a text may use, and what it means.

    Attributes:
        text: The name as documents write it.
        kind: Kind of record (organization, campaign) or ``glossary``.
        id: Identifier of what is meant.
        start: First day or month of the name's period, ``None`` if open.
        end: Last day or month of the name's period, ``None`` if open.
        region: For a relative short form the code of the region it belongs to.
    """

    text: str
    kind: str
    id: str
    start: str | None = None
    end: str | None = None
    region: str | None = None

    def fits(self, day: str | None, region: str | None) -> bool:
        """Whether a document of ``day`` (ISO date) and ``region`` can mean this by the name."""
        if day is not None:
            if self.start is not None and day[: len(self.start)] < self.start:
                return False
            if self.end is not None and day[: len(self.end)] > self.end:
                return False
        return self.region is None or (region is not None and within(region, self.region))


def within(region: str, outer: str) -> bool:
    """Whether a region code lies in another: 140105 in 140100 in 140000."""
    return outer == _NATIONAL or region.startswith(outer.removesuffix("00").removesuffix("00"))


@dataclass(frozen=True, slots=True)
class Found:
    """A name found in a text; several meanings stay several."""

    start: int
    end: int
    names: tuple[Name, ...]


class Names:
    """All names of an archive, found in one pass over a text."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._by_head: dict[str, dict[str, list[Name]]] = defaultdict(dict)
        for name in names:
            if len(name.text) >= 2:
                self._by_head[name.text[:2]].setdefault(name.text, []).append(name)
        self._lengths = {
            head: sorted({len(text) for text in table}, reverse=True) for head, table in self._by_head.items()
        }
        self._heads = re.compile("|".join(map(re.escape, sorted(self._by_head))) or r"(?!)")

    def find(self, text: str) -> Iterator[Found]:
        """Names in ``text`` from left to right, the longest at each place, without overlap."""
        position = 0
        while found := self._heads.search(text, position):
            start, head = found.start(), found.group()
            position = start + 1
            for length in self._lengths[head]:
                names = self._by_head[head].get(text[start : start + length])
                if names and _whole(text, start, start + length, names[0]):
                    position = start + length
                    yield Found(start, position, tuple(names))
                    break

    def meant(self, text: str, day: str | None, region: str | None) -> Iterator[Found]:
        """The names in a text of ``day`` and ``region``, with the meanings that they can have there."""
        for found in self.find(text):
            names = tuple(name for name in found.names if name.fits(day, region))
            if names:
                yield Found(found.start, found.end, names)


def _whole(text: str, start: int, end: int, name: Name) -> bool:
    """Whether the name at this place is a word, and not part of a longer one."""
    if _NOT_AFTER.match(text, end):
        return False
    if name.region is None or start == 0:
        return True
    if text[start] == "省":
        return _NOT_BEFORE.search(text, max(0, start - 3), start) is None
    return text[start - 1] in _OPENING


def organization_names(organizations: Iterable[Organization]) -> Iterator[Name]:
    """Full names and short forms of bodies, with their periods; 省安委会 also as 山西省安委会."""
    for body in organizations:
        for name in body.names:
            yield Name(name.name, "organization", body.id, name.start, name.end)
            place = _PLACE.match(name.name)
            for short in name.short_forms:
                relative = _RELATIVE.match(short) is not None and body.region not in (None, _NATIONAL)
                region = body.region if relative else None
                yield Name(short, "organization", body.id, name.start, name.end, region)
                full = f"{place['place']}{short}" if place and relative else ""
                if full and full not in name.short_forms:
                    yield Name(full, "organization", body.id, name.start, name.end)


def campaign_names(campaigns: Iterable[Campaign]) -> Iterator[Name]:
    """Names and short forms of campaigns."""
    for campaign in campaigns:
        for name in campaign.names:
            for text in (name.name, *name.short_forms):
                yield Name(text, "campaign", campaign.id)


def glossary_names(entries: Iterable[GlossaryEntry]) -> Iterator[Name]:
    """Set phrases and their other writings."""
    for entry in entries:
        for text in (entry.name, *entry.variants):
            yield Name(text, "glossary", entry.id)


def case_names(cases: Iterable[Case]) -> Iterator[Name]:
    """Titles and other names of accidents and exemplars."""
    for case in cases:
        for text in dict.fromkeys((case.title, *case.other_names)):
            yield Name(text, "case", case.id)

"""Mentions of documents in one paragraph of text, as found; ``resolve`` says which are meant.

A mention is a quoted title with what is said of it right before and behind (its number, a
standard's code, the short form used from there on), or a document number that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .. import numbers
from . import titles


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in a text.

    Attributes:
        start: Position of the first character that the mention's link covers.
        end: Position after the last one.
        text: The characters between, as printed.
        title: The quoted title without its outer marks; empty for a bare number.
        number: Canonical document number that stands with it; empty if none.
        standard: Code of a standard (GB 30871—2014), as printed; empty if none.
        short_forms: Short forms declared for it, as printed but without outer marks: 通知 for
            以下简称《通知》, 国务院《通知》 for 以下简称国务院《通知》.
        lead: What stands before it in the paragraph, for the body that issued it.
        work: What the text calls it right behind, where that is no document (电视专题片).
        extent: Position after all that belongs to it, the brackets behind included.
    """

    start: int
    end: int
    text: str
    title: str = ""
    number: str = ""
    standard: str = ""
    short_forms: tuple[str, ...] = ()
    lead: str = ""
    work: str = ""
    extent: int = 0


#: Characters of a lead that may name the issuing body.
_LEAD = 60

_BEHIND = re.compile(
    r"\s{0,3}[（(](?P<inner>[^（）()]{0,90}(?:[（(][^（）()]{0,30}[）)][^（）()]{0,60})?)[）)]"
)
_SHORT = re.compile(
    r"(?:以下简称|以下称|下称|简称)为?(?P<lead>[^《“\"：:，,、；;]{0,8})"
    r"[《“\"](?P<short>[^《》“”\"]{1,40})[》”\"]"
)
#: Codes such as GB 50016, GB/T 33000—2016, AQ/T 9006－2010, DB32/T 3562, T/CECS 529, GB 15322.4.
_STANDARD = re.compile(
    r"(?<![A-Za-z/])(?:T/)?[A-Z]{2,5}(?:\d{2,4}(?=/))?(?:\s?/\s?[TZ])?\s?\d{2,6}(?:\.\d{1,3})?"
    r"(?:\s?[—–－-]{1,2}\s?(?:19|20)?\d{2})?(?!\d)"
)
#: Words in a bracket before a number that is not the mentioned document's own.
_OTHERS = re.compile("据|见|按|依|修|代|由")
_ORDER = re.compile(r"(?<![第\d])(\d{1,4}号令)")
_TO_TITLE = re.compile(r"(?:文件|文)?\s{0,2}\Z")
_WORK = re.compile(
    r"等?\d{0,3}[集部首]?((?:电视|电影|警示|教育|主题|宣传|科教|公益|安全){0,3}"
    r"(?:专题片|教育片|宣传片|警示片|纪录片|影片|电影|片|一书|图书|专著|歌曲|专栏|栏目|节目|展览))"
)
_CHAIN = re.compile(r"[、，和及]?\Z")


def standard_code(text: str) -> str:
    """The code of a standard in ``text`` as printed; empty if there is none."""
    match = _STANDARD.search(text)
    return match.group() if match else ""


def find(text: str) -> Iterator[Mention]:
    """The documents named in one paragraph, in order of their start.

    A number right before or behind a title, and the short form declared behind it, are
    parts of that mention.
    """
    every = list(numbers.find(text))
    before = {number.end: number for number in every}
    found: list[Mention] = []
    taken = [(0, 0)]
    for item in titles.scan(text):
        if not isinstance(item, titles.QuotedTitle) or item.start < taken[-1][1]:
            continue
        mention = _quoted(text, item)
        start = mention.start
        gap = _TO_TITLE.search(text, max(0, start - 4), start)
        own = before.get(gap.start() if gap else start)
        if own is not None and not mention.number and own.start >= taken[-1][1]:
            mention = replace(mention, number=own.canonical)
            start = own.start
        taken.append((start, mention.extent))
        found.append(mention)
    found.extend(_bare(text, every, taken))
    return reversed(list(_works(text, sorted(found, key=lambda mention: mention.start))))


def _bare(text: str, every: list[numbers.Found], taken: list[tuple[int, int]]) -> Iterator[Mention]:
    """Mentions by a number that belongs to no title; ``taken`` are the stretches of the others."""
    place = 0
    for number in every:
        while place + 1 < len(taken) and taken[place + 1][0] <= number.start:
            place += 1
        if number.start >= taken[place][1]:
            lead = text[max(0, number.start - _LEAD) : number.start]
            printed = text[number.start : number.end]
            yield Mention(
                number.start, number.end, printed, number=number.canonical, lead=lead, extent=number.end
            )


def _quoted(text: str, item: titles.QuotedTitle) -> Mention:
    behind = _BEHIND.match(text, item.end)
    inner = _ORDER.sub(r"第\1", "".join(behind["inner"].splitlines())) if behind else ""
    own = list(numbers.find(inner))
    number = own[0].canonical if len(own) == 1 and not _OTHERS.search(inner[: own[0].start]) else ""
    declared = tuple(
        f"{match['lead']}《{match['short']}》" if match["lead"] else match["short"]
        for match in _SHORT.finditer(inner)
    )
    standard = standard_code(inner) if not own else ""
    work = _WORK.match(text, item.end)
    return Mention(
        item.start,
        item.end,
        text[item.start : item.end],
        title=item.title,
        number=number,
        standard=standard,
        short_forms=declared,
        lead=text[max(0, item.start - _LEAD) : item.start],
        work=work[1] if work else "",
        extent=behind.end() if behind and (number or declared or standard) else item.end,
    )


def _works(text: str, found: list[Mention]) -> Iterator[Mention]:
    """The mentions from the last to the first; in 《甲》、《乙》等专题片 the work is all of them."""
    following: Mention | None = None
    for mention in reversed(found):
        chained = following is not None and _CHAIN.fullmatch(text[mention.extent : following.start])
        if chained and following is not None and following.work and mention.title and not mention.work:
            mention = replace(mention, work=following.work)
        following = mention
        yield mention

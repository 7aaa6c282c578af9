"""Mentions of documents in one paragraph of text, as found; ``resolve`` says which are meant.

A mention is a quoted title with what is said of it right behind (its number, a standard's
code, the short form used from there on), or a document number that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import numbers, titles


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
        short_forms: Short forms declared for it (以下简称《通知》), without marks.
        lead: What stands before it in the paragraph, for the body that issued it.
    """

    start: int
    end: int
    text: str
    title: str = ""
    number: str = ""
    standard: str = ""
    short_forms: tuple[str, ...] = ()
    lead: str = ""


#: Characters of a lead that may name the issuing body.
_LEAD = 40

_BEHIND = re.compile(r"\s{0,3}[（(](?P<inner>[^（）()]{1,90}(?:[（(][^（）()]{0,30}[）)][^（）()]{0,60})?)[）)]")
_SHORT = re.compile(r"以下(?:简称|统称)为?(?P<lead>[^《“\"：:，,]{0,8})[《“\"](?P<short>[^》”\"]{1,40})[》”\"]")
_STANDARD = re.compile(
    r"(?<![A-Za-z])(?P<code>(?:GB|GBJ|AQ|AQT|HG|SH|SY|JGJ|CJJ|CJ|JT|JTG|JTS|DB\d{0,4}|MT|LD|XF|GA|NB|DL|SL|TSG|LS|QX|TB|YD|HJ|JB|YB"
    r"|CECS)(?:\s?/\s?T)?\s?\d{1,6}(?:\.\d{1,3})?(?:\s?[—–－-]{1,2}\s?\d{2,4})?)(?!\d)"
)


def standard_code(text: str) -> str:
    """The code of a standard in ``text`` as printed; empty if there is none."""
    match = _STANDARD.search(text)
    return match["code"] if match else ""


def find(text: str) -> Iterator[Mention]:
    """The documents named in one paragraph, in order; a number behind a title is part of it."""
    spans: list[tuple[int, int]] = []
    found: list[Mention] = []
    for item in titles.scan(text):
        if isinstance(item, titles.QuotedTitle):
            mention, end = _quoted(text, item)
            found.append(mention)
            spans.append((item.start, end))
    for number in numbers.find(text):
        if number.canonical and not any(start <= number.start < end for start, end in spans):
            lead = text[max(0, number.start - _LEAD) : number.start]
            printed = text[number.start : number.end]
            found.append(Mention(number.start, number.end, printed, number=number.canonical, lead=lead))
    return iter(sorted(found, key=lambda mention: mention.start))


def _quoted(text: str, item: titles.QuotedTitle) -> tuple[Mention, int]:
    behind = _BEHIND.match(text, item.end)
    inner = behind["inner"] if behind else ""
    number = next((found.canonical for found in numbers.find(inner) if found.canonical), "")
    declared = tuple(match["short"] for match in _SHORT.finditer(inner))
    mention = Mention(
        item.start,
        item.end,
        text[item.start : item.end],
        title=item.title,
        number=number,
        standard=standard_code(inner) if not number else "",
        short_forms=declared,
        lead=text[max(0, item.start - _LEAD) : item.start],
    )
    return mention, behind.end() if behind and (number or declared or mention.standard) else item.end

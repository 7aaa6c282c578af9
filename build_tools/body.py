"""The body of a document: Markdown to blocks, each with its level and a stable address.

The address comes from the printed number, not from the position: 一、（二）3. is ``s1-2-3``,
第十二条 is ``art12`` and its second paragraph ``art12-2``, the first unnumbered paragraph of
一、 is ``s1-p1``.  So an address stays when text before it changes.  The level comes from
the number too (一、 over （一） over 1. over （1）), since printed depth is often inconsistent.
A level that a document skips is written 0; a number that occurs again gets ``r2``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from .escape import plain

BlockKind = Literal["heading", "item", "paragraph", "bullet", "table", "signature"]


@dataclass(frozen=True, slots=True)
class Block:
    """One addressable piece of a body.

    Attributes:
        kind: What it is; an ``item`` is a paragraph that begins with its number.
        text: Its Markdown, without ``#`` and bullet signs; a table keeps its lines.
        id: Its address on the page.
        rank: Heading rank, 2 to 6; 0 for everything else.
    """

    kind: BlockKind
    text: str
    id: str
    rank: int = 0


_HAN = "〇零○一二三四五六七八九十百"
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_NUMBER = rf"[{_HAN}\d０-９]{{1,7}}"
_PART = re.compile(rf"第({_NUMBER})(编|章|节)(?=[\s　]|$|[^条款项]{{1,40}}$)")
_ARTICLE = re.compile(rf"第({_NUMBER})条(?:之({_NUMBER}))?([\s　]?)")
_LEVELS = (
    re.compile(rf"([{_HAN}]{{1,5}})、"),
    re.compile(rf"[（(]([{_HAN}]{{1,5}})[）)]"),
    re.compile(r"([\d０-９]{1,3})(?:[．、]|\.(?!\d))"),
    re.compile(r"[（(]?([\d０-９]{1,3})[）)]"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"),
)
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,4})[\s　]+\S")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t#]*$", re.S)
_BULLET = re.compile(r"[-*+•●■][ \t　]+")
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*\Z")
_DATE = re.compile(
    r"[\d〇○零一二三四五六七八九ＯO]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\Z"
)
_REMARK = re.compile(r"[（(].{1,40}[）)]\Z")
_SENTENCE = re.compile(r"[。；：！？，]")


def number(printed: str) -> int:
    """The value of a Chinese, Arabic, full-width or circled number up to 999."""
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if printed.isdigit():
        return int(printed)
    if "百" in printed or "十" in printed:
        hundreds, _, rest = printed.rpartition("百")
        tens, ten, ones = rest.rpartition("十")
        total = 100 * (number(hundreds) if hundreds else 0)
        total += 10 * (number(tens) if tens.strip("零〇○") else 1) if ten else 0
        return total + (number(ones) if ones else 0)
    return int("".join(str(_DIGITS.get(c, c)) for c in printed))


class _Addresses:
    """Gives each block its address while a body is read from top to bottom."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.used: set[str] = set()
        self.repeats: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.parts: dict[str, str] = {}
        self.article = ""
        self.last_article = 0
        self.levels: list[str] = []

    def take(self, address: str) -> str:
        """``address``, or with ``r2``, ``r3`` … if the page has it already."""
        found = address
        while found in self.used:
            self.repeats[address] = self.repeats.get(address, 1) + 1
            found = f"{address}r{self.repeats[address]}"
        self.used.add(found)
        return self.prefix + found

    @property
    def base(self) -> str:
        return self.article or "-".join(self.parts.values())

    def unit(self) -> str:
        """Address of the innermost numbered unit that is open; empty before the first."""
        if not self.levels:
            return self.base
        return self.path(self.levels)

    def path(self, levels: list[str]) -> str:
        if self.article:
            tail = "i" + "-".join(level for level in levels if level != "0")
        else:
            tail = "-".join(levels)
            tail = tail if tail.startswith("h") else f"s{tail}"
        return f"{self.base}-{tail}" if self.base else tail

    def part(self, word: str, printed: str) -> str:
        order = ("编", "章", "节")
        self.parts = {w: p for w, p in self.parts.items() if order.index(w) < order.index(word)}
        parent = "-".join(self.parts.values())
        self.article, self.levels = "", []
        name = {"编": "bk", "章": "ch", "节": "sec"}[word] + str(number(printed))
        address = self.take(f"{parent}-{name}" if parent else name)
        self.parts[word] = address.removeprefix(self.prefix).removeprefix(f"{parent}-" if parent else "")
        return address

    def open_article(self, printed: str, sub: str | None) -> str:
        self.last_article = number(printed)
        name = f"art{self.last_article}" + (f"z{number(sub)}" if sub else "")
        address = self.take(name)
        self.article, self.levels = address.removeprefix(self.prefix), []
        self.counts[self.article] = 1
        return address

    def open_level(self, level: int, token: str) -> str:
        if level == 1 and self.article:
            self.article = ""
        levels = [*self.levels[: level - 1], *["0"] * (level - 1 - len(self.levels)), token]
        address = self.path(levels)
        taken = self.take(address).removeprefix(self.prefix)
        self.levels = [*levels[:-1], token + taken.removeprefix(address)]
        return self.prefix + taken

    def heading(self, depth: int) -> str:
        self.article = ""
        parent = self.levels[: depth - 1]
        key = "h:" + "-".join([*self.parts.values(), *parent])
        self.counts[key] = self.counts.get(key, 0) + 1
        return self.open_level(depth, f"h{self.counts[key]}")

    def next(self, letter: str) -> str:
        """Address of the next unnumbered block (``p``) or table (``t``) of the open unit."""
        if self.article and letter == "p":
            self.levels = []
            self.counts[self.article] += 1
            return self.take(f"{self.article}-{self.counts[self.article]}")
        unit = self.unit()
        key = f"{letter}:{unit}"
        self.counts[key] = self.counts.get(key, 0) + 1
        name = f"{letter}{self.counts[key]}"
        return self.take(f"{unit}-{name}" if unit else name)


def _pieces(body: str) -> Iterator[tuple[int, str]]:
    """Depth of ``#`` (0 for text) and text of each paragraph, heading line, bullet or table."""
    for chunk in re.split(r"\n[ \t　]*\n", body.replace("\r\n", "\n")):
        lines = [line.strip() for line in chunk.strip("\n").split("\n")]
        if len(lines) > 1 and _TABLE_RULE.match(lines[1]) and "|" in lines[0]:
            yield 0, "\n".join(lines)
            continue
        held: list[str] = []
        for line in lines:
            found = _HEADING.match(line)
            if found or _BULLET.match(line):
                yield from ((0, _join(held)),) if held else ()
                held = []
                yield (len(found[1]), found[2]) if found else (0, line)
            elif line:
                held.append(line)
        if held:
            yield 0, _join(held)


def _join(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        text += (" " if text[-1].isascii() and line[0].isascii() else "") + line
    return text


def parse(body: str, prefix: str = "") -> tuple[Block, ...]:
    """The blocks of a body.  ``prefix`` goes before every address, e.g. ``f1-``."""
    addresses = _Addresses(prefix)
    return _signatures([_block(addresses, depth, text) for depth, text in _pieces(body)], prefix)


def _block(addresses: _Addresses, depth: int, text: str) -> Block:
    if not depth and "\n" in text:
        return Block("table", text, addresses.next("t"))
    bullet = _BULLET.match(text) if not depth else None
    if bullet:
        return Block("bullet", text[bullet.end() :], addresses.next("p"))
    bare = plain(text).lstrip()
    kind: BlockKind = "heading" if depth else "item"
    part = _PART.match(bare)
    if part and (depth or len(bare) <= 40):
        address = addresses.part(part[2], part[1])
        return Block("heading", text, address, 1 + len(addresses.parts))
    article = _ARTICLE.match(bare)
    if article and (article[3] or depth or number(article[1]) == addresses.last_article + 1):
        return Block(kind, text, addresses.open_article(article[1], article[2]), _rank(addresses, 1, depth))
    for level, pattern in enumerate(_LEVELS, 1):
        found = pattern.match(bare)
        if found:
            address = addresses.open_level(level, str(number(found[1])))
            return Block(kind, text, address, _rank(addresses, level, depth))
    decimal = _DECIMAL.match(bare) if depth else None
    if decimal:
        steps = decimal[1].split(".")
        addresses.article, addresses.levels = "", []
        address = addresses.open_level(1, "-".join(steps))
        return Block("heading", text, address, min(1 + len(steps), 6))
    if depth:
        level = max(depth - 1, 1)
        return Block("heading", text, addresses.heading(level), _rank(addresses, level, depth))
    return Block("paragraph", text, addresses.next("p"))


def _rank(addresses: _Addresses, level: int, depth: int) -> int:
    return min(1 + level + len(addresses.parts), 6) if depth else 0


def _signatures(blocks: list[Block], prefix: str) -> tuple[Block, ...]:
    """Marks the closing lines: bodies and the date, each a short paragraph of its own."""
    end = len(blocks)
    while end and blocks[end - 1].kind == "paragraph" and _REMARK.match(blocks[end - 1].text):
        end -= 1
    if not end or blocks[end - 1].kind != "paragraph" or not _DATE.search(blocks[end - 1].text):
        return tuple(blocks)
    start = end - 1
    if len(blocks[start].text) > 40 or _SENTENCE.search(blocks[start].text):
        return tuple(blocks)
    while start and blocks[start - 1].kind == "paragraph" and _is_signature(blocks[start - 1].text):
        start -= 1
    for order, index in enumerate(range(start, end), 1):
        blocks[index] = replace(blocks[index], kind="signature", id=f"{prefix}sig{order}")
    return tuple(blocks)


def _is_signature(text: str) -> bool:
    return len(text) <= 40 and not _SENTENCE.search(text) and not text.startswith("附件")


def find(blocks: tuple[Block, ...], exact: str, before: str = "", after: str = "") -> Block | None:
    """The first block that holds the quotation, with what stands before and after it if given."""
    whole, words = before + exact + after, exact
    for wanted in (whole, words):
        for block in blocks:
            if wanted in block.text or wanted in plain(block.text):
                return block
    return None

"""What each figure of a sentence does there: it counts, changes, or states a rate or a share."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from .labels import subject, trim
from .scanning import Found, scan
from .sentences import CLAUSE_END, clause_start


class Role(Enum):
    """What a figure does in its sentence."""

    COUNT = "count"
    CHANGE = "change"
    RATE = "rate"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Item:
    """A figure in its sentence.

    Attributes:
        found: The figure with its place in the sentence.
        role: What it does.
        lead: The clause before it, or what follows the figure before it.
        lead_start: Where the lead begins.
        label: What is counted, rated or changed, cut from the lead; may be empty.
        sign: Of a change: 1 for a rise, -1 for a fall.
        direction: Of a change: the word that says so.
        whole: Of a share: what it is a share of, as printed.
        joined: Whether it goes on with the figure before it (20起、24人).
        close: Whether the words before it hang on the figure before it (6家企业发生8起).
        subject: What stands before 共 in the lead: 建筑业 in 全国建筑业共发生事故.
    """

    found: Found
    role: Role
    lead: str
    lead_start: int
    label: str = ""
    sign: int = 0
    direction: str = ""
    whole: str = ""
    joined: bool = False
    close: bool = False
    subject: str = ""


_JOINT = re.compile(r"[\s、，,和及与]{0,4}(?:以及)?[\s]{0,2}\Z")
_CHANGE = re.compile(
    r"(?P<direction>减少|增加|下降|上升|增长|降低|提高|回落|上涨|下跌|[少多](?:发生|死亡|受伤)"
    r"|(?<![至不较减缺])少|(?<![许诸])多|(?<!新)增|(?<![下])降|减)(?:了)?(?:约|近|超过)?\s*\Z"
)
_SHORT = {"少", "多", "增", "降", "减"}
_FALL = frozenset("减下降回少")
_COMPARED = re.compile(r"同比|环比|同期|相比|比|较")
_SHARE = re.compile(
    r"(?:占到?|所占)(?!比)(?P<whole>[^，。；：占]{0,30}?)(?:的)?(?:比例|比重)?(?:为|达到?|约)?\s*\Z"
)
_RATE = re.compile(r"(?P<rate>[\u4e00-\u9fff]{1,12}率)\s*(?:为|是|达到?了?|约|[:：])?\s*\Z")
_EDGES = CLAUSE_END.replace("）", "").replace(")", "") + "、"
_SEPARATORS = (*CLAUSE_END, "、", "和", "及", "以及", "与", "\n")
_REMARK = re.compile(r"[（(][^（）()]{0,40}[）)]\Z")


def items(sentence: str) -> tuple[Item, ...]:
    """The figures of a sentence with their roles, in order."""
    return tuple(_classified(sentence))


def _classified(sentence: str) -> Iterator[Item]:
    last: Item | None = None
    for found in scan(sentence):
        floor = last.found.end if last else 0
        gap = sentence[floor : found.start]
        joined = last is not None and bool(_JOINT.match(gap))
        start = found.start if joined else clause_start(sentence, found.start, floor)
        if not joined and start > floor:
            start = _before_remark(sentence, start, floor)
        if last is not None and not joined and start == floor and _threshold(last, sentence):
            start, floor = last.lead_start, last.lead_start - 1
        lead = sentence[start : found.start]
        if joined and last is not None and last.role is not Role.COUNT:
            item = Item(found, last.role, "", start, "", last.sign, last.direction, last.whole, True)
        else:
            item = _item(found, lead, start, joined, last is not None and start == floor)
        last = item
        yield item


def _threshold(item: Item, sentence: str) -> bool:
    """Whether a figure is a limit inside a name: 3人以上事故, 储量超过10吨的企业."""
    found = item.found
    limited = found.limit or (
        found.figure.approximation == "超" and sentence[found.end : found.end + 1] == "的"
    )
    return bool(limited) and item.role is Role.COUNT


def _before_remark(sentence: str, position: int, floor: int) -> int:
    """Where the clause begins if a remark in brackets stands in it: 事故（以下简称“事故”）23起."""
    if sentence[position - 1] not in "）)":
        return position
    opening = max(sentence.rfind(mark, floor, position) for mark in "（(")
    before = clause_start(sentence, opening, floor) if opening >= 0 else opening
    return before if 0 <= before < opening else position


def _item(found: Found, lead: str, start: int, joined: bool, behind: bool) -> Item:
    change = _CHANGE.search(lead)
    if change and (change["direction"] not in _SHORT or _COMPARED.search(lead)):
        sign = -1 if change["direction"][0] in _FALL else 1
        named = change["direction"][1:] + "人数" if change["direction"][1:] in ("死亡", "受伤") else ""
        label = lead[: change.start()] + named
        return Item(found, Role.CHANGE, lead, start, label, sign, change["direction"], "", joined)
    if found.figure.unit == "%":
        share = _SHARE.search(lead)
        if share:
            part, whole = lead[: share.start()], share["whole"]
            return Item(found, Role.SHARE, lead, start, part, whole=whole, joined=joined)
        return Item(found, Role.RATE, lead, start, _rate_label(lead), joined=joined)
    if not found.figure.unit and _rate_label(lead):
        return Item(found, Role.COUNT, lead, start, _rate_label(lead), joined=joined)
    words = _REMARK.sub("", lead).strip(_EDGES)
    close = behind and not joined and not lead.startswith(_SEPARATORS)
    label, front = trim(words), subject(words)
    return Item(found, Role.COUNT, lead, start, label, joined=joined, close=close, subject=front)


def _rate_label(lead: str) -> str:
    rate = _RATE.search(lead)
    return trim(rate["rate"]) if rate else ""

"""Printed figures: from ``5700余万元`` to a number with its unit and band, and back.

A figure is never shown with more digits than were printed.  Blanks and line breaks inside a
figure are an accident of typesetting and mean nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from .arithmetic import Band, half_unit, places, shown

Approximation = Literal["确数", "约数", "余", "多", "超", "近", "不足", "约"]

_GAP = "[ \t\u3000\u00a0\n]"
_DIGITS = "[0-9０-９]"
#: 196747, 1,159, 1 159 (groups of three), 22.73, and digits broken by the end of a line.
_NUMBER = (
    rf"(?:{_DIGITS}{{1,3}}(?:,{_DIGITS}{{3}}){{1,5}}(?!{_DIGITS})"
    rf"|{_DIGITS}{{1,3}}(?:[ \u3000\u00a0]{_DIGITS}{{3}}){{1,5}}(?!{_DIGITS})"
    rf"|{_DIGITS}(?:\n?{_DIGITS}){{0,17}})"
    rf"(?:\n?[.．]\n?{_DIGITS}{{1,9}}|[.．] {_DIGITS}{{1,4}}(?={_GAP}?[%％]))?"
)
_CHINESE = "[〇零一二两三四五六七八九十百千]{1,9}"
_BEFORE = "接近|将近|近|大约|大概|约为|约|超过|超|逾|突破|不足|不到"
_AFTER = "左右|上下|以上|以内|以下"
_SCALE = "万亿|千万|百万|十万|万|亿|千(?![瓦米克伏赫帕卡])|百(?!分)"

_WORDS: dict[str, Approximation] = {
    "": "确数",
    **dict.fromkeys(("接近", "将近", "近"), "近"),
    **dict.fromkeys(("大约", "大概", "约为", "约", "左右", "上下"), "约"),
    **dict.fromkeys(("超过", "超", "逾", "突破", "以上"), "超"),
    **dict.fromkeys(("不足", "不到", "以内", "以下"), "不足"),
    "余": "余",
    "多": "多",
    "几": "多",
}
_DATE_UNITS = frozenset("年月日号时")
_LONGEST = 60
_FACTORS = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}

#: The figure itself, to be built into larger expressions; every part is bounded.
FIGURE = (
    rf"(?:(?P<before>{_BEFORE}){_GAP}{{0,2}})?"
    rf"(?P<number>{_NUMBER}|{_CHINESE})"
    rf"(?P<more>{_GAP}{{0,2}}[余多几])?"
    rf"(?:{_GAP}{{0,2}}(?P<scale>{_SCALE}))?"
    rf"(?P<beyond>{_GAP}{{0,2}}[余多])?"
)
_WHOLE = re.compile(
    rf"{_GAP}*{FIGURE}{_GAP}{{0,3}}(?P<unit>[^0-9０-９]{{0,8}}?){_GAP}*(?P<after>{_AFTER})?{_GAP}*\Z"
)

_CHINESE_DIGITS = {"〇": 0, "零": 0, "两": 2} | {digit: i for i, digit in enumerate("一二三四五六七八九", 1)}
_CHINESE_PLACES = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed and as a number.

    Attributes:
        printed: As printed, with its approximation words and unit.
        digits: The number printed before 万 or 亿: 2.5 for 2.5万.  Keeps the printed places.
        scale: 10 to this power counts the unit: 4 for 万, 8 for 亿, 0 without.
        scale_word: 万, 亿 … as printed; may be empty.
        unit: The unit counted, without 万 or 亿: 元 for 万元; empty if none is printed.
        approximation: The approximation word, in the terms of an observation.
    """

    printed: str
    digits: Decimal
    scale: int
    scale_word: str
    unit: str
    approximation: Approximation

    @property
    def value(self) -> Decimal:
        """The number in the unit counted: 25000 for 2.5万组次."""
        scaled = self.digits.scaleb(self.scale)
        return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() and self.scale else scaled

    @property
    def exact(self) -> bool:
        """Whether the figure stands for one value."""
        return self.approximation == "确数"

    @property
    def rounding(self) -> Fraction:
        """How far a rounded figure may be off: half a unit of its last printed place; 0 if exact."""
        return half_unit(self.digits) * 10**self.scale if self.approximation == "约数" else Fraction(0)

    @property
    def band(self) -> Band:
        """The values that the figure may stand for."""
        value = Fraction(self.value)
        if self.approximation in ("余", "多", "超"):
            return Band(value, None)
        if self.approximation in ("近", "不足"):
            return Band(None, value)
        if self.approximation == "约":
            return Band(None, None)
        return Band(value - self.rounding, value + self.rounding)


def figure_of(match: re.Match[str], unit: str, after: str = "") -> Figure | None:
    """The figure that an expression built on :data:`FIGURE` found; ``None`` if it is no number."""
    digits = _decimal(match["number"])
    if digits is None:
        return None
    scale_word = match["scale"] or ""
    inner = (match["more"] or match["beyond"] or "").strip()
    approximation = _WORDS[inner or match["before"] or after]
    if approximation == "确数" and scale_word not in ("", "百", "千"):
        approximation = "约数"
    return Figure(match[0].strip(), digits, _FACTORS.get(scale_word, 0), scale_word, unit, approximation)


def parse(printed: str) -> Figure | None:
    """Read a printed figure with its unit; ``None`` if there is no single number in it.

    万元 and the like are read as 元 with the number scaled.  几 alone is no number, and a
    year, a date, a time of day or a serial number (2023年, 5号) is no figure.
    """
    if len(printed) > _LONGEST:
        return None
    match = _WHOLE.match(printed)
    if match and match["unit"][:1] in _DATE_UNITS and match["unit"]:
        return None
    figure = figure_of(match, normal_unit(match["unit"]), match["after"] or "") if match else None
    if figure is None:
        return None
    return Figure(printed, figure.digits, figure.scale, figure.scale_word, figure.unit, figure.approximation)


def normal_unit(printed: str) -> str:
    """A unit without blanks and in one form: ％ is %, 台(套) is 台（套）."""
    return re.sub(r"\s", "", printed).replace("％", "%").replace("(", "（").replace(")", "）")


def _decimal(number: str) -> Decimal | None:
    if number[0] in _CHINESE_DIGITS or number[0] in _CHINESE_PLACES:
        value = _chinese(number)
        return None if value is None else Decimal(value)
    plain = re.sub(r"[\s,\u3000\u00a0]", "", number).replace("．", ".")
    return Decimal("".join(str(int(c)) if c.isdigit() else c for c in plain))


def _chinese(number: str) -> int | None:
    """A Chinese numeral below ten thousand; digits in a row (二〇二三) are no count."""
    total, digit, last = 0, None, 10_000
    for character in number:
        if character in _CHINESE_PLACES:
            place = _CHINESE_PLACES[character]
            if place >= last or (digit is None and place != 10):
                return None
            total, digit, last = total + (1 if digit is None else digit) * place, None, place
        elif character in "〇零":
            if digit is not None or not total:
                return None
        elif digit is None:
            digit = _CHINESE_DIGITS[character]
        else:
            return None
    return total + (digit or 0)


def show(figure: Figure) -> str:
    """The figure in plain form: no blanks inside, half-width digits, nothing added."""
    return re.sub(r"\s", "", figure.printed).translate(_PLAIN)


_PLAIN = str.maketrans("０１２３４５６７８９．％", "0123456789.%")


def show_like(value: Fraction, like: Figure) -> str:
    """A computed value in the scale and with the decimal places of a printed figure."""
    return f"{shown(value / 10**like.scale, places(like.digits)):f}{like.scale_word}"


def describe(figure: Figure) -> str:
    """What a figure stands for, in words for a reader; empty if it stands for itself."""
    number = _grouped(figure.value)
    if figure.approximation == "约数":
        return f"{number} ± {_grouped(Decimal(figure.rounding.numerator) / figure.rounding.denominator)}"
    if figure.approximation in ("余", "多", "超"):
        return f"不少于 {number}"
    if figure.approximation in ("近", "不足"):
        return f"不到 {number}"
    return f"约 {number}" if figure.approximation == "约" else ""


def _grouped(value: Decimal) -> str:
    return f"{value:,f}"

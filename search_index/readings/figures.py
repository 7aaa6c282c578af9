"""Figures as they are written: 196747, 196,747, 19.7万, 十九万六千七百四十七, 91.7%, 百分之九十一点七.

A figure keeps the precision it is written with: 19.7万 is 197e3, 5700万 is 5700e4, 91.7% is 917e-1%. Two
figures are the same as far as they say the same: the one is the other, or the other rounded.
"""

import re
from typing import NamedTuple

from search_index.readings.patterns import PATTERNS, TABLES, plain, whole

#: More digits than any reader of a document writes; kept below what JavaScript counts exactly.
_MOST_DIGITS = 15
#: Fewer digits than this say too little, unless a unit or a per cent sign follows.
_LEAST_DIGITS = 3
_INNER = re.compile("[, 万亿]")
#: Whole numbers are exact, unless they are counted in these.
_ROUND = re.compile("[万亿]|^[0-9]")
#: After one of these, digits are part of something else: 第十二条, 数十万.
_NO_FIGURE = tuple("0123456789.第几数")
_DIGITS = TABLES["digits"]
_PLACES = TABLES["places"]
_FIGURE, _PART = PATTERNS["figure"], PATTERNS["part_of"]


class Figure(NamedTuple):
    """Digits (no leading zero), the power of ten they are multiplied by, and % or nothing."""

    digits: str
    power: int
    sign: str

    @property
    def key(self) -> str:
        """The figure as in a term."""
        return f"{self.digits}e{self.power}{self.sign}"

    def coarser(self) -> list[str]:
        """Return the terms of the figure rounded to fewer digits, at least two, and of its exact value."""
        keys = []
        for size in range(len(self.digits) - 1, 1, -1):
            digits = str(int(self.digits[:size]) + (self.digits[size] >= "5"))
            # 9996 to three digits is 100e2, not 1000e1.
            grown = len(digits) - size
            keys.append(Figure(digits[:size], self.power + len(self.digits) - size + grown, self.sign).key)
        exact = self.digits.rstrip("0")
        if exact != self.digits:
            keys.append(Figure(exact, self.power + len(self.digits) - len(exact), self.sign).key)
        return list(dict.fromkeys(keys))


def at(text: str, start: int) -> tuple[int, int, Figure | None]:
    """Return begin and end of the digits at a place of a plain text, and the figure if they are one."""
    match = _FIGURE.match(text, start)
    if match is None:
        return start, start + 1, None
    end = match.end()
    before = text[start - 1] if start else ""
    if (end == start + 1 and before not in " 之") or before in _NO_FIGURE or _is_year(match[1], text[end:]):
        return start, end, None
    part = _PART.search(text[max(0, start - 6) : start])
    begin = start - len(part[0]) if part else start
    return begin, end, _figure(part[1] if part else "", *match.groups(""))


def _is_year(digits: str, after: str) -> bool:
    return len(digits) == 4 and after[:4].lstrip(" ")[:1] == "年"


def _figure(part: str, written: str, unit: str, sign: str) -> Figure | None:
    if written[0] in "0123456789":
        # 19万6747 and 1亿2000(万): the unit inside stands for what the places after it say.
        bare = _INNER.sub("", written)
        number, _, decimals = bare.partition(".")
        digits, power = number + decimals, -len(decimals)
        large = False
    else:
        value = _value(written)
        if value is None:
            return None
        digits, power = value
        large = len(digits) + power >= _LEAST_DIGITS
    for char in unit:
        power += _PLACES[char]
    digits = digits.lstrip("0")
    rate = bool(part or sign)
    if power > 0 and not rate and not _ROUND.search(written + unit):
        # 一百二十 is no rounding of 119.
        digits, power = digits + "0" * power, 0
    if part == "千分之" or sign == "‰":
        power -= 1
    enough = rate or "万" in unit or "亿" in unit or large or len(digits) >= _LEAST_DIGITS
    if not enough or not 0 < len(digits) <= _MOST_DIGITS:
        return None
    return Figure(digits, power, "%" if rate else "")


def _value(written: str) -> tuple[str, int] | None:
    """Return digits and power of Chinese numerals; None if they are no number (三四百, 一二三四万)."""
    number, _, decimals = written.replace("两", "二").partition("点")
    tail = "".join(str(_DIGITS.index(char)) for char in decimals)
    if not any(char in _PLACES for char in number):
        if len(number) > 1 and not tail and len(number) < _LEAST_DIGITS:
            return None
        return "".join(str(_DIGITS.index(char)) for char in number) + tail, -len(tail)
    value = _counted(number)
    if value is None or value >= 10**_MOST_DIGITS:
        return None
    if tail:
        return f"{value}{tail}", -len(tail)
    digits = str(value).rstrip("0")
    return digits, len(str(value)) - len(digits)


def _counted(number: str) -> int | None:
    total = section = 0
    digit: int | None = None
    last = 10
    for char in number:
        place = _PLACES.get(char)
        if place is None:
            if digit:
                return None
            digit = _DIGITS.index(char)
            if not digit:
                last = 10
        elif place < 4:
            section += (1 if digit is None else digit) * 10**place
            digit, last = None, 10**place
        else:
            section += digit or 0
            total = (total + section) * 10**place if place == 8 else total + section * 10**place
            section, digit, last = 0, None, 10**place
    # 三万五 is 35000, 三万零五 is 30005.
    return total + section + (digit or 0) * (last // 10 if last > 10 else 1)


def asked(text: str) -> Figure | None:
    """Return the figure that a whole text is, with or without the unit that is counted."""
    bare = plain(text).strip(" ")
    groups = whole("asked_figure", bare)
    if not groups or (len(bare) == 4 and whole("year", bare)):
        return None
    return _figure(*groups)


def keys(figure: Figure) -> tuple[str, ...]:
    """Return the terms of a figure in a text: as written, and whatever it rounds to."""
    return "w:" + figure.key, *("r:" + key for key in figure.coarser())


def asked_keys(figure: Figure) -> tuple[str, ...]:
    """Return the terms by which a question for a figure is answered: the same, finer and coarser ones."""
    return "w:" + figure.key, "r:" + figure.key, *("w:" + key for key in figure.coarser())

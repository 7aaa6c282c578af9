"""Dates as Chinese documents print them: 2011年11月26日 and 二○一一年十一月二十六日."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    **dict.fromkeys("零○◯О0Oo０", "0"),
    **{char: str(value) for value, char in enumerate("０１２３４５６７８９")},
    **{str(value): str(value) for value in range(10)},
}
_YEAR = f"[{''.join(_DIGITS)}]{{4}}"
_SMALL = "(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿卅]{1,4})"
_DATE = re.compile(f"[（(]?({_YEAR})年({_SMALL})月({_SMALL})日[）)]?\\Z")
_BLANKS = re.compile(r"\s+")

#: Lines at the end of a text among which the signature's date stands.
_LAST_LINES = 8
#: Characters of a line that may be a date and nothing else.
_LONGEST = 40


def parse(text: str) -> date | None:
    """The date that ``text`` is, blanks aside; ``None`` if it is something else or no day."""
    if len(text) > _LONGEST:
        return None
    match = _DATE.match(_BLANKS.sub("", text))
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        return date(int("".join(_DIGITS[char] for char in year)), _small(month), _small(day))
    except ValueError:
        return None


def signature(body: str) -> date | None:
    """The date of the signature: the last line at the end of a document that is only a date."""
    lines = [line for line in body.rstrip().split("\n") if line.strip()]
    for line in reversed(lines[-_LAST_LINES:]):
        found = parse(line.strip())
        if found is not None:
            return found
    return None


def _small(text: str) -> int:
    """A number up to 39 in digits or in Chinese numerals; 0 if it is none."""
    if text[0] in "0123456789０１２３４５６７８９":
        return int(text)
    total = digit = 0
    for char in text:
        if char in "十廿卅":
            total += {"十": 10, "廿": 20, "卅": 30}[char] * (digit or 1)
            digit = 0
        else:
            digit = int(_DIGITS[char])
    return total + digit


def day_of(record: Any) -> str:
    """The day by which lists order a record; empty where the data give none."""
    for name in ("document_date", "print_date", "publication_date", "date", "start", "as_of", "period_end"):
        value = getattr(record, name, None)
        if value:
            return str(value)
    return ""


def months(first: date, last: date) -> list[str]:
    """The months from one day to another, as 2023-03."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [
        f"{first.year + (first.month - 1 + n) // 12}-{(first.month - 1 + n) % 12 + 1:02}"
        for n in range(count + 1)
    ]

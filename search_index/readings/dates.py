"""Dates: in running text, as a question, and as the limits of a filter."""

from typing import NamedTuple

from search_index.readings.patterns import PATTERNS, TABLES, count, plain, whole

_DATE = PATTERNS["date"]
#: The last day, as limit of a range without an end.
FOREVER = 99999999


class Day(NamedTuple):
    """A date with what is known of it: 0 stands for a part that is not."""

    year: int
    month: int
    day: int

    @property
    def key(self) -> str:
        """The date as in a term: yyyy-mm-dd, yyyy-mm, --mm-dd."""
        if not self.year:
            return f"--{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    @property
    def keys(self) -> tuple[str, ...]:
        """The date and what follows from it: its month, and the day in any year."""
        if not (self.year and self.day):
            return (self.key,)
        return self.key, self._replace(day=0).key, self._replace(year=0).key

    @property
    def shown(self) -> str:
        """The date in Chinese."""
        year = f"{self.year}年" if self.year else ""
        return year + f"{self.month}月" + (f"{self.day}日" if self.day else "")


def at(text: str, start: int) -> tuple[int, Day | None]:
    """Return the end and the date at a place of a plain text; (start, None) if nothing like one is there."""
    match = _DATE.match(text, start)
    if match is None:
        return start, None
    year, month, day, lone_month, lone_day, written, _, third, fourth = match.groups("")
    if written and text[match.end() : match.end() + 1] in tuple("0123456789"):
        return start, None
    return match.end(), _day(year or written, month or lone_month or third, day or lone_day or fourth)


def _day(year: str, month: str, day: str) -> Day | None:
    months, days = count(month), count(day) if day else 0
    if not 1 <= months <= 12 or (day and not days) or days > TABLES["days"][months - 1]:
        return None
    return Day(_year(year), months, days)


def _year(text: str) -> int:
    return count(text) if text else 0


def asked(text: str) -> Day | None:
    """Return the day or month that a whole text is; a year alone is none."""
    bare = plain(text).strip(" ")
    groups = whole("day", bare)
    if groups:
        return _day(*(groups[place] or groups[place + 3] or groups[place + 6] for place in range(3)))
    groups = whole("month", bare)
    if groups:
        return _day(groups[0] or groups[2], groups[1] or groups[3], "")
    groups = whole("day_of_year", bare)
    return _day("", *groups) if groups else None


def own_keys(date: str) -> set[str]:
    """Return the terms of a document's own date (YYYY, YYYY-MM, YYYY-MM-DD or empty)."""
    day = asked(date)
    return {"D:" + key for key in day.keys} if day else set()


def span(text: str) -> tuple[int, int] | None:
    """Return the first and last day (yyyymmdd, 00 and 99 for what is open) that a text names; None if none.

    A year, half, quarter, month, day, or a range of two of them, which may lack either side.
    """
    bare = plain(text).strip(" ")
    alone = _one(bare)
    if alone:
        return alone
    groups = whole("range", bare)
    if not groups or not any(groups):
        return None
    first, last = groups
    before = _one(first)
    later = whole("later_month", last)
    after = _one(f"{before[0] // 10000}年{last}") if before and later else _one(last)
    if (first and not before) or (last and not after):
        return None
    limits = [*(before or (0,)), *(after or (FOREVER,))]
    return min(limits), max(limits)


def _one(bare: str) -> tuple[int, int] | None:
    day = asked(bare)
    if day and day.year:
        start = day.year * 10000 + day.month * 100
        return (start + day.day, start + day.day) if day.day else (start, start + 99)
    groups = whole("year", bare)
    if groups:
        return _year(groups[0]) * 10000, _year(groups[0]) * 10000 + 9999
    groups = whole("part", bare)
    if groups:
        first, last = TABLES["parts"][groups[1].lstrip("第")]
        return _year(groups[0]) * 10000 + first * 100, _year(groups[0]) * 10000 + last * 100 + 99
    return None

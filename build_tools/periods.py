"""Periods: what is dated, divided by year, and by month where a year holds much.

A period is ``2012``, ``2012-03``, ``2012-00`` for what is known to be of a year that is divided but
not of which of its months, or an empty text for what has no date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: What has no date.
UNDATED = ""
_UNDATED_NAME = "undated"
_NO_MONTH = "-00"


def divide(counts: Mapping[str, int], most: int, whole: int | None = None) -> tuple[str, ...]:
    """The periods by which something is divided, the latest first; none where it stays whole.

    Args:
        counts: How much is dated in each month, in each year without its month being known, and not at
            all: by ``2012-03``, ``2012`` and an empty text.
        most: A year that holds more is divided into its months, if it has several.
        whole: What holds no more is not divided; ``most`` if not given.
    """
    if sum(counts.values()) <= (most if whole is None else whole):
        return ()
    found: list[str] = []
    for year in sorted({period[:4] for period, count in counts.items() if count}, reverse=True):
        held = months(counts, year) if year else {}
        found += held if len(held) > 1 and sum(held.values()) > most else [year]
    return tuple(found)


def months(counts: Mapping[str, int], year: str) -> dict[str, int]:
    """How much is dated in each period of a year, the latest first; see ``divide``."""
    held = {
        (period if period != year else year + _NO_MONTH): count
        for period, count in counts.items()
        if count and period[:4] == year
    }
    return dict(sorted(held.items(), reverse=True))


def years(divided: Iterable[str]) -> list[str]:
    """The years of periods, each once, and the empty text for what has no date."""
    return list(dict.fromkeys(period[:4] for period in divided))


def lies_in(period: str, whole: str) -> bool:
    """Whether what ``counts`` of ``divide`` call ``period`` is part of a period: all are of a whole year."""
    return period == counted_as(whole) or (len(whole) == 4 and period.startswith(whole))


def counted_as(period: str) -> str:
    """What ``counts`` of ``divide`` call a period that is not divided further."""
    return period.removesuffix(_NO_MONTH)


def words(period: str) -> str:
    """A period in Chinese: 2012年, 2012年3月."""
    if not period:
        return "日期未载明"
    year, _, month = period.partition("-")
    if not month:
        return f"{year}年"
    return f"{year}年{int(month)}月" if int(month) else f"{year}年（月份未载明）"


def name(period: str) -> str:
    """A period as part of an address."""
    return period or _UNDATED_NAME


def named(text: str) -> str:
    """The period that part of an address stands for."""
    return UNDATED if text == _UNDATED_NAME else text

"""Long pages by period: which pages there are, and how one leads to the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .. import periods

#: What a page shows of a long list: no more than this, else the newest of it and the ways to the rest.
LONG, NEWEST = 300, 50
#: Between the name of a page and the period of one of its parts; no id has two hyphens in a row, so no other
#: page has the name.
PART = "--"

#: The periods that have a page, each with those to which its page leads: the months of a year; none where the
#: page has the records themselves.
Led = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways from a page to those of its periods.

    Attributes:
        by: 年份 or 月份.
        entries: Address, words and number of records of each.
    """

    by: str
    entries: tuple[tuple[str, str, int], ...]


def pages(divided: Iterable[str]) -> Led:
    """The pages of a list divided by periods; one of a single year has no page for it."""
    held = tuple(divided)
    years = periods.years(held)
    found: Led = {}
    for year in years:
        months = tuple(one for one in held if one != year and one[:4] == year) if year else ()
        if len(years) > 1 or not months:
            found[year] = months
        found |= dict.fromkeys(months, ())
    return found


def names(led: Led) -> list[str]:
    """The pages as parts of addresses."""
    return [periods.name(period) for period in led]


def asked(led: Led, name: str) -> tuple[str, tuple[str, ...]] | None:
    """The period of a page by its part of the address, and the months to which it leads; none where there is
    no such page.
    """
    period = periods.named(name)
    return (period, led[period]) if period in led else None


def first(led: Led) -> list[str]:
    """The periods to which the first page leads, and no other."""
    below = {month for months in led.values() for month in months}
    return [period for period in led if period not in below]


def ways(name: str, led: Iterable[str], counts: Mapping[str, int]) -> Ways | None:
    """The ways from a page to those of periods, by its file name; none where there are no periods.

    Args:
        name: The file name of the first page, without ``.html``.
        led: The periods.
        counts: How many records each month has; see ``periods.divide``.
    """
    held = list(led)
    if not held:
        return None
    entries = tuple(
        (
            f"{name}{PART}{periods.name(period)}.html",
            periods.words(period),
            sum(count for one, count in counts.items() if periods.lies_in(one, period)),
        )
        for period in held
    )
    return Ways("月份" if all(len(period) > len("2012") for period in held) else "年份", entries)

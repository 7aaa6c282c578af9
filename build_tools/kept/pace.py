"""How far long work is: what, how many of how many, and how long the rest may take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Report = Callable[[str], None]
_Item = TypeVar("_Item")

#: Seconds between two reports.
PACE = 1.0
#: Seconds of work before the rest is worth an estimate.
_SURE = 3.0


class Pace:
    """Tells of a step when it begins, once a second how far it is, and what it came to."""

    def __init__(self, report: Report, what: str, total: int) -> None:
        self._report, self._what, self._total = report, what, total
        self._done = 0
        self._began = self._told = time.monotonic()
        report(what)

    def step(self, count: int = 1) -> None:
        """One more is done, or several at once."""
        self._done += count
        now = time.monotonic()
        if now - self._told >= PACE or (self._done == self._total and self._told != self._began):
            self._told = now
            self._report(f"{self._what}：{self._done}/{self._total}{self._left(now - self._began)}")

    def _left(self, spent: float) -> str:
        if spent < _SURE or self._done == self._total:
            return ""
        return f"，大约还要 {spent / self._done * (self._total - self._done):.0f} 秒"


def paced(items: Sequence[_Item], report: Report, what: str) -> Iterator[_Item]:
    """The items, telling how many of them are done."""
    pace = Pace(report, what, len(items))
    for item in items:
        yield item
        pace.step()

"""The groups of the notices in the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..dates import day_of
from ..groups import Facet, Value, belonging, period_of
from ..kinds.notice import Notice
from .store import Store

_KIND = "notice"


class KeptGroups:
    """The groups as they are asked for; ``head`` gives a notice without its texts."""

    def __init__(self, store: Store, head: Callable[[str], Notice | None]) -> None:
        self._store, self._head = store, head

    def periods(self, group: str) -> Mapping[str, int]:
        """How many members a group has in each period, newest first."""
        return dict(
            self._store.rows(
                "SELECT period, count FROM tally WHERE number = (SELECT number FROM grouping WHERE name = ?)"
                " ORDER BY period DESC",
                group,
            )  # type: ignore[arg-type]
        )

    def members(self, group: str, period: str | None, most: int | None) -> tuple[Any, ...]:
        """The members of a group in a period, newest first."""
        low = period or ""
        # The full stop comes right after the hyphen that joins a month to its year.
        high = "a" if period is None else f"{period}."
        rows = self._store.rows(
            "SELECT id FROM member WHERE number = (SELECT number FROM grouping WHERE name = ?)"
            " AND day >= ? AND day < ? ORDER BY day DESC, id || '.html' LIMIT ?",
            group, low, high, -1 if most is None else most,
        )  # fmt: skip
        return tuple(one for (id_,) in rows if (one := self._head(id_)) is not None)

    def values(self, facet: str) -> tuple[Value, ...]:
        """The values of a facet, in the order of their slugs."""
        rows = self._store.rows(
            "SELECT slug, label, sum(count) FROM grouping JOIN tally USING (number) WHERE facet = ?"
            " GROUP BY number ORDER BY slug",
            facet,
        )
        return tuple(Value(*row) for row in rows)


def fill(store: Store, facets: Sequence[Facet], notices: Iterable[Notice]) -> None:
    """Keep to which groups all notices belong, in an empty store."""
    names: dict[str, tuple[str, str, str]] = {}
    held: dict[str, list[tuple[str, str]]] = {}
    for day, id_, found in sorted((day_of(one), one.id, belonging(facets, one)) for one in notices):
        place = (day, id_)
        names |= found
        for group in found:
            held.setdefault(group, []).append(place)
    for number, group in enumerate(names):
        _name(store, number, group, names[group])
        store.run("INSERT INTO member VALUES (?, ?, ?)", ((number, *place) for place in held[group]))
        periods = Counter(period_of(day) for day, _ in held[group])
        store.run("INSERT INTO tally VALUES (?, ?, ?)", ((number, *one) for one in periods.items()))


def move(store: Store, facets: Sequence[Facet], old: Notice | None, new: Notice | None) -> set[str]:
    """Keep to which groups a notice belongs whose head was another, or that is new or gone.

    Returns what those have asked for who have to ask again, as ``Archive.members`` and its kin note it.
    """
    before, after = (belonging(facets, one) if one is not None else {} for one in (old, new))
    keys: set[str] = set()
    for group in before.keys() | after.keys():
        was, now = day_of(old) if group in before else None, day_of(new) if group in after else None
        name = f"group:{_KIND}/{group}"
        periods = [None if day is None else period_of(day) for day in (was, now)]
        keys |= {f"{name}@{one}" for period in periods if period is not None for one in (period, period[:4])}
        if periods[0] != periods[1]:
            keys.add(name)
        if None in periods:
            facet = (before.get(group) or after[group])[0]
            keys |= {f"groups:{_KIND}/{facet}"} if facet else set()
        if was != now:
            number = _number(store, group, before.get(group) or after[group])
            _take(store, number, was, old)
            _put(store, number, now, new)
    return keys


def _take(store: Store, number: int, day: str | None, notice: Notice | None) -> None:
    if day is not None and notice is not None:
        here = (number, period_of(day))
        store.run("DELETE FROM member WHERE number = ? AND day = ? AND id = ?", [(number, day, notice.id)])
        store.run("UPDATE tally SET count = count - 1 WHERE number = ? AND period = ?", [here])
        store.run("DELETE FROM tally WHERE number = ? AND period = ? AND count = 0", [here])


def _put(store: Store, number: int, day: str | None, notice: Notice | None) -> None:
    if day is not None and notice is not None:
        here = (number, period_of(day))
        store.run("INSERT INTO member VALUES (?, ?, ?)", [(number, day, notice.id)])
        store.run(
            "INSERT INTO tally VALUES (?, ?, 1) ON CONFLICT (number, period) DO UPDATE SET count = count + 1",
            [here],
        )


def _number(store: Store, group: str, named: tuple[str, str, str]) -> int:
    """The number of a group; of a new one the next."""
    rows = store.rows("SELECT number FROM grouping WHERE name = ?", group)
    if not rows:
        rows = store.rows("SELECT coalesce(max(number) + 1, 0) FROM grouping")
        _name(store, rows[0][0], group, named)
    return int(rows[0][0])


def _name(store: Store, number: int, group: str, named: tuple[str, str, str]) -> None:
    store.run("INSERT INTO grouping VALUES (?, ?, ?, ?, ?)", [(number, group, *named)])

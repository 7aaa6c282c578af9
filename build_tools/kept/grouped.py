"""The groups of the notices in the store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import periods
from ..dates import day_of
from ..groups import Facet, Place, Value, belonging, period_of
from ..kinds.notice import Notice
from .store import Store

_KIND = "notice"


class KeptGroups:
    """The groups as they are asked for; ``head`` gives a notice without its texts."""

    def __init__(self, store: Store, head: Callable[[str], Notice | None]) -> None:
        self._store, self._head = store, head

    def periods(self, group: str) -> Mapping[str, int]:
        """How many members a group has in each period, newest first."""
        rows = self._store.rows(
            "SELECT period, count FROM tally WHERE number = (SELECT number FROM grouping WHERE name = ?)"
            " ORDER BY period DESC",
            group,
        )
        return {period: int(count) for period, count in rows}

    def places(self, group: str, period: str | None, most: int | None) -> tuple[Place, ...]:
        """The members of a group in a period, newest first."""
        low, high = _bounds(period)
        rows = self._store.rows(
            "SELECT day, id FROM member WHERE number = (SELECT number FROM grouping WHERE name = ?)"
            " AND day >= ? AND day < ? ORDER BY day DESC, id || '.html' LIMIT ?",
            group, low, high, -1 if most is None else most,
        )  # fmt: skip
        return tuple((day, id_) for day, id_ in rows)

    def record(self, id_: str) -> Notice | None:
        """A member without its texts."""
        return self._head(id_)

    def values(self, facet: str) -> tuple[Value, ...]:
        """The values of a facet, in the order of their slugs."""
        rows = self._store.rows(
            "SELECT slug, label, sum(count) FROM grouping JOIN tally USING (number) WHERE facet = ?"
            " GROUP BY number ORDER BY slug",
            facet,
        )
        return tuple(Value(*row) for row in rows)


def _bounds(period: str | None) -> tuple[str, str]:
    """The first day of a period, and the first after it."""
    if period is None:
        return "", "a"
    year = periods.counted_as(period)
    # A hyphen joins a month to its year, and the full stop comes right after it.
    return year, f"{year}{'.' if year == period else '-'}"


#: A notice's day and id, and its groups.
Row = tuple[str, str, Mapping[str, tuple[str, str, str]]]


def row(facets: Iterable[Facet], notice: Notice) -> Row:
    """What is kept of a notice."""
    return day_of(notice), notice.id, belonging(facets, notice)


def fill(store: Store, rows: Iterable[Row]) -> None:
    """Keep to which groups all notices belong, in an empty store."""
    names: dict[str, tuple[str, str, str]] = {}
    held: dict[str, list[Place]] = {}
    for day, id_, found in rows:
        place = (day, id_)
        names |= found
        for group in found:
            held.setdefault(group, []).append(place)
    for number, group in enumerate(sorted(names)):
        _name(store, number, group, names[group])
        held[group].sort()
        store.run("INSERT INTO member VALUES (?, ?, ?)", ((number, *place) for place in held[group]))
        counts = Counter(period_of(day) for day, _ in held[group])
        store.run("INSERT INTO tally VALUES (?, ?, ?)", ((number, *one) for one in counts.items()))


@dataclass(frozen=True, slots=True)
class Moved:
    """What a changed notice changes for its groups.

    Attributes:
        keys: What those have asked for who have to ask again, as ``Archive.members`` and its kin note it.
        counts: The groups of which another number of members falls in some period, by name: how many fell
            in each before, and now.
    """

    keys: set[str]
    counts: dict[str, tuple[Mapping[str, int], Mapping[str, int]]]


def move(store: Store, facets: Sequence[Facet], old: Notice | None, new: Notice | None) -> Moved:
    """Keep to which groups a notice belongs whose head was another, or that is new or gone."""
    before, after = (belonging(facets, one) if one is not None else {} for one in (old, new))
    groups = KeptGroups(store, lambda id_: None)
    moved = Moved(set(), {})
    for group in sorted(before.keys() | after.keys()):
        was, now = day_of(old) if group in before else None, day_of(new) if group in after else None
        name = f"group:{_KIND}/{group}"
        own = [None if day is None else period_of(day) for day in (was, now)]
        known = [period for period in own if period is not None]
        moved.keys.update(f"{name}@{one}" for period in known for one in (period, period[:4]))
        facet = (before.get(group) or after[group])[0]
        if facet and len(known) == 1:
            moved.keys.add(f"groups:{_KIND}/{facet}")
        if was != now:
            counts = groups.periods(group)
            number = _number(store, group, before.get(group) or after[group])
            _take(store, number, was, old)
            _put(store, number, now, new)
            if own[0] != own[1]:
                moved.keys.add(name)
                moved.counts[group] = (counts, groups.periods(group))
    return moved


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

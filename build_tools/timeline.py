"""A drawn timeline (SVG) of dated events: one lane a type, numbered like the list below it.

No script and no colours of its own: the style sheet gives the classes ``tl-*`` their look in
light, dark and print.  A date known only by month or year is drawn as a bar over that time.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

#: Units of the drawing: width, left margin for lane names, height of a lane's row of marks.
_WIDTH, _LEFT, _RIGHT, _ROW, _TOP, _MARK = 960, 76, 20, 30, 34, 11
#: Axis labels at most; a long period gets years or quarters instead of months.
_MOST_TICKS = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to draw.

    Attributes:
        number: Its number in the list.
        lane: Its type.
        start: First day as far as known: YYYY, YYYY-MM or YYYY-MM-DD.
        end: Last day, likewise; ``None`` for one date.
        title: What happened, for the mark's label.
        href: Where the mark leads.
    """

    number: int
    lane: str
    start: str
    end: str | None
    title: str
    href: str


def first_day(partial: str) -> date:
    """The first day that a date known in part can mean."""
    parts = [int(part) for part in partial.split("-")]
    return date(parts[0], *[*parts[1:], 1, 1][:2])


def last_day(partial: str) -> date:
    """The last day that a date known in part can mean."""
    parts = [int(part) for part in partial.split("-")]
    month = parts[1] if len(parts) > 1 else 12
    day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], month)[1]
    return date(parts[0], month, day)


class _Scale:
    """Days to units across the drawing, on whole months."""

    def __init__(self, days: Sequence[date]) -> None:
        low, high = min(days), max(days)
        self.first = low.replace(day=1)
        self.last = high.replace(day=calendar.monthrange(high.year, high.month)[1])
        self.span = (self.last - self.first).days + 1

    def x(self, day: date) -> float:
        """Left edge of a day."""
        return round(_LEFT + (day - self.first).days * (_WIDTH - _LEFT - _RIGHT) / self.span, 1)

    def ticks(self) -> list[tuple[float, str]]:
        """Place and words of the axis labels."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((s for s in (1, 3, 6, 12, 24, 60, 120) if months / s <= _MOST_TICKS), 240)
        found = []
        for count in range(0, months, step):
            year, month = divmod(self.first.month - 1 + count, 12)
            day = date(self.first.year + year, month + 1, 1)
            named = count == 0 or day.month <= step
            words = f"{day.year}年" + (f"{day.month}月" if step < 12 else "") if named else f"{day.month}月"
            found.append((self.x(day), words))
        return found


def draw(
    entries: Sequence[Entry], lanes: Sequence[str], label: str, period: tuple[str, str] | None
) -> Markup:
    """The SVG of the entries; lanes without one are left out.  Empty for fewer than two entries.

    Args:
        entries: What to draw.
        lanes: Names of the lanes from top to bottom.
        label: What the drawing shows, for screen readers.
        period: First and last date of the whole, shaded behind the marks.
    """
    if len(entries) < 2:
        return Markup("")
    days = [day for entry in entries for day in (first_day(entry.start), last_day(entry.end or entry.start))]
    if period:
        days += [first_day(period[0]), last_day(period[1])]
    scale = _Scale(days)
    lines: list[str] = []
    marks: list[str] = []
    top = _TOP
    for lane in lanes:
        held = [entry for entry in entries if entry.lane == lane]
        if held:
            rows = _rows(held, scale)
            height = _ROW * (max(rows) + 1)
            lines.append(_lane(lane, top, height))
            middles = [top + _ROW * (row + 0.5) for row in rows]
            marks += [_mark(entry, scale, y) for entry, y in zip(held, middles, strict=True)]
            top += height
    shade = []
    if period:
        left, right = scale.x(first_day(period[0])), scale.x(last_day(period[1]))
        size = f'width="{round(right - left, 1)}" height="{top - _TOP}"'
        shade = [f'<rect class="tl-period" x="{left}" y="{_TOP}" {size}/>']
    head = (
        f'<svg class="timeline" viewBox="0 0 {_WIDTH} {top + 6}" role="group" aria-label="{escape(label)}">'
    )
    return Markup("".join([head, *shade, *_axis(scale, top), *lines, *marks, "</svg>"]))


def _axis(scale: _Scale, bottom: float) -> list[str]:
    return [
        f'<line class="tl-tick" x1="{x}" x2="{x}" y1="{_TOP - 6}" y2="{bottom}"/>'
        f'<text class="tl-date" x="{x + 3}" y="{_TOP - 12}">{words}</text>'
        for x, words in scale.ticks()
    ]


def _lane(name: str, top: float, height: float) -> str:
    return (
        f'<line class="tl-lane" x1="0" x2="{_WIDTH}" y1="{top + height}" y2="{top + height}"/>'
        f'<text class="tl-name" x="4" y="{top + _ROW / 2 + 5}">{escape(name)}</text>'
    )


def _span(entry: Entry, scale: _Scale) -> tuple[float, float]:
    """Left and right edge of a mark; a single day is as wide as its number's disc."""
    left = scale.x(first_day(entry.start))
    right = scale.x(last_day(entry.end or entry.start))
    if right - left < 2 * _MARK:
        middle = min(max((left + right) / 2, _LEFT + _MARK), _WIDTH - _MARK)
        return round(middle - _MARK, 1), round(middle + _MARK, 1)
    return left, right


def _rows(entries: Sequence[Entry], scale: _Scale) -> list[int]:
    """A row for each entry so that no two marks touch."""
    ends: list[float] = []
    rows = []
    for entry in entries:
        left, right = _span(entry, scale)
        row = next((i for i, end in enumerate(ends) if end + 3 <= left), len(ends))
        if row == len(ends):
            ends.append(right)
        ends[row] = right
        rows.append(row)
    return rows


def _mark(entry: Entry, scale: _Scale, middle: float) -> str:
    left, right = _span(entry, scale)
    words = escape(f"{entry.number}. {entry.title}")
    width = round(right - left, 1)
    return (
        f'<a class="tl-mark" href="{escape(entry.href)}" aria-label="{words}"><title>{words}</title>'
        f'<rect x="{left}" y="{middle - _MARK}" width="{width}" height="{2 * _MARK}" rx="{_MARK}"/>'
        f'<text x="{round((left + right) / 2, 1)}" y="{middle + 4.5}">{entry.number}</text></a>'
    )

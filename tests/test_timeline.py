"""The drawn timeline: every event is on it, in its lane, and no two marks touch."""

import re
from datetime import date

from build_tools.timeline import Entry, draw, first_day, last_day

LANES = ("会议", "文件", "检查")


def entry(number: int, lane: str, start: str, end: str | None = None) -> Entry:
    return Entry(number, lane, start, end, f"事项{number}", f"#e{number}")


def marks(svg: str) -> list[tuple[float, float, float]]:
    """Left edge, width and top of every mark."""
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="22"', svg)
    return [(float(x), float(width), float(y)) for x, y, width in found]


def test_a_partly_known_date_covers_its_whole_month_or_year():
    assert (first_day("2023-02"), last_day("2023-02")) == (date(2023, 2, 1), date(2023, 2, 28))
    assert (first_day("2024"), last_day("2024")) == (date(2024, 1, 1), date(2024, 12, 31))


def test_every_event_is_drawn_once_and_leads_to_its_line_in_the_list():
    svg = draw(
        [entry(1, "会议", "2022-11-24"), entry(2, "检查", "2023-03-04", "2023-03")], LANES, "大事记", None
    )
    assert re.findall(r'href="(#e\d)"', svg) == ["#e1", "#e2"]
    assert "文件" not in svg


def test_marks_of_one_day_do_not_lie_on_each_other():
    events = [entry(1, "会议", "2023-02-23"), entry(2, "会议", "2023-02-24"), entry(3, "会议", "2023-02-24")]
    found = marks(draw(events, LANES, "大事记", ("2022-11", "2023-05")))
    assert len(found) == 3
    for index, (left, _, top) in enumerate(found):
        for other_left, other_width, other_top in found[:index]:
            assert top != other_top or left >= other_left + other_width


def test_marks_stay_inside_the_drawing():
    events = [
        entry(1, "会议", "2022-01-01"),
        entry(2, "会议", "2024-12-31"),
        entry(3, "文件", "2022", "2024"),
    ]
    for left, width, _ in marks(draw(events, LANES, "大事记", None)):
        assert left >= 0
        assert left + width <= 960


def test_a_title_cannot_bring_markup_into_the_drawing():
    hostile = Entry(1, "会议", "2022-01-01", None, '<script>"&', '"><script>')
    svg = draw([hostile, entry(2, "会议", "2022-02-01")], LANES, "<b>", None)
    assert "<script" not in svg
    assert "<b>" not in svg


def test_one_event_needs_no_drawing():
    assert draw([entry(1, "会议", "2022-11-24")], LANES, "大事记", None) == ""

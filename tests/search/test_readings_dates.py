"""Dates: every written form is the same day; months and days of any year; limits of filters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import keep

from search_index.readings import read, scan, text_keys
from search_index.readings.dates import span

FORMS = [
    "2023-3-13",
    "2023-03-13",
    "2023/3/13",
    "2023.3.13",
    "２０２３．３．１３",
    "2023年3月13日",
    "2023 年 3 月 13 日",
    "２０２３年３月１３日",
    "2023年03月13号",
    "二〇二三年三月十三日",
    "二○二三年三月十三日",
    "二零二三年三月十三日",
    "二0二三年三月十三日",
]


def finds(typed, text):
    return bool(text_keys([text], keep) & set(read(typed, keep).dates))


@pytest.mark.parametrize("written", FORMS)
@pytest.mark.parametrize("typed", [*FORMS, "20230313"])
def test_one_day_in_every_form(typed, written):
    assert finds(typed, f"于{written}召开会议")
    assert not finds(typed, "于2023年3月14日召开会议")


@pytest.mark.parametrize("written", [*FORMS, "3月13日", "三月十三日"])
def test_a_day_of_any_year(written):
    other_day = written
    for one, other in (("13", "12"), ("１３", "１２"), ("十三", "十二")):
        other_day = other_day.replace(one, other)
    for typed in ("3月13日", "三月十三日", "3月13号"):
        assert finds(typed, f"于{written}召开会议")
        assert not finds(typed, f"于{other_day}召开会议")


@pytest.mark.parametrize(
    "typed", ["2023年3月", "2023-03", "2023.3", "2023/03", "二〇二三年三月", "2023年3月份"]
)
def test_a_month(typed):
    assert finds(typed, "于2023年3月13日召开会议")
    assert finds(typed, "自2023年3月起")
    assert not finds(typed, "自2023年4月起") and not finds(typed, "3月13日")


def test_the_own_date_comes_before_dates_in_the_text():
    own = text_keys([], keep, date="2023-03-13")
    assert own == {"D:2023-03-13", "D:2023-03", "D:--03-13"}
    assert read("2023年3月13日", keep).dates[0] in own
    assert text_keys([], keep, date="2023-03") == {"D:2023-03"}
    assert text_keys([], keep, date="2023") == text_keys([], keep) == set()


@pytest.mark.parametrize(
    "typed", ["2023-13-01", "2023-2-30", "2023年0月", "13月1日", "2023", "2023年", "2·22", "3-13"]
)
def test_what_is_no_date(typed):
    assert not read(typed, keep).dates


def test_numbers_that_only_look_like_dates():
    for text in ("12023-3-13", "2023.3.135", "编号2023-99-99"):
        assert not [key for key in text_keys([text], keep) if key.startswith("d:")]


def test_what_was_read_is_said():
    assert read("2023.3.13", keep).said == ("日期：2023年3月13日",)
    assert read("三月十三日", keep).said == ("日期：3月13日",)


def test_dates_are_marked():
    text = "（2023年3月13日至4月，二〇二三年五月一日）"
    assert [text[one.start : one.end] for one in scan(text, keep)] == ["2023年3月13日", "二〇二三年五月一日"]


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("2023", (20230000, 20239999)),
        ("2023年", (20230000, 20239999)),
        ("2023-03", (20230300, 20230399)),
        ("2023年3月", (20230300, 20230399)),
        ("2023年3月13日", (20230313, 20230313)),
        ("2023-01..2023-06", (20230100, 20230699)),
        ("2023-01~2023-06", (20230100, 20230699)),
        ("2023年1月至6月", (20230100, 20230699)),
        ("2023年1月到2023年6月30日", (20230100, 20230630)),
        ("2022-2023", None),
        ("2022..2023", (20220000, 20239999)),
        ("2023-06..2023-01", (20230100, 20230699)),
        ("2023..", (20230000, 99999999)),
        ("..2023", (0, 20239999)),
        ("2023年上半年", (20230100, 20230699)),
        ("2023年第三季度", (20230700, 20230999)),
        ("2023年4季度", (20231000, 20231299)),
        ("3月13日", None),
        ("去年", None),
        ("..", None),
        ("", None),
    ],
)
def test_limits(text, limits):
    assert span(text) == limits


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day(day):
    key = f"d:{day.isoformat()}"
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
    ):
        assert key in text_keys([f"于{text}召开"], keep)
        assert key in read(text, keep).dates
        assert span(text) == (int(f"{day:%Y%m%d}"),) * 2


@given(st.text(alphabet="0123456789年月日号-/.~至到上下半季度〇一二三十廿 ", max_size=30))
def test_nothing_is_an_error(text):
    read(text, keep)
    limits = span(text)
    assert limits is None or 0 <= limits[0] <= limits[1] <= 99999999

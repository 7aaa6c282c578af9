"""Periods: a year stays whole until it holds much, nothing is lost, the latest comes first."""

import pytest

from build_tools import periods


@pytest.mark.parametrize(
    ("counts", "divided"),
    [
        ({}, ()),
        ({"2012-03": 5, "2011-01": 5}, ()),
        ({"2012-03": 6, "2011-01": 5}, ("2012", "2011")),
        ({"2012-03": 6, "2012-01": 5, "2011-12": 10}, ("2012-03", "2012-01", "2011")),
        ({"2012-03": 6, "2012": 5}, ("2012-03", "2012-00")),
        # A year of one month would only be the same list again.
        ({"2012-03": 11}, ("2012",)),
        ({"2012": 11}, ("2012",)),
        ({"2012-03": 1, "": 30, "2013": 1}, ("2013", "2012", "")),
    ],
)
def test_a_year_is_divided_when_it_holds_more_than_ten(counts, divided):
    assert periods.divide(counts, 10) == divided


def test_what_may_stay_whole_can_differ_from_what_a_year_may_hold():
    counts = {"2012-03": 3, "2011-01": 3}
    assert periods.divide(counts, 10, 5) == ("2012", "2011")
    assert periods.divide(counts, 2, 6) == ()


def test_every_date_lies_in_just_one_of_the_periods():
    counts = {f"{year}-{month:02}": year - 2009 for year in range(2010, 2015) for month in range(1, 13)}
    counts |= {"2010": 1, "2014": 2, "": 3}
    divided = periods.divide(counts, 30)
    assert {len(one) for one in divided} == {0, 4, 7}
    for one in counts:
        assert sum(periods.lies_in(one, period) for period in divided) == 1
    assert periods.years(divided) == ["2014", "2013", "2012", "2011", "2010", ""]


def test_the_months_of_a_year_come_latest_first_and_those_without_a_month_last():
    assert list(periods.months({"2012": 1, "2012-01": 2, "2012-12": 3, "2013-01": 9}, "2012").items()) == [
        ("2012-12", 3),
        ("2012-01", 2),
        ("2012-00", 1),
    ]


@pytest.mark.parametrize(
    ("period", "name", "words"),
    [
        ("2012", "2012", "2012年"),
        ("2012-03", "2012-03", "2012年3月"),
        ("2012-00", "2012-00", "2012年（月份未载明）"),
        ("", "undated", "日期未载明"),
    ],
)
def test_periods_have_an_address_and_chinese_words(period, name, words):
    assert periods.name(period) == name
    assert periods.named(name) == period
    assert periods.words(period) == words

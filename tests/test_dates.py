"""Dates as documents print them."""

from datetime import date

import pytest

from build_tools.dates import parse, signature


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2011年11月26日", date(2011, 11, 26)),
        ("2011 年 11 月 6 日", date(2011, 11, 6)),
        ("２０１１年１１月６日", date(2011, 11, 6)),
        ("二○一一年十一月二十六日", date(2011, 11, 26)),
        ("二〇一〇年十月二日", date(2010, 10, 2)),
        ("二O一O年三月三十一日", date(2010, 3, 31)),
        ("一九九九年十二月卅日", date(1999, 12, 30)),
        ("（2016年12月2日）", date(2016, 12, 2)),
        ("二○一一年二月三十日", None),
        ("2011年13月1日", None),
        ("2011年11月", None),
        ("2011年11月26日印发", None),
        ("自2011年11月26日起施行", None),
        ("", None),
    ],
)
def test_parse(text, day):
    assert parse(text) == day


def test_the_signature_is_the_last_line_that_is_only_a_date():
    body = "2020年1月1日\n\n第一条 自2021年5月1日起施行。\n\n应急管理部\n\n"
    body += "二○二一年 四 月 二 日\n\n（此件公开发布）\n"
    assert signature(body) == date(2021, 4, 2)
    assert signature("2020年1月1日\n" + "一、内容。\n" * 20) is None
    assert signature("") is None

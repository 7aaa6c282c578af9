"""Readings as a whole: marks, titles, any text."""

import json
import re
from importlib import resources
from itertools import pairwise
from time import process_time

from hypothesis import given
from hypothesis import strategies as st
from memory import keep

from search_index.readings import read, scan, text_keys
from search_index.readings.patterns import PATTERNS


def test_marks_are_found_by_their_pairs():
    text = text_keys(["他说：“停！”", "……"], keep)
    assert set(read("：“", keep).marks) <= text
    assert set(read("！”……", keep).marks) <= text
    assert set(read("！ ”", keep).marks) <= text
    assert not set(read("”！", keep).marks) <= text
    assert not read("停！”", keep).marks


def test_titles_are_terms_as_given():
    assert text_keys([], keep, titles=["百日攻坚行动通知"]) == {"t:百日攻坚行动通知"}


def test_a_reading_of_plain_words_is_nothing():
    for text in ("百日攻坚", "瓦斯 治理", "", "   "):
        assert not read(text, keep)


def test_passages_are_read_apart():
    assert not [key for key in text_keys(["检查了5", "2023年3月的"], keep) if key.startswith("w:")]


def test_the_patterns_mean_the_same_in_javascript():
    data = json.loads(resources.files("search_index").joinpath("data", "readings.json").read_text("utf-8"))
    for pattern in [*data["patterns"].values(), *data["macros"].values()]:
        assert not re.search(r"\\[dDwWsSbBAZ]|\(\?P|\(\?<|\(\?[a-zA-Z]", pattern), pattern
    assert all(not compiled.flags & ~re.UNICODE for compiled in PATTERNS.values())
    before, after = data["plain"]
    assert len(before) == len(after) == len(set(before))


@given(st.text(max_size=400))
def test_no_text_is_an_error(text):
    read(text, keep)
    places = scan(text, keep)
    assert all(0 <= one.start < one.end <= len(text) and one.keys for one in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    text_keys([text, text], keep, [text], [text], text, [text])


@given(st.text(alphabet="〔〕()[]2023年月日第号令公告 0123国发一二百万.%", max_size=200))
def test_texts_near_to_numbers_are_no_error(text):
    read(text, keep)
    places = scan(text, keep)
    assert all(0 <= one.start < one.end <= len(text) for one in places)
    assert all(one.end <= other.start for one, other in pairwise(places))


def test_long_texts_take_time_in_proportion():
    text = "按照国发〔2010〕23号和3月13日的5700万元，"
    start = process_time()
    text_keys([text * 2_000], keep)
    once = process_time() - start
    start = process_time()
    text_keys([text * 16_000], keep)
    assert process_time() - start < 40 * once

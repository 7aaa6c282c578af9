"""Printed figures: reading them, the band they stand for, and showing them again."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.figures.printed import describe, parse, show, show_like

READ = {
    "196747项": ("196747", "项", "确数"),
    "2.5万组次": ("25000", "组次", "约数"),
    "5700余万元": ("57000000", "元", "余"),
    "近6万": ("60000", "", "近"),
    "不足300人": ("300", "人", "不足"),
    "超过100万辆": ("1000000", "辆", "超"),
    "100人以上": ("100", "人", "超"),
    "3000人左右": ("3000", "人", "约"),
    "约1万人": ("10000", "人", "约"),
    "1 159": ("1159", "", "确数"),
    "1,159项": ("1159", "项", "确数"),
    "1967\n47项": ("196747", "项", "确数"),
    "68 起": ("68", "起", "确数"),
    "０": ("0", "", "确数"),
    "３．７亿辆": ("370000000", "辆", "约数"),
    "二十": ("20", "", "确数"),
    "两起": ("2", "起", "确数"),
    "一百零五人": ("105", "人", "确数"),
    "十几人": ("10", "人", "多"),
    "100%": ("100", "%", "确数"),
    "22. 73%": ("22.73", "%", "确数"),
    "1.08 亿元": ("108000000", "元", "约数"),
    "5万多家": ("50000", "家", "多"),
    "2200多家": ("2200", "家", "多"),
    "101.9万元": ("1019000", "元", "约数"),
    "287141余项": ("287141", "项", "余"),
    "100万吨/年以上": ("1000000", "吨/年", "超"),
    "0.035": ("0.035", "", "确数"),
    "3台(套)": ("3", "台（套）", "确数"),
}
NO_FIGURES = (
    "几", "数百人", "2023年", "第3次", "11·21", "〔2023〕5号", "GB 50156", "第十二条", "5号",
    "二〇二三", "", "起",
)  # fmt: skip


@pytest.mark.parametrize("printed", READ)
def test_reads(printed):
    value, unit, approximation = READ[printed]
    figure = parse(printed)
    assert (figure.value, figure.unit, figure.approximation) == (Decimal(value), unit, approximation)


@pytest.mark.parametrize("printed", NO_FIGURES)
def test_is_no_figure(printed):
    assert parse(printed) is None


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("2.5万组次", 24500, 25500),
        ("18.8万家次", 187500, 188500),
        ("5700余万元", 57_000_000, None),
        ("近6万户", None, 60_000),
        ("约1万人", None, None),
        ("196747项", 196747, 196747),
        ("101.9万元", 1_018_500, 1_019_500),
    ],
)
def test_band(printed, low, high):
    band = parse(printed).band
    assert (band.low, band.high) == (low, high)
    assert band.exact == (low is not None and low == high)


def test_shows_no_more_digits_than_printed():
    assert show(parse("1 159 项")) == "1159项"
    assert show(parse("３．７亿辆")) == "3.7亿辆"
    assert show_like(Fraction(191_234), parse("19.12万项")) == "19.12万"
    assert show_like(Fraction(2, 3) * 100, parse("67%")) == "67"


def test_describes_what_a_figure_stands_for():
    assert describe(parse("2.5万组次")) == "25,000 ± 500"
    assert describe(parse("5700余万元")) == "不少于 57,000,000"
    assert describe(parse("近6万")) == "不到 60,000"
    assert describe(parse("约1万人")) == "约 10,000"
    assert describe(parse("68 起")) == ""


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(["", "项", "人"]))
def test_whole_numbers_read_as_themselves(number, unit):
    assert parse(f"{number}{unit}").value == number


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["万", "亿"]))
def test_rounded_figures_lie_in_their_band(number, scale):
    figure = parse(f"{number}{scale}元")
    band = figure.band
    assert band.low < Fraction(figure.value) < band.high
    assert band.high - band.low == 2 * figure.rounding


@given(st.text(max_size=80))
def test_any_text_is_read_without_fault(text):
    parse(text)

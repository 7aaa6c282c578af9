"""Figures: the same figure in every written form, rounded ones within their rounding, no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import keep

from search_index.readings import read, scan, text_keys


def finds(typed, text):
    return bool(text_keys([text], keep) & set(read(typed, keep).figures))


SAME = [
    ["196747", "196,747", "１９６７４７", "十九万六千七百四十七", "19.6747万", "19万6747"],
    ["91.7%", "91.7％", "９１．７％", "百分之九十一点七", "百分之91.7", "91.7 %"],
    ["5700万", "5700余万", "5700多万", "5700万余", "五千七百万", "57000000", "0.57亿", "5.7千万"],
    ["1亿2000万", "一亿二千万", "1.2亿", "12000万"],
    ["35000", "三万五", "3.5万", "三万五千"],
    ["3‰", "千分之三", "0.3%"],
    ["150", "一百五十", "一百五"],
    ["105", "一百零五", "一百〇五"],
    ["2.5万", "25000", "两万五千"],
    ["5.0%", "5%", "百分之五"],
]


@pytest.mark.parametrize(
    ("typed", "written"), [(one, other) for group in SAME for one in group for other in group]
)
def test_the_same_figure_in_every_form(typed, written):
    assert finds(typed, f"全省共{written}，其中")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("19.7万", "196747项"),
        ("19.67万", "196747项"),
        ("20万", "196747项"),
        ("196747", "19.7万项"),
        ("196747", "约20万项"),
        ("92%", "91.7%"),
        ("91.7%", "92%"),
        ("1517万元", "1517.46万元"),
        ("15174600元", "1517.46万元"),
        ("2.28万家", "22835家"),
        ("188000家", "18.8万家次"),
        ("近20万项", "196747项"),
        ("5700余万元", "5700万元"),
    ],
)
def test_a_rounded_figure_is_found(typed, written):
    assert finds(typed, f"全省共{written}，其中")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("19.6万", "196747项"),
        ("19.7万", "197500项"),
        ("196748", "196747项"),
        ("91.7%", "91.7万"),
        ("91.7", "91.7%"),
        ("91.8%", "91.7%"),
        ("5700", "5700万"),
        ("1000", "一百"),
        ("120", "第一百二十条"),
        ("250", "三四百人"),
        ("10万", "十几万人"),
        ("10万", "数十万人"),
        # A whole number without 万 is exact, however many zeros it ends in.
        ("一百二十", "119项"),
        ("120", "122项"),
        ("119", "一百二十项"),
        ("五千七百", "5704项"),
    ],
)
def test_another_figure_is_not_found(typed, written):
    assert not finds(typed, f"全省共{written}，其中")


@pytest.mark.parametrize(
    "typed", ["2023", "2023年", "12", "68起", "12.5.3", "瓦斯", "3月13日", "GB51142", "第120条"]
)
def test_what_is_no_figure(typed):
    assert not read(typed, keep).figures


@pytest.mark.parametrize(
    "text", ["2023年", "2023 年", "二〇二三年", "2023年3月13日", "2023-03-13", "国发〔2010〕23号"]
)
def test_years_dates_and_numbers_give_no_figures(text):
    assert not [key for key in text_keys([f"自{text}起"], keep) if key[:2] in ("w:", "r:")]


def test_prefixes_and_units_are_ignored():
    wanted = set(read("5700万", keep).figures)
    for typed in (
        "5700万元",
        "约5700万元",
        "超过5700万元",
        "5700万元以上",
        "5700余万元",
        " 5700 万 元 ",
        "达5700万人次",
    ):
        assert set(read(typed, keep).figures) == wanted, typed


def test_figures_are_marked_with_sign_and_unit():
    text = "整改180473项，整改率91.7％，占百分之九十一点七，检查18. 8 万家次"
    found = [text[one.start : one.end] for one in scan(text, keep)]
    assert found == ["180473", "91.7％", "百分之九十一点七", "18. 8 万"]


@given(st.integers(100, 10**12))
def test_digits_and_groups_of_three_are_one(value):
    assert finds(f"{value:,}", f"共{value}项") and finds(str(value), f"共{value:,}项")


@given(st.integers(1, 9_999_999))
def test_chinese_numerals_are_their_value(value):
    shown = numerals(value)
    # Four digits alone may be a year.
    if value >= 100 and not 1900 <= value <= 2099:
        assert finds(str(value), f"共{shown}项") and finds(shown, f"共{value}项")


@given(st.integers(100_000, 99_999_999), st.integers(0, 2))
def test_a_rounding_finds_the_exact_figure(value, places):
    unit = 10 ** (4 - places)
    rounded = (2 * value + unit) // (2 * unit)
    text = f"{rounded // 10**places}.{rounded % 10**places:0{places}}万" if places else f"{rounded}万"
    assert finds(text, f"共{value}项")
    assert finds(str(value), f"共{text}项")


@given(st.text(alphabet="0123456789.,万亿千百十一二三〇两点%‰余多百分之 约元年月日第", max_size=60))
def test_nothing_is_an_error(text):
    read(text, keep)
    for one in scan(text, keep):
        assert 0 <= one.start < one.end <= len(text)


def numerals(value):
    """Chinese numerals as they are taught in school."""
    if value >= 10000:
        rest = value % 10000
        middle = "零" if 0 < rest < 1000 else ""
        return numerals(value // 10000) + "万" + middle + (numerals(rest) if rest else "")
    text, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // place % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + unit
            gap = False
        else:
            gap = True
    return text

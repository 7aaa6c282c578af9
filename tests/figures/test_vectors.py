"""Every published phrase of the vectors gets the right verdict from its text alone."""

import csv
from pathlib import Path

import pytest

from build_tools.figures.finder import find
from build_tools.figures.scanning import scan

DATA = Path(__file__).parents[1] / "data" / "published-arithmetic.tsv"
ROWS = {
    row["id"]: row["phrase (short quotation)"]
    for row in csv.DictReader(
        DATA.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
}

EXACT, ROUNDED, TRUNCATED = "一致", "四舍五入内一致", "截断一致"
UNCHECKABLE, DIFFERS = "无法复核", "与所列数字不符"

#: What must be found: the stated figure, the verdict, the calculation.
EXPECTED = {
    "V01": [("22.73%", ROUNDED, "20 ÷ (68 + 20) ≈ 22.73%"), ("24.24%", ROUNDED, "24 ÷ (75 + 24) ≈ 24.24%")],
    "V02": [("20%", EXACT, "1 ÷ (4 + 1) = 20%")],
    "V03": [("91.7%", ROUNDED, "180473 ÷ 196747 ≈ 91.7%")],
    "V04": [("66.1%", ROUNDED, "109 ÷ 165 ≈ 66.1%")],
    "V05": [],
    "V06": [("38.89%", ROUNDED, "7 ÷ (11 + 7) ≈ 38.89%"), ("37.5%", EXACT, "12 ÷ (20 + 12) = 37.5%")],
    "V08": [("9.38%", ROUNDED, "0.003 ÷ (0.035 − 0.003) ≈ 9.38%")],
    "V09": [("11.67%", ROUNDED, "7 ÷ (53 + 7) ≈ 11.67%"), ("47.48%", ROUNDED, "66 ÷ (73 + 66) ≈ 47.48%")],
    "V12": [
        ("7.8%", UNCHECKABLE, "只列百分比，没有列出增减数；整数基数在 1606 至 1607 之间可得出所列百分比"),
        ("1.4%", UNCHECKABLE, "只列百分比，没有列出增减数；整数基数在 1727 至 1728 之间可得出所列百分比"),
    ],
    "V14": [("19.12万项", EXACT, "11.38万 + 7.74万 = 19.12万")],
    "V16": [("80.68%", UNCHECKABLE, "所列数字为约数")],
    "V17": [("69.24%", DIFFERS, "1159 ÷ 1874 ≈ 61.85%")],
    "V19": [
        ("3.3%", UNCHECKABLE, "只列百分比，没有列出增减数；只有整数基数 214 可得出所列百分比"),
        ("11.12%", TRUNCATED, "85 ÷ 764 = 11.12…%；基数 764 由百分比反推，为唯一可能的整数"),
    ],
    "V22": [("33.3%", ROUNDED, "2 ÷ 6 ≈ 33.3%"), ("48.3%", ROUNDED, "14 ÷ 29 ≈ 48.3%")],
}


def test_every_vector_has_its_expectation():
    assert ROWS.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_verdict(name):
    checks = [check for proposal in find(ROWS[name]) for check in proposal.checks]
    got = [(check.printed, check.finding.verdict.value, check.formula) for check in checks]
    assert got == EXPECTED[name]


def test_approximate_figures_are_bands_and_never_added_up():
    bands = [found.figure.band for found in scan(ROWS["V05"])]
    assert [(band.low, band.high) for band in bands] == [
        (24500, 25500),
        (187500, 188500),
        (57_000_000, None),
    ]


def test_unchanged_is_a_change_of_nothing():
    (first, _) = find(ROWS["V02"])
    assert [(change.basis, change.unchanged) for change in first.comparisons] == [("同比", True)]


def test_a_missing_unit_is_taken_from_the_context_and_noted():
    found = find(ROWS["V03"])
    assert (found[1].figure.printed, found[1].figure.unit) == ("180473", "项")
    assert found[1].note

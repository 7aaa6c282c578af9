"""Title marks with and without their other half."""

import time

import pytest

from build_tools.checks.brackets import unbalanced


@pytest.mark.parametrize(
    "text",
    [
        "《通知》",
        "《关于印发〈方案〉的通知》",
        "《一》和《二》",
        "《关于《方案》的通知》",
        "跨行的《通\n知》",
        "没有书名号",
        "",
    ],
)
def test_balanced(text):
    assert list(unbalanced(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("《通知", [(0, "《")]),
        ("通知》", [(2, "》")]),
        ("《一《二》和《三》", [(0, "《")]),
        ("《关于〈方案的通知》", [(3, "〈")]),
        ("《关于方案〉的通知》", [(5, "〉")]),
        ("》《", [(0, "》"), (1, "《")]),
    ],
)
def test_unbalanced(text, found):
    assert list(unbalanced(text)) == found


@pytest.mark.parametrize("unit", ["《", "》", "《〉", "〈》", "《》"])
def test_no_text_makes_it_slow(unit):
    start = time.process_time()
    list(unbalanced(unit * 300_000))
    assert time.process_time() - start < 5

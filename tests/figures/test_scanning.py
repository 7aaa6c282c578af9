"""Figures in running text: what is one and what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.figures.scanning import scan


def printed(text):
    return [found.figure.printed for found in scan(text)]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "1-2月份，亡人事故 68 起、死亡 75 人，下降 22.73%、24.24%",
            ["68 起", "75 人", "22.73%", "24.24%"],
        ),
        ("完成整改180473（整改率91.7%）", ["180473", "91.7%"]),
        ("排查隐患1967\n47项", ["1967\n47项"]),
        ("罚款5700余万元，近6万户，1 159项", ["5700余万元", "近6万户", "1 159项"]),
        ("百万吨死亡率0.035，同比增加0.003", ["0.035", "0.003"]),
        ("发生两起事故", ["两起"]),
        ("2023年1月20日14时，第3次会议，第十二条", []),
        ("国发〔2011〕40号、AQ 1029-2019、GB 50156、JT/T1037", []),
        ("“11·21”火灾、12·23 井喷、“12350”举报电话", []),
        ("《2023年1000项任务》和《关于3起事故的通报》", []),
        ("3至5年，25～40米，0.5—1.0米，2023-2025年", []),
        ("一是加强，二是落实，5G，3#变压器，24小时，1.2米", []),
        ("产能30万吨/年", []),
    ],
)
def test_finds(text, figures):
    assert printed(text) == figures


def test_says_what_limits_a_figure():
    found = list(scan("造成3人以上死亡、30人及以上受困"))
    assert [item.limit for item in found] == ["以上", "及以上"]


@given(st.text(alphabet="0123456789０.,， 万亿余人起%％\n年月第《》—", max_size=60))
def test_places_are_those_of_the_text(text):
    for found in scan(text):
        assert text[found.start : found.end] == found.figure.printed

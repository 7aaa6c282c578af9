"""What editors and spreadsheets write in cells, and the plain form it stands for."""

from datetime import date, datetime, time

import pytest

from build_tools.sheets.cells import plain
from build_tools.sheets.form import figure_fields, release_fields
from build_tools.sheets.grid import Cell
from build_tools.sheets.heads import normal

FIELDS = {one.header: one for one in (*release_fields(), *figure_fields())}
NAMES = {
    "indicators": {"死亡人数": "deaths"},
    "campaign": {"百日攻坚": "bairi"},
    "notice": {"安发〔2030〕1号": "anfa-2030-1"},
}


@pytest.mark.parametrize(
    ("header", "value", "form", "expected"),
    [
        ("数值", 68, "General", "68"),
        ("数值", 68.0, "General", "68"),
        ("数值", 22.73, "General", "22.73"),
        ("数值", 0.1 + 0.2, "General", "0.3"),
        ("数值", 1e15, "General", "1000000000000000"),
        ("数值", 0.2273, "0.00%", "22.73"),
        ("数值", 0.07, "0%", "7"),
        ("数值", "６８", "", "68"),
        ("数值", "1,159", "", "1159"),
        ("数值", "１，１５９．５", "", "1159.5"),
        ("数值", "1 159", "", "1159"),
        ("数值", "11,59", "", "11,59"),
        ("数值", "−5", "", "-5"),
        ("数值", "未核实", "", "未核实"),
        ("数值", True, "", "TRUE"),
        ("截至日期", datetime(2023, 3, 13), "yyyy-mm-dd", "2023-03-13"),
        ("截至日期", date(2023, 3, 13), "", "2023-03-13"),
        ("截至日期", datetime(2023, 3, 13, 9, 30), "yyyy-mm-dd", "2023-03-13 09:30:00"),
        ("截至日期", time(9, 30), "h:mm", "09:30:00"),
        ("截至日期", "2023年3月13日", "", "2023-03-13"),
        ("截至日期", "2023/3/13", "", "2023-03-13"),
        ("截至日期", "２０２３．３．１３", "", "2023-03-13"),
        ("截至日期", "昨天", "", "昨天"),
        ("统计期起", datetime(2023, 1, 1), "mmm-yy", "2023-01"),
        ("统计期起", datetime(2023, 1, 1), 'yyyy"年"m"月"', "2023-01"),
        ("统计期起", datetime(2023, 1, 1), "[$-804]yyyy", "2023"),
        ("统计期起", datetime(2023, 1, 1), "yyyy-mm-dd", "2023-01-01"),
        ("统计期起", "2023年1月", "", "2023-01"),
        ("统计期起", 2023, "General", "2023"),
        ("统计期起", "2023年", "", "2023"),
        ("地区", 140000, "General", "140000"),
        ("标识", "ｄｅａｔｈｓ", "", "deaths"),
        ("原文数字", " 68 起 ", "", "68 起"),
        ("原文数字", "1,159项", "", "1,159项"),
        ("所据原文·原文", " 68 起\r\n ", "", " 68 起\n "),
        ("指标", "死亡人数", "", "deaths"),
        ("指标", "deaths", "", "deaths"),
        ("来源文件", "安发〔2030〕1号", "", "anfa-2030-1"),
        ("专项行动", "百日攻坚、other;第三\n", "", "bairi；other；第三"),
    ],
)
def test_a_cell_in_its_plain_form(header, value, form, expected):
    assert plain(FIELDS[header], Cell(value, form), NAMES) == expected


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (" 原文 数字", "原文数字"),
        ("标识*", "标识"),
        ("标题（必填）", "标题"),
        ("同比(2)·增减量", "同比（2）·增减量"),
        ("所据原文：原文", "所据原文·原文"),
    ],
)
def test_headers_are_known_in_other_spellings(written, meant):
    assert normal(written) == normal(meant)


def test_the_columns_follow_the_models():
    assert FIELDS["原文数字"].required and FIELDS["所据原文·原文"].required
    assert not FIELDS["说明"].required and not FIELDS["同比·增减量"].required
    assert not FIELDS["计算关系·算法"].required
    assert len(FIELDS) == len(release_fields()) + len(figure_fields()) - 2, (
        "发布 and 数据 share 地区 and 说明"
    )

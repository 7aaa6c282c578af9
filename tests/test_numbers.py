"""Document numbers in every written form."""

import re
import time
from pathlib import Path

import pytest

from build_tools.numbers import DocumentNumber, find, find_damaged, known_codes, parse

VECTORS = [
    line.split("\t")
    for line in (Path(__file__).parent / "data" / "document-numbers.tsv")
    .read_text(encoding="utf-8")
    .split("\n")[1:]
    if line
]


@pytest.mark.parametrize(("written", "canonical", "note"), VECTORS, ids=[line[0] for line in VECTORS])
def test_the_vectors(written, canonical, note):
    assert [found.canonical for found in find(written)] == ([canonical] if canonical else [])


@pytest.mark.parametrize(("written", "canonical", "note"), VECTORS, ids=[line[0] for line in VECTORS])
def test_what_is_found_stands_where_it_is_said_to(written, canonical, note):
    for found in find(written):
        assert written[found.start : found.end] == found.as_written
        assert not found.as_written.startswith(("根据", "（", " "))


def test_a_lost_bracket_is_told_apart_and_not_completed():
    assert list(find("国发﹝201023号")) == []
    assert list(find_damaged("见国发﹝201023号和国发2010〕23号。")) == [
        (1, "国发﹝201023号"),
        (12, "国发2010〕23号"),
    ]
    assert list(find_damaged("国发〔2010〕23号")) == []
    assert list(find_damaged("（20231234号）")) == []
    assert parse("国发﹝201023号") is None


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("应急管理部令第4号", "应急管理部令第4号"),
        ("国家安全生产监督管理总局令 第 85 号", "国家安全生产监督管理总局令第85号"),
        ("（国务院令第493号）", "国务院令第493号"),
        ("国务院第493号令", "国务院令第493号"),
        ("中华人民共和国主席令第八十八号", "中华人民共和国主席令第88号"),
        ("中华人民共和国主席令第一〇三号", "中华人民共和国主席令第103号"),
        ("公告（2019年 第11号）", "公告2019年第11号"),
        ("国家矿山安全监察局公告2021年第4号", "国家矿山安全监察局公告2021年第4号"),
        ("2019年第11号公告", "公告2019年第11号"),
        ("安委办明电〔2023〕第03号", "安委办明电〔2023〕3号"),
        ("中办发〔2012〕14号", "中办发〔2012〕14号"),
    ],
)
def test_orders_announcements_and_other_forms(written, canonical):
    assert parse(written).canonical == canonical
    assert [found.canonical for found in find(f"依据《某规定》（{written}）执行")] == [canonical]


@pytest.mark.parametrize(
    "text",
    [
        "（2023）晋01刑初5号",
        "自2023年起，共查处5号矿井",
        "2023年第5号令人关注",
        "命令第3号",
        "通知〔2023〕5号",
        "（2023）5号",
        "3号楼2单元",
        "国发〔3010〕23号",
        "国发〔2010〕号",
        "12350",
        "",
    ],
)
def test_what_is_no_document_number(text):
    assert parse(text) is None
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("要按照云政办发〔2022〕9号和国办发〔2021〕5号的要求", ["云政办发〔2022〕9号", "国办发〔2021〕5号"]),
        ("国务院安委会办公室安委办〔2022〕6号文件", ["安委办〔2022〕6号"]),
        ("省政府办公厅晋政办发〔2022〕99号", ["晋政办发〔2022〕99号"]),
        ("落实应急〔2021〕61号、安监总管三〔2009〕116号", ["应急〔2021〕61号", "安监总管三〔2009〕116号"]),
        ("和应急〔2021〕61号", ["应急〔2021〕61号"]),
        ("和政发〔2021〕6号", ["和政发〔2021〕6号"]),
        ("安 委 办 〔 2019 〕 1 号", ["安委办〔2019〕1号"]),
        ("见国卫办人口函〔2022〕21号", ["国卫办人口函〔2022〕21号"]),
        ("国办发(2001)68号文", ["国办发〔2001〕68号"]),
        ("晋安办发〔2019〕10号晋安办发〔2019〕11号", ["晋安办发〔2019〕10号", "晋安办发〔2019〕11号"]),
    ],
)
def test_prose_before_the_agency_code_is_left_out(text, codes):
    assert [found.canonical for found in find(text)] == codes


def test_a_code_of_an_organization_is_known_when_given():
    text = "转发并市某某安全生产办发〔2022〕9号"
    (found,) = find(text, frozenset({"某某安全生产办发"}))
    assert found.number.agency_code in ("某某安全生产办发", "市某某安全生产办发")


def test_a_field_holds_the_number_and_nothing_else():
    assert parse("根据国发〔2010〕23号") is None
    assert parse("国发〔2010〕23号和国发〔2010〕24号") is None
    assert parse(" （国发〔2010〕23号） ") == DocumentNumber("国发", 2010, 23)


def test_numbers_of_one_series_share_a_key():
    assert parse("国发〔2010〕23号").series == parse("国发[2011] 4号").series
    assert parse("国务院令第493号").series != parse("国务院〔2010〕493号").series


def test_the_known_codes_are_codes():
    assert all(re.fullmatch("[\u4e00-\u9fff]{2,10}", code) for code in known_codes())
    assert {"国发", "安委办", "晋安办发"} <= known_codes()


@pytest.mark.parametrize(
    "unit", ["国发〔2011〕", "〔2011〕", "国", "令第一", "公告2019年第", "国 ", "1 ", "〔20 1 1"]
)
def test_no_text_makes_it_slow(unit):
    start = time.process_time()
    list(find(unit * (600_000 // len(unit))))
    list(find_damaged(unit * (600_000 // len(unit))))
    assert time.process_time() - start < 5

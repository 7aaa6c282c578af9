"""Personal data, with what may be written instead; and ordinary text that is none."""

import time

import pytest

from build_tools.checks.privacy import find, is_identity_number


def found(text):
    return [(each.code, each.text, each.masked) for each in find(text)]


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "+86 13812345678",
        "１３８１２３４５６７８",
        "0086 138 1234 5678",
    ],
)
def test_mobile_numbers_in_every_form(written):
    ((code, _, masked),) = found(f"联系电话：{written}。")
    assert (code, masked) == ("E401", "138****5678")


@pytest.mark.parametrize(
    "text",
    [
        "投入13812345678元",
        "共13812345678 元",
        "编号113812345678",
        "金额1.13812345678",
        "电话0351-6819000",
        "举报电话12350",
        "| 138 | 1234 | 5678 |",
        "矿井瓦斯浓度138 1234",
        "12812345678",
    ],
)
def test_figures_and_office_lines_are_no_mobile_numbers(text):
    assert found(text) == []


@pytest.mark.parametrize("digits", ["11010519491231002X", "440524188001010014"])
def test_identity_numbers_need_the_right_check_character(digits):
    assert is_identity_number(digits)
    wrong = digits[:-1] + ("0" if digits[-1] != "0" else "1")
    assert not is_identity_number(wrong)
    assert found(f"身份证号{digits}。") == [("E402", digits, f"{digits[:2]}{'*' * 13}{digits[-3:]}")]
    assert found(f"编号{wrong}。") == []


def test_an_identity_number_with_blanks_or_a_small_x_is_found_and_is_no_mobile_number():
    assert [each[0] for each in found("110105 19491231 002x")] == ["E402"]
    assert [each[0] for each in found("44052418800101 0014")] == ["E402"]


def test_eighteen_digits_without_a_real_birthday_are_no_identity_number():
    assert not is_identity_number("110105194913310021")
    assert found("统一社会信用代码91140000MA0GXXXX12") == []


@pytest.mark.parametrize(
    "plate", ["晋A12345", "晋A·12345", "京AD12345", "粤B12345D", "晋A1234挂", "沪A1B2C3"]
)
def test_plates(plate):
    assert found(f"车牌号为{plate}的车辆") == [("E403", plate, f"{plate[:2]}*****")]


@pytest.mark.parametrize(
    "text", ["执行新GB12348-2008标准", "云AI平台", "晋A级企业", "贵GDP1234亿元", "甘CO2排放"]
)
def test_other_letters_behind_the_name_of_a_province_are_no_plate(text):
    assert found(text) == []


def test_private_mail_is_told_and_office_mail_is_not():
    assert [each[0] for each in found("邮箱：anquan_2023@163.com、someone@QQ.com")] == ["E404", "E404"]
    assert found("邮箱：aqb@yjglt.shanxi.gov.cn") == []


@pytest.mark.parametrize(
    ("text", "shown", "masked"),
    [
        ("家住某县某镇东村12号，从事运输", "某县某镇东村12号", "某县某镇〔以下从略〕"),
        (
            "住址：太原市小店区北营街道某小区3号楼2单元501室",
            "太原市小店区北营街道某小区3号",
            "太原市小店区北营街道〔以下从略〕",
        ),
        ("现住某市某路8号", "某市某路8号", "〔住址从略〕"),
        ("发生在3号楼2单元501室", "3号楼2单元501室", "〔住址从略〕"),
    ],
)
def test_home_addresses_below_the_township(text, shown, masked):
    ((code, words, form),) = found(text)
    assert code == "E405"
    assert words.startswith(shown)
    assert form == masked


@pytest.mark.parametrize(
    "text",
    [
        "事故单位住所：太原市某路12号",
        "单位地址：北京市东城区和平里北街21号",
        "家住农村的职工",
        "现住人口较多的乡镇要落实责任",
        "位于某镇某村的煤矿发生事故",
        "3号楼在建工程",
    ],
)
def test_addresses_of_units_are_public(text):
    assert found(text) == []


def test_a_person_described_by_sex_and_age():
    assert [each[0] for each in found("张某某，男，35岁，采煤工")] == ["W421"]
    assert found("男性职工35人") == []


@pytest.mark.parametrize(
    "unit", ["1", "138 ", "1 3 ", "a", "a@", "家住", "住址：镇", "晋A1", "3号楼", "男，", "　"]
)
def test_no_text_makes_it_slow(unit):
    start = time.process_time()
    list(find(unit * (600_000 // len(unit))))
    assert time.process_time() - start < 5

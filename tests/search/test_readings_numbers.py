"""Document numbers: every written form finds the document and those that cite it."""

import csv
from pathlib import Path

import pytest

from search_index.fold import machine_fold
from search_index.readings import read, scan, text_keys

TABLE = Path(__file__).parents[1] / "data" / "document-numbers.tsv"
VECTORS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
OWN = "晋安办发〔2023〕12号"
NAMES = ("山西省安全生产委员会办公室", "省安委办")


@pytest.fixture(scope="module")
def fold(cache):
    return machine_fold(cache).text


@pytest.fixture(scope="module")
def document(fold):
    return text_keys(["通知"], fold, [OWN], NAMES)


def finds(fold, typed, keys):
    return bool(keys & set(read(typed, fold).number))


def cites(fold, typed, text):
    reading = read(typed, fold)
    forms = (fold(form) for form in reading.forms)
    return bool(text_keys([text], fold) & set(reading.cited)) or any(form in fold(text) for form in forms)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["as_written"])
def test_written_forms_find_the_document(fold, vector):
    written, canonical = vector["as_written"], vector["canonical"]
    if canonical:
        keys = text_keys([], fold, [canonical])
        assert finds(fold, written, keys)
        assert finds(fold, canonical, text_keys([], fold, [written]) | keys)
        assert cites(fold, canonical, f"现根据{written}的要求，印发给你们。")
    else:
        assert not read(written, fold).near
        assert not any(key.startswith("c:") for found in scan(written, fold) for key in found.keys)


@pytest.mark.parametrize(
    "typed",
    [
        OWN,
        "[2023] 12号",
        "(2023)12",
        "晋安办发2023 12",
        "晋安办发2023年12号",
        "晋安办发2023-12",
        "晋安办发202312号",
        "晋安办发【２０２３】１２號",
        "晋安办发 〔2023〕 第012号",
        "（晋安办发〔2023〕12号）",
        "晋安办发〔2023〕12号文件",
        "2023年12号",
        "2023年第12号",
        "省安委办 2023年12号",
        "省安委办2023 12",
        "山西省安全生产委员会办公室〔2023〕12号",
        "根据晋安办发〔2023〕12号要求",
        "关于开展大检查的通知（晋安办发〔2023〕12号）",
    ],
)
def test_a_number_is_found_in_every_way_of_typing_it(fold, document, typed):
    assert finds(fold, typed, document)


@pytest.mark.parametrize(
    "typed",
    [
        "晋安办发〔2022〕12号",
        "晋安办发〔2023〕1号",
        "晋安办发〔2023〕112号",
        "晋安发〔2023〕12号",
        "2023-12",
        "2023 12",
        "12号",
    ],
)
def test_another_number_is_not_this_one(fold, document, typed):
    assert not finds(fold, typed, document)


def test_a_wrong_code_has_the_same_year_and_serial_nearby(fold, document):
    assert set(read("晋安发〔2023〕12号", fold).near) <= document


def test_other_names_of_a_body_are_looked_for_too(fold, document):
    same = {"省安委会办公室": ("省安委办",)}
    assert not finds(fold, "省安委会办公室2023年12号", document)
    reading = read("省安委会办公室2023年12号", fold, lambda code: same.get(code, ()))
    assert document & set(reading.number)


@pytest.mark.parametrize(
    "typed",
    [
        "国家安全生产监督管理总局令第85号",
        "总局令85号",
        "第85号令",
        "第八十五号令",
        "国家安全生产监督管理总局第85号令",
        "国家安全生产监督管理总局令（第85号）",
        "安监总局令第85号",
    ],
)
def test_orders_have_no_year(fold, typed):
    own = text_keys([], fold, ["国家安全生产监督管理总局令第85号"], ["安监总局"])
    assert finds(fold, typed, own)
    assert not finds(fold, "国务院令第85号", own)
    assert not finds(fold, "第86号令", own)


@pytest.mark.parametrize(
    "typed",
    [
        "国家矿山安全监察局公告2019年第11号",
        "公告（2019年 第11号）",
        "2019年第11号公告",
        "国家矿山安全监察局2019年第11号公告",
        "国家矿山安全监察局2019年11号",
        "2019年第11号",
    ],
)
def test_announcements(fold, typed):
    own = text_keys([], fold, ["国家矿山安全监察局公告2019年第11号"], ["国家矿山安全监察局"])
    assert finds(fold, typed, own)


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("国务院令第446号", "违反《国务院关于预防煤矿生产安全事故的特别规定》（国务院令第446号）的"),
        ("国务院令446号", "《特别规定》（中华人民共和国国务院令第446号）"),
        ("第446号令", "依照国务院第446号令执行"),
        ("国发2010 23", "按照国发〔2010〕23号和国办发〔2010〕15号文件"),
        ("[2010] 15号", "按照国发〔2010〕23号和国办发〔2010〕15号文件"),
        ("晋政发〔2008〕23号", "省政府晋政发〔2008〕23号文件规定"),
    ],
)
def test_citations_are_found(fold, typed, text):
    assert cites(fold, typed, text)


def test_citations_of_other_numbers_are_not_found(fold):
    text = "按照国发〔2010〕23号和国办发〔2010〕15号文件"
    assert not cites(fold, "国发〔2010〕15号", text)
    assert not cites(fold, "国发〔2010〕2号", text)


def test_a_number_is_marked_where_it_stands(fold):
    text = "按照 国办发［2010］ 15號 文件"
    found = scan(text, fold)
    assert [text[one.start : one.end] for one in found] == ["国办发［2010］ 15號"]
    assert "c:国办发|2010|15" in found[0].keys


def test_numbers_of_other_forms_are_found_as_written(fold):
    own = text_keys([], fold, ["000014349/2017-00110"])
    assert finds(fold, "000014349/2017-00110", own)
    assert finds(fold, "000014349 / 2017 00110", own)


def test_what_was_read_is_said(fold):
    assert read("晋安办发2023 12", fold).said == ("文号：晋安办发〔2023〕12号",)
    assert read("应急部第4号令", fold).said == ("文号：应急部令第4号",)
    assert read("公告（2019年 第11号）", fold).said == ("文号：公告2019年第11号",)


def test_only_what_can_be_nothing_else_is_sure(fold):
    assert read("晋安办发〔2023〕12号", fold).whole
    assert not read("太原2023 12", fold).whole
    assert not read("根据晋安办发〔2023〕12号要求", fold).whole

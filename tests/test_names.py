"""Names in running text, with the bodies and sentences of the real archive."""

from __future__ import annotations

import time

import pytest

from build_tools.kinds.case import Case
from build_tools.kinds.organization import Organization, OrganizationName
from build_tools.mentions.names import Name, Names, case_names, organization_names


def _body(id_: str, *names: OrganizationName, region: str | None = "100000") -> Organization:
    return Organization(id=id_, names=names, region=region)


def _name(name: str, *short: str, start: str | None = None, end: str | None = None) -> OrganizationName:
    return OrganizationName(name=name, short_forms=short, start=start, end=end)


_BODIES = (
    _body("state-council", _name("国务院")),
    _body("state-council-office", _name("国务院办公厅", "国办")),
    _body("nwsc", _name("国务院安全生产委员会", "国务院安委会")),
    _body("nwsc-office", _name("国务院安全生产委员会办公室", "国务院安委会办公室", "国务院安委办")),
    _body("mem", _name("应急管理部")),
    _body("samr", _name("国家市场监督管理总局", "市场监管总局")),
    _body("shanxi-government", _name("山西省人民政府", "省政府"), region="140000"),
    _body("shanxi-party-committee", _name("中共山西省委员会", "省委"), region="140000"),
    _body("shanxi-supervision-office", _name("山西省委省政府督查室", "省委省政府督查室"), region="140000"),
    _body("shanxi-wsc", _name("山西省安全生产委员会", "省安委会"), region="140000"),
    _body("henan-government", _name("河南省人民政府", "省政府"), region="410000"),
    _body("taiyuan-government", _name("太原市人民政府", "市政府"), region="140100"),
    _body(
        "nmsa",
        _name("国家煤矿安全监察局", end="2020-10"),
        _name("国家矿山安全监察局", start="2020-10"),
    ),
)
_NAMES = Names(organization_names(_BODIES))


def _meant(text: str, day: str | None = "2023-03-13", region: str | None = "140000") -> list[tuple[str, str]]:
    return [
        (text[found.start : found.end], "|".join(name.id for name in found.names))
        for found in _NAMES.meant(text, day, region)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国务院安委会办公室关于印发", [("国务院安委会办公室", "nwsc-office")]),
        ("国务院安委会有关成员单位，国务院各部委", [("国务院安委会", "nwsc"), ("国务院", "state-council")]),
        (
            "国务院安委会办公室  应急管理部\n关于印发",
            [("国务院安委会办公室", "nwsc-office"), ("应急管理部", "mem")],
        ),
        (
            "省安委办会同省纪委监委、省委省政府督查室，成立了7个省级联合督导巡查组",
            [("省委省政府督查室", "shanxi-supervision-office")],
        ),
        (
            "省政府及安委会已先后下发",
            [("省政府", "shanxi-government")],
        ),
        (
            "山西省委、省政府坚持以学习贯彻习近平总书记重要指示精神为指引",
            [("山西省委", "shanxi-party-committee"), ("省政府", "shanxi-government")],
        ),
        ("山西省安委会印发", [("山西省安委会", "shanxi-wsc")]),
    ],
)
def test_the_longest_name_wins(text: str, expected: list[tuple[str, str]]) -> None:
    assert _meant(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "各级应急管理部门要加强监管",
        "陕西省政府印发了方案",
        "各省政府要高度重视",
        "跨省委托检验",
        "《关于继续深入开展“安全生产年”活动的通知》（国办发〔2010〕15号）",
        "违背国办发(2001)68号文精神",
        "《生产安全事故报告和调查处理条例》（国务院令第493号）",
    ],
)
def test_parts_of_longer_words_are_no_names(text: str) -> None:
    assert _meant(text) == []


def test_a_relative_short_form_belongs_to_the_region_of_the_document() -> None:
    assert _meant("省政府印发", region="140000") == [("省政府", "shanxi-government")]
    assert _meant("省政府印发", region="140105") == [("省政府", "shanxi-government")]
    assert _meant("省政府印发", region="410500") == [("省政府", "henan-government")]
    assert _meant("省政府印发", region="100000") == []
    assert _meant("省政府印发", region=None) == []
    assert _meant("河南省政府印发", region="140000") == [("河南省政府", "henan-government")]


def test_relative_forms_of_a_city_follow_no_place_name() -> None:
    assert _meant("报市政府批准", region="140100") == [("市政府", "taiyuan-government")]
    assert _meant("大同市政府批准", region="140100") == []
    assert _meant("城市政府投资", region="140100") == []
    assert _meant("太原市政府批准", region="140200") == [("太原市政府", "taiyuan-government")]


def test_a_national_short_form_that_begins_like_a_relative_one_holds_everywhere() -> None:
    assert _meant("市场监管总局", region="140000") == [("市场监管总局", "samr")]
    assert _meant("市场监管总局", region=None) == [("市场监管总局", "samr")]


@pytest.mark.parametrize(
    ("day", "text", "expected"),
    [
        ("2018-05-02", "国家煤矿安全监察局", ["nmsa"]),
        ("2024-04-24", "国家煤矿安全监察局", []),
        ("2024-04-24", "国家矿山安全监察局", ["nmsa"]),
        ("2018-05-02", "国家矿山安全监察局", []),
        ("2020-10-15", "国家矿山安全监察局", ["nmsa"]),
        (None, "国家煤矿安全监察局", ["nmsa"]),
    ],
)
def test_names_hold_in_their_period(day: str | None, text: str, expected: list[str]) -> None:
    assert [id_ for _, id_ in _meant(text, day)] == expected


def test_one_name_with_two_meanings_stays_two() -> None:
    names = Names(
        [
            Name("五个必须", "glossary", "wu-ge-bixu-huiyi"),
            Name("五个必须", "glossary", "wu-ge-bixu-xingdong"),
        ]
    )
    (found,) = names.find("做到“五个必须”")
    assert [name.id for name in found.names] == ["wu-ge-bixu-huiyi", "wu-ge-bixu-xingdong"]


def test_cases_are_named_by_their_titles_and_other_names() -> None:
    case = Case(
        id="luling-2003-05-13",
        type="事故",
        title="安徽省淮北矿业（集团）公司芦岭煤矿“5·13”特大瓦斯爆炸事故",
        other_names=("安徽芦岭煤矿“5·13”事故",),
    )
    (found,) = Names(case_names([case])).find("安徽芦岭煤矿“5·13”事故的两名直接责任人")
    assert (found.names[0].kind, found.names[0].id) == ("case", "luling-2003-05-13")


def test_a_long_text_takes_time_in_proportion() -> None:
    before = time.process_time()
    assert len(list(_NAMES.find("国务院安委会，" * 20_000))) == 20_000
    assert time.process_time() - before < 4

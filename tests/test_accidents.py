"""Accidents named by their day, in sentences of the samples and the source report."""

from __future__ import annotations

import time

import pytest

from build_tools.kinds.case import Case
from build_tools.mentions.accidents import Accidents, find
from build_tools.mentions.resolve import Context, Held, Open

_SENTENCES: list[tuple[str, list[tuple[str, str, int | None]]]] = [
    (
        "关于河南安阳“11·21”重大火灾事故、内蒙古新井煤业露天煤矿“2·22”坍塌事故重要指示批示精神",
        [("“11·21”重大火灾事故", "河南安阳", None), ("“2·22”坍塌事故", "内蒙古新井煤业露天煤矿", None)],
    ),
    (
        "深刻汲取河南安阳“11·21”特别重大火灾等事故教训，结合国务院安委会有关工作安排",
        [("“11·21”特别重大火灾", "河南安阳", None)],
    ),
    (
        "深刻吸取上海翁牌冷藏实业有限公司“8·31”重大氨泄漏事故的教训",
        [("“8·31”重大氨泄漏事故", "上海翁牌冷藏实业有限公司", None)],
    ),
    (
        "四川九寨沟7.0级地震、江苏响水“3·21”爆炸等急难险重任务",
        [("“3·21”爆炸", "江苏响水", None)],
    ),
    (
        "如广东深圳光明新区渣土受纳场“12·20”特别重大滑坡事故、天津港“8·12”瑞海公司危险品仓库特别重大火灾爆炸事故",
        [
            ("“12·20”特别重大滑坡事故", "广东深圳光明新区渣土受纳场", None),
            ("“8·12”瑞海公司危险品仓库特别重大火灾爆炸事故", "天津港", None),
        ],
    ),
    (
        "湖北省十堰市张湾区艳湖社区集贸市场“6·13”重大燃气爆炸事故、河南郑州“7·20”特大暴雨灾害等造成群死群伤",
        [("“6·13”重大燃气爆炸事故", "湖北省十堰市张湾区艳湖社区集贸市场", None)],
    ),
    (
        "2021年河北石家庄“3·9”众鑫大厦火灾，过火面积11000余平方米；辽宁大连“8·27”凯旋国际大厦火灾",
        [("“3·9”众鑫大厦火灾", "河北石家庄", 2021), ("“8·27”凯旋国际大厦火灾", "辽宁大连", 2021)],
    ),
    (
        "特别是进入2003年12月下旬，又相继发生了广东连州市“12·21”特大道路交通事故、中石油川东北气矿“12·23”特大井喷事故",
        [
            ("“12·21”特大道路交通事故", "广东连州市", 2003),
            ("“12·23”特大井喷事故", "中石油川东北气矿", 2003),
        ],
    ),
    (
        "安徽芦岭煤矿“5·13”事故的两名直接责任人已经在事故中死亡，不再追究责任。",
        [("“5·13”事故", "安徽芦岭煤矿", None)],
    ),
    (
        "上半年的广东佛山“2·7”地铁坍塌重大事故发生在深厚富水粉砂层",
        [("“2·7”地铁坍塌重大事故", "广东佛山", None)],
    ),
    (
        "2016年先后发生了重庆永川区金山沟煤矿“10•31”和内蒙古赤峰市宝马矿业“12•3”特别重大瓦斯爆炸事故",
        [
            ("“10•31”", "重庆永川区金山沟煤矿", 2016),
            ("“12•3”特别重大瓦斯爆炸事故", "内蒙古赤峰市宝马矿业", 2016),
        ],
    ),
    (
        "山西中煤华晋韩咀煤业有限责任公司“11·10”机电事故调查报告",
        [("“11·10”机电事故", "山西中煤华晋韩咀煤业有限责任公司", None)],
    ),
    ("开展好“6·16安全宣传咨询日”活动，推出“6·16我问你答”直播答题", []),
    ("全省共派出检查组2.5万组次，检查企业18.8万家次", []),
    ("亡人事故 68 起、死亡 75 人，下降 22.73%、24.24%。其中较大事故1起", []),
    ("装有GB 6944列出的1.1项、1.2项爆炸品的集装箱", []),
    ("距离不小于1.2米的，按较大事故处理", []),
    ("应对9.3级火灾事故", []),
]


@pytest.mark.parametrize(("text", "expected"), _SENTENCES)
def test_real_sentences(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    found = list(find(text))
    assert [(accident.text, accident.place, accident.year) for accident in found] == expected
    for accident in found:
        assert text[accident.start : accident.end] == accident.text


@pytest.mark.parametrize("dot", "·•.∙・．")
@pytest.mark.parametrize("form", ["“11{}21”", "“11 {} 21”", '"11{}21"', "“ 11{}21 ”"])
def test_every_dot_and_blank(dot: str, form: str) -> None:
    (accident,) = find(f"河南安阳{form.format(dot)}特别重大火灾事故")
    assert (accident.month, accident.day, accident.grade) == (11, 21, "特别重大")


def test_without_quotation_marks() -> None:
    (accident,) = find("河南安阳11·21特别重大火灾事故")
    assert accident.text == "11·21特别重大火灾事故"
    assert list(find("河南安阳11.21特别重大火灾事故")) == []
    assert list(find("共11·21起")) == []


@pytest.mark.parametrize(
    "text",
    [
        "“3·15”晚会曝光火灾隐患",
        "“11·9”消防日期间火灾防控",
        "“13·21”火灾事故",
        "“2·30”火灾事故",
        "“1.5”倍",
        "“2·22”，发生火灾",
    ],
)
def test_what_is_no_accident(text: str) -> None:
    assert list(find(text)) == []


def test_the_year_of_another_matter_is_not_the_accidents() -> None:
    (accident,) = find("2024年深刻汲取河南安阳“11·21”特别重大火灾事故教训")
    assert accident.year is None


def _case(id_: str, title: str, date: str, *others: str, place: str | None = None) -> Case:
    return Case(id=id_, type="事故", title=title, date=date, other_names=others, place=place)


_CASES = (
    _case("anyang", "河南安阳“11·21”特别重大火灾事故", "2022-11-21", place="河南安阳"),
    _case("xinjing", "内蒙古新井煤业露天煤矿“2·22”坍塌事故", "2023-02-22", place="内蒙古"),
    _case("luling", "安徽省淮北矿业（集团）公司芦岭煤矿“5·13”特大瓦斯爆炸事故", "2003-05-13"),
    _case("xingergou", "山西省大同市杏儿沟煤矿“8·11”特大瓦斯爆炸事故", "2003-08-11"),
    _case("yuka", "青海五彩通正荣煤炭有限公司大柴旦行委鱼卡煤矿“4·15”放炮事故", "2018-04-15"),
    _case("later", "山西大同甲煤矿“8·11”顶板事故", "2019-08-11"),
)
_ACCIDENTS = Accidents(_CASES)


def _target(text: str, context: Context | None = None) -> Held | Open:
    (accident,) = find(text)
    return _ACCIDENTS.target(accident, context or Context("2023-03-13", "140000"))


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("河南安阳“11·21”重大火灾事故", "anyang"),
        ("内蒙古新井煤业露天煤矿“2•22”坍塌事故", "xinjing"),
        ("安徽芦岭煤矿“5·13”事故的两名直接责任人", "luling"),
        ("山西杏儿沟煤矿“8·11”事故的直接责任人", "xingergou"),
        ("2022年“11·21”火灾事故", "anyang"),
    ],
)
def test_day_and_place_or_year_decide(text: str, id_: str) -> None:
    assert _target(text) == Held("case", id_)


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("“11·21”火灾事故发生后", ("anyang",)),
        ("河南洛阳“11·21”火灾事故", ("anyang",)),
        ("内蒙古“2·22”坍塌事故", ("xinjing",)),
        ("2012年河南安阳“11·21”火灾事故", ("anyang",)),
        ("山西大同“8·11”事故", ("later", "xingergou")),
        ("某煤矿“8·11”事故", ("later", "xingergou")),
        ("江苏响水“3·21”特别重大爆炸事故", ()),
    ],
)
def test_what_agrees_in_the_day_only_stays_open(text: str, candidates: tuple[str, ...]) -> None:
    target = _target(text)
    assert isinstance(target, Open)
    assert target.candidates == candidates


def test_nothing_later_is_meant() -> None:
    assert _target("山西大同“8·11”事故", Context("2004-01-16", "100000")) == Held("case", "xingergou")


def test_once_named_with_its_place_the_day_is_enough() -> None:
    (accident,) = find("“11·21”火灾事故发生后")
    assert _ACCIDENTS.target(accident, earlier={(11, 21): "anyang"}) == Held("case", "anyang")


def test_a_long_text_takes_time_in_proportion() -> None:
    before = time.process_time()
    list(find("“1·1”、" * 20_000 + "事故"))
    list(find("“1·1”" + "甲" * 100_000))
    assert time.process_time() - before < 4

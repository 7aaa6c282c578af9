"""Titles: marks with and without partners, and when two writings are one title."""

from __future__ import annotations

import time

import pytest

from build_tools.mentions.titles import (
    QuotedTitle,
    Unbalanced,
    issued,
    key,
    names_no_issuer,
    scan,
    without_edition,
    without_issuer,
)


@pytest.mark.parametrize(
    ("text", "titles", "lost"),
    [
        ("《关于印发〈甲方案〉的通知》", ["关于印发〈甲方案〉的通知"], []),
        ("《关于印发《甲方案》的通知》", ["关于印发《甲方案》的通知"], []),
        (
            "《关于危险化学品企业贯彻落实<国务院通知>的实施意见》",
            ["关于危险化学品企业贯彻落实<国务院通知>的实施意见"],
            [],
        ),
        ("《安全生产法》《刑法》、《民法典》", ["安全生产法", "刑法", "民法典"], []),
        ("岗前“三级”（厂〈矿〉、车间〈工段、区、队〉、班组）", [], []),
        ("响应时间<0.1s，依据《城镇燃气设计规范》", ["城镇燃气设计规范"], []),
        ("先后下发《甲方案》《开展岁末年初专项整治和督", ["甲方案"], ["《"]),
        ("导检查工作的通知》《乙通知》", ["乙通知"], ["》"]),
        ("《关于甲的通知（《乙办法》", ["乙办法"], ["《"]),
        ("《关于印发〈甲方案的通知》", ["关于印发〈甲方案的通知"], ["〈"]),
        ("《关于印发<甲方案的通知》", ["关于印发<甲方案的通知"], []),
        ("没有书名号的一句话。", [], []),
    ],
)
def test_scan(text: str, titles: list[str], lost: list[str]) -> None:
    found = list(scan(text))
    assert [item.title for item in found if isinstance(item, QuotedTitle)] == titles
    assert [item.mark for item in found if isinstance(item, Unbalanced)] == lost
    for item in found:
        if isinstance(item, QuotedTitle):
            assert text[item.start : item.end] == f"《{item.title}》"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于印发〔全省矿山百日攻坚行动方案〕的通知", "关于印发〈全省矿山百日攻坚行动方案〉的通知"),
        ("关于印发《甲方案》的通知", "关于印发<甲方案>的通知"),
        ("国务院关于印发“十四五”国家应急体系规划的通知", "国务院关于印发《“十四五”国家应急体系规划》的通知"),
        ("安全生产治本攻坚三年行动方案（2024—2026年）", "安全生产治本攻坚三年行动方案（2024-2026）"),
        ("安全生产治本攻坚三年行动方案(2024-2026年)", "安全生产治本攻坚三年行动方案（2024－－2026）"),
        ("中共中央办公厅 国务院办公厅关于甲的意见", "中共中央办公厅国务院办公厅关于甲的意见"),
        ("危险化学品建设项目安全许 可实施办法", "危险化学品建设项目安全许可实施办法"),
        ("开展专项整治和督\n\n导检查工作的通知", "开展专项整治和督导检查工作的通知"),
        ("中华人民共和国安全生产法", "安全生产法"),
        ("河南安阳“11·21”火灾事故调查报告", '河南安阳"11•21"火灾事故调查报告'),
    ],
)
def test_writings_of_one_title_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关于做好全省两会期间安全生产工作的通知", "关于做好全国两会期间安全生产及督导检查工作的通知"),
        ("关于做好2023年安全生产工作的通知", "关于做好2024年安全生产工作的通知"),
        ("冲击地压测定、监测与防治方法 第1部分", "冲击地压测定、监测与防治方法 第2部分"),
        ("工贸行业重大生产安全事故隐患判定标准", "工贸行业重大生产安全事故隐患判定标准（2017版）"),
        ("关于甲的实施意见", "关于甲的指导意见"),
        ("福建省安全生产条例", "辽宁省安全生产条例"),
    ],
)
def test_titles_that_differ_in_a_word_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("title", "inner"),
    [
        (
            "国务院安全生产委员会关于印发《全国危险化学品安全风险集中治理方案》的通知",
            "全国危险化学品安全风险集中治理方案",
        ),
        (
            "关于印发〔全省矿山安全生产大检查百日攻坚行动方案〕的通知",
            "全省矿山安全生产大检查百日攻坚行动方案",
        ),
        ("国务院安委会印发《关于防范遏制矿山事故的硬措施》的通知", "关于防范遏制矿山事故的硬措施"),
        ("福建省人大常委会关于颁布施行《福建省安全生产条例》的公告", "福建省安全生产条例"),
        ("关于印发〈关于修改〈甲〉的决定〉的紧急通知", "关于修改甲的决定"),
        ("国务院办公厅转发〈甲部关于乙的意见〉的通知", None),
        ("关于贯彻落实〈国务院关于甲的意见〉的通知", None),
        ("关于修改〈甲办法〉的决定", None),
        ("关于印发甲方案的通知", None),
        ("甲方案", None),
    ],
)
def test_what_a_notice_issues(title: str, inner: str | None) -> None:
    assert issued(title) == (None if inner is None else key(inner))


def test_the_part_without_the_issuer() -> None:
    assert (
        without_issuer("国务院关于进一步加强企业安全生产工作的通知") == "关于进一步加强企业安全生产工作的通知"
    )
    assert without_issuer("关于进一步加强企业安全生产工作的通知") is None
    assert without_issuer("煤矿安全规程") is None


def test_the_part_without_the_edition() -> None:
    assert without_edition("托育机构消防安全指南（试行）") == "托育机构消防安全指南"
    assert (
        without_edition("工贸行业重大生产安全事故隐患判定标准（2017版）")
        == "工贸行业重大生产安全事故隐患判定标准"
    )
    assert without_edition("安全生产治本攻坚三年行动方案（2024—2026年）") == "安全生产治本攻坚三年行动方案"
    assert (
        without_edition("应急管理综合行政执法事项指导目录（2023年版）") == "应急管理综合行政执法事项指导目录"
    )
    assert without_edition("关于加强住宅（公寓）管理的通知") == "关于加强住宅(公寓)管理的通知"


def test_titles_that_many_bodies_may_use() -> None:
    assert names_no_issuer("关于做好2023年安全生产工作的通知")
    assert names_no_issuer("全省安全生产隐患排查整治行动方案")
    assert not names_no_issuer("国务院关于进一步加强企业安全生产工作的通知")
    assert not names_no_issuer("煤矿安全规程")


@pytest.mark.parametrize("text", ["〈" * 50_000 + "》" * 50_000, "《" * 100_000, "《<" * 50_000 + "》" * 9])
def test_hostile_marks_take_no_long_time(text: str) -> None:
    before = time.process_time()
    list(scan(text))
    key(text)
    issued(text)
    assert time.process_time() - before < 4

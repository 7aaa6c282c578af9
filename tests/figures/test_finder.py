"""The finder: phrases of bulletins, what must not be proposed, and hostile text."""

import time

import pytest

from build_tools.figures.finder import find


def named(text):
    return {proposal.name: proposal.figure.printed for proposal in find(text)}


def changes(text):
    return {
        (proposal.name, change.basis): (
            change.amount.value if change.amount else 0 if change.unchanged else None,
            change.percent.value if change.percent else None,
        )
        for proposal in find(text)
        for change in proposal.comparisons
    }


def numbers(pairs):
    return {key: tuple(None if v is None else float(v) for v in value) for key, value in pairs.items()}


def test_two_comparisons_of_one_figure():
    text = "建筑施工发生较大事故2起、死亡8人，同比事故起数持平、人数增加2人；环比均增加1起、5人。"
    assert numbers(changes(text)) == {
        ("较大事故（建筑施工）", "同比"): (0.0, None),
        ("较大事故（建筑施工）", "环比"): (1.0, None),
        ("死亡（建筑施工较大事故）", "同比"): (2.0, None),
        ("死亡（建筑施工较大事故）", "环比"): (5.0, None),
    }


def test_named_changes_find_their_counts():
    text = (
        "共发生各类事故42起、死亡45人，受伤15人，与去年同期相比事故起数减少3起，死亡人数减少6人，"
        "分别下降6.7%、11.8%，受伤人数增加1人，上升7.1%。"
    )
    assert numbers(changes(text)) == {
        ("各类事故", "同比"): (-3.0, -6.7),
        ("死亡（各类事故）", "同比"): (-6.0, -11.8),
        ("受伤（各类事故）", "同比"): (1.0, 7.1),
    }


def test_changes_of_a_list_of_names_are_figures_of_their_own():
    text = (
        "2020年各类事故、较大事故和重特大事故起数比2015年分别下降43.3%、36.1%和57.9%，"
        "死亡人数分别下降38.8%、37.3%和65.9%。"
    )
    assert named(text) == {
        "各类事故起数下降（比2015年）": "43.3%",
        "较大事故起数下降（比2015年）": "36.1%",
        "重特大事故起数下降（比2015年）": "57.9%",
        "死亡人数下降（各类事故，比2015年）": "38.8%",
        "死亡人数下降（较大事故，比2015年）": "37.3%",
        "死亡人数下降（重特大事故，比2015年）": "65.9%",
    }


def test_generic_names_in_a_list_keep_what_they_belong_to():
    text = "与“十二五”时期相比，重特大火灾起数、亡人数分别下降45.8%、62.7%。"
    assert "亡人数下降（重特大火灾，与“十二五”时期相比）" in named(text)


def test_before_and_after():
    text = "矿井数量由2008年底的2598个压减到2011年底的1053个。"
    assert named(text) == {"矿井数量（2008年底）": "2598个", "矿井数量（2011年底）": "1053个"}


def test_a_limit_is_part_of_a_name():
    text = (
        "2005年，全国煤矿发生一次死亡10人以上的重特大事故58起（其中，死亡30人以上的事故11起），死亡1739人。"
    )
    assert named(text) == {
        "一次死亡10人以上的重特大事故（煤矿）": "58起",
        "死亡30人以上的事故": "11起",
        "死亡（煤矿一次死亡10人以上的重特大事故）": "1739人",
    }


def test_deaths_keep_whose_they_are():
    text = "其中：国有煤矿死亡36人，同比增加13人；乡镇煤矿死亡135人，同比少死亡94人。"
    assert numbers(changes(text)) == {
        ("死亡（国有煤矿）", "同比"): (13.0, None),
        ("死亡（乡镇煤矿）", "同比"): (-94.0, None),
    }


def test_a_stated_total_is_checked_even_if_it_does_not_come_out():
    text = "今年以来，共检查企业120家。煤矿排查隐患12项，非煤矿山排查隐患9项，合计排查隐患22项。"
    checks = [check for proposal in find(text) for check in proposal.checks]
    assert [(check.finding.verdict.value, check.formula) for check in checks] == [
        ("与所列数字不符", "12 + 9 = 21")
    ]


def test_parts_that_need_not_be_all_are_not_added_up():
    text = "截至2014年底，全国共排查企业22835家，其中排查规模以上企业3725家，排查小企业1551家。"
    assert not any(proposal.checks for proposal in find(text))


def test_a_change_in_the_other_direction_does_not_agree():
    text = "全省共发生事故68起，同比减少20起，上升22.73%。"
    (check,) = [check for proposal in find(text) for check in proposal.checks]
    assert (check.finding.verdict.value, check.formula) == (
        "与所列数字不符",
        "20 ÷ (68 + 20) ≈ 22.73%（下降）",
    )


def test_one_per_cent_for_two_counts_is_left_open():
    assert not changes("全省共发生事故68起、死亡75人，同比下降22.73%。")


def test_a_table_gives_its_sentences_but_not_its_targets():
    text = (
        "| 指标 | 说明 |\n| --- | --- |\n| 死亡人数 | 下降15% |\n| 情况 | 共发生一般事故36起，死亡90人。 |\n"
    )
    assert named(text) == {"一般事故": "36起", "死亡（一般事故）": "90人"}


NOT_PUBLISHED = (
    "到2025年，生产安全事故死亡人数下降15%，重特大事故起数下降20%。",
    "力争实现化工事故总量比“十三五”期间下降15%以上。",
    "预计到2025年，我国机动车保有量将超过4.6亿辆。",
    "一次造成3人以上10人以下死亡的事故为较大事故。",
    "发生事故造成1人死亡的，处20万元罚款。",
    "生产经营单位每年至少组织开展1次疏散演练。",
    "专职安全生产管理人员应不少于企业员工总数的2%。",
    "液氨储量超过10吨的企业要建立台账。",
    "全国煤矿智能化产能占比不低于60%，井下人员减少10%以上。",
    "新建和改扩建后煤矿产能不得低于30万吨/年。",
    "要培训人员500人、检查企业1000家。",
    "建设6个国家水域救援训练基地，新改扩建31个省域分库。",
    "这4起事故，反映出现场管理不严的问题仍然很严重。",
    "参与集中的所有经营者上一会计年度营业额合计超过40亿元，其中至少两个经营者超过8亿元。",
    "到2023年，20个以上省份建立排查治理机制，责任落实率达到100%。",
    "县级以上应急管理部门专业人才占比达到60%。",
    "撞击密闭致2人受伤死亡是造成本次事故的直接原因。",
    "托育机构每50平方米配置1具灭火器，疏散门不应少于2个。",
)


@pytest.mark.parametrize("text", NOT_PUBLISHED)
def test_targets_thresholds_and_duties_are_not_proposed(text):
    assert named(text) == {}


def test_places_and_quotes_are_those_of_the_text():
    text = "截至3月9日，共排查隐患12项、完成整改9项（整改率75%）。\n\n今年以来，共排查隐患12项。\n"
    found = find(text)
    assert found
    for proposal in found:
        assert text[proposal.start : proposal.end] == proposal.figure.printed
        assert proposal.figure.printed in proposal.quote
        assert text.count(proposal.prefix + proposal.quote + proposal.suffix) == 1


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "（",
        "《",
        "死亡1人，",
        "同比减少1起、",
        "发生了",
        "占",
        "整改率1%",
        "1,",
        "一二三",
        "“",
        "\n",
        "较大和",
    ],
)
def test_hostile_text_takes_time_in_proportion(unit):
    def seconds(length):
        text = "共" + unit * (length // len(unit))
        start = time.process_time()
        find(text)
        return time.process_time() - start

    seconds(1000)
    assert seconds(16_000) < 8 * seconds(4_000) + 0.3

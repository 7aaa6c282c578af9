"""The audit of a release that an editor confirmed."""

import pytest

from build_tools.figures.audit import audit
from build_tools.kinds import Statistic


def observation(name, printed, value, unit, **more):
    return {
        "id": name,
        "indicator": "any",
        "label": name,
        "value_printed": printed,
        "value": value,
        "unit": unit,
        "quote": {"exact": printed},
    } | more


def release(*observations):
    return Statistic.model_validate(
        {"id": "release", "title": "发布", "source_record": "notice", "observations": observations}
    )


def only(*observations):
    (audited,) = audit(release(*observations))
    return audited


def derived(kind, *inputs):
    return {"derivation": {"kind": kind, "inputs": inputs}}


def test_a_rate_of_two_figures():
    audited = only(
        observation("found", "196747项", "196747", "项"),
        observation("mended", "180473", "180473", "项"),
        observation("rate", "91.7%", "91.7", "%", **derived("比率", "mended", "found")),
    )
    assert audited.observation == "rate"
    assert audited.check.kind == "比率"
    assert audited.check.inputs == ("180473", "196747项")
    assert audited.check.finding.verdict == "四舍五入内一致"
    assert audited.check.formula == "180473 ÷ 196747 ≈ 91.7%"


def test_a_rate_that_does_not_agree_names_the_computed_value():
    audited = only(
        observation("found", "1874项", "1874", "项"),
        observation("mended", "1159项", "1159", "项"),
        observation("rate", "69.24%", "69.24", "%", **derived("比率", "mended", "found")),
    )
    assert audited.check.finding.verdict == "与所列数字不符"
    assert audited.check.formula == "1159 ÷ 1874 ≈ 61.85%"


def test_approximate_inputs_cannot_be_checked():
    audited = only(
        observation("found", "355888项", "355888", "项"),
        observation("mended", "287141余项", "287141", "项", approximation="余"),
        observation("rate", "80.68%", "80.68", "%", **derived("比率", "mended", "found")),
    )
    assert (audited.check.finding.verdict, audited.check.formula) == ("无法复核", "所列数字为约数")


@pytest.mark.parametrize(
    ("printed", "value", "verdict", "formula"),
    [
        ("19.12万项", "191200", "一致", "11.38万 + 7.74万 = 19.12万"),
        ("19.13万项", "191300", "四舍五入内一致", "11.38万 + 7.74万 = 19.12万"),
        ("19.4万项", "194000", "与所列数字不符", "11.38万 + 7.74万 ≈ 19.1万"),
    ],
)
def test_a_sum_of_rounded_figures(printed, value, verdict, formula):
    audited = only(
        observation("part", "11.38万项", "113800", "项", approximation="约数"),
        observation("other", "7.74万项", "77400", "项", approximation="约数"),
        observation("all", printed, value, "项", approximation="约数", **derived("合计", "part", "other")),
    )
    assert (audited.check.finding.verdict, audited.check.formula) == (verdict, formula)


def test_a_difference():
    audited = only(
        observation("before", "2598个", "2598", "个"),
        observation("after", "1053个", "1053", "个"),
        observation("fewer", "1545个", "1545", "个", **derived("差", "before", "after")),
    )
    assert (audited.check.finding.verdict, audited.check.formula) == ("一致", "2598 − 1053 = 1545")


def test_open_figures_are_never_added_up():
    audited = only(
        observation("part", "10余项", "10", "项", approximation="余"),
        observation("other", "5项", "5", "项"),
        observation("all", "15项", "15", "项", **derived("合计", "part", "other")),
    )
    assert audited.check.finding.verdict == "无法复核"


def test_missing_inputs_cannot_be_checked():
    audited = only(observation("rate", "45.1%", "45.1", "%", **derived("占比", "part", "whole")))
    assert (audited.check.finding.verdict, audited.check.formula) == (
        "无法复核",
        "计算所需的数字没有列出",
    )


def comparison(**more):
    return {"comparisons": [{"basis": "同比"} | more]}


def test_a_change_with_its_amount():
    stated = comparison(
        change_printed="减少 20 起", change="-20", percent_printed="下降22.73%", percent="-22.73"
    )
    audited = only(observation("accidents", "68 起", "68", "起", **stated))
    assert (audited.basis, audited.earlier, audited.small_base) == ("同比", 88, False)
    assert audited.check.formula == "20 ÷ (68 + 20) ≈ 22.73%"


def test_a_change_on_a_small_base_is_marked():
    stated = comparison(change="-1", percent="-20")
    audited = only(observation("deaths", "4 人", "4", "人", **stated))
    assert (audited.earlier, audited.small_base) == (5, True)
    assert audited.check.finding.verdict == "一致"


def test_a_change_in_the_other_direction_does_not_agree():
    audited = only(observation("accidents", "68起", "68", "起", **comparison(change="-20", percent="22.73")))
    assert audited.check.finding.verdict == "与所列数字不符"
    assert audited.check.formula == "20 ÷ (68 + 20) ≈ 22.73%（下降）"


def test_zero_base():
    audited = only(observation("accidents", "3起", "3", "起", **comparison(change="3", percent="100")))
    assert (audited.check.finding.verdict, audited.check.formula) == (
        "无法复核",
        "基数为零，不能计算百分比",
    )


def test_per_cent_only():
    audited = only(observation("accidents", "1732起", "1732", "起", **comparison(percent="7.8")))
    assert audited.check.finding.bases == (1606, 1607)
    assert audited.earlier is None


def test_per_cent_only_of_what_need_not_be_whole():
    audited = only(observation("loss", "3984.5元", "3984.5", "元", **comparison(percent="7.8")))
    assert (audited.check.finding.bases, audited.check.finding.verdict) == (None, "无法复核")


def test_an_approximate_per_cent_cannot_be_checked():
    stated = comparison(change="-20", percent_printed="下降近23%", percent="-23")
    audited = only(observation("accidents", "68起", "68", "起", **stated))
    assert (audited.check.finding.verdict, audited.check.formula) == ("无法复核", "所列数字为约数")


def test_a_change_without_per_cent_states_nothing_to_check():
    assert audit(release(observation("accidents", "1起", "1", "起", **comparison(change="0")))) == ()


def test_the_direction_is_told_only_where_the_source_states_the_other_one():
    stated = comparison(change="100", percent="9.1")
    audited = only(observation("mended", "1100项", "1100", "项", **stated))
    assert audited.check.formula == "100 ÷ (1100 − 100) = 10.0%"


def test_of_two_figures_printed_side_by_side_the_one_meant_is_told():
    stated = comparison(change="-24", percent_printed="下降 22.73%、24.24%", percent="-24.24")
    audited = only(observation("deaths", "75 人", "75", "人", **stated))
    assert (audited.check.printed, audited.check.finding.verdict) == ("24.24%", "四舍五入内一致")

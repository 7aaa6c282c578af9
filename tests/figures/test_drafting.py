"""Proposals as YAML: an editor adds indicators and has observations."""

import yaml

from build_tools.figures.audit import audit
from build_tools.figures.drafting import to_yaml
from build_tools.figures.finder import propose
from build_tools.kinds import Notice, Statistic
from build_tools.kinds.vocabulary import IndicatorEntry

BODY = (
    "截至3月9日，全省共派出检查组2.5万组次，排查隐患196747项、完成整改180473（整改率91.7%），罚款5700余万元。\n\n"
    "1-2月份，全省共发生亡人事故 68 起、死亡 75 人，同比减少 20 起、24 人，下降 22.73%、24.24%。\n"
    "其中，较大事故 1 起、同比持平。\n"
)
INDICATORS = [
    IndicatorEntry(id="hazards-found", name="排查隐患数", unit="项"),
    IndicatorEntry(id="fatal-accidents", name="亡人事故起数", unit="起"),
    IndicatorEntry(id="fines", name="罚款金额", unit="元"),
]


def notice(body):
    return Notice(id="notice", title="通报", body=body)


def drafted():
    return to_yaml(propose(notice(BODY)), INDICATORS)


def test_a_confirmed_draft_is_a_release_that_passes_its_own_checks():
    observations = yaml.load(drafted(), Loader=yaml.BaseLoader)["observations"]
    for entry in observations:
        entry["indicator"] = "any"
    release = Statistic.model_validate(
        {"id": "release", "title": "发布", "source_record": "notice", "observations": observations}
    )
    assert list(release.check()) == []
    assert [audited.check.finding.verdict.value for audited in audit(release)] == ["四舍五入内一致"] * 3
    assert all(observation.quote.exact in BODY for observation in release.observations)


def test_the_nearest_indicators_are_suggested_and_none_is_chosen():
    text = drafted()
    assert "# indicator: 待选（相近：fatal-accidents 亡人事故起数）" in text
    assert "\n    indicator:" not in text


def test_findings_stand_as_comments():
    assert "# 复核：四舍五入内一致：180473 ÷ 196747 ≈ 91.7%（原文 91.7%）" in drafted()


def test_changes_are_printed_with_their_words():
    entry = yaml.load(drafted(), Loader=yaml.BaseLoader)["observations"]
    changed = next(item for item in entry if item["value_printed"] == "68 起")
    assert changed["comparisons"] == [
        {
            "basis": "同比",
            "change_printed": "减少20 起",
            "change": "-20",
            "percent_printed": "下降22.73%",
            "percent": "-22.73",
        }
    ]


def test_a_missing_unit_is_noted():
    assert "note: 原文缺计量单位，按上下文补。" in drafted()


def test_nothing_found():
    assert to_yaml(propose(notice("请各单位认真落实。\n"))) == "# 没有找到可以登记的数据。\n"

"""One figure in several releases: side by side under one coverage, never compared under two."""

import pytest

from build_tools.figures.several import several
from build_tools.kinds import Statistic

DAYS = {"first": "2023-03-01", "second": "2023-04-01"}


def release(name, printed, value, source="first", unit="起", approximation="确数", **more):
    observation = {
        "id": "accidents",
        "indicator": "accidents",
        "label": "事故",
        "value_printed": printed,
        "value": value,
        "unit": unit,
        "approximation": approximation,
        "quote": {"exact": printed},
    }
    fields = {"id": name, "title": "发布", "source_record": source, "observations": [observation]}
    period = {"period_start": "2023-01", "period_end": "2023-02", "region": "140000"}
    return Statistic.model_validate(fields | period | more)


def found(*releases):
    return [
        (group.kind, [one.observation.value_printed for one in group.statements])
        for group in several(releases, DAYS)
    ]


def test_two_values_under_one_coverage_stand_side_by_side_the_later_document_last():
    later = release("a", "70起", "70", source="second")
    earlier = release("b", "68起", "68")
    assert found(later, earlier) == [("一数多源", ["68起", "70起"])]


def test_the_same_value_twice_is_nothing():
    assert found(release("a", "68起", "68"), release("b", "68 起", "68", source="second")) == []


def test_a_month_and_its_last_day_are_one_period():
    other = release("b", "70起", "70", period_start="2023-01-01", period_end="2023-02-28")
    assert found(release("a", "68起", "68"), other) == [("一数多源", ["68起", "70起"])]


@pytest.mark.parametrize(
    "more",
    [
        {"period_end": "2023-03"},
        {"period_start": "2022-12"},
        {"region": "140100"},
        {"period_end": None},
    ],
)
def test_another_period_or_region_is_another_figure(more):
    assert found(release("a", "68起", "68"), release("b", "70起", "70", **more)) == []


def test_another_unit_is_another_figure():
    assert found(release("a", "68起", "68"), release("b", "70人", "70", unit="人")) == []


def test_different_coverage_is_said_and_not_compared():
    wide = release("a", "90起", "90", coverage="各类事故")
    narrow = release("b", "68起", "68", coverage="亡人事故", source="second")
    assert found(wide, narrow) == [("口径不同", ["90起", "68起"])]


def test_blanks_make_no_other_coverage():
    one = release("a", "68起", "68", coverage="亡人 事故")
    assert found(one, release("b", "70起", "70", coverage="亡人事故")) == [("一数多源", ["68起", "70起"])]


@pytest.mark.parametrize(
    ("printed", "value", "approximation", "differs"),
    [
        ("19.7万项", "197000", "约数", False),
        ("19.6万项", "196000", "约数", True),
        ("19万余项", "190000", "余", False),
        ("20万余项", "200000", "余", True),
        ("近20万项", "200000", "近", False),
        ("近19万项", "190000", "近", True),
        ("约15万项", "150000", "约", False),
    ],
)
def test_an_approximate_figure_differs_only_where_it_cannot_be_the_other(
    printed, value, approximation, differs
):
    exact = release("a", "196747项", "196747", unit="项")
    rough = release("b", printed, value, unit="项", approximation=approximation)
    assert bool(found(exact, rough)) is differs


def test_a_per_cent_with_fewer_places_is_the_same():
    assert found(release("a", "91.73%", "91.73", unit="%"), release("b", "91.7%", "91.7", unit="%")) == []
    assert found(release("a", "91.73%", "91.73", unit="%"), release("b", "91.8%", "91.8", unit="%")) != []

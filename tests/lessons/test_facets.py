import pytest
from invented import accident, archive, coal

from build_tools.lessons.facets import death_band, rows


def only(case):
    return rows(archive([case]))[0]


def test_a_row_holds_what_a_list_filters_by():
    case = accident(
        "a",
        date="2022-09-11",
        region="990101",
        industry="煤矿",
        accident_types=coal("运输"),
        casualties=[{"deaths": 1}, {"deaths": 4, "as_of": "2022-09-20"}],
        causes=["违章指挥"],
    )
    row = only(case)
    assert (row.year, row.industry, row.types) == ("2022", "煤矿", (("coal-mine", "运输"),))
    assert (row.province, row.city, row.county) == ("990000", "990100", "990101")
    assert (row.deaths, row.death_band, row.causes) == (4, "3至9人", ("违章指挥",))


def test_a_stated_grade_stands_and_a_computed_one_is_marked():
    stated = only(accident("a", grade="重大", casualties=[{"deaths": 4}]))
    computed = only(accident("a", casualties=[{"deaths": 4}]))
    unknown = only(accident("a"))
    assert [(row.grade, row.grade_basis) for row in (stated, computed, unknown)] == [
        ("重大", "来源所述"),
        ("较大", "推算"),
        ("", ""),
    ]


def test_only_accidents_have_a_computed_grade():
    assert only(accident("a", type="重大隐患", casualties=[{"deaths": 0}])).grade == ""


def test_a_case_of_a_province_has_no_city():
    row = only(accident("a", region="990000"))
    assert (row.province, row.city, row.county) == ("990000", "", "")


@pytest.mark.parametrize(
    ("deaths", "band"),
    [
        (None, ""),
        (0, "无人死亡"),
        (1, "1至2人"),
        (2, "1至2人"),
        (3, "3至9人"),
        (9, "3至9人"),
        (10, "10至29人"),
        (29, "10至29人"),
        (30, "30人以上"),
        (86, "30人以上"),
    ],
)
def test_bands_follow_the_bounds_of_the_grades(deaths, band):
    assert death_band(deaths) == band


def test_the_newest_stands_first_and_the_undated_last():
    held = archive([accident("b", date="2010"), accident("a"), accident("c", date="2022-01-02")])
    assert [row.id for row in rows(held)] == ["c", "b", "a"]

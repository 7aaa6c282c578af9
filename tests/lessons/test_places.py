import pytest
from invented import archive

from build_tools import places

REGIONS = archive().vocabularies["regions"]


def test_a_county_lies_in_its_city_and_province_and_the_country_is_left_out():
    assert places.chain(REGIONS, "990101") == ("990101", "990100", "990000")
    assert places.chain(REGIONS, "100000") == places.chain(REGIONS, None) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("990101", "990101", "990101"),
        ("990101", "990102", "990100"),
        ("990101", "990100", "990100"),
        ("990101", "990200", "990000"),
        ("990101", "980000", None),
        ("990101", None, None),
    ],
)
def test_the_smallest_region_that_holds_both(one, other, expected):
    assert places.shared(REGIONS, one, other) == places.shared(REGIONS, other, one) == expected

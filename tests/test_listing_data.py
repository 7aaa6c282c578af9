"""The data behind the filters: nothing lost between the parts, no part that says what others hold."""

import json
from collections import Counter
from datetime import date

import pytest
from sample_archive import archive

from build_tools.archive import Archive
from build_tools.groups import newest_first
from build_tools.kinds import KINDS
from build_tools.kinds.notice import Notice
from build_tools.kinds.vocabulary import VOCABULARIES, Site
from build_tools.views import filters
from build_tools.views.listing import FILTERED

START = "(globalThis.listingData ??= []).push("


def read(text):
    """The value that a data file registers."""
    assert text.startswith(START) and text.endswith(");\n")
    return json.loads(text[len(START) : -len(");\n")])


def held(archive):
    """Path and value of every data file."""
    found = {}
    for kind in FILTERED:
        texts = [*filters.header(archive, kind)]
        texts += [text for name in filters.parts(archive, kind) for text in filters.part(archive, kind, name)]
        found |= {path: read(text) for path, text in texts}
    return found


def with_notices(*notices):
    """An archive of some notices."""
    records = {kind: {} for kind in KINDS} | {"notice": {one.id: one for one in notices}}
    site = Site(name="某省档案", as_of=date(2030, 1, 1), description="只供测试。")
    return Archive(site, {name: {} for name in VOCABULARIES}, records)


def of_notices(*notices):
    """The header and the only part of an archive of some notices."""
    files = held(with_notices(*notices))
    return files["listing-data/notices.js"], files["listing-data/notices-all.js"]


@pytest.mark.parametrize("size", [1, 2, 2000])
def test_the_parts_hold_every_record_once(monkeypatch, size):
    monkeypatch.setattr(filters, "PART", size)
    files = held(archive())
    for kind in ("notice", "case"):
        folder = KINDS[kind].folder
        header = files[f"listing-data/{folder}.js"]
        parts = [files[f"listing-data/{folder}-{name}.js"] for name in header["parts"]]
        assert [part["part"] for part in parts] == header["parts"]
        ids = [id_ for part in parts for id_ in part["id"]]
        live = [record for record in archive().of(kind) if not record.withdrawn]
        assert ids == [record.id for record in newest_first(live)]
        assert header["total"] == len(live)
        for facet in header["facets"]:
            slugs = []
            for part in parts:
                known, found = part["facets"][facet["key"]]
                flat = [value for one in found for value in (one if isinstance(one, list) else [one])]
                slugs += [known[value] for value in flat]
            assert Counter(slugs) == {value[0]: value[2] for value in facet["values"]}


def days(*written):
    return [Notice(id=f"n{place}", title="标题", document_date=day) for place, day in enumerate(written)]


def test_a_long_listing_comes_in_years_and_a_long_year_in_months(monkeypatch):
    monkeypatch.setattr(filters, "PART", 2)
    notices = days("2023-03-13", "2023-03-01", "2023-01-02", "2021-05-05", "2021-06-05", None)
    files = held(with_notices(*notices))
    assert files["listing-data/notices.js"]["parts"] == ["2023-03", "2023-01", "2021", "undated"]
    assert files["listing-data/notices-2023-03.js"]["id"] == ["n0", "n1"]
    assert files["listing-data/notices-undated.js"]["id"] == ["n5"]


def test_a_part_says_nothing_of_other_rows(monkeypatch):
    monkeypatch.setattr(filters, "PART", 2)
    notices = days("2023-03-13", "2023-03-01", "2021-05-05")
    before = held(with_notices(*notices))
    other = Notice(
        id="x", title="另一件", type="函", document_date="2023-03-02", document_number="国发〔2023〕1号"
    )
    after = held(with_notices(*notices, other))
    assert before["listing-data/notices-2021.js"] == after["listing-data/notices-2021.js"]


def test_undated_records_are_a_year_of_their_own():
    header, part = of_notices(*days("2023-03-13", None, "2004-01-01"))
    assert part["id"] == ["n0", "n2", "n1"]
    year = next(facet for facet in header["facets"] if facet["key"] == "year")
    assert [value[1] for value in year["values"]] == ["2023年", "2004年", "日期未载明"]


def test_a_field_that_tells_nothing_apart_is_not_offered():
    notices = [
        Notice(id="a", title="甲", type="通知", body="正文。"),
        Notice(id="b", title="乙", type="函", body="正文。"),
    ]
    header, _ = of_notices(*notices)
    assert [facet["key"] for facet in header["facets"]] == ["type"]


def test_a_validity_that_nobody_confirmed_can_be_chosen():
    notices = [
        Notice(id="a", title="甲", validity={"status": "废止"}),
        Notice(id="b", title="乙", validity={}),
        Notice(id="c", title="丙"),
    ]
    header, part = of_notices(*notices)
    validity = [facet["key"] for facet in header["facets"]].index("validity")
    assert [value[1:3] for value in header["facets"][validity]["values"]] == [
        ["废止", 1],
        ["不适用", 1],
        ["未核实", 1],
    ]
    slugs, found = part["facets"]["validity"]
    assert [slugs[one] for one in found] == ["feizhi", "wei-heshi", "bu-shiyong"]

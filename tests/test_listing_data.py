"""The data behind the filters: nothing lost between the parts, orders that readers expect."""

import json
from datetime import date

import pytest
from sample_archive import archive

from build_tools.archive import Archive
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
    return {path: read(text) for kind in FILTERED for path, text in filters.files(archive, kind)}


def of_notices(*notices):
    """The header and the only part of an archive of some notices."""
    records = {kind: {} for kind in KINDS} | {"notice": {one.id: one for one in notices}}
    site = Site(name="某省档案", as_of=date(2030, 1, 1), description="只供测试。")
    files = held(Archive(site, {name: {} for name in VOCABULARIES}, records))
    return files["listing-data/notices.js"], files["listing-data/notices-1.js"]


def in_order(part, name):
    ranks = part["ranks"][name]
    return [id_ for _, id_ in sorted(zip(ranks, part["id"], strict=True))]


@pytest.mark.parametrize("size", [1, 2, 2000])
def test_the_parts_hold_every_record_once(monkeypatch, size):
    monkeypatch.setattr(filters, "PART", size)
    files = held(archive())
    for kind in ("notice", "case"):
        folder = KINDS[kind].folder
        header = files[f"listing-data/{folder}.js"]
        parts = [files[f"listing-data/{folder}-{number}.js"] for number in range(1, header["parts"] + 1)]
        ids = [id_ for part in parts for id_ in part["id"]]
        live = [record.id for record in archive().of(kind) if not record.withdrawn]
        assert sorted(ids) == live
        assert header["total"] == len(live)
        for name in parts[0]["ranks"]:
            assert sorted(rank for part in parts for rank in part["ranks"][name]) == list(range(len(live)))
        for index, facet in enumerate(header["facets"]):
            found = [value for part in parts for value in part["facets"][index]]
            flat = [value for one in found for value in (one if isinstance(one, list) else [one])]
            assert [flat.count(place) for place in range(len(facet["values"]))] == [
                value[2] for value in facet["values"]
            ]


def test_numbers_stand_by_agency_year_and_serial():
    written = ["国发〔2011〕40号", "安委〔2022〕10号", "安委〔2022〕9号", "安委〔2013〕6号", None]
    notices = [
        Notice(id=f"n{index}", title=f"标题{index}", document_number=number)
        for index, number in enumerate(written)
    ]
    _, part = of_notices(*notices)
    assert in_order(part, "number") == ["n3", "n2", "n1", "n0", "n4"]


def test_titles_stand_by_pronunciation():
    titles = {"zhong": "中共某市委通知", "an": "《安全规定》", "guo": "国务院通知", "bei": "北京市通知"}
    _, part = of_notices(*(Notice(id=id_, title=title) for id_, title in titles.items()))
    assert in_order(part, "title") == ["an", "bei", "guo", "zhong"]


def test_the_oldest_come_first_and_the_undated_last():
    days = {"new": "2023-03-13", "none": None, "old": "2004-01-01"}
    notices = [Notice(id=id_, title="标题", document_date=day) for id_, day in days.items()]
    header, part = of_notices(*notices)
    assert part["id"] == ["new", "old", "none"]
    assert in_order(part, "oldest") == ["old", "new", "none"]
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
    assert part["facets"][validity] == [0, 2, 1]

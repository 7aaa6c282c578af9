"""Groups of records: who belongs to which, in which period, in which order."""

import pytest

from build_tools.archive import Archive
from build_tools.kinds.notice import Notice
from build_tools.kinds.organization import Organization
from build_tools.kinds.vocabulary import VOCABULARIES, RegionEntry, Site

SITE = Site(name="样例档案", as_of="2024-06-30", description="样例。")
REGIONS = [
    RegionEntry(code="140000", name="山西省"),
    RegionEntry(code="140100", name="太原市", parent="140000"),
    RegionEntry(code="100000", name="全国"),
]


def notice(id_, day=None, **fields):
    return Notice(id=id_, title=f"关于{id_}的通知", document_date=day, **fields)


def archive(*notices):
    body = Organization(id="mem", names=[{"name": "应急管理部"}])
    vocabularies = {name: {} for name in VOCABULARIES} | {"regions": {one.code: one for one in REGIONS}}
    records = {"organization": {"mem": body}, "notice": {one.id: one for one in notices}}
    return Archive(SITE, vocabularies, records | {kind: {} for kind in ("campaign", "statistic", "case")})


def ids(found):
    return [one.id for one in found]


SOME = archive(
    notice("d", "2012-03-05", region="140100", body="正文。\n"),
    notice(
        "c", "2012-03-05", region="140000", type="通知", document_number="国发〔2012〕1号", body="正文。\n"
    ),
    notice("b", "2012-04-01", issuing_bodies=("mem",), region="100000"),
    notice("a", "2011-12-31", document_number="国发〔2011〕9号"),
    notice("u"),
    notice("w", "2012-03-06", withdrawn={"date": "2024-01-01", "reason": "重复收录"}),
)


def test_a_group_has_its_newest_members_first():
    assert ids(SOME.members("notice")) == ["b", "c", "d", "a", "u"]
    assert ids(SOME.members("notice", most=2)) == ["b", "c"]
    assert ids(SOME.members("notice", "year-2012", most=1)) == ["b"]


def test_equal_days_stand_in_the_order_of_addresses():
    # "a-b.html" stands before "a.html": a hyphen comes before a full stop.
    found = archive(notice("a", "2012-03-05"), notice("a-b", "2012-03-05"))
    assert ids(found.members("notice")) == ["a-b", "a"]


@pytest.mark.parametrize(
    "period, expected",
    [("2012-03", "cd"), ("2012", "bcd"), ("2011", "a"), ("", "u"), ("2013", ""), ("2012-01", "")],
)
def test_the_members_of_a_period(period, expected):
    assert "".join(ids(SOME.members("notice", period=period))) == expected


def test_periods_are_counted_newest_first():
    assert list(SOME.periods("notice").items()) == [("2012-04", 1), ("2012-03", 2), ("2011-12", 1), ("", 1)]
    assert SOME.periods("notice", "type-tongzhi") == {"2012-03": 1}
    assert SOME.periods("notice", "type-yijian") == {}
    assert SOME.count("notice") == 5


def test_a_year_without_a_month_is_a_period_of_its_own():
    found = archive(notice("a", "2012-03-05"))
    found.records["campaign"].update({one.id: one for one in campaigns("2012", "2012-03", "2012-03-09")})
    assert list(found.periods("campaign").items()) == [("2012-03", 2), ("2012", 1)]
    assert ids(found.members("campaign", period="2012")) == ["c-2012-03-09", "c-2012-03", "c-2012"]
    assert ids(found.members("campaign", "dated")) == ["c-2012-03-09"]


def campaigns(*starts):
    from build_tools.kinds.campaign import Campaign

    return [Campaign.model_construct(id=f"c-{start}", start=start, region=None) for start in starts]


def test_the_values_of_a_facet():
    assert SOME.groups("notice", "year") == (("2011", "2011年", 1), ("2012", "2012年", 3))
    assert SOME.groups("notice", "body") == (("mem", "应急管理部", 1),)
    assert SOME.groups("notice", "text") == (("full", "收录全文", 2), ("title", "仅存题名", 3))
    assert SOME.groups("notice", "validity") == (("bu-shiyong", "不适用", 5),)


def test_a_region_holds_what_lies_in_it():
    assert SOME.groups("notice", "region") == (
        ("100000", "全国", 1), ("140000", "山西省", 1), ("140100", "太原市", 1)
    )  # fmt: skip
    assert SOME.groups("notice", "within") == (
        ("100000", "全国", 1), ("140000", "山西省", 2), ("140100", "太原市", 1)
    )  # fmt: skip


def test_what_pages_look_through():
    changed = {"date": "2024-01-01", "what": "标题"}
    wrong = {
        "type": "原文如此",
        "note": "误植。",
        "quote": "甲",
        "erratum": {"reading": "乙", "reported": "未报送"},
    }
    found = archive(
        notice("changed", changes=(changed,)),
        notice("wrong", source_notes=(wrong,)),
        notice("plain"),
        notice("gone", changes=(changed,), withdrawn={"date": "2024-01-01", "reason": "重复收录"}),
    )
    assert ids(found.members("notice", "noted")) == ["changed", "wrong"]
    assert ids(found.members("notice", "withdrawn")) == ["gone"]
    # Only a document whose text is held stands for its number.
    assert ids(SOME.members("notice", "numbered")) == ["c"]


def test_what_was_asked_for_is_noted():
    def noted(ask):
        SOME.looked.clear()
        ask()
        return SOME.looked

    assert noted(lambda: SOME.periods("notice", "body-mem")) == {"group:notice/body-mem"}
    assert noted(lambda: SOME.groups("notice", "body")) == {"groups:notice/body"}
    assert noted(lambda: SOME.members("notice", period="2012-03")) == {"group:notice/@2012-03"}
    assert noted(lambda: SOME.members("notice", period="")) == {"group:notice/@"}
    assert noted(lambda: SOME.members("notice", most=2)) == {
        "group:notice/", "group:notice/@2012-04", "group:notice/@2012-03"
    }  # fmt: skip
    assert noted(lambda: SOME.members("campaign")) == set()


def test_a_year_can_be_asked_for_alone():
    held = archive(notice("a", "2012-03-05"), notice("b", "2012-04-05"), notice("c", "2011-04-05"))
    held.looked.clear()
    assert held.periods("notice", "", "2012") == {"2012-04": 1, "2012-03": 1}
    assert held.looked == {"group:notice/@2012"}


def test_a_group_is_divided_by_year_and_long_years_by_month():
    held = archive(
        *(notice(f"n{day}", f"2012-0{1 + day % 2}-{day + 1:02}") for day in range(12)), notice("u")
    )
    held.looked.clear()
    assert held.parts("notice", "", 12) == ("2012", "")
    assert held.parts("notice", "", 11) == ("2012-02", "2012-01", "")
    assert held.parts("notice", "", 11, 13) == ()
    assert held.looked == {"parts:notice/"}

"""What is true of one record by itself: dates, grades, numbers, quotations."""

from decimal import Decimal

import pytest

from build_tools.checks.conform import conform
from build_tools.kinds.campaign import Campaign
from build_tools.kinds.case import Case, grade_of
from build_tools.kinds.notice import Notice
from build_tools.kinds.organization import Organization
from build_tools.kinds.statistic import Statistic


def check(model, data):
    done = conform(model, data)
    assert done.faults == ()
    return [(fault.code, fault.path) for fault in done.instance.check()]


@pytest.mark.parametrize("year", ["0001", "0223", "1899", "2101", "9999", "２０２３"])
def test_no_date_lies_outside_the_years_of_an_archive(year):
    data = {"id": "a", "title": "关于检查的通知", "document_date": f"{year}-12-31"}
    assert [fault.code for fault in conform(Notice, data).faults] == ["E206"]
    for known in (year, f"{year}-12", f"{year}-12-31"):
        data = {"id": "c", "type": "事故", "title": "某事故", "date": known}
        assert [fault.code for fault in conform(Case, data).faults] == ["E207"]


@pytest.mark.parametrize(
    ("deaths", "injuries", "loss", "grade"),
    [
        (0, 0, 0, "一般"),
        (2, 9, 9_999_999, "一般"),
        (3, 0, 0, "较大"),
        (9, 0, 0, "较大"),
        (0, 10, 0, "较大"),
        (0, 0, 10_000_000, "较大"),
        (10, 0, 0, "重大"),
        (0, 50, 0, "重大"),
        (0, 0, 50_000_000, "重大"),
        (29, 99, 99_999_999, "重大"),
        (30, 0, 0, "特别重大"),
        (0, 100, 0, "特别重大"),
        (0, 0, 100_000_000, "特别重大"),
        (None, None, None, None),
        (1, None, None, "一般"),
        (None, None, Decimal("29330000"), "较大"),
    ],
)
def test_grades_of_the_regulation_493_article_3(deaths, injuries, loss, grade):
    assert grade_of(deaths, injuries, loss) == grade


def case(grade, **known):
    figures = {name: str(value) for name, value in known.items()}
    return {"id": "c", "type": "事故", "title": "某事故", "grade": grade, "casualties": [figures]}


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (case("一般", deaths=3), ["E231"]),
        (case("较大", deaths=3), []),
        (case("较大", deaths=2), []),
        (case("较大", deaths=2, serious_injuries=0, direct_loss=100), ["E231"]),
        (case("较大", deaths=2, serious_injuries=0, direct_loss=100, missing=1), []),
        (case("较大", serious_injuries=10), []),
        (case("一般", direct_loss=10_000_000), ["E231"]),
        ({**case("一般", deaths=30), "type": "典型经验"}, []),
        (case("一般", serious_injuries=3, injuries=2), ["E232"]),
    ],
)
def test_a_stated_grade_never_lies_below_the_figures(data, codes):
    assert [code for code, _ in check(Case, data)] == codes


def test_casualties_stand_in_the_order_of_time_and_after_the_event():
    data = {
        "id": "c", "type": "事故", "title": "某事故", "date": "2023-01-05",
        "casualties": [{"as_of": "2023-01-05"}, {"deaths": "1"}, {"as_of": "2023-02-05"},
                       {"as_of": "2023-02-01"}, {"as_of": "2023-01-04"}],
    }  # fmt: skip
    assert check(Case, data) == [
        ("E221", ("casualties", 4, "as_of")),
        ("E222", ("casualties", 3, "as_of")),
        ("E222", ("casualties", 4, "as_of")),
    ]


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        ("2023", "2022", True),
        ("2023-03", "2023", False),
        ("2023", "2023-01-01", False),
        ("2023-03", "2023-02-28", True),
        ("2023-03-02", "2023-03-01", True),
        ("2023-03-02", "2023-03", False),
        ("2023-03-02", None, False),
    ],
)
def test_nothing_ends_before_it_begins_as_far_as_is_known(start, end, fault):
    data = {"id": "x", "names": [{"name": "某机构", "start": start, "end": end}]}
    assert check(Organization, data) == ([("E221", ("names", 0, "end"))] if fault else [])
    parts = {
        "groups": [{"name": "组", "type": "其他", "start": start, "end": end}],
        "phases": [{"name": "一", "start": start, "end": end}],
    }
    data = {"id": "x", "names": [{"name": "行动"}], "start": start, "end": end, **parts}
    wanted = [("E221", ("end",)), ("E221", ("groups", 0, "end")), ("E221", ("phases", 0, "end"))]
    assert check(Campaign, data) == (wanted if fault else [])


def notice(**fields):
    return {"id": "a", "title": "关于检查的通知", "type": "通知", "body": "现通知如下。", **fields}


@pytest.mark.parametrize(
    ("fields", "faults"),
    [
        ({"document_date": "2023-03-01", "print_date": "2023-02-28"}, [("E221", ("print_date",))]),
        (
            {"document_date": "2023-03-01", "publication_date": "2023-02-28"},
            [("E221", ("publication_date",))],
        ),
        ({"effective_date": "2023-03-01", "expiry_date": "2023-02-28"}, [("E221", ("expiry_date",))]),
        ({"document_date": "2023-03-01", "effective_date": "2023-02-01"}, []),
        ({"document_date": "2023-03-01", "print_date": "2023-03-01"}, []),
        (
            {
                "document_date": "2023-03-01",
                "validity": {"status": "废止", "date": "2023-01-01", "reason": "另有规定"},
            },
            [("E221", ("validity", "date"))],
        ),
        ({"validity": {"status": "失效"}}, [("W242", ("validity", "status"))] * 2),
        ({"title": "应急管理部开展检查的通知"}, [("W233", ("title",))]),
        ({"title": "应急管理部公告", "type": "公告"}, []),
        ({"title": "检查通知", "body": None}, []),
        ({"document_number": "应急[2023]1号"}, [("E204", ("document_number",))]),
        ({"document_number": "应急〔2023〕1号", "document_number_as_written": "应急[2023] 1 号"}, []),
        (
            {"document_number": "应急〔2023〕1号", "document_number_as_written": "应急[2023]11号"},
            [("W235", ("document_number_as_written",))],
        ),
        ({"document_number": "应急〔2023〕1号", "document_number_as_written": "应急﹝20231号"}, []),
        ({"body": "现通知如下。\n\n某部\n\n2023年3月1日"}, [("W234", ("title",))]),
        ({"body": "现通知如下。\n\n某部\n\n2023年3月1日", "document_date": "未核实"}, []),
        ({"body": "现通知如下。\n\n某部\n\n2023年3月1日", "document_date": "2023-03-01"}, []),
        (
            {"body": "现通知如下。\n\n某部\n\n二〇二三年三月一日", "document_date": "2023-03-02"},
            [("W243", ("document_date",))],
        ),
    ],
)  # fmt: skip
def test_notices(fields, faults):
    done = conform(Notice, notice(**fields))
    assert done.faults == ()
    done.instance._unverified = done.unverified
    assert [(fault.code, fault.path) for fault in done.instance.check()] == faults


def test_a_source_note_acknowledges_what_is_odd():
    note = {"type": "原文如此", "note": "落款为2023年3月1日，与版头不同。"}
    data = notice(body="现通知如下。\n\n2023年3月1日", document_date="2023-03-02", source_notes=[note])
    assert check(Notice, data) == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "www.example.gov.cn",
        "//example.com",
        "http://a b",
        "https://",
        "https://a.cn/<x>",
        "ftp://a.cn",
    ],
)
def test_the_address_of_a_source_is_complete_and_safe(address):
    (fault,) = conform(Notice, notice(source={"name": "某网站", "url": address})).faults
    assert fault.code == "E219"


@pytest.mark.parametrize(
    "address", ["https://www.mem.gov.cn/gk/2023/a_1.shtml?x=1#y", "http://a.cn", "https://某部.中国/a"]
)
def test_a_good_address_of_a_source(address):
    assert conform(Notice, notice(source={"name": "某网站", "url": address})).faults == ()


@pytest.mark.parametrize(
    "alias",
    ["/notices/a.html", "../a.html", "notices/../a.html", "notices/a", "https://a.cn/a.html", "index.html",
     "assets/a.html", "notices/a/b.html", "notices/A.html", "notices/.html"],
)  # fmt: skip
def test_former_addresses_stay_inside_the_site(alias):
    (fault,) = conform(Notice, notice(aliases=[alias])).faults
    assert fault.code == "E220"


def test_statistics_hold_together():
    observation = {
        "id": "x", "indicator": "i", "label": "隐患", "value_printed": "5项", "value": "5", "unit": "项",
        "quote": {"exact": "隐患6项"}, "derivation": {"kind": "合计", "inputs": ["x", "y"]},
    }  # fmt: skip
    data = {
        "id": "s", "title": "进展", "source_record": "a", "period_start": "2023-02", "period_end": "2023-01",
        "as_of": "2023-01-31", "observations": [observation, observation],
    }  # fmt: skip
    assert check(Statistic, data) == [
        ("E221", ("period_end",)),
        ("E221", ("as_of",)),
        ("E241", ("observations", 0, "quote", "exact")),
        ("E313", ("observations", 0, "derivation", "inputs", 1)),
        ("E312", ("observations", 1, "id")),
        ("E241", ("observations", 1, "quote", "exact")),
        ("E313", ("observations", 1, "derivation", "inputs", 1)),
    ]

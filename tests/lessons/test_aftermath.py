from datetime import date

from invented import accident, archive

from build_tools.kinds.base import Quote
from build_tools.kinds.campaign import Campaign
from build_tools.kinds.notice import Notice
from build_tools.lessons.aftermath import aftermath
from build_tools.mentions.connections import Citation, Connections
from build_tools.mentions.resolve import Held

CASE = accident("mine", date="2023-02-22", region="990101", industry="煤矿", campaigns=["check"])


def campaign(*events, id="check"):
    told = [{"title": f"{day} {kind}", "date": day, "type": kind} for day, kind in events]
    return Campaign.model_validate({"id": id, "names": [{"name": "检查"}], "events": told})


def notice(id, day, **more):
    return Notice.model_validate({"id": id, "title": id, "document_date": day, **more})


def days(held, case=CASE):
    return [(item.day.isoformat(), item.notice or item.type) for item in aftermath(held, case)]


def test_events_of_thirty_days_stand_in_time_order():
    told = campaign(
        ("2023-03-24", "会议"),
        ("2023-02-21", "会议"),
        ("2023-03-01", "检查"),
        ("2023-02-23", "会议"),
        ("2023-03-25", "会议"),
    )
    expected = [("2023-02-23", "会议"), ("2023-03-01", "检查"), ("2023-03-24", "会议")]
    assert days(archive([CASE], campaigns=[told])) == expected


def test_two_dated_events_are_no_sequence():
    told = campaign(("2023-02-23", "会议"), ("2023-03-01", "检查"))
    assert days(archive([CASE], campaigns=[told])) == []


def test_a_month_is_no_day_and_an_accident_is_nothing_done():
    told = campaign(
        ("2023-03", "文件"), ("2023-02-22", "事故"), ("2023-02-23", "会议"), ("2023-02-24", "会议")
    )
    assert days(archive([CASE], campaigns=[told])) == []


def test_without_the_day_of_the_accident_there_is_no_order():
    told = campaign(("2023-02-23", "会议"), ("2023-02-24", "会议"), ("2023-02-25", "会议"))
    undated = CASE.model_copy(update={"date": "2023-02"})
    assert days(archive([undated], campaigns=[told]), undated) == []


def test_an_event_that_two_campaigns_tell_stands_once():
    events = (("2023-02-23", "会议"), ("2023-02-24", "会议"), ("2023-02-25", "会议"))
    case = CASE.model_copy(update={"campaigns": ("check", "other")})
    held = archive([case], campaigns=[campaign(*events), campaign(*events, id="other")])
    assert [item.campaigns for item in aftermath(held, case)] == [("check", "other")] * 3


def test_notices_count_that_tell_of_it_or_cover_its_place_and_industry():
    notices = [
        notice("city-coal", "2023-03-01", region="990100", industries=["煤矿"]),
        notice("country-coal", "2023-03-02", region="100000", industries=["煤矿"]),
        notice("named", "2023-03-03", region="980000"),
        notice("cited", "2023-03-04"),
        notice("other-place", "2023-03-05", region="990200", industries=["煤矿"]),
        notice("other-industry", "2023-03-06", region="990100", industries=["教育"]),
        notice("too-late", "2023-04-01", region="990100", industries=["煤矿"]),
    ]
    case = CASE.model_copy(update={"notices": ("named",)})
    mention = Citation("notice", "cited", "s1", ("body",), 0, Quote(exact="“2·22”"), "", Held("case", "mine"))
    connections = Connections(_by_target={("case", "mine"): (mention,)})
    found = aftermath(archive([case], notices, connections=connections), case)
    assert [(item.notice, item.basis) for item in found] == [
        ("city-coal", "同地区、同行业的文件"),
        ("country-coal", "同地区、同行业的文件"),
        ("named", "述及本事故"),
        ("cited", "述及本事故"),
    ]


def test_a_document_and_the_event_that_it_is_stand_once():
    event = {"date": "2023-03-13", "type": "总结", "title": "总结报告", "notice": "report"}
    more = [{"date": f"2023-03-0{n}", "type": "会议", "title": "会议"} for n in (1, 2)]
    told = Campaign.model_validate({"id": "check", "names": [{"name": "检查"}], "events": [event, *more]})
    case = CASE.model_copy(update={"notices": ("report",)})
    found = aftermath(archive([case], [notice("report", "2023-03-13")], [told]), case)
    assert [(item.day, item.title) for item in found] == [
        (date(2023, 3, 1), "会议"),
        (date(2023, 3, 2), "会议"),
        (date(2023, 3, 13), "总结报告"),
    ]


def test_an_exemplar_has_no_aftermath():
    told = campaign(("2023-02-23", "会议"), ("2023-02-24", "会议"), ("2023-02-25", "会议"))
    exemplar = CASE.model_copy(update={"type": "典型经验"})
    assert days(archive([exemplar], campaigns=[told]), exemplar) == []

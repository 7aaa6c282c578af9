from invented import CAUSES, accident, archive

from build_tools.lessons import actions

NEW = accident(
    "new",
    date="2022-09-11",
    causes=["违章作业", "违章指挥"],
    corrective_measures=[
        {"text": "（一）加强现场管理。配齐安全员。", "addressee": "某矿", "status": "已提出"},
        {
            "text": "（二）加强监管",
            "addressee": "某局",
            "due": "2022-12",
            "status": "已核查",
            "evidence": "某报告",
        },
        {"text": "加强培训　加强培训工作", "addressee": "某矿"},
    ],
)
OLD = accident("old", date="2010", corrective_measures=[{"text": "落实责任" * 30}])
HELD = archive([OLD, NEW])


def test_each_measure_is_a_record_with_its_address():
    found = actions.actions(HELD)
    assert [(one.case, one.order, one.place) for one in found] == [
        ("new", 1, "measure-1"),
        ("new", 2, "measure-2"),
        ("new", 3, "measure-3"),
        ("old", 1, "measure-1"),
    ]
    assert (found[1].due, found[1].evidence) == ("2022-12", "某报告")


def test_the_head_is_the_first_sentence_and_short():
    heads = [one.head for one in actions.actions(HELD)]
    assert heads[:3] == ["（一）加强现场管理", "（二）加强监管", "加强培训"]
    assert len(heads[3]) == 60 and heads[3].endswith("…")


def test_statuses_are_counted_in_the_order_of_their_life():
    assert actions.by_status(actions.actions(HELD)) == (("已提出", 1), ("已核查", 1), ("未知", 2))


def test_addressees_with_most_actions_come_first_and_none_last():
    found = actions.by_addressee(actions.actions(HELD))
    assert [(name, len(group)) for name, group in found] == [("某矿", 2), ("某局", 1), ("", 1)]


def test_the_lens_by_cause_follows_the_vocabulary():
    found = actions.by_cause(actions.actions(HELD), CAUSES)
    assert [(name, [one.order for one in group]) for name, group in found] == [
        ("违章指挥", [1, 2, 3]),
        ("违章作业", [1, 2, 3]),
    ]

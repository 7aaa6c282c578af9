from invented import accident, archive

from build_tools.lessons.recurring import recurring


def test_causes_are_counted_with_their_cases_the_newest_first():
    old = accident("old", date="2003-08-11", causes=["违章作业", "政府及部门监管不到位"])
    new = accident("new", date="2022", causes=["政府及部门监管不到位"])
    undated = accident("undated", causes=["政府及部门监管不到位"])
    found = recurring(archive([new, old, undated]))
    assert [(one.cause, one.cases) for one in found.causes] == [
        ("政府及部门监管不到位", ("new", "old", "undated")),
        ("违章作业", ("old",)),
    ]


def test_equally_frequent_causes_stand_in_the_order_of_the_vocabulary():
    found = recurring(archive([accident("a", causes=["水文地质情况不清", "违章指挥"])]))
    assert [one.cause for one in found.causes] == ["违章指挥", "水文地质情况不清"]


def test_beside_the_counts_stands_what_they_rest_on():
    cases = [accident("a", date="2010-03-28", causes=["违章作业"]), accident("b", date="2022-09-11")]
    exemplar = accident("c", type="典型经验")
    assert recurring(archive([*cases, exemplar])).caution == (
        "本档案收录事故 2 起，其中 1 起有原因归类，时间为2010年。"
        "这不是全部事故，次数只说明所收录的案例，不能推断哪种原因更常见。"
    )


def test_types_keep_their_scheme():
    fires = [
        accident("a", causes=["违章作业"], accident_types=[{"scheme": "coal-mine", "type": "火灾"}]),
        accident("b", causes=["违章作业"], accident_types=[{"scheme": "gb-6441-1986", "type": "火灾"}]),
    ]
    assert recurring(archive(fires)).causes[0].types == (
        (("coal-mine", "火灾"), 1),
        (("gb-6441-1986", "火灾"), 1),
    )

"""One mapping against its model: all faults at once, in the editor's words, and what is sound is kept."""

from typing import Annotated

import pytest
from pydantic import Field

from build_tools.checks.conform import conform
from build_tools.checks.prune import prune
from build_tools.kinds.base import Model
from build_tools.kinds.case import Case
from build_tools.kinds.notice import Notice
from build_tools.kinds.statistic import Statistic

NOTICE = {"id": "a", "title": "关于检查的通知"}


class Odd(Model):
    number: Annotated[int, Field(gt=3)]
    """数目。"""


def faults(model, data, **options):
    return {(fault.code, fault.path) for fault in conform(model, data, **options).faults}


def test_a_sound_record_has_no_faults():
    done = conform(Notice, NOTICE)
    assert done.faults == () and done.instance.title == "关于检查的通知"


def test_all_faults_are_told_at_once():
    data = {
        **NOTICE,
        "type": "通之",
        "document_date": "2023-02-30",
        "relations": [{"verb": "依据"}, "x"],
        "odd": "1",
    }
    assert faults(Notice, data) == {
        ("E213", ("type",)),
        ("E206", ("document_date",)),
        ("E202", ("relations", 0, "notice")),
        ("E212", ("relations", 1)),
        ("E201", ("odd",)),
    }


def test_what_is_sound_is_kept_and_keeps_its_place():
    data = {
        "id": "a",
        "type": "事故",
        "title": "某事故",
        "grade": "一般",
        "casualties": [{"deaths": "三"}, "x", {"deaths": "3", "as_of": "2023-01-01"}],
        "time": "25:00",
    }
    done = conform(Case, data)
    assert [known.deaths for known in done.instance.casualties] == [None, 3]
    assert done.pruned.origin(("casualties", 1, "as_of")) == ("casualties", 2, "as_of")
    assert [fault.code for fault in done.instance.check()] == ["E231"]


def test_a_missing_field_takes_its_mapping_with_it_and_no_more():
    observation = {
        "id": "x",
        "indicator": "i",
        "label": "隐患",
        "value_printed": "5项",
        "value": "5",
        "unit": "项",
    }
    sound = {**observation, "id": "y", "quote": {"exact": "隐患5项"}}
    data = {"id": "s", "title": "进展", "source_record": "r", "observations": [observation, sound]}
    done = conform(Statistic, data)
    assert [fault.path for fault in done.faults] == [("observations", 0, "quote")]
    assert [each.id for each in done.instance.observations] == ["y"]
    assert done.pruned.origin(("observations", 0, "quote", "exact")) == ("observations", 1, "quote", "exact")


def test_a_record_without_its_title_cannot_be_built():
    done = conform(Notice, {"id": "a", "type": "通之"})
    assert done.instance is None
    assert {fault.code for fault in done.faults} == {"E202", "E213"}


def test_unverified_is_taken_out_of_optional_fields_and_noted():
    data = {
        **NOTICE,
        "region": "未核实",
        "validity": {"status": "未核实"},
        "keywords": None,
        "type": " 未核实\n",
    }
    done = conform(Notice, data)
    assert done.faults == ()
    assert set(done.unverified) == {("region",), ("validity", "status"), ("type",)}
    assert done.instance.region is None and done.instance.validity.status is None


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"id": "a", "title": "未核实"}, ("title",)),
        ({**NOTICE, "id": "未核实"}, ("id",)),
        ({**NOTICE, "industries": ["未核实"]}, ("industries", 0)),
        ({**NOTICE, "validity": "未核实"}, ("validity",)),
        ({**NOTICE, "aliases": "未核实"}, ("aliases",)),
        ({**NOTICE, "note": "未核实"}, ("note",)),
        ({**NOTICE, "source": {"name": "未核实"}}, ("source", "name")),
    ],
)
def test_unverified_where_it_means_nothing_is_told_once(data, path):
    assert faults(Notice, data) == {("E216", path)}


def test_a_vocabulary_has_nothing_unverified():
    assert faults(Notice, {**NOTICE, "region": "未核实"}, may_be_unverified=False) == {("E216", ("region",))}


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({**NOTICE, "summary": ""}, ("summary",)),
        ({**NOTICE, "summary": "  \n"}, ("summary",)),
        ({**NOTICE, "keywords": ["a", None]}, ("keywords", 1)),
        ({**NOTICE, "title": ""}, ("title",)),
    ],
)
def test_empty_values_are_told_once(data, path):
    assert faults(Notice, data) == {("E205", path)}


def test_a_key_without_a_value_is_as_if_it_were_not_there():
    assert faults(Notice, {**NOTICE, "summary": None, "relations": None}) == set()
    assert faults(Notice, {**NOTICE, "title": None}) == {("E202", ("title",))}


def test_what_load_refused_is_not_told_again():
    assert faults(Notice, {**NOTICE, "title": None}, refused=[("title",)]) == set()


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("titel", "是不是想写 title（标题）？"),
        ("发文机关", "这一项的字段名是 issuing_bodies"),
    ],
)
def test_an_unknown_field_is_answered_with_the_nearest(field, hint):
    (fault,) = conform(Notice, {**NOTICE, field: "x"}).faults
    assert fault.on_key and fault.params["hint"] == hint


def test_a_choice_lists_its_words():
    (fault,) = conform(Notice, {**NOTICE, "urgency": "很急"}).faults
    assert fault.params == {"term": "“紧急程度”", "allowed": "特急、加急、特提、平急"}


def test_an_item_of_a_list_is_called_by_its_number():
    (fault,) = conform(Notice, {**NOTICE, "aliases": ["notices/a.html", "../x"]}).faults
    assert fault.code == "E220" and fault.params["term"] == "“旧地址”的第 2 项"


def test_a_fault_that_has_no_rule_of_its_own_is_told_with_the_words_of_the_library():
    (fault,) = conform(Odd, {"number": "2"}).faults
    assert fault.code == "E218" and fault.params["term"] == "“数目”"


def test_pruning_takes_out_what_it_is_told_to_and_remembers_places():
    pruned = prune({"a": [1, 2, 3], "b": {"c": [4, {"d": 5}]}}, {("a", 0), ("b", "c", 0)})
    assert pruned.data == {"a": [2, 3], "b": {"c": [{"d": 5}]}}
    assert pruned.origin(("a", 1)) == ("a", 2)
    assert pruned.origin(("b", "c", 0, "d")) == ("b", "c", 1, "d")

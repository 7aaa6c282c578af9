"""What ``policy-archive new`` makes: safe, complete, sound once it is filled in."""

import re

import pytest

from build_tools import describe, new, pipeline
from build_tools.kinds import KINDS
from build_tools.kinds.base import term
from build_tools.load import parse

ALL = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))

#: A sound value for each field that must be filled in.
VALUES = {
    "title": "关于开展检查的通知",
    "name": "某局",
    "type": "事故",
    "source_record": "moubanfa-2023-1",
    "indicator": "hazards",
    "label": "隐患",
    "value_printed": "5项",
    "value": "5",
    "unit": "项",
    "exact": "排查隐患5项",
}


def filled(text):
    lines = []
    for line in text.split("\n"):
        key = re.fullmatch(r"( *(?:- )?)([a-z_]+):", line)
        value = VALUES.get(key[2], "first" if key and key[2] == "id" else "") if key else ""
        lines.append(f"{line} {value}" if value else line)
    return "\n".join(lines)


@ALL
def test_filled_in_it_passes_every_check(tiny, kind):
    place = new.create(tiny, kind.name, "new-record")
    place.write_text(filled(place.read_text(encoding="utf-8")), encoding="utf-8")
    outcome = pipeline.check(tiny)
    assert [str(problem) for problem in outcome.problems if problem.severity == "error"] == []
    assert outcome.archive.get(kind.name, "new-record") is not None


@ALL
def test_not_filled_in_each_required_field_is_a_problem(tiny, kind):
    new.create(tiny, kind.name, "new-record")
    places = [problem.location.path for problem in pipeline.check(tiny).problems]
    assert f"content/{kind.folder}/new-record.yml" in places


@ALL
def test_shows_every_field_with_its_term(kind):
    text = new.template(kind, "a-b")
    for name in kind.model.model_fields:
        label = term(kind.model, name)
        mark = "（必填）" if describe.required(kind.model, name) else ""
        assert re.search(rf"^# {re.escape(label + mark)}。.*\n(# )?{name}:", text, re.MULTILINE), name
    assert text.endswith("\n") and not re.search(r"[ \t]$", text, re.MULTILINE)


def uncommented(lines):
    """The lines with every optional field switched on; explanations stay comments."""
    for line in lines:
        while (inner := re.sub(r"^( *(?:- )?)# (?=[ a-z-])", r"\1", line, count=1)) != line:
            line = inner
        yield line


@ALL
def test_with_every_optional_field_switched_on_it_is_still_yaml_of_known_fields(kind):
    text = "\n".join(uncommented(new.template(kind, "a-b").split("\n")))
    raw, problems = parse("a-b.yml", text)
    assert problems == []
    check_keys(kind.model, raw.data)


def check_keys(model, data):
    assert set(data) == set(model.model_fields)
    for name, value in data.items():
        inner = describe.nested(model, name)
        if inner is not None:
            check_keys(inner, value[0] if isinstance(value, list) else value)


def test_refuses_an_existing_file(tiny):
    place = tiny.content / "notices" / "moubanfa-2023-1.yml"
    before = place.read_bytes()
    with pytest.raises(new.Refused, match="已经有"):
        new.create(tiny, "notice", "moubanfa-2023-1")
    assert place.read_bytes() == before


@pytest.mark.parametrize(
    "id",
    ["", ".", "..", "../a", "a/b", "A", "a b", "甲", "a--b", "-a", "a.yml", "a" * 81, "a\n", "index", "con"],
)
def test_refuses_an_unsafe_id(tiny, id):
    before = sorted(tiny.root.rglob("*"))
    with pytest.raises(new.Refused, match="标识"):
        new.create(tiny, "notice", id)
    assert sorted(tiny.root.rglob("*")) == before


def test_refuses_a_folder_that_is_a_link(tiny, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tiny.content / "cases").symlink_to(outside)
    with pytest.raises(new.Refused, match="符号链接"):
        new.create(tiny, "case", "a-b")
    assert list(outside.iterdir()) == []

"""The schemas for editors: current, valid, in Chinese, and never stricter than the checks."""

import json
import re
from typing import ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from build_tools import schema
from build_tools.kinds import KINDS
from build_tools.kinds.vocabulary import VOCABULARIES
from tiny import ROOT

CONTENT = ROOT / "content"
SCHEMAS = {name: json.loads(text) for name, text in schema.schemas().items()}
#: Every content file and its schema.
FILES = {
    **{f"{kind.name}.json": f"{kind.folder}/*.yml" for kind in KINDS.values()},
    **{f"vocabulary-{name}.json": f"vocabularies/{name}.yml" for name in VOCABULARIES},
    "site.json": "site.yml",
}


def test_the_committed_schemas_are_current():
    held = {place.name: place.read_text(encoding="utf-8") for place in (ROOT / "schemas").iterdir()}
    assert held == schema.schemas(), "run: policy-archive schema"


def test_save_writes_them(tmp_path):
    names = schema.save(tmp_path / "schemas")
    assert sorted(place.name for place in (tmp_path / "schemas").iterdir()) == names == sorted(FILES)


@pytest.mark.parametrize("name", SCHEMAS)
def test_is_a_valid_schema(name):
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_has_chinese_words(name):
    for field, body in fields(SCHEMAS[name]):
        assert any("\u4e00" <= char <= "\u9fff" for char in body["title"]), field
        assert body["description"].startswith(body["title"]), field


def fields(node):
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for value in node.values():
            yield from fields(value)
    elif isinstance(node, list):
        for value in node:
            yield from fields(value)


@pytest.mark.parametrize("name", FILES)
def test_the_real_content_fits_as_an_editor_reads_it(name):
    validator = Draft202012Validator(SCHEMAS[name])
    for place in sorted(CONTENT.glob(FILES[name])):
        data = yaml.load(place.read_text(encoding="utf-8"), Loader=Yaml12)
        faults = [
            f"{place.name}: {fault.json_path}: {fault.message}" for fault in validator.iter_errors(data)
        ]
        assert faults == []


class Yaml12(yaml.SafeLoader):
    """Reads scalars as editors do (YAML 1.2): numbers and true/false; no dates, no yes/no, no 12:30."""

    yaml_implicit_resolvers: ClassVar = {}


for tag, pattern, first in (
    ("bool", r"(true|false)$", "tf"),
    ("int", r"[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
    ("null", r"(~|null|)$", ["~", "n", ""]),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), list(first))


@pytest.mark.parametrize(
    "name, text, sound",
    [
        ("organization", "id: a\nnames:\n  - name: 某局\n", True),
        ("organization", "id: a\nnames:\n  - name: 某局\n    start: 2019\n    end: 2023-03\n", True),
        ("organization", "id: a\nnames:\n  - name: 某局\nlevel: 未核实\nparent:\n", True),
        ("organization", "id: a\nnames:\n  - name: 某局\nlevel: 乡\n", False),
        ("organization", "id: a\nnames: []\n", False),
        ("organization", "id: a\n", False),
        ("organization", "id: a\nnames:\n  - name: 某局\nname: 某局\n", False),
        ("notice", "id: a\ntitle: 通知\ndocument_date: 2023-03-13\nregion: 140000\n", True),
        ("notice", "id: a\ntitle: 通知\ndocument_date: 2023年3月13日\n", False),
        ("case", "id: a\ntype: 事故\ntitle: 事故\ntime: 09:30\ncasualties:\n  - deaths: 3\n", True),
        ("case", "id: a\ntype: 事故\ntitle: 事故\ncasualties:\n  - deaths: '3'\n", True),
        ("case", "id: a\ntype: 事故\ntitle: 事故\ncasualties:\n  - deaths: 3人\n", False),
        ("case", "id: a\ntype: 事故\ntitle: 事故\ncasualties:\n  - deaths: -3\n", False),
    ],
)
def test_takes_what_the_checks_take(name, text, sound):
    validator = Draft202012Validator(SCHEMAS[f"{name}.json"])
    assert validator.is_valid(yaml.load(text, Loader=Yaml12)) is sound


def test_the_editor_settings_name_every_schema():
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    expected = {f"schemas/{name}": f"content/{files}" for name, files in FILES.items()}
    assert settings["yaml.schemas"] == expected
    extensions = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]

"""The conventions of the house, kept by tests that name the missing piece."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from build_tools import describe
from build_tools.fields import shapes
from build_tools.kinds import KINDS
from build_tools.kinds.base import term
from build_tools.kinds.vocabulary import VOCABULARIES, VOCABULARY_TERMS, Site
from build_tools.kinds.words import words
from build_tools.rules import RULES
from tiny import ROOT

PACKAGE = ROOT / "build_tools"
MODULES = sorted(PACKAGE.rglob("*.py"))
SEARCH = sorted((ROOT / "search_index").rglob("*.py"))
SCRIPTS = sorted([*(ROOT / "search_index").rglob("*.js"), *(ROOT / "theme").rglob("*.js")])
CODE = re.compile(r"\b[EW]\d{3}\b")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MOST_LINES = 300


def name(place):
    return place.relative_to(ROOT).as_posix()


def models():
    waiting = [kind.model for kind in KINDS.values()] + [*VOCABULARIES.values(), Site]
    seen = []
    while waiting:
        model = waiting.pop(0)
        if model not in seen:
            seen.append(model)
            inner = (describe.nested(model, field) for field in model.model_fields)
            waiting += [found for found in inner if found is not None]
    return seen


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_template_schema_and_content(kind):
    assert (PACKAGE / "templates" / f"{kind}.md.j2").is_file()
    assert (ROOT / "schemas" / f"{kind}.json").is_file()
    assert list((ROOT / "content" / KINDS[kind].folder).glob("*.yml"))
    assert CHINESE.search(KINDS[kind].term)


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_each_field_has_a_chinese_term_and_a_way_to_write_it(model: type[BaseModel]):
    for field in model.model_fields:
        short = term(model, field)
        assert CHINESE.search(short), field
        assert len(short) <= 12, f"{field}: {short} is a sentence, not a term"
        assert words(model)[field].endswith("。"), field
        assert CHINESE.search(describe.form(model, field)) and shapes(model)[field], field


def test_each_vocabulary_has_a_chinese_name_and_its_file():
    assert set(VOCABULARY_TERMS) == set(VOCABULARIES)
    for vocabulary in VOCABULARIES:
        assert (ROOT / "content" / "vocabularies" / f"{vocabulary}.yml").is_file()


@pytest.mark.parametrize("code", RULES)
def test_each_rule_is_chinese_explained_and_used(code):
    rule = RULES[code]
    assert CODE.fullmatch(code) and rule.code == code
    assert CHINESE.search(rule.message)
    assert CHINESE.search(rule.explanation)
    used = [
        place for place in MODULES if "rules" not in place.parts and code in place.read_text(encoding="utf-8")
    ]
    assert used, "no check gives this code"


def test_the_codes_stand_once_each():
    tables = sorted((PACKAGE / "rules").glob("*.toml"))
    text = "\n".join(table.read_text(encoding="utf-8") for table in tables)
    defined = re.findall(r"^\[([EW]\d{3})\]$", text, re.MULTILINE)
    assert sorted(defined) == sorted(set(defined)) == sorted(RULES)


def test_each_code_in_the_program_has_a_rule():
    for place in MODULES:
        for code in CODE.findall(place.read_text(encoding="utf-8")):
            assert code in RULES, f"{name(place)}: {code}"


def test_imports_go_one_way():
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_module_stands_in_the_order_of_imports():
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {part.strip("()") for layer in layers for part in layer.split(" | ")}
    optional = {part.strip("()") for layer in layers for part in layer.split(" | ") if part.startswith("(")}
    here = {
        place.stem if place.parent == PACKAGE else place.relative_to(PACKAGE).parts[0] for place in MODULES
    }
    assert here - {"__init__", "__main__"} - named == set(), "give these a layer in pyproject.toml"
    assert named - here - optional == set(), "these layers hold nothing"


@pytest.mark.parametrize("place", [*MODULES, *SEARCH, *sorted((ROOT / "tools").glob("*.py"))], ids=name)
def test_a_module_is_short_and_says_what_it_is(place):
    text = place.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("place", SCRIPTS, ids=name)
def test_a_script_is_short(place):
    assert len(place.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def calls(place):
    for node in ast.walk(ast.parse(place.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


@pytest.mark.parametrize("place", [*MODULES, *SEARCH], ids=name)
def test_only_the_command_line_prints_or_exits(place):
    allowed = {"cli.py": {"sys.exit"}, "console.py": {"click.echo"}}.get(place.name, set())
    talking = {"print", "exit", "quit", "sys.exit", "click.echo"} - allowed
    assert [call for call in calls(place) if call[0] in talking] == []


@pytest.mark.parametrize("place", [*MODULES, *SEARCH], ids=name)
def test_nothing_knows_what_day_it_is(place):
    today = {f"{prefix}{call}" for prefix in ("", "datetime.") for call in ("date.today", "datetime.now")}
    today |= {"datetime.today", "datetime.utcnow", "time.localtime", "time.gmtime", "time.strftime"}
    assert [call for call in calls(place) if call[0] in today] == []


def tracked():
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / path for path in done.stdout.split("\0") if path and (ROOT / path).is_file()]


def texts():
    for place in tracked():
        try:
            yield place, place.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            binary = place.suffix in (".png", ".ico", ".woff2")
            assert binary or "broken" in place.parts, f"{name(place)} is no text"


def test_no_file_names_a_machine_or_a_registry():
    folders = "|".join(("work", "tmp", "root", "opt", "home"))
    hosts = "|".join(
        ("pypi" + r"\.org", "python" + r"hosted\.org", "npm" + r"js\.org", "proxy" + r"\.golang")
    )
    pattern = re.compile(rf"(?<![\w.\-/}}])/(?:{folders})/\w|{hosts}")
    found = [f"{name(place)}: {hit[0]}" for place, text in texts() if (hit := pattern.search(text))]
    assert found == []


def test_no_file_holds_work_left_over():
    pattern = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|HA" + r"CK|XX" + r"X)\b")
    found = [
        f"{name(place)}: {hit[0]}"
        for place, text in texts()
        if place.suffix in (".py", ".j2", ".js", ".css", ".html", ".sh", ".toml", ".md")
        and "content" not in place.relative_to(ROOT).parts[:1]
        and (hit := pattern.search(text))
    ]
    assert found == []


def test_text_files_end_in_one_newline_and_hold_no_tabs_or_carriage_returns():
    for place, text in texts():
        if "broken" in place.parts or "data" in place.parts:
            continue
        assert "\r" not in text, name(place)
        assert not text or (text.endswith("\n") and not text.endswith("\n\n")), name(place)
        if place.suffix in (".py", ".yml", ".j2", ".css"):
            assert "\t" not in text, name(place)

"""Every mistake once: the exact messages for ``tests/broken/content``, in order, and no rule untried."""

import re
from pathlib import Path

import pytest

from build_tools import archive, scan, validate
from build_tools.rules import RULES

BROKEN = Path(__file__).parent / "broken"


def problems(root):
    raws, found = scan.load(root, root / "content")
    validated, more = validate.validate(raws)
    _, last = archive.link(validated)
    return sorted([*found, *more, *last])


def test_the_broken_content_gives_exactly_the_expected_messages():
    expected = (BROKEN / "expected.txt").read_text(encoding="utf-8")
    assert "".join(f"{problem}\n" for problem in problems(BROKEN)) == expected


def test_no_problem_is_told_twice():
    found = problems(BROKEN)
    assert len(found) == len(set(found))


def test_every_place_is_in_its_file():
    for problem in problems(BROKEN):
        place = BROKEN / problem.location.path
        lines = place.read_bytes().decode("utf-8", "replace").split("\n")
        assert 1 <= problem.location.line <= len(lines)
        assert 1 <= problem.location.column <= len(lines[problem.location.line - 1]) + 1


@pytest.mark.parametrize("code", RULES)
def test_every_rule_is_tried_by_the_broken_content_or_a_test(code):
    tests = [path for path in Path(__file__).parent.rglob("test_*.py") if path != Path(__file__)]
    texts = [BROKEN / "expected.txt", *tests]
    assert any(re.search(rf"\b{code}\b", path.read_text(encoding="utf-8")) for path in texts)


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.code)
def test_every_rule_has_words_that_can_be_filled_in(rule):
    names = set(re.findall(r"(?<!{){(\w+)}", rule.message + rule.hint))
    params = dict.fromkeys(names, "某")
    assert "{" not in rule.message.format(**params)
    rule.hint.format(**params)
    assert "改法：" in rule.explanation


def test_the_number_of_a_rule_is_used_once_as_error_or_warning():
    numbers = [code[1:] for code in RULES]
    assert len(numbers) == len(set(numbers))

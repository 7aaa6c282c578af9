"""YAML text to raw records: values as written, exact places, and what is refused."""

import time

import pytest

from build_tools.load import MAX_NODES, parse
from build_tools.problems import Location
from build_tools.rules import MAX_PROBLEMS
from build_tools.syntax import in_chinese


def codes(text):
    return [problem.code for problem in parse("content/notices/a.yml", text)[1]]


def data(text):
    raw, problems = parse("content/notices/a.yml", text)
    assert problems == []
    return raw.data


@pytest.mark.parametrize("value", ["007", "12:30", "no", "1e3", "2023-02-30", "null", "~", "0x1F", ".inf"])
def test_a_scalar_stays_what_the_editor_wrote(value):
    assert data(f"a: {value}") == {"a": value}


def test_a_key_without_value_is_none_and_quotes_make_text():
    assert data("a:\nb: ''\nc: |\n  一\n\n  二\n") == {"a": None, "b": "", "c": "一\n\n二\n"}


def test_a_byte_order_mark_and_windows_line_ends_are_passed_over():
    assert data("\ufeffa: 1\r\nb: 2\r\n") == {"a": "1", "b": "2"}


def test_places_are_exact_in_plain_quoted_and_literal_text():
    text = "a: 一二三\nb: '四五六'\nc: |\n  七\n\n  八九\nd: >\n  十\n"
    raw, _ = parse("f.yml", text)
    assert raw.locate(("a",), 2) == Location("f.yml", 1, 6)
    assert raw.locate(("b",), 1) == Location("f.yml", 2, 6)
    assert raw.locate(("c",), 4) == Location("f.yml", 6, 4)
    assert raw.locate(("d",), 1) == Location("f.yml", 7, 4)
    assert raw.locate(("c",), on_key=True) == Location("f.yml", 3, 1)
    assert raw.locate(("c", "nothing", 3)) == Location("f.yml", 3, 4)
    assert raw.locate(("nothing",)) == Location("f.yml", 1, 1)


def test_a_repeated_key_keeps_the_first_value_whatever_its_name():
    raw, problems = parse("f.yml", 'a: 1\na: {b: 2}\n"x\\0y": 3\n')
    assert [problem.code for problem in problems] == ["E102"]
    assert raw.data == {"a": "1", "x\0y": "3"}


def test_all_anchors_and_aliases_are_told_and_reading_goes_on():
    raw, problems = parse("f.yml", "a: &x 1\nb: *x\nc: [*x, 2]\n")
    assert [(problem.code, problem.location.line) for problem in problems] == [
        ("E103", 1),
        ("E103", 2),
        ("E103", 3),
    ]
    assert raw.data == {"a": "1", "b": None, "c": [None, "2"]}
    assert raw.refused == {("b",), ("c", 0)}


def test_an_alias_bomb_is_not_unfolded():
    layers = ["a: &l0 [x, x]"] + [f"b{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 15)]
    raw, problems = parse("f.yml", "\n".join(layers))
    assert {problem.code for problem in problems} == {"E103"}
    assert all(item is None for item in raw.data["b9"])


def test_very_many_problems_of_one_file_are_cut_off():
    found = codes("\n".join("a: 1" for _ in range(1000)))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == "E114"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 30, "E106"),
        ("a: [" + "x, " * (MAX_NODES + 1) + "]", "E107"),
        ("a: 1\n---\nb: 2\n", "E108"),
        ("? {a: b}\n: c\n", "E109"),
        ("*x : 1\n", "E103"),
        ("# nothing\n", "E110"),
        ("''\n", "E111"),
        ("只有文字\n", "E111"),
        ("a: !!set {x}\n", "E104"),
        ("a: x\u0085b: y\n", "E115"),
        ("a: x\x00y\n", "E409"),
    ],
)
def test_what_is_refused(text, code):
    assert codes(text)[0] == code


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("a:\n\tb: 1\n", "制表符", 2),
        ("a: 'x\nb: 1\n", "引号没有结束", 1),
        ("a: b: c\n", "冒号的位置不对", 1),
        ("a：b\nc: 1\n", "冒号的位置不对", 2),
        ("x: 1\na：b\nc: 1\n", "缺少冒号", 3),
        ("a: [1, 2\nb: 3\n", "方括号没有结束", 2),
        ("a: {x: 1\nb: 3\n", "花括号没有结束", 2),
        ('a: "引"号\nb: 1\n', "引号后面还有文字", 1),
        ("a: %x\n", "值不能以这个字符开头", 1),
        ('a: "\\q"\n', "反斜线", 1),
        ("a: | 文字\n", "“|”或“>”后面还有文字", 1),
        ("a:\n  - 1\n  b: 2\n", "列表中有一行没有以“- ”开头", 3),
        ("a: !x!y z\n", "不认识的标签", 1),
    ],
)
def test_a_syntax_error_is_told_in_chinese_where_it_is(text, words, line):
    (problem,) = parse("f.yml", text)[1]
    assert problem.code == "E101"
    assert words in problem.message
    assert problem.location.line == line
    assert problem.hint


def test_an_unusual_syntax_error_keeps_the_words_of_the_parser():
    assert in_chinese("found something odd")[0] == "无法解析（found something odd）"


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 1_000_000,
        "{a: " * 500_000,
        "\n".join(" " * depth + "a:" for depth in range(1500)),
        "\n".join(f"k{i}: v" for i in range(60_000)),
        "a: [" + "*a, " * 200_000 + "]",
        "a: " + "长" * 1_000_000,
        "a: " + "- " * 1_000_000,
        "? " * 1_000_000,
        "&" * 1_000_000,
        "'" * 1_000_000,
        "\u2028" * 300_000,
    ],
    ids=range(11),
)
def test_hostile_text_is_answered_in_a_moment(text):
    start = time.process_time()
    parse("f.yml", text)
    assert time.process_time() - start < 5

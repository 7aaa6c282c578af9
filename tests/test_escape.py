"""Hostile and odd text arrives as text, in bodies and in plain fields, as the site builder reads it."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from sample_archive import html

from build_tools.body import parse
from build_tools.escape import escape, inline, plain
from build_tools.views.text import markdown

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "甲 {: onclick=alert(1) #top .x }",
    "{: #top }",
    "[点击](javascript:alert(1))",
    "[点击](data:text/html,x)",
    "![图](x.png)",
    "[图][1]",
    "<https://evil.example/>",
    "`code` ``` ~~~",
    "a | b | c",
    "# 标题不是",
    "1. 不是列表",
    "- 不是列表",
    "> 不是引用",
    "***",
    "---",
    "===",
    "!!! note",
    "    四个空格",
    "*斜* _体_ __粗__",
    "&lt;b&gt; &amp; &#60;",
    "<!-- 注释 -->",
    "[TOC]",
    "*[缩写]: x",
    "[^1]: 脚注",
    "字" * 5000,
    'x" onmouseover="y',
    "\\# \\* \\\\",
]


def text_of(markup):
    return "".join(unescape(re.sub(r"<[^>]+>", "", markup)).split())


@pytest.mark.parametrize("text", HOSTILE)
def test_a_plain_field_is_shown_letter_by_letter(text):
    page = html(f"<p>前{escape(text)}</p>\n\n{escape(text)}\n\n## {escape(text)} {{ #x }}\n")
    tags = set(re.findall(r"<(/?\w+)", page))
    assert tags <= {"p", "/p", "h2", "/h2"}
    assert " on" not in re.sub(r">[^<]*<", "><", page)
    assert text_of(page) == "前" + "".join(text.split()) * 3


@pytest.mark.parametrize("text", HOSTILE)
def test_a_body_holds_no_markup_but_its_own(text):
    page = html(markdown(parse(f"首段。\n\n{text}\n\n尾段。")))
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "a", "h2", "strong"}
    for attributes in re.findall(r"<\w+([^>]*)>", page):
        names = set(re.findall(r'([\w-]+)="[^"]*"', attributes))
        assert names <= {"id", "class", "href", "aria-label"}
    assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', page))


def test_bold_and_safe_links_stay():
    page = html(inline("**一是强化。**见[标准](https://example.org/a_b?c=1&d=2)和[本页](#s1)。"))
    assert "<strong>一是强化。</strong>" in page
    assert '<a href="https://example.org/a_b?c=1&amp;d=2">标准</a>' in page
    assert '<a href="#s1">本页</a>' in page


def test_a_link_to_another_site_says_so():
    page = html(inline("[甲](//example.org/a.html)[乙](/a.html)[丙](../notices/a.html#s1)"))
    assert re.findall('href="([^"]*)"', page) == ["../notices/a.html#s1"]


def test_plain_drops_only_marks():
    assert plain("**一是**见[标准](https://example.org/)，2*3") == "一是见标准，2*3"


def test_a_table_keeps_its_cells():
    page = html(markdown(parse("| 项目 | 数 |\n|---|---|\n| <b>井</b> | {: .x } |")))
    assert page.count("<td>") == 2
    assert "&#60;b&#62;" in page or "&lt;b&gt;" in page


def test_markup_is_not_escaped_twice():
    assert escape(Markup("<b>x</b>")) == "<b>x</b>"


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=80))
def test_any_text_survives_as_text(text):
    assert text_of(html(f"<p>{escape(text)}</p>")) == "".join(text.split())

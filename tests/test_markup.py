"""Markup that must not stand in a text: HTML, unsafe links, extensions."""

import time

import pytest

from build_tools.checks.markup import find_extensions, find_html, find_unsafe_links, is_safe


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//example.com>",
        "<img src=x onerror=alert(1)",
        "<img\nsrc=x>",
        "<svg/onload=alert(1)>",
        "<b>粗</b>",
        "<a href='x'>",
        "<a href=x ",
        "</p>",
        "<br/>",
        "<iframe\n",
        "<!-- 注释 -->",
        "<!DOCTYPE html>",
        "<![CDATA[x]]>",
        "<?xml version='1.0'?>",
        "<x-foo>自定义</x-foo>",
        "<font color=red>红",
    ],
)
def test_html(text):
    assert next(find_html(f"前文{text}后文"))[0] == 2


@pytest.mark.parametrize(
    "text",
    [
        "a<b",
        "a<b 且 c>d",
        "CO<24ppm",
        "3<x<5",
        "瓦斯浓度<1%",
        "风速<0.25m/s，>4m/s",
        "A<B，C>D",
        "i < n",
        "《〈办法〉》",
        "x<y",
        "→<-",
        "T<t（见表）",
    ],
)
def test_signs_of_comparison_are_no_html(text):
    assert list(find_html(text)) == []


def test_a_closing_tag_is_told_only_without_its_opening():
    assert len(list(find_html("<b>一</b><b>二</b>"))) == 2
    assert [words for _, words in find_html("一</div>")] == ["</div>"]


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java\tscript:alert(1)",
        "java&#x73;cript:alert(1)",
        "java&#115;cript&colon;alert(1)",
        "javascript%3Aalert(1)",
        "jav\u200bascript:alert(1)",
        "data:text/html;base64,AAAA",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//example.com/",
        "\\\\example.com/",
        "/\\example.com",
        "\x01javascript:alert(1)",
    ],
)
def test_unsafe_targets(target):
    assert not is_safe(target)


@pytest.mark.parametrize(
    "target",
    ["https://www.example.gov.cn/a.html", "http://example.com", "notices/a.html", "../cases/b.html#s1",
     "#s1-2", "mailto:aqb@example.gov.cn", "a.html?x=1:2"],
)  # fmt: skip
def test_safe_targets(target):
    assert is_safe(target)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("见[说明](javascript:alert(1))", 6),
        ("见[说明]( <javascript:alert(1)>)", 8),
        ("[x]: javascript:alert(1)", 5),
        ("见<javascript:alert(1)>", 2),
        ("见<data:text/html,x>", 2),
    ],
)
def test_unsafe_links_are_told_where_they_are(text, place):
    assert [start for start, _ in find_unsafe_links(text)][:1] == [place]


@pytest.mark.parametrize(
    "text", ["[一]（二）", "见[说明](notices/a.html)", "javascript: 是一种语言", "比<https://a.cn>"]
)
def test_text_without_unsafe_links(text):
    assert list(find_unsafe_links(text)) == []


@pytest.mark.parametrize(
    "text",
    ["![图](a.png)", "段{: .x}", "段{.x}", "{{ x }}", "{% if %}", "```\nx\n```", "~~~\nx",
     '!!! note "x"', "--8<-- \"x\"", "[TOC]", "正文[^1]", "*[AQ]: 安全", "::: module.name"],
)  # fmt: skip
def test_extensions(text):
    assert list(find_extensions(f"第一段\n\n{text}\n"))


@pytest.mark.parametrize(
    "text", ["# 标题", "| 一 | 二 |\n| --- | --- |", "集合{1,2}", "重要！！！", "[2019]8号", "**一**"]
)
def test_what_a_body_may_hold(text):
    assert list(find_extensions(text)) == []


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<a ",
        "<b",
        "<a:",
        "< a",
        "](",
        "](javascript:",
        "[",
        "![",
        "[^",
        "{:",
        "&#x6a;",
        "-",
        " ",
        "<a\n",
    ],
)
def test_no_text_makes_it_slow(unit):
    text = unit * (600_000 // len(unit))
    start = time.process_time()
    for find in (find_html, find_unsafe_links, find_extensions):
        list(find(text))
    assert time.process_time() - start < 8

"""Pages of plain blocks become the HTML that Python-Markdown makes of them, or are left to it."""

import random

import pytest
import sample_archive

from build_tools.publishing.blocks import Blocks, suits
from build_tools.publishing.converter import Converter, Dialect

OPTIONS = {"toc": {"toc_depth": "1-3", "title": "目录"}}
EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "md_in_html")
#: Whatever could make something else of a block.
SIGNS = [
    *(
        "\n",
        "\n\n",
        "\n\n\n",
        " ",
        "  ",
        "　",
        "\t",
        "\xa0",
        "\u2028",
        "\x0b",
        "\x85",
        "\x02",
        "\r",
        "\ufeff",
    ),
    *(
        "#",
        "# ",
        "## ",
        " {",
        "}",
        "{ #x }",
        "\n{ #y }",
        "\n{ #y .z }",
        "{: .a }",
        " .x",
        "@",
        "^",
        "$",
        "%",
        "?",
    ),
    *(
        "<",
        ">",
        "</p>",
        "<p>",
        "<div>",
        "</div>",
        '<a href="x">',
        "</a>",
        "<br>",
        "<br/>",
        "<span>",
        "</span>",
    ),
    *(
        "&",
        "&amp;",
        "&#42;",
        "&copy",
        "&lt;",
        "*",
        "**",
        "_",
        "`",
        "[",
        "](x)",
        "!",
        "|",
        "\\",
        "\\*",
        '"',
        "'",
    ),
    *(
        "-",
        "---",
        "\n---\n",
        "===",
        "1. ",
        "2）",
        "- ",
        "+ ",
        "> ",
        ":",
        "~~~",
        "```",
        "[TOC]",
        "http://a.example",
    ),
    *(
        "<!-- x -->",
        "<?php",
        "<script>",
        "</script>",
        "<hr>",
        '<p markdown="1">',
        "<A>",
        "<h1>x</h1>",
        "<a@b.c>",
    ),
    *(
        "<dl>\n<div>",
        "</div>\n</dl>",
        "\n<p>x</p>\n",
        "<p>x</p>\n<p>y</p>",
        "<nav><ol></ol></nav>",
        "<li>",
        "<q>",
    ),
]


def dialect(options=OPTIONS, extensions=EXTENSIONS, anchors=20):
    levels = {"not_found": 30, "absolute_links": 20, "unrecognized_links": 20, "anchors": anchors}
    return Dialect(extensions, options, levels, False)


@pytest.fixture(scope="module")
def slow():
    """Python-Markdown as MkDocs uses it, for every page."""
    converter = Converter(dialect(), lambda path: False)
    converter._blocks = None
    return converter


def bodies():
    return [text.split("\n---\n", 1)[-1].lstrip("\n") for text in sample_archive.pages().values()]


def test_the_pages_of_the_sample_come_out_the_same(slow):
    blocks = Blocks(OPTIONS)
    done = 0
    for text in bodies():
        made = blocks.convert(text)
        if made is not None:
            done += 1
            expected = slow.convert("a.md", text)
            assert made == (expected.content, expected.toc)
    assert done > len(bodies()) / 2, "most pages should be plain"


@pytest.mark.parametrize("seed", range(20))
def test_whatever_is_converted_is_what_python_markdown_makes(slow, seed):
    blocks = Blocks(OPTIONS)
    dice = random.Random(seed)
    pieces = sorted({piece for text in bodies() for piece in text.split("\n\n") if len(piece) < 500})
    for _ in range(120):
        text = "\n\n".join(dice.choices(pieces, k=dice.randint(1, 5)))
        for _ in range(dice.randint(0, 3)):
            at = dice.randint(0, len(text))
            cut = at + dice.choice([0, 0, 1, 5])
            text = text[:at] + dice.choice(SIGNS) + text[cut:]
        made = blocks.convert(text)
        if made is not None:
            expected = slow.convert("a.md", text)
            assert made == (expected.content, expected.toc), repr(text)


@pytest.mark.parametrize(
    "text",
    [
        "- 甲",
        "甲 *乙*",
        "[甲](a.md)",
        "甲  \n乙",
        "# 甲",
        "    甲",
        "| 甲 |\n|---|",
        "<p>甲",
        "<div>\n\n</div>",
        '<div markdown="1">甲</div>',
        "<!-- 甲 -->",
        "甲\t乙",
        "1. 甲",
        "<pre>甲</pre>",
        "",
    ],
)
def test_anything_else_is_left_alone(text):
    assert Blocks(OPTIONS).convert(text) is None


@pytest.mark.parametrize(
    "extensions, options",
    [
        (EXTENSIONS[1:], OPTIONS),
        ((*EXTENSIONS, "nl2br"), OPTIONS),
        (EXTENSIONS, {"toc": {"permalink": True}}),
        (EXTENSIONS, OPTIONS | {"tables": {"use_align_attribute": True}}),
    ],
)
def test_other_settings_do_without(extensions, options):
    assert suits(EXTENSIONS, OPTIONS)
    assert not suits(extensions, options)


def test_where_anchors_are_checked_they_are_collected():
    made = Converter(dialect(anchors=30), lambda path: False).convert("a.md", '<p id="x">甲</p>\n')
    assert made.anchors == ["x"]


@pytest.mark.parametrize("seed", range(3))
def test_one_instance_serves_many_pages(seed):
    texts = [
        *bodies(),
        "[甲]: b.md\n\n[甲]",
        "*甲 **乙",
        "_甲",
        "1. 甲",
        "3. 甲\n4. 乙",
        "[甲]",
        "<div>",
        "**",
        "甲*",
    ]
    random.Random(seed).shuffle(texts)
    kept = Converter(dialect(), lambda path: True)
    kept._blocks = None
    for text in texts[:60]:
        fresh = Converter(dialect(), lambda path: True)
        fresh._blocks = None
        assert kept.convert("n/a.md", text) == fresh.convert("n/a.md", text)

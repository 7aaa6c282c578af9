"""Secrecy markings are found at the head of a document; ordinary words never are."""

import time

import pytest

from build_tools.checks.secrecy import closed, markings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("机密\n\n各单位：", "机密"),
        ("秘密★1年\n\n各单位：", "秘密★1年"),
        ("绝  密 ★ 长期\n\n各单位：", "绝  密 ★ 长期"),
        ("000123\n\n机密★\n", "000123"),
        ("份号：12\n\n正文", "份号：12"),
        ("No.000123\n\n正文", "No.000123"),
        ("密级：秘密\n\n正文", "密级：秘密"),
        ("## 机 密\n\n正文", "机 密"),
        ("秘密 10年\n\n正文", "秘密 10年"),
        ("正文\n" * 40 + "文件标注为机密★3年。", "机密★3年"),
    ],
)
def test_markings(text, words):
    found = list(markings(text))
    assert found[0][1] == words
    assert text[found[0][0] :].startswith(words)


@pytest.mark.parametrize(
    "text",
    [
        "各单位要保守国家秘密。",
        "涉及国家秘密、商业秘密的，不予公开。",
        "## 一、保守秘密\n\n正文",
        "机密性、完整性和可用性",
        "正文\n\n" * 20 + "秘密\n",
        "正文第一段\n\n第二段\n\n第三段\n\n123456\n",
        "030001\n".replace("030001", "邮编030001"),
        "",
    ],
)
def test_ordinary_words_are_no_marking(text):
    assert list(markings(text)) == []


def test_what_says_that_it_is_not_public():
    assert [words for _, words in closed("（此件不予公开）")] == ["此件不予公开"]
    assert [words for _, words in closed("内部资料，注意保存")] == ["内部资料，注意保存"]
    assert list(closed("（此件公开发布）")) == []
    assert list(closed("依法不予公开的政府信息")) == []


@pytest.mark.parametrize("unit", ["秘密", "机 密 ", "\n秘密", "密级：", "0", "\n0", "　"])
def test_no_text_makes_it_slow(unit):
    start = time.process_time()
    list(markings(unit * (600_000 // len(unit))))
    list(closed(unit * (600_000 // len(unit))))
    assert time.process_time() - start < 5

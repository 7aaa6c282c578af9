"""Mentions in real sentences, against what a reader finds in them.

``data/mentions.tsv``: source, tab, sentence in which ⟦…⟧ marks what a reader takes for a
mention, with {号=…;标准=…;简称=…;作品=…} behind it; ⏎ is a line break.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from build_tools.mentions import find as mentions
from build_tools.mentions import titles

_FILE = Path(__file__).parent / "data" / "mentions.tsv"
_MARKED = re.compile(r"⟦(?P<text>[^⟦⟧]*)⟧(?:\{(?P<facts>[^{}]*)\})?")
_FACTS = {"号": "number", "标准": "standard", "简称": "short_forms", "作品": "work"}


def _cases() -> list[tuple[str, str]]:
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    parts = [line.replace("⏎", "\n").partition("\t") for line in lines]
    return [(source, marked) for source, _, marked in parts]


def _expected(marked: str) -> tuple[str, list[dict[str, object]]]:
    """The sentence as it stands in the source, and the mentions marked in it."""
    text, end, expected = "", 0, []
    for match in _MARKED.finditer(marked):
        text += marked[end : match.start()]
        facts: dict[str, object] = {"number": "", "standard": "", "short_forms": (), "work": ""}
        for fact in filter(None, (match["facts"] or "").split(";")):
            name, _, value = fact.partition("=")
            facts[_FACTS[name]] = (value,) if name == "简称" else value
        title = match["text"][1:-1] if match["text"].startswith("《") else ""
        expected.append({"start": len(text), "text": match["text"], "title": title, **facts})
        text += match["text"]
        end = match.end()
    return text + marked[end:], expected


def test_there_are_enough_real_sentences() -> None:
    assert len(_cases()) >= 80


@pytest.mark.parametrize(("source", "marked"), _cases())
def test_real_sentences(source: str, marked: str) -> None:
    text, expected = _expected(marked)
    found = [
        {
            "start": mention.start,
            "text": mention.text,
            "title": mention.title,
            "number": mention.number,
            "standard": mention.standard,
            "short_forms": mention.short_forms,
            "work": mention.work,
        }
        for mention in mentions.find(text)
    ]
    assert found == expected


@pytest.mark.parametrize(("source", "marked"), _cases())
def test_every_title_is_covered(source: str, marked: str) -> None:
    """No 《 that has its 》 stays outside every mention."""
    text, _ = _expected(marked)
    lost = {item.start for item in titles.scan(text) if isinstance(item, titles.Unbalanced)}
    covered = [(mention.start, mention.extent) for mention in mentions.find(text)]
    for match in re.finditer("《", text):
        if match.start() not in lost:
            assert any(start <= match.start() < end for start, end in covered), match.start()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("《关于加强煤矿安全的通知》（根据国发〔2010〕23号修订）", ""),
        ("《关于加强煤矿安全的通知》（国发〔2010〕23号、国办发〔2011〕11号）", ""),
        ("按照国发〔2010〕23号文件《关于加强企业安全生产工作的通知》要求", "国发〔2010〕23号"),
        ("按照国发〔2010〕23号和《安全生产法》要求", ""),
        ("一审案号（2023）晋01刑初5号，见《判决书》", ""),
    ],
)
def test_a_number_belongs_to_the_title_it_stands_with(text: str, number: str) -> None:
    (mention,) = [mention for mention in mentions.find(text) if mention.title]
    assert mention.number == number


def test_a_number_apart_from_the_title_is_a_mention_of_its_own() -> None:
    found = list(mentions.find("按照国发〔2010〕23号和《安全生产法》要求"))
    assert [mention.text for mention in found] == ["国发〔2010〕23号", "《安全生产法》"]


def test_mentions_never_overlap_and_quote_the_text() -> None:
    text = "依据《关于印发〈甲〉的通知》（晋安办发〔2023〕5号，以下简称《方案》）、《乙》和国发〔2023〕1号"
    end = 0
    for mention in mentions.find(text):
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end]
        assert mention.end <= mention.extent
        end = mention.extent


@pytest.mark.parametrize(
    "text",
    ["《" * 40_000, "《〈" * 20_000, "〈" * 20_000 + "》" * 20_000, "《甲》（" * 15_000, "以下简称" * 15_000],
)
def test_hostile_texts_take_no_long_time(text: str) -> None:
    before = time.process_time()
    list(mentions.find(text))
    assert time.process_time() - before < 4


def test_every_title_of_the_archives_content_is_covered() -> None:
    """No title in any record is silently plain: each 《 has its 》 and belongs to a mention."""
    content = Path(__file__).parents[1] / "content"
    for place in sorted(content.glob("*/*.yml")):
        for text in place.read_text(encoding="utf-8").splitlines():
            covered = [(mention.start, mention.extent) for mention in mentions.find(text)]
            for match in re.finditer("《", text):
                assert any(start <= match.start() < end for start, end in covered), f"{place.name}: {text}"

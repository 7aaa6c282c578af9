"""The reader in the browser answers as search_index does: same records, order, counts, marks and notes."""

import dataclasses
import sys
import unicodedata
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "search"))

import asked
import judging
import reader_page
import real

from build_tools import documents
from search_index.document import Document
from search_index.fold import Fold
from search_index.indexer import update
from search_index.reader import Index

GENERATED = 1000


@pytest.fixture(scope="module")
def lexicon():
    return documents.lexicon(real._archive())


@pytest.fixture(scope="module")
def tab(chromium, tmp_path_factory):
    """The real content's index in a browser."""
    page = reader_page.prepare(real.index().path, tmp_path_factory.mktemp("same"))
    with reader_page.opened(chromium, page) as tab:
        yield tab


def short_records(count: int) -> list[Document]:
    """Passages of the real records, each a record of its own, with equal dates and scores among them."""
    made: list[Document] = []
    for one in real.held():
        for number, passage in enumerate(one.passages):
            made.append(dataclasses.replace(one, id=f"{number % 7}/{one.id}/{number}", passages=(passage,)))
    return made[:count]


def judged() -> list[asked.Params]:
    """The judged queries as parameters."""
    found = []
    for one in judging.load():
        params: asked.Params = {"q": one.text, "explain": "1"}
        for key, value in one.filters:
            params[key] = value if key in judging.DATES else [*params.get(key, []), value]
        found.append(params)
    return found


def test_judged_queries(tab):
    assert len(judged()) > 150
    assert reader_page.differences(real.index(), tab, judged()) == []


def test_generated_queries(tab, lexicon):
    questions = asked.questions(real.held(), lexicon, GENERATED)
    assert reader_page.differences(real.index(), tab, questions) == []


def test_an_index_grown_in_steps_with_records_changed_and_removed(chromium, lexicon, tmp_path):
    held = short_records(1000)
    changed = [
        dataclasses.replace(one, meta="改") if place % 200 == 0 else one for place, one in enumerate(held)
    ]
    for some in (
        held[:800],
        changed[:800],
        changed,
        [one for place, one in enumerate(changed) if place % 20],
    ):
        update(tmp_path / "index", some, lexicon, cache=real.index().path / "cache")
    grown = Index.open(tmp_path / "index")
    assert len(grown.segments) > 1
    assert not all(segment.live.all() for segment in grown.segments)
    page = reader_page.prepare(grown.path, tmp_path / "site")
    with reader_page.opened(chromium, page) as tab:
        questions = asked.questions(held, lexicon, 300, seed=7)
        assert reader_page.differences(grown, tab, questions) == []
        assert suggested(tab, typed := beginnings()) == offered(grown, typed)


def beginnings() -> list[str]:
    """What may be typed, in all ways of writing."""
    typed = [text for one in real.held() for text, _ in one.suggestions][::3]
    typed += [text[: size % 5 + 1] for size, text in enumerate(typed)] + [text[2:5] for text in typed]
    typed += [
        "anquan",
        "aq",
        "aqsc",
        "anquansheng",
        "安quan",
        "安全sc",
        "shan",
        "sx",
        "SXS",
        "zhonghua",
        "",
        "。",
        "x",
        "《",
        "產業",
    ]
    return typed


def test_suggestions(tab):
    typed = beginnings()
    assert suggested(tab, typed) == offered(real.index(), typed)


def offered(index: Index, typed: list[str]) -> list[list[dict[str, str]]]:
    """What Python suggests."""
    return [[one.__dict__ for one in index.suggest(text, 8)] for text in typed]


def suggested(tab, typed: list[str]) -> list[list[dict[str, str]]]:
    """What the browser suggests."""
    return tab.evaluate(
        "async typed => { const { suggest } = searchReader.open('search/');"
        " return Promise.all(typed.map(text => suggest(text, 8))); }",
        typed,
    )


def test_folding_of_all_characters(tab):
    """Each character beside digits and letters, but for those newer than Python's tables."""
    fold: Fold = real.index().fold
    codes = [code for code in range(0x33480) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    texts = [f"1{chr(code)}2a{chr(code)}" for code in codes]
    theirs = tab.evaluate(
        """async ([texts, base]) => {
            const { load } = searchReader.use("scripts");
            const { Index } = searchReader.use("index");
            const index = await Index.open((name, query) => load(base, name, query), "");
            return index.shelf.settle(() => texts.map(text => index.fold.text(text)));
        }""",
        [texts, "search/"],
    )
    wrong = [
        hex(code) for code, text, other in zip(codes, texts, theirs, strict=True) if fold.text(text) != other
    ]
    assert wrong == []

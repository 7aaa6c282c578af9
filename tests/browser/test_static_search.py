"""The search of the site without a server: from the disk with the network off, and from plain hosting."""

import dataclasses
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parent.parent / "search"))

import reader_page
import real

from build_tools import documents
from search_index.export import export
from search_index.indexer import update

PHRASE = "百日攻坚"
#: A first answer over the network stays below this (bytes), scripts included as a server sends them.
MOST_BYTES = 400_000


@pytest.fixture
def offline(chromium, site):
    """Opens a page of the site from the disk; anything but a file of the site fails the test."""
    contexts = []
    asked = []

    def offline(path, script=""):
        context = chromium.new_context(offline=True)
        contexts.append(context)
        context.on("request", lambda request: asked.append(request.url))
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto((site / "index.html").as_uri().removesuffix("index.html") + path)
        return page

    yield offline
    for context in contexts:
        context.close()
    root = site.as_uri()
    assert [url for url in asked if not url.startswith((root, "blob:", "data:"))] == []


def thread(page):
    """Where the reader answers."""
    return page.evaluate("() => searchReader.open(PolicySearch.root + 'search/').thread()")


def test_results_from_the_disk_with_the_network_off(offline):
    page = offline(f"search.html?q={PHRASE}")
    expect(page.locator(".hit").first).to_be_visible()
    assert all(PHRASE in one for one in page.locator(".hit mark").all_text_contents()[:3])
    assert thread(page) == "worker"


def test_a_result_leads_to_its_page_on_the_disk(offline):
    page = offline(f"search.html?q={PHRASE}")
    page.locator(".hit h3 a").first.click()
    expect(page.locator("h1").first).to_be_visible()
    assert page.url.startswith("file:") and PHRASE in page.locator("article").inner_text()


def test_without_a_worker_the_page_itself_answers_the_same(offline):
    answers = []
    for script in (
        "",
        "delete globalThis.Worker",
        "globalThis.Worker = class { constructor() { throw 1; } }",
    ):
        page = offline("search.html", script)
        page.evaluate("() => PolicySearch.suggest('安')")
        answers.append(page.evaluate("q => PolicySearch.search(new URLSearchParams({ q }))", PHRASE))
        assert thread(page) == ("page" if script else "worker")
    assert answers[0]["total"] > 0
    assert answers[0] == answers[1] == answers[2]


def test_suggestions_from_the_disk(offline):
    page = offline("index.html")
    box = page.locator(".seek-words").first
    box.click()
    box.press_sequentially("brgj")
    expect(page.locator("[role=option]").first).to_contain_text("攻坚")


def test_plain_hosting_answers_with_few_bytes(chromium, address):
    context = chromium.new_context()
    sizes = {}
    context.on("response", lambda response: sizes.setdefault(response.url, len(response.body())))
    page = context.new_page()
    page.goto(f"{address}search.html?q={PHRASE}")
    expect(page.locator(".hit").first).to_be_visible()
    parts = {url: size for url, size in sizes.items() if url.startswith(f"{address}search/")}
    context.close()
    assert len(parts) > 5
    assert sum(parts.values()) < MOST_BYTES


def test_an_open_page_goes_on_when_the_index_is_replaced(chromium, tmp_path):
    held, lexicon = real.held(), documents.lexicon(real._archive())
    cache = real.index().path / "cache"
    update(tmp_path / "index", held, lexicon, cache=cache)
    page = reader_page.prepare(tmp_path / "index", tmp_path / "site")
    with reader_page.opened(chromium, page) as tab:
        before, *_ = reader_page.by_browser(tab, [{"q": PHRASE}])
        changed = [dataclasses.replace(one, title=f"新{one.title}") for one in held]
        update(tmp_path / "index", changed, lexicon, cache=cache)
        export(tmp_path / "index", tmp_path / "site" / "search")
        after, *_ = reader_page.by_browser(tab, [{"q": "安全生产许可证"}])
    assert before["total"] > 0
    assert after["hits"][0]["title"].startswith("新")


def test_without_the_index_the_page_says_so(offline, site, tmp_path):
    folder = site / "search"
    folder.rename(tmp_path / "search")
    try:
        page = offline(f"search.html?q={PHRASE}")
        expect(page.locator("#search-status")).not_to_be_empty()
        expect(page.locator("#search-status")).not_to_contain_text("正在")
        assert page.locator(".hit").count() == 0
    finally:
        (tmp_path / "search").rename(folder)

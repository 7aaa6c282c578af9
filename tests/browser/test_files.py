"""What the files of the site hold: links that lead somewhere, nothing loaded from elsewhere."""

import re
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import pytest

from build_tools.kinds import KINDS

LOADED = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|input)\b[^>]*?\s(?:src|data|srcset)=[\"']?([^\"'\s>]+)",
    re.I,
)
STYLES = re.compile(
    r"<link\b(?=[^>]*\brel=[\"']?[^\"'>]*(?:stylesheet|icon|preload|prefetch|preconnect|manifest))"
    r"[^>]*?\shref=[\"']?([^\"'\s>]+)",
    re.I,
)
IN_STYLES = re.compile(r"@import\s+(?:url\()?[\"']?([^\"')\s;]+)|\burl\(\s*[\"']?([^\"')]+)", re.I)
OUTSIDE = re.compile(r"(?:[a-z]+:)?//", re.I)


@pytest.fixture(scope="module")
def pages(site):
    return {
        place.relative_to(site).as_posix(): place.read_text(encoding="utf-8")
        for place in sorted(site.rglob("*.html"))
    }


def test_pages_load_nothing_from_elsewhere(pages):
    for path, text in pages.items():
        loaded = [unescape(url) for url in (*LOADED.findall(text), *STYLES.findall(text))]
        assert loaded, path
        assert [url for url in loaded if OUTSIDE.match(url)] == [], path


def test_style_sheets_load_nothing_from_elsewhere(site):
    for place in site.rglob("*.css"):
        found = [one or other for one, other in IN_STYLES.findall(place.read_text(encoding="utf-8"))]
        assert [url for url in found if OUTSIDE.match(url)] == [], place.name


def targets(path, text):
    """Each internal link of a page: the page it names and the place on it."""
    for link in re.findall(r"<a\b[^>]*?\shref=\"([^\"]*)\"", text):
        parts = urlsplit(unescape(link))
        if parts.scheme or parts.netloc:
            continue
        base = PurePosixPath(path).parent if parts.path else PurePosixPath(path)
        steps = []
        for step in (base / unquote(parts.path)).parts:
            if step == "..":
                assert steps, f"{path}: {link} leads out of the site"
                steps.pop()
            else:
                steps.append(step)
        yield "/".join(steps), unquote(parts.fragment), link


@pytest.fixture(scope="module")
def graph(pages):
    return {path: list(targets(path, text)) for path, text in pages.items() if path != "404.html"}


def test_every_link_leads_to_a_page_and_a_place(site, pages, graph):
    places = {path: set(re.findall(r"\s(?:id|name)=\"([^\"]+)\"", text)) for path, text in pages.items()}
    broken = set()
    for path, links in graph.items():
        for target, place, link in links:
            if target not in pages:
                if not (site / target).is_file():
                    broken.add(f"{path}: {link}")
            elif place and unescape(place) not in {unescape(known) for known in places[target]}:
                broken.add(f"{path}: {link}")
    assert sorted(broken)[:20] == []


def test_every_page_is_reached_from_the_home_page(pages, graph):
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for target, _, _ in graph.get(waiting.pop(), ()):
            if target in pages and target not in seen:
                seen.add(target)
                waiting.append(target)
    redirects = {path for path, text in pages.items() if 'http-equiv="refresh"' in text.lower()}
    assert sorted(set(pages) - seen - redirects - {"404.html"}) == []


def test_every_record_has_its_page(pages, archive):
    for kind in KINDS.values():
        for record in archive.of(kind.name):
            assert f"{kind.folder}/{record.id}.html" in pages


def test_no_page_is_a_list_of_nothing(pages):
    for path, text in pages.items():
        article = re.search(r"<article.*?</article>", text, re.DOTALL)
        if article:
            words = re.sub(r"<[^>]+>|\s", "", article[0])
            assert len(words) > 20, path


def test_nothing_of_a_machine_or_a_preview_is_published(site):
    for place in site.rglob("*"):
        if place.suffix in (".html", ".xml", ".css", ".json"):
            text = place.read_text(encoding="utf-8")
            assert not re.search(r"file://|localhost|127\.0\.0\.1|/\.live/", text), place.name
            assert "None</" not in text and "Undefined" not in text, place.name

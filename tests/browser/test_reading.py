"""The site as readers use it: offline, with a keyboard, on a telephone, on paper, with few means."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from build_tools.kinds import KINDS
from sorts import SORTS

EACH_SORT = pytest.mark.parametrize("sort", SORTS)
#: What has the focus, and whether that can be seen; a hidden input shows it on its label.
FOCUSED = """(() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const name = `label[for="${element.id}"]:not([hidden])`;
    const label = element.matches("input") && document.querySelector(name);
    const styles = [element, label || element].map(one => getComputedStyle(one));
    return {
        text: element.textContent.trim(),
        href: element.getAttribute("href"),
        html: element.outerHTML.slice(0, 150),
        top: element.getBoundingClientRect().bottom,
        marked: styles.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
            || style.boxShadow !== "none"),
    };
})()"""
SHOWN = "links => links.filter(link => link.checkVisibility()).map(link => link.pathname)"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("way", ["served", "disk"])
def test_asks_for_nothing_outside_the_site(chromium, samples, address, site, way):
    base = address if way == "served" else f"{site.as_uri()}/"
    for sort, path in samples.items():
        if way == "disk" and sort == "missing":
            continue  # only a server answers with it
        context = chromium.new_context()
        page = context.new_page()
        asked, errors = [], []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.on("requestfailed", lambda request, errors=errors: errors.append(request.url))
        page.on("console", lambda told, errors=errors: told.type == "error" and errors.append(told.text))
        page.on("pageerror", lambda error, errors=errors: errors.append(str(error)))
        page.goto(base + path)
        page.wait_for_timeout(150)  # for what a script would ask after loading
        context.close()
        assert len(asked) > 2, sort
        assert [url for url in asked if not url.startswith((base, "data:"))] == [], sort
        assert errors == [], sort


@EACH_SORT
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_meets_wcag_2_2_aa(open_page, samples, sort, scheme):
    page = open_page(samples[sort], color_scheme=scheme)
    found = Axe().run(page, options={"runOnly": STANDARD}).response["violations"]
    nodes = [(fault["id"], node) for fault in found for node in fault["nodes"][:3]]
    told = [f"{name}: {node['target']} {node['failureSummary']}" for name, node in nodes]
    assert told == []


def test_light_and_dark_differ(open_page):
    colours = {
        open_page("index.html", color_scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ("light", "dark")
    }
    assert len(colours) == 2


@EACH_SORT
def test_fits_a_telephone(open_page, samples, sort):
    page = open_page(samples[sort], viewport={"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    wide = page.evaluate(
        """[...document.querySelectorAll("article *")].filter(element => {
            const box = element.getBoundingClientRect();
            const scrolls = element.closest("table, pre, svg, [tabindex], .scroll");
            return box.width > 0 && box.right > 391 && !scrolls;
        }).map(element => element.outerHTML.slice(0, 120))"""
    )
    assert wide == []


def test_the_text_of_a_document_is_18_pixels(open_page, samples):
    page = open_page(samples["notice"])
    sizes = page.evaluate(
        """[...document.querySelectorAll("article p")].filter(p => p.textContent.length > 80)
            .map(p => parseFloat(getComputedStyle(p).fontSize))"""
    )
    assert sizes
    assert max(set(sizes), key=sizes.count) == pytest.approx(18, abs=0.5)


@EACH_SORT
def test_the_keyboard_is_enough(open_page, samples, sort):
    page = open_page(samples[sort])
    page.add_style_tag(content="* { transition: none !important }")
    page.keyboard.press("Tab")
    if sort != "missing":
        skip = page.evaluate(FOCUSED)
        assert skip["href"].startswith("#") and re.search("[\u4e00-\u9fff]", skip["text"]), skip
    for _ in range(25):
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        assert stop["marked"] and stop["top"] >= 0, f"the focus cannot be seen on {stop['html']}"
        page.keyboard.press("Tab")


def test_skipping_leads_to_the_content(open_page, samples):
    page = open_page(samples["notice"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('header') === null")


def test_on_paper_a_document_is_a_document(open_page, samples):
    page = open_page(samples["notice"])
    page.emulate_media(media="print")
    shown = page.evaluate(
        """[...document.querySelectorAll("header nav, .md-sidebar, .md-skip, footer, nav[aria-label]")]
            .filter(element => element.checkVisibility() && element.getBoundingClientRect().height > 1)
            .map(element => element.outerHTML.slice(0, 120))"""
    )
    assert shown == []
    paper = page.pdf(format="A4")
    assert paper.startswith(b"%PDF-")
    boxes = set(re.findall(rb"/MediaBox\s*\[([^\]]+)\]", paper))
    assert boxes
    for box in boxes:
        assert [float(number) for number in box.split()] == pytest.approx([0, 0, 595.3, 841.9], abs=1.5)


@EACH_SORT
def test_without_scripts_everything_is_there(open_page, samples, sort):
    plain = open_page(samples[sort], java_script_enabled=False).locator("article")
    full = open_page(samples[sort]).locator("article")
    assert len(plain.inner_text()) > 30
    # Scripts may put controls in the place of links; they may not lead anywhere that links do not.
    links = [set(article.locator("a[href]").evaluate_all(SHOWN)) for article in (plain, full)]
    assert links[1] - links[0] == set()
    if sort in KINDS:
        words = [re.sub(r"\s", "", article.inner_text()) for article in (plain, full)]
        lines = [re.sub(r"\s", "", line) for line in plain.inner_text().splitlines()]
        assert [line for line in lines if line not in words[1]] == []


def test_says_its_language_and_title(open_page, samples):
    for path in samples.values():
        page = open_page(path)
        assert page.locator("html").get_attribute("lang").startswith("zh")
        assert page.title()
        assert page.locator("h1").count() == 1

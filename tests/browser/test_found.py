"""Whatever stands on a record's page is found: pieces of the built pages are asked for."""

import random

import pytest

from build_tools.kinds import KINDS
from search_index import engine
from search_index.match import IN_TEXT
from search_index.reader import Index

#: Navigation, lists of other records, and words of the page itself: nothing that a record says.
ASIDE = """nav, script, style, svg, thead, dt, .headerlink, .stub, .cite, .drawing, .vds, .count, .take,
    .beside, .more, .state, .sn-no, .referrers, .citing, ul.cites, ul.rows, .held .sub, a.at,
    a.nr, a.dt, p.fine,
    code.sum,
    .vds + .sub, .vds + .sub + .sub, .card > p > b, h2.aux"""
#: What a page says where a record says nothing.
NOTHING = ("未载明", "本档案暂无")
#: Headings whose sections list other records or show what those say.
OTHERS = ["related", "lineage", "cites", "cited", "cite", "used", "first", "notices", "aftermath", "similar"]
OF_CAMPAIGNS = ["figures", "figure-changes", "open"]
READ = """async ([address, aside, others]) => {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const article = page.querySelector("article");
    let hidden = false;
    for (const one of [...article.children]) {
        if (one.tagName === "H2") hidden = others.includes(one.id);
        if (hidden || (one.tagName === "H2" && !/^[sfh]\\d/u.test(one.id))) one.remove();
    }
    for (const one of article.querySelectorAll(aside)) one.remove();
    for (const one of article.querySelectorAll("a")) if (one.textContent === "见原文") one.remove();
    const pieces = "h1, h2, h3, h4, h5, h6, p, li, dd, td, th, br, time, .tag, .sub, .cmp, q, .sub b";
    const texts = [];
    const walk = node => {
        let own = "";
        for (const child of node.childNodes) {
            if (child.nodeType === Node.TEXT_NODE) own += child.data;
            else if (child.nodeType !== Node.ELEMENT_NODE) continue;
            else if (child.matches(pieces)) {
                texts.push(own, walk(child));
                own = "";
            } else own += walk(child);
        }
        return own;
    };
    texts.push(walk(article));
    return texts.map(text => text.replace(/\\s+/gu, "")).filter(text => text.length > 1);
}"""
#: Pieces of a page that are asked for, and the most characters of one.
ASKED, LONGEST = 15, 14


@pytest.fixture(scope="module")
def index(built):
    return Index.open(built[0].index)


@pytest.fixture
def read(open_page, address):
    """Gives the texts that stand on a page."""
    page = open_page("about.html")

    def read(path, others):
        return page.evaluate(READ, [address + path, ASIDE, others])

    return read


@pytest.mark.parametrize("kind", [*KINDS, "glossary"])
def test_what_stands_on_a_page_is_found(built, index, read, kind):
    archive = built[1]
    records = archive.vocabularies["glossary"].values() if kind == "glossary" else archive.of(kind)
    folder = "glossary" if kind == "glossary" else KINDS[kind].folder
    others = OTHERS + (OF_CAMPAIGNS if kind == "campaign" else [])
    lost, count = [], 0
    for record in records:
        dice = random.Random(f"{kind}/{record.id}")
        texts = [one for one in read(f"{folder}/{record.id}.html", others) if not one.startswith(NOTHING)]
        for text in dice.sample(texts, min(ASKED, len(texts))):
            start = dice.randrange(max(1, len(text) - 3))
            piece = text[start : start + dice.randint(2, LONGEST)].translate(
                {ord(mark): None for mark in "“”\"'"}
            )
            if len(index.fold.text(piece)) < 2:
                continue
            count += 1
            found = engine.ask(index, f"“{piece}”")
            held = {place.id for place in found.places(0, found.total) if place.tier <= IN_TEXT}
            if f"{kind}/{record.id}" not in held:
                lost.append((record.id, piece, text[:60]))
    assert count > 5 * len(list(records)) or kind == "organization"
    assert lost == [], f"{len(lost)} of {count}: {lost[:40]}"

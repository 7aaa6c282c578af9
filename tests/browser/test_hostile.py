"""An archive whose every text is an attack, published and read in Chromium: nothing of it comes alive."""

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

import hostile
import pytest
import sample_archive

from build_tools import publish, render, write
from tiny import dressed

pytestmark = pytest.mark.slow

#: What a page holds: elements, their attributes, where they lead. Ranks of headings do not matter.
INVENTORY = """() => [...document.querySelectorAll("*")].flatMap(element => {
  const name = element.localName.replace(/^h[1-6]$/, "heading");
  return [name, ...[...element.attributes].map(one => `${name} ${one.name}`)];
})"""
LINKS = """() => [...document.querySelectorAll("[href], [src]")].map(element =>
  new URL(element.getAttribute("href") ?? element.getAttribute("src"), location).href)"""
TAG = re.compile(r"<(/?[a-z!][^\s>]*)")
WATCH = "window.pwned = 0; window.pwn = () => { window.pwned += 1; }"


def published(archive, root):
    project = dressed(root)
    write.write(render.render(archive), project.docs)
    assert publish.publish(project, archive.site.as_of) == ()
    return project.site


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The sample as it is, and with every text hostile."""
    archives = {"sound": sample_archive.archive(), "hostile": hostile.spoiled_archive()}
    return {name: published(archive, tmp_path_factory.mktemp(name)) for name, archive in archives.items()}


def pages(site):
    return sorted(place.relative_to(site).as_posix() for place in site.rglob("*.html"))


def is_redirect(place):
    return 'http-equiv="refresh"' in place.read_text("utf-8")


def read(chromium, site):
    """Opens every page from the disk; what they hold, where they lead, what they asked for."""
    held, links, asked = set(), set(), []
    context = chromium.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(f"{page.url} opens a dialog"))
    for path in pages(site):
        if is_redirect(site / path):
            continue
        page.goto((site / path).as_uri())
        words = page.locator("#filter-words")
        if words.count():
            words.fill(page.locator("ul.rows .row-main a").first.inner_text()[:2])
            page.locator(".filter ul.rows > li").first.wait_for()
        held |= set(page.evaluate(INVENTORY))
        links |= set(page.evaluate(LINKS))
        assert page.evaluate("window.pwned") == 0, path
        assert "data-pwn" not in " ".join(held), path
    context.close()
    return held, links, asked


def test_nothing_of_it_comes_alive(chromium, sites):
    sound, _, _ = read(chromium, sites["sound"])
    held, links, asked = read(chromium, sites["hostile"])
    assert held - sound == set()
    assert [url for url in asked if not url.startswith(("file:///", "data:"))] == []
    # A body may link to another site, by its whole address only.
    foreign = {urlsplit(link)[:2] for link in links} - {("file", "")}
    assert foreign == {("https", f"{name}.example") for name in ("archive", "source", "evil")}


def test_both_archives_have_the_same_pages_and_the_attack_is_on_them(sites):
    assert pages(sites["hostile"]) == pages(sites["sound"])
    without = [
        path
        for path in pages(sites["hostile"])
        if "evil.example" not in (sites["hostile"] / path).read_text("utf-8")
    ]
    assert without == []


def test_what_machines_read_stays_whole(sites):
    feeds = sorted(sites["hostile"].rglob("*.xml"))
    assert len(feeds) > 1
    for place in feeds:
        names = [
            {one.tag for one in ElementTree.parse(path).iter()}
            for path in (place, sites["sound"] / place.relative_to(sites["hostile"]))
        ]
        assert names[0] == names[1]
    for path in pages(sites["hostile"]):
        text = (sites["hostile"] / path).read_text("utf-8")
        for data in re.findall('<script type="application/ld\\+json">(.*?)</script>', text, re.DOTALL):
            assert json.loads(data)["@context"] == "https://schema.org"


def test_the_page_at_an_old_address_leads_to_the_record_and_holds_nothing_else(sites):
    site = sites["hostile"]
    redirects = [path for path in pages(site) if is_redirect(site / path)]
    assert redirects
    for path in redirects:
        spoiled, sound = ((sites[name] / path).read_text("utf-8") for name in ("hostile", "sound"))
        assert TAG.findall(spoiled) == TAG.findall(sound)

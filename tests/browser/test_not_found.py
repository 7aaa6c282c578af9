"""The page for addresses that lead nowhere: sent by a server from any depth, or opened from the disk."""

import pytest

STYLED = "getComputedStyle(document.querySelector('.top-name')).display"
MARK = "getComputedStyle(document.querySelector('.top-mark rect')).fill"


def test_has_the_look_of_the_site_when_opened_from_the_disk(open_page, site):
    page = open_page("404.html", base=f"{site.as_uri()}/")
    page.wait_for_load_state("networkidle")
    home = open_page("index.html", base=f"{site.as_uri()}/")
    page.wait_for_function(f"{MARK} === {home.evaluate(MARK)!r}")
    assert page.evaluate(STYLED) == home.evaluate(STYLED)


@pytest.mark.parametrize("name", ["文件", "案例"])
def test_its_links_work_when_opened_from_the_disk(open_page, site, name):
    page = open_page("404.html", base=f"{site.as_uri()}/")
    page.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"{site.as_uri()}/*/index.html")
    assert page.locator("h1").inner_text() == name


def test_its_addresses_begin_at_the_root_when_it_is_served(open_page):
    page = open_page("404.html")
    links = page.locator("article a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links and all(link.startswith("/") for link in links)

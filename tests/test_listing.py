"""Lists too long for one page: the newest first, each year on a page of its own, nothing lost."""

import re
from datetime import date, timedelta

import pytest

from build_tools.archive import Archive
from build_tools.kinds import KINDS
from build_tools.kinds.notice import Notice
from build_tools.kinds.organization import Organization
from build_tools.kinds.vocabulary import VOCABULARIES, Site
from build_tools.render import page as rendered
from build_tools.views import files, listing
from build_tools.views.divided import LONG, NEWEST


def notice(serial, body="mem", day=None):
    return Notice(id=f"n-{serial}", title=f"第{serial}号通知", issuing_bodies=(body,), document_date=day)


def held(notices):
    """An archive of two bodies and some notices."""
    bodies = [Organization(id=id_, names=({"name": id_},)) for id_ in ("mem", "mem-2021")]
    kinds = {"notice": notices, "organization": bodies}
    records = {kind: {one.id: one for one in kinds.get(kind, ())} for kind in KINDS}
    site = Site(name="某省档案", as_of=date(2040, 1, 1), description="只供测试。")
    return Archive(site, {name: {} for name in VOCABULARIES}, records)


@pytest.fixture(scope="module")
def archive():
    """One more dated notice than a page holds, an undated one, and one of another body."""
    start = date(2020, 1, 1)
    notices = [notice(n, day=start + timedelta(days=3 * n)) for n in range(LONG)]
    notices += [notice(LONG), notice(LONG + 1, body="mem-2021", day=start)]
    return held(notices)


@pytest.fixture(scope="module")
def pages(archive):
    """The lists, by name."""
    lists = listing.Lists(archive, "notice")
    views = [*lists.index(), *(view for name in lists.names() for view in lists.page(name))]
    paths = [view.path for view in views]
    assert len(paths) == len(set(paths))
    return {view.path.removeprefix("notices/"): rendered(view).text for view in views}


def records(page):
    return re.findall(r'href="\.\./notices/(n-\d+)\.html"', page)


def test_the_first_page_of_a_long_list_shows_the_newest(pages):
    assert records(pages["body-mem"]) == [f"n-{LONG - 1 - n}" for n in range(NEWEST)]
    assert records(pages["index"]) == records(pages["body-mem"])


def test_each_year_of_a_long_list_has_a_page_and_nothing_is_lost(pages):
    parts = re.findall(r'href="(body-mem--\w+)\.html"', pages["body-mem"])
    assert parts == ["body-mem--2022", "body-mem--2021", "body-mem--2020", "body-mem--undated"]
    found = [one for part in parts for one in records(pages[part])]
    assert sorted(found) == sorted(f"n-{n}" for n in range(LONG + 1))
    assert records(pages["body-mem--undated"]) == [f"n-{LONG}"]


def test_a_body_named_like_a_year_of_another_keeps_its_own_list(pages):
    assert records(pages["body-mem-2021"]) == [f"n-{LONG + 1}"]


def test_a_year_stays_whole(pages):
    years = [name for name in pages if re.fullmatch(r"year-\d+", name)]
    assert sorted(years) == ["year-2020", "year-2021", "year-2022"]
    assert sum(len(records(pages[name])) for name in years) == LONG + 1


@pytest.fixture(scope="module")
def busy():
    """The lists of an archive with one long year among short ones, by name."""
    start = date(2020, 1, 1)
    notices = [notice(n, day=start + timedelta(days=n // 2)) for n in range(2 * 366)]
    notices += [notice(1000 + n, day=date(2021, 3, 1)) for n in range(20)]
    lists = listing.Lists(held(notices), "notice")
    views = [view for name in lists.names() for view in lists.page(name)]
    return {view.path.removeprefix("notices/"): rendered(view).text for view in views}


def test_a_long_year_shows_its_newest_and_leads_to_its_months(busy):
    year = busy["body-mem--2020"]
    assert (
        records(year)
        == [f"n-{n}" for n in sorted(range(2 * 366), key=lambda n: (-(n // 2), f"n-{n}.html"))][:NEWEST]
    )
    months = re.findall(r'href="(body-mem--2020-\d\d)\.html"', year)
    assert months == [f"body-mem--2020-{month:02}" for month in range(12, 0, -1)]
    found = [one for month in months for one in records(busy[month])]
    assert sorted(found) == sorted(f"n-{n}" for n in range(2 * 366))
    assert len(records(busy["body-mem--2020-02"])) == 2 * 29
    assert '<span class="count">58</span>' in year


def test_a_short_year_beside_a_long_one_stays_one_page(busy):
    assert len(records(busy["body-mem--2021"])) == 20
    assert not [name for name in busy if name.startswith("body-mem--2021-")]
    assert re.findall(r'href="(body-mem--[\w-]+)\.html"', busy["body-mem"]) == [
        "body-mem--2021",
        "body-mem--2020",
    ]


def test_the_list_of_a_long_year_leads_to_its_months_itself(busy):
    assert len(re.findall(r'href="year-2020--2020-\d\d\.html"', busy["year-2020"])) == 12
    assert "year-2020--2020" not in busy


def test_a_month_leads_back_to_its_year_and_its_list(busy):
    crumbs = busy["body-mem--2020-02"].split("# 文件")[0]
    assert 'href="../notices/body-mem--2020.html"' in crumbs and 'href="../notices/body-mem.html"' in crumbs


def test_the_feed_holds_the_thirty_newest(archive):
    ((_, feed),) = files.feed(archive, "notice")
    assert re.findall(r"/(n-\d+)\.html", feed) == [f"n-{LONG - 1 - n}" for n in range(30)]

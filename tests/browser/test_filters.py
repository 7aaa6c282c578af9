"""The filters of the listings: what they find, count, remember, announce and hand out."""

import csv
import re

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from many import HOSTILE, REGIONS, dressed, invented

WAYS = pytest.mark.parametrize("way", ["served", "disk"])
SIZE = 10_000
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def written(built):
    """The records as their YAML says, by folder and id, without what was withdrawn."""

    def read(folder):
        places = sorted((built[0].content / folder).glob("*.yml"))
        records = [yaml.load(place.read_text(encoding="utf-8"), yaml.BaseLoader) for place in places]
        return {record["id"]: record for record in records if "withdrawn" not in record}

    return {folder: read(folder) for folder in ("notices", "cases")}


@pytest.fixture
def visit(open_page, site):
    """Opens a listing, from the server or from the disk, in a window wide enough for all filters."""

    def visit(path, way="served", **options):
        return open_page(path, base=f"{site.as_uri()}/" if way == "disk" else None, **options)

    return visit


def shown(page):
    """Ids of the records in the filtered list, in order."""
    found = page.locator(".filter .rows a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [href.removesuffix(".html") for href in found]


def count(page, box):
    return int(page.locator(f"label[for='{box}'] .count").text_content())


def status(page):
    return page.locator(".filter-status")


@WAYS
def test_two_facets_give_exactly_the_records_that_the_yaml_says(visit, written, way):
    notices = written["notices"]
    page = visit("notices/index.html", way)
    page.check("#filter-body-mem")
    page.check("#filter-type-tongzhi")
    by_mem = {id_ for id_, one in notices.items() if "mem" in one.get("issuing_bodies", ())}
    notes = {id_ for id_, one in notices.items() if one.get("type") == "通知"}
    assert 1 < len(by_mem & notes) < len(by_mem | notes)
    expect(status(page)).to_have_text(f"共 {len(notices)} 件，符合条件 {len(by_mem & notes)} 件")
    assert set(shown(page)) == by_mem & notes
    expect(page.locator(".rows").last).to_be_hidden()


def test_counts_follow_the_other_facets(visit, written):
    notices = written["notices"]
    page = visit("notices/index.html")
    page.check("#filter-body-mem")
    page.check("#filter-type-tongzhi")
    expect(status(page)).to_contain_text("符合条件")
    both = [
        one for one in notices.values() if "mem" in one.get("issuing_bodies", ()) and one["type"] == "通知"
    ]
    national = sum(one.get("region") == "100000" for one in both)
    assert count(page, "filter-region-100000") == national
    assert count(page, "filter-text-full") == sum("body" in one or "attachments" in one for one in both)
    assert count(page, "filter-body-nwsc") == sum(
        "nwsc" in one.get("issuing_bodies", ()) for one in notices.values() if one.get("type") == "通知"
    )
    assert count(page, "filter-type-yijian") == sum(
        "mem" in one.get("issuing_bodies", ()) for one in notices.values() if one.get("type") == "意见"
    )


def test_several_values_of_one_facet_widen_the_list(visit, written):
    page = visit("notices/index.html")
    page.check("#filter-type-yijian")
    page.check("#filter-type-tongbao")
    expect(status(page)).to_contain_text("符合条件")
    wanted = {id_ for id_, one in written["notices"].items() if one.get("type") in ("意见", "通报")}
    assert set(shown(page)) == wanted


def test_a_region_holds_what_lies_in_it(visit, written, built):
    regions = yaml.safe_load((built[0].content / "vocabularies" / "regions.yml").read_text(encoding="utf-8"))
    parents = {one["code"]: one.get("parent") for one in regions}

    def lies_in(code, wanted):
        return code == wanted or (code is not None and lies_in(parents.get(code), wanted))

    page = visit("cases/index.html")
    page.check("#filter-region-140500")
    expect(status(page)).to_contain_text("符合条件")
    wanted = {id_ for id_, one in written["cases"].items() if lies_in(one.get("region"), "140500")}
    assert set(shown(page)) == wanted
    assert any(written["cases"][id_]["region"] != "140500" for id_ in wanted)


def test_cases_by_type_in_its_scheme_and_by_deaths(visit, written):
    page = visit("cases/index.html")
    page.check("#filter-type-coal-mine-gas")
    page.select_option("#filter-sort", "deaths")
    expect(status(page)).to_contain_text("符合条件")
    of_gas = {
        id_: int(one["casualties"][-1].get("deaths", -1)) if one.get("casualties") else -1
        for id_, one in written["cases"].items()
        if {"scheme": "coal-mine", "type": "瓦斯"} in one.get("accident_types", ())
    }
    found = shown(page)
    assert set(found) == set(of_gas)
    assert [of_gas[id_] for id_ in found] == sorted(of_gas.values(), reverse=True)
    page.check("#filter-deaths-30")
    expect(page.locator(".filter .rows li")).to_have_count(sum(dead >= 30 for dead in of_gas.values()))


def test_a_grade_that_follows_from_the_figures_is_shown_as_such(visit, written):
    page = visit("cases/index.html")
    page.check("#filter-grade-yiban")
    expect(status(page)).to_contain_text("符合条件")
    told = dict(zip(shown(page), page.locator(".filter .rows li").all_inner_texts(), strict=True))
    stated = {id_: "grade" in written["cases"][id_] for id_ in told}
    assert False in stated.values()
    assert {id_: "推算为一般事故" not in text for id_, text in told.items()} == stated


@pytest.mark.parametrize(
    "typed", ["安委办函[2022]37号", "安委办函（２０２２）37", "安委办函 2022 37号", "高层建筑 火灾"]
)
def test_words_are_found_however_they_are_typed(visit, typed):
    page = visit("notices/index.html")
    page.fill("#filter-words", typed)
    expect(status(page)).to_contain_text("符合条件")
    assert "anweibanhan-2022-37" in shown(page)
    assert len(shown(page)) < 4


@pytest.mark.parametrize("typed", ["2023年3月", "2023-03", "2023年3月1日至31日", "２０２３．３"])
def test_a_period_gives_what_is_dated_in_it(visit, written, typed):
    page = visit("notices/index.html")
    page.fill("#filter-date", typed)
    expect(status(page)).to_contain_text("符合条件")
    wanted = {
        id_ for id_, one in written["notices"].items() if one.get("document_date", "").startswith("2023-03")
    }
    assert wanted
    assert set(shown(page)) == wanted


def test_a_date_that_cannot_be_read_is_told_and_not_used(visit, written):
    page = visit("notices/index.html")
    page.fill("#filter-date", "去年")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("看不懂“去年”")
    expect(page.locator("#filter-date")).to_have_attribute("aria-invalid", "true")
    expect(status(page)).to_have_text(f"共 {len(written['notices'])} 件")
    page.fill("#filter-date", "2023-02-30")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("不是存在的日期")
    page.fill("#filter-date", "2023")
    expect(page.get_by_role("alert")).to_have_text("")
    expect(status(page)).to_contain_text("符合条件")


@WAYS
def test_the_address_brings_the_same_list_to_a_colleague(visit, way):
    page = visit("notices/index.html", way)
    page.check("#filter-body-nwsc-office")
    page.fill("#filter-words", "安全")
    page.fill("#filter-date", "2015年至2022年")
    page.select_option("#filter-sort", "oldest")
    expect(page.locator(".filter .rows time").first).to_contain_text("201")
    found, told = shown(page), status(page).text_content()
    assert len(found) > 1
    other = visit("notices/index.html#" + page.url.split("#")[1], way)
    expect(status(other)).to_have_text(told)
    assert shown(other) == found
    assert other.input_value("#filter-words") == "安全"
    assert other.input_value("#filter-date") == "2015 至 2022"
    assert other.input_value("#filter-sort") == "oldest"
    assert other.is_checked("#filter-body-nwsc-office")


@WAYS
def test_back_and_forward_go_through_the_conditions(visit, written, way):
    page = visit("notices/index.html", way)
    page.check("#filter-type-yijian")
    page.check("#filter-text-full")
    expect(page.locator(".filter-chosen li")).to_have_count(2)
    both = shown(page)
    page.go_back()
    expect(page.locator("#filter-text-full")).not_to_be_checked()
    expect(page.locator(".filter-chosen li")).to_have_count(1)
    page.go_back()
    expect(status(page)).to_have_text(f"共 {len(written['notices'])} 件")
    assert "#" not in page.url
    page.go_forward()
    page.go_forward()
    expect(page.locator(".filter-chosen li")).to_have_count(2)
    assert shown(page) == both


def test_conditions_that_the_listing_lacks_are_told(visit, written):
    page = visit("notices/index.html#body=mem,no-such-body&type=tongzhi&sort=moon")
    expect(status(page)).to_contain_text("body=no-such-body、sort=moon")
    assert page.is_checked("#filter-body-mem")
    anchor = visit("notices/index.html#y2023")
    expect(status(anchor)).to_have_text(f"共 {len(written['notices'])} 件")


def test_clearing_and_taking_away(visit, written):
    page = visit("notices/index.html")
    page.check("#filter-type-yijian")
    page.fill("#filter-words", "安全")
    page.get_by_role("button", name="去掉条件 公文种类：意见").click()
    expect(page.locator(".filter-chosen li")).to_have_count(1)
    expect(page.locator("#filter-type-yijian")).not_to_be_checked()
    page.get_by_role("button", name="清除").click()
    expect(status(page)).to_have_text(f"共 {len(written['notices'])} 件")
    expect(page.locator("#filter-words")).to_have_value("")
    expect(page.locator("#y2023")).to_be_visible()
    assert "#" not in page.url


@WAYS
def test_the_table_opens_in_excel_and_holds_the_filtered_list(visit, written, way, tmp_path):
    page = visit("notices/index.html", way)
    page.check("#filter-body-mem")
    page.select_option("#filter-sort", "number")
    expect(status(page)).to_contain_text("符合条件")
    with page.expect_download() as caught:
        page.get_by_role("button", name="导出表格").click()
    assert re.fullmatch(r"文件清单（\d+件）\.csv", caught.value.suggested_filename)
    caught.value.save_as(tmp_path / "list.csv")
    data = (tmp_path / "list.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n")
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [row["网址"].split("/")[-1].removesuffix(".html") for row in rows] == shown(page)
    for row in rows:
        record = written["notices"][row["网址"].split("/")[-1].removesuffix(".html")]
        assert row["标题"] == record["title"]
        assert row["发文字号"] == record.get("document_number", "")
        assert row["公文种类"] == record.get("type", "")
        assert "应急管理部" in row["发文机关"]


@pytest.mark.parametrize("folder", ["notices", "cases"])
def test_without_scripts_the_plain_list_stands_alone(visit, written, folder):
    page = visit(f"{folder}/index.html", java_script_enabled=False)
    expect(page.locator(".filter")).to_be_hidden()
    expect(page.locator(".facets")).to_be_visible()
    links = page.locator(".rows a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert {link.split("/")[-1].removesuffix(".html") for link in links} == set(written[folder])
    assert page.locator("article :is(input, select, button)").count() == 0


@pytest.mark.parametrize("folder", ["notices", "cases"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_filters_meet_wcag_2_2_aa(visit, folder, scheme):
    page = visit(f"{folder}/index.html", color_scheme=scheme)
    page.check("#filter-year-2023")
    page.fill("#filter-date", "去年")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("符合条件")
    found = Axe().run(page, options={"runOnly": STANDARD}).response["violations"]
    assert [(fault["id"], node["target"]) for fault in found for node in fault["nodes"]] == []


def test_the_keyboard_reaches_everything(visit):
    page = visit("notices/index.html")
    page.focus("#filter-words")
    page.keyboard.type("煤矿")
    expect(status(page)).to_contain_text("符合条件")
    reached = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"filter-date", "filter-sort", "filter-type-tongzhi", "filter-text-full"} <= reached
    page.focus("#filter-text-full")
    page.keyboard.press("Space")
    expect(page.locator(".filter-chosen li")).to_have_count(2)
    assert page.evaluate("document.activeElement.id") == "filter-text-full"


def test_on_a_telephone_the_facets_are_folded(visit):
    page = visit("cases/index.html", viewport={"width": 390, "height": 844})
    expect(page.locator("#filter-words")).to_be_visible()
    expect(page.locator("#filter-grade-zhongda")).to_be_hidden()
    page.get_by_text("按类别筛选").click()
    page.check("#filter-grade-zhongda")
    expect(page.locator(".filter-choices summary")).to_contain_text("已选 1 项")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.fixture(scope="module")
def large(site, tmp_path_factory):
    """The address of a listing of many invented notices, on the disk."""
    return f"{dressed(site, tmp_path_factory.mktemp('large'), SIZE).as_uri()}/"


def test_many_records_come_in_parts_and_only_when_asked_for(open_page, large):
    page = open_page("notices/index.html", base=large)
    asked = []
    page.on("request", lambda request: "listing-data" in request.url and asked.append(request.url))
    page.wait_for_timeout(300)
    assert asked == []
    page.check("#filter-body-body-1")
    expect(status(page)).to_contain_text(f"共 {SIZE} 件，符合条件")
    years = {one.document_date.year for one in invented(SIZE).of("notice")}
    assert sorted(url.removeprefix(large) for url in asked) == [
        f"listing-data/notices-{year}.js" for year in sorted(years)
    ]


def test_many_records_are_filtered_rightly(open_page, large):
    page = open_page("notices/index.html", base=large)
    page.check("#filter-body-body-1")
    page.fill("#filter-date", "2010年至2020年6月")
    page.select_option("#filter-sort", "oldest")
    expect(status(page)).to_contain_text("符合条件")
    held = invented(SIZE).of("notice")
    fits = [
        one
        for one in held
        if one.issuing_bodies == ("body-1",) and "2010" <= str(one.document_date) < "2020-07"
    ]
    fits.sort(key=lambda one: one.document_date)
    assert len(fits) > 50
    expect(status(page)).to_have_text(f"共 {SIZE} 件，符合条件 {len(fits)} 件")
    assert shown(page) == [one.id for one in fits[:50]]
    page.get_by_role("button", name=f"显示更多（还有 {len(fits) - 50} 件）").click()
    assert shown(page) == [one.id for one in fits[:100]]
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"{fits[50].id}.html"
    for index in range(REGIONS):
        region = str(110000 + index)
        assert count(page, f"filter-region-{region}") == sum(one.region == region for one in fits)


def test_a_hostile_title_is_text_and_never_a_formula(open_page, large, tmp_path):
    page = open_page("notices/index.html", base=large)
    title = page.title()
    page.fill("#filter-words", "onerror")
    expect(page.locator(".filter .rows a")).to_have_text(HOSTILE)
    assert page.title() == title
    with page.expect_download() as caught:
        page.get_by_role("button", name="导出表格").click()
    caught.value.save_as(tmp_path / "list.csv")
    rows = list(csv.DictReader((tmp_path / "list.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row["标题"] for row in rows] == [f"'{HOSTILE}"]


def test_data_that_do_not_come_are_told_and_the_plain_list_stays(open_page, site, chromium, address):
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/listing-data/notices-all.js", lambda route: route.abort())
    page.goto(f"{address}notices/index.html")
    page.check("#filter-type-yijian")
    expect(status(page)).to_contain_text("没有载入")
    expect(page.locator("#y2023")).to_be_visible()
    context.close()

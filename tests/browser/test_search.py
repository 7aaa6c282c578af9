"""The search as readers use it, answered by the server: keys, filters, pages, no scripts, a telephone."""

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from serving import served

from search_index.server import Settings

STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
PHRASE = "隐患排查"


@pytest.fixture(scope="module")
def server(built):
    project = built[0]
    with served(Settings(project.site, project.index)) as client:
        yield f"http://127.0.0.1:{client.port}/"


@pytest.fixture
def visit(open_page, server):
    """Opens a page of the server; what the browser complains of fails the test."""
    complaints = []

    def visit(path, **options):
        page = open_page("about.html", base=server, **options)
        page.on("console", lambda told: complaints.append(told.text) if told.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(server + path)
        return page

    yield visit
    assert complaints == []


@pytest.fixture
def visit_refused(open_page, server):
    """Opens a page of the server, which may refuse a question."""

    def visit(path, **options):
        page = open_page("about.html", base=server, **options)
        page.goto(server + path)
        return page

    return visit


def box(page):
    return page.get_by_role("combobox", name="检索")


def status(page):
    return page.locator("#search-status")


def total(page):
    return int(re.search(r"找到 (\d+) 条", status(page).text_content())[1])


def titles(page):
    return page.locator(".hit h3 a").all_text_contents()


@pytest.mark.parametrize(
    "path", ["index.html", "notices/index.html", "cases/causes.html", "glossary/index.html"]
)
@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_a_key_leads_to_the_box_on_every_page_and_enter_to_the_results(visit, path, key):
    page = visit(path)
    page.keyboard.press(key)
    expect(box(page)).to_be_focused()
    page.keyboard.type(PHRASE)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\.html\?q="))
    expect(status(page)).to_have_text(re.compile(r"找到 \d+ 条"))
    assert page.title().startswith(f"{PHRASE}_检索")
    expect(page.locator("#search-words")).to_have_value(PHRASE)
    assert all(PHRASE in one for one in page.locator(".hit mark").all_text_contents()[:3])


def test_a_slash_in_a_field_is_a_slash(visit):
    page = visit("notices/index.html")
    page.locator("#filter-words").press_sequentially("a/b")
    expect(page.locator("#filter-words")).to_have_value("a/b")


def test_suggestions_come_while_typing_and_are_chosen_by_keys(visit, archive):
    campaign = next(one for one in archive.of("campaign") if "百日攻坚" in one.label)
    page = visit("index.html")
    field = box(page)
    field.press_sequentially("brgj")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert len(set(options.locator(".seek-text").all_text_contents())) == options.count() <= 8
    place = next(i for i, tag in enumerate(options.locator(".tag").all_text_contents()) if tag == "专项行动")
    for _ in range(place + 1):
        field.press("ArrowDown")
    expect(options.nth(place)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(place).get_attribute("id"))
    field.press("Enter")
    page.wait_for_url(re.compile(f"campaigns/{campaign.id}.html"))


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(visit):
    page = visit("index.html")
    box(page).press_sequentially("百日")
    expect(page.get_by_role("option").first).to_be_visible()
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("百日")
    expect(box(page)).to_be_focused()


def test_filters_narrow_and_the_back_button_widens_again(visit):
    page = visit(f"search.html?q={PHRASE}")
    everything = total(page)
    facet = page.get_by_role("group", name="公文种类")
    choice = facet.get_by_role("checkbox", name=re.compile("^通知"))
    expected = int(facet.locator("label", has_text="通知").locator(".count").text_content())
    choice.check()
    expect(status(page)).to_have_text(re.compile(f"找到 {expected} 条"))
    assert "type=%E9%80%9A%E7%9F%A5" in page.url and 0 < expected < everything
    again = page.get_by_role("group", name="公文种类").get_by_role("checkbox", name=re.compile("^通知"))
    expect(again).to_be_checked()
    expect(again).to_be_focused()
    page.go_back()
    expect(status(page)).to_have_text(re.compile(f"找到 {everything} 条"))
    page.go_forward()
    page.reload()
    expect(status(page)).to_have_text(re.compile(f"找到 {expected} 条"))


def test_dates_and_order_are_followed(visit):
    page = visit(f"search.html?q={PHRASE}")
    page.get_by_label("从", exact=True).fill("2023年")
    page.get_by_label("从", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("from="))
    page.get_by_label("排序").select_option("newest")
    expect(page).to_have_url(re.compile("sort=newest"))
    expect(page.locator(".tier")).to_have_count(0)
    years = [
        int(found)
        for meta in page.locator(".hit-meta").all_text_contents()
        for found in re.findall(r"(20\d\d)年", meta)[-1:]
    ]
    assert years and min(years) >= 2023


@pytest.mark.parametrize("scripts", [True, False])
def test_a_date_that_cannot_be_read_is_told_beside_it_and_can_be_mended(visit_refused, scripts):
    page = visit_refused(f"search.html?q={PHRASE}&from=2023", java_script_enabled=scripts)
    page.get_by_label("到", exact=True).fill("廿廿")
    if scripts:
        page.get_by_label("到", exact=True).press("Enter")
    else:
        page.locator(".search-filters .search-apply").click()
    expect(status(page)).to_contain_text("看不懂")
    field = page.get_by_label("到", exact=True)
    expect(field).to_have_value("廿廿")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(f"#{field.get_attribute('aria-describedby')}")).to_contain_text("看不懂")
    expect(page.get_by_label("从", exact=True)).to_have_value("2023")
    expect(page.get_by_label("从", exact=True)).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("group", name="公文种类")).to_be_visible()
    expect(page.locator(".hit")).to_have_count(0)
    field.fill("2024")
    if scripts:
        field.press("Enter")
    else:
        page.locator(".search-filters .search-apply").click()
    expect(page.locator(".hit").first).to_be_visible()
    assert total(page) > 0


def test_a_page_beyond_the_last_says_so_and_leads_back(visit):
    page = visit("search.html?q=安全生产&page=99")
    served = page.locator("main").inner_text()
    expect(status(page)).to_contain_text("没有第 99 页")
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.locator("#search-outcome:not([data-served])")).to_have_count(1)
    assert page.locator("main").inner_text() == served
    page.get_by_role("link", name="到最后一页").click()
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator(".search-pages [aria-current]")).to_be_visible()


def test_a_document_that_is_cited_but_not_held_comes_before_what_mentions_it(visit, archive):
    cited = next(
        one
        for one in map(archive.wanted, archive.wanted_keys())
        if one.number and one.title and len(one.title) > 12
    )
    for words in (cited.number, cited.title):
        page = visit(f"search.html?q={words}")
        box_ = page.get_by_role("region", name="尚未收录的文件")
        expect(box_).to_contain_text(cited.number)
        expect(box_).to_contain_text("以下文件提到它")
        assert box_.bounding_box()["y"] < page.locator(".hit").first.bounding_box()["y"]
    page = visit("search.html?q=国务院安委会办公室")
    expect(page.get_by_role("region", name="尚未收录的文件")).to_have_count(0)


def test_pages_lead_on_and_the_list_begins_at_its_top(visit):
    page = visit("search.html?q=安全生产")
    first = titles(page)
    page.get_by_role("link", name="下一页").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(status(page)).to_have_text(re.compile("第 2 页"))
    expect(status(page)).to_be_focused()
    assert not set(first) & set(titles(page))
    page.go_back()
    expect(status(page)).to_have_text(re.compile("第 1 页"))
    assert titles(page) == first


def test_a_passage_leads_to_its_paragraph_with_the_words_marked(visit):
    page = visit(f"search.html?q={PHRASE}&type=通知")
    link = page.locator(".hit-text a[href*='#s']").first
    anchor = link.get_attribute("href").partition("#")[2]
    link.click()
    page.wait_for_url(re.compile(f"#{anchor}$"))
    mark = page.locator("mark.hit.now")
    expect(mark).to_be_in_viewport()
    assert PHRASE in page.locator(f"[id='{anchor}']").text_content()
    places = page.get_by_role("region", name="检索词")
    count = int(re.search(r"本页 (\d+) 处", places.text_content())[1])
    before = places.locator("[role=status]").text_content()
    if count > 1:
        places.get_by_role("button", name="下一处").click()
        assert places.locator("[role=status]").text_content() != before
    places.get_by_role("button", name="不再标出").click()
    expect(page.locator("mark.hit")).to_have_count(0)
    assert "mark=" not in page.url and page.url.endswith(f"#{anchor}")


def test_marking_changes_no_word_of_the_page(visit):
    page = visit("notices/anweiban-2022-12.html")
    plain = page.locator("article").inner_text()
    page.goto(page.url + "?mark=安全&mark=应急救援&mark=（一）指导")
    assert page.locator("mark.hit").count() > 10
    assert page.locator("article").inner_text() == plain


def test_the_whole_list_is_saved_as_a_table(visit):
    page = visit("search.html?q=安全生产&kind=文件")
    tables = []
    for role in ("link", "button"):
        with page.expect_download() as waiting:
            page.get_by_role(role, name="导出表格").click()
        tables.append(waiting.value.path().read_bytes())
        page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
        expect(page.locator("#search-outcome:not([data-served]) button.search-save")).to_be_visible()
    assert tables[0] == tables[1], "the server and the page write different tables"
    rows = list(csv.reader(io.StringIO(tables[0].decode("utf-8-sig"))))
    assert rows[0] == ["标题", "种类", "文号", "机关", "日期", "有效性", "命中方式", "摘录", "网址"]
    assert len(rows) - 1 == total(page)
    for row in rows[1:]:
        assert row[1] == "文件" and row[-1].startswith("http://") and "/notices/" in row[-1]
    assert any("〔" in row[2] and row[3] for row in rows[1:])


def test_nothing_found_is_never_bare(visit):
    page = visit("search.html?q=鼹鼠")
    expect(status(page)).to_have_text("没有找到符合条件的记录。")
    assert "鼹鼠" in page.locator(".search-notes").text_content()
    expect(page.locator(".search-filters")).to_have_count(0)
    page.goto(page.url + "&kind=案例")
    expect(page.locator(".search-filters")).to_have_count(1)


def test_the_examples_of_the_page_find_something(visit):
    page = visit("search.html")
    for text in page.locator(".search-help .chips a").all_text_contents():
        page.goto(page.url.split("?")[0])
        page.locator(".search-help .chips a", has_text=text).click()
        expect(page.locator(".hit").first).to_be_visible()


def test_without_scripts_the_form_filters_and_pages_work(visit):
    page = visit("index.html", java_script_enabled=False)
    page.locator("#seek").fill("安全生产")
    page.locator(".seek-go").click()
    everything = total(page)
    page.locator(".search-facet input[name=type][value=通知]").check()
    page.locator(".search-filters .search-apply").click()
    assert "type=" in page.url and 0 < total(page) < everything
    expect(page.locator(".search-facet input[name=type][value=通知]")).to_be_checked()
    page.locator("a[rel=next]").click()
    assert "page=2" in page.url and page.locator(".hit").count() > 0
    page.locator(".hit h3 a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_the_server_and_the_script_draw_the_same(visit):
    """What the server drew, and what the script draws in its place, read the same."""
    page = visit("search.html?q=漏气")
    drawn = page.locator("#search-outcome").inner_text()
    page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
    expect(page.locator("#search-outcome:not([data-served])")).to_have_count(1)
    assert page.locator("#search-outcome").inner_text() == drawn


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["search.html", f"search.html?q={PHRASE}", "search.html?q=鼹鼠登记", "findability.html"]
)
def test_axe_finds_no_barrier(visit, path, scheme):
    page = visit(path, color_scheme=scheme)
    report = Axe().run(page, options={"runOnly": STANDARD})
    assert [(one["id"], one["nodes"][0]["html"]) for one in report.response["violations"]] == []


def test_axe_finds_no_barrier_in_open_suggestions(visit):
    page = visit("index.html")
    box(page).press_sequentially("百日")
    expect(page.get_by_role("option").first).to_be_visible()
    report = Axe().run(page, options={"runOnly": STANDARD})
    assert [(one["id"], one["nodes"][0]["html"]) for one in report.response["violations"]] == []


@pytest.mark.parametrize("path", ["search.html", f"search.html?q={PHRASE}", "findability.html", "index.html"])
def test_a_telephone_shows_it_without_scrolling_sideways(visit, path):
    page = visit(path, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if "q=" in path:
        assert page.locator(".search-filters").get_attribute("open") is None
        page.locator(".search-filters summary").first.click()
        expect(page.get_by_label("从", exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_paper_shows_the_results_and_nothing_to_click(visit):
    page = visit(f"search.html?q={PHRASE}&type=通知&from=2019")
    expect(page.locator(".search-asked")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator(".search-asked")).to_have_text(f"检索词：{PHRASE}；公文种类：通知；日期从：2019")
    expect(page.locator(".search-asked")).to_be_visible()
    for name in (".search-form", ".search-filters", ".search-head", ".search-help", ".seek"):
        assert all(not one.is_visible() for one in page.locator(name).all())


def test_without_any_search_the_page_says_so_and_names_the_lists(open_page, address):
    """A site without a server whose index was left out, as one copied without its folder search/."""
    page = open_page("about.html", base=address)
    page.route("**/search/reader.js", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{address}search.html?q=煤矿")
    expect(status(page)).to_have_text(re.compile("这里不能检索"))
    links = page.locator("#search-outcome .chips a")
    expect(links.first).to_be_visible()
    links.first.click()
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", [f"search.html?q={PHRASE}", "search.html?q=安全生产&page=2", "search.html"])
def test_a_telephone_shows_large_letters_without_scrolling_sideways(visit, path):
    page = visit(path, **PHONE)
    page.evaluate("document.documentElement.style.setProperty('font-size', '28px', 'important')")
    if "q=" in path:
        page.locator(".search-filters summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_words_deep_in_a_long_paragraph_are_in_sight_on_arrival(visit):
    page = visit("notices/shanxi-awb-2023-03-13.html?mark=行政处罚款#s2-p1", **PHONE)
    mark = page.locator("#s2-p1 mark.hit.now")
    expect(mark).to_be_in_viewport()
    assert mark.bounding_box()["y"] < page.locator(".hit-bar").bounding_box()["y"]

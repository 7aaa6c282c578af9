"""The parts of the filters by themselves, in Chromium: dates, folding, addresses, tables."""

import pytest

from tiny import ROOT

PARTS = ROOT / "theme" / "assets" / "filters"
HEADER = """({
    listing: "notices", noun: "文件", total: 3, parts: ["2023", "undated"], words: "标题", base: "notices/",
    facets: [
        { key: "body", term: "发文机关", between: "、",
          values: [["mem", "应急管理部", 2], ["nwsc", "国务院安委会", 1]] },
        { key: "type", term: "公文种类", between: "、", values: [["tongzhi", "通知", 2], ["han", "函", 1]] },
    ],
    sorts: [["newest", "日期由近到远"], ["title", "标题"]],
    export: [["标题", "title"], ["发文机关", 0], ["网址", "address"]],
})"""
PARTS_OF_IT = """[{
    listing: "notices", part: "2023", id: ["c", "b"], day: ["2023-03-13", "2023"],
    title: ["丙，“引”", "-乙"], number: ["应急〔2023〕1号", ""],
    note: ["", ""], tag: ["", ""], words: ["", "别名·一"],
    facets: { body: [["mem", "nwsc"], [[0, 1], 0]], type: [["tongzhi", "han"], [0, 1]] },
}, {
    listing: "notices", part: "undated", id: ["a"], day: [""],
    title: ["甲"], number: [""], note: [""], tag: [""], words: [""],
    facets: { body: [[], [[]]], type: [["tongzhi"], [0]] },
}]"""
TABLE = f"new listing.Table({HEADER}, {PARTS_OF_IT})"


@pytest.fixture(scope="module")
def page(chromium):
    """An empty page with the parts that need no listing."""
    context = chromium.new_context()
    page = context.new_page()
    for name in ("text", "dates", "gb", "orders", "table", "select", "address", "csv"):
        page.add_script_tag(path=PARTS / f"{name}.js")
    yield page
    context.close()


@pytest.mark.parametrize(
    ("typed", "value", "first", "last"),
    [
        ("2023", "2023", 20230000, 20239999),
        ("2023年", "2023", 20230000, 20239999),
        ("2023-03", "2023-03", 20230300, 20230399),
        ("2023年3月", "2023-03", 20230300, 20230399),
        ("２０２３年３月", "2023-03", 20230300, 20230399),
        ("2023.3", "2023-03", 20230300, 20230399),
        ("2023-03-13", "2023-03-13", 20230313, 20230313),
        ("2023年3月13日", "2023-03-13", 20230313, 20230313),
        ("2023 年 3 月 13 日", "2023-03-13", 20230313, 20230313),
        ("2023/3/13", "2023-03-13", 20230313, 20230313),
        ("20230313", "2023-03-13", 20230313, 20230313),
        ("2022至2023", "2022..2023", 20220000, 20239999),
        ("2022-2023", "2022..2023", 20220000, 20239999),
        ("2022年—2023年", "2022..2023", 20220000, 20239999),
        ("2023-01 至 2023-03", "2023-01..2023-03", 20230100, 20230399),
        ("2023-01-2023-03", "2023-01..2023-03", 20230100, 20230399),
        ("2023-01..2023-03", "2023-01..2023-03", 20230100, 20230399),
        ("20230101-20230313", "2023-01-01..2023-03-13", 20230101, 20230313),
        ("2023年1月至3月", "2023-01..2023-03", 20230100, 20230399),
        ("2022年11月24日～12月5日", "2022-11-24..2022-12-05", 20221124, 20221205),
        ("2023年3月10日到13日", "2023-03-10..2023-03-13", 20230310, 20230313),
        ("2023年3月起", "2023-03..", 20230300, 99999999),
        ("2022年以来", "2022..", 20220000, 99999999),
        ("2023-03 至", "2023-03..", 20230300, 99999999),
        ("至2023年3月止", "..2023-03", 0, 20230399),
        ("..2023-03", "..2023-03", 0, 20230399),
    ],
)
def test_reads_periods(page, typed, value, first, last):
    found = page.evaluate("typed => listing.dates.parse(typed)", typed)
    assert (found["value"], found["from"], found["to"]) == (value, first, last)
    again = page.evaluate("shown => listing.dates.parse(shown)", found["shown"])
    assert again == found


def test_no_date_is_no_period(page):
    assert page.evaluate("listing.dates.parse(' \u3000')") is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("去年", "看不懂“去年”"),
        ("23年", "看不懂“23年”"),
        ("3月", "看不懂"),
        ("2023-", "看不懂"),
        ("至", "看不懂"),
        ("2021至2022至2023", "看不懂"),
        ("2023-13", "“2023-13”不是存在的日期"),
        ("2023年2月30日", "不是存在的日期"),
        ("2023-00", "不是存在的日期"),
        ("2023-03至2022-01", "起始日期晚于截止日期"),
    ],
)
def test_says_what_it_cannot_read(page, typed, told):
    script = """typed => {
        try { listing.dates.parse(typed); return null; }
        catch (fault) { return [fault instanceof listing.dates.DateFault, fault.message]; }
    }"""
    ours, message = page.evaluate(script, typed)
    assert ours
    assert told in message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国发〔2011〕40号", "国发[2011]40号"),
        ("国发〔2011〕40号", "国发（２０１１）40號"),
        ("国发〔2011〕40号", "国发﹝2011﹞ 40号"),
        ("河南安阳“11·21”特别重大火灾事故", "河南安阳11•21特别重大火灾事故"),
        ("“2·22”", "“2．22”"),
    ],
)
def test_one_way_of_writing_finds_another(page, one, other):
    assert page.evaluate("pair => pair.map(listing.text.fold)", [one, other])[0] == page.evaluate(
        "listing.text.fold", other
    )


def test_every_word_must_be_there(page):
    assert page.evaluate("listing.text.words(' 煤矿\u3000安全 〔〕 ')") == ["煤矿", "安全"]


@pytest.mark.parametrize(
    ("conditions", "rows", "counts"),
    [
        ({}, [0, 1, 2], [[2, 1], [2, 1]]),
        ({"chosen": {"body": ["mem"]}}, [0, 1], [[2, 1], [1, 1]]),
        ({"chosen": {"body": ["nwsc"], "type": ["han"]}}, [], [[1, 0], [1, 0]]),
        ({"chosen": {"body": ["mem", "nwsc"]}, "sort": "title"}, [1, 0], [[2, 1], [1, 1]]),
        ({"sort": "title"}, [1, 0, 2], [[2, 1], [2, 1]]),
        ({"date": "2023-05"}, [1], [[1, 0], [0, 1]]),
        ({"date": "..2023"}, [0, 1], [[2, 1], [1, 1]]),
        ({"words": "应急[2023]1"}, [0], [[1, 1], [1, 0]]),
        ({"words": "别名•一"}, [1], [[1, 0], [0, 1]]),
    ],
)
def test_selects_and_counts(page, conditions, rows, counts):
    asked = {"words": "", "date": "", "sort": "newest", "chosen": {}} | conditions
    script = f"""asked => {{
        const found = listing.select({TABLE}, asked);
        return [Array.from(found.rows), found.counts.map(one => Array.from(one))];
    }}"""
    assert page.evaluate(script, asked) == [rows, counts]


@pytest.mark.parametrize(
    ("conditions", "written"),
    [
        ({}, ""),
        ({"words": " 煤矿 "}, "q=%E7%85%A4%E7%9F%BF"),
        ({"chosen": {"type": ["han"], "body": ["mem", "nwsc"]}}, "body=mem,nwsc&type=han"),
        ({"date": "2023-03..", "sort": "title"}, "date=2023-03..&sort=title"),
    ],
)
def test_conditions_go_into_the_address_and_come_back(page, conditions, written):
    asked = {"words": "", "date": "", "sort": "newest", "chosen": {}} | conditions
    found = page.evaluate(f"asked => listing.address.write(asked, {HEADER})", asked)
    assert found == written
    back = page.evaluate(f"hash => listing.address.read(hash, {HEADER})", f"#{written}")
    assert back == {"conditions": asked | {"words": asked["words"].strip()}, "unknown": []}


def test_a_table_guards_formulas_and_quotation_marks(page):
    text = page.evaluate(f"listing.csv.write({TABLE}, [0, 1, 2])")
    assert text == (
        '\ufeff"标题","发文机关","网址"\r\n'
        '"丙，“引”","应急管理部、国务院安委会","notices/c.html"\r\n'
        '"\'-乙","应急管理部","notices/b.html"\r\n'
        '"甲","","notices/a.html"\r\n'
    )

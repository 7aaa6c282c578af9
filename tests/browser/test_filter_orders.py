"""The orders of a list, worked out in the browser: by GB 18030, by document numbers, by days and deaths.

The browser reads the edition of 2022, Python that of 2000: 19 rare signs apart they agree.
"""

import random
from pathlib import Path

import pytest
import yaml

from build_tools import numbers
from tiny import ROOT

PARTS = ROOT / "theme" / "assets" / "filters"
QUIET = "《》〈〉“”‘’（）() \u3000"
MOVED = {0x1E3F, *range(0x9FB4, 0x9FBC), *range(0xFE10, 0xFE1A), 0xFFFD}


@pytest.fixture(scope="module")
def page(chromium):
    """An empty page with the orders."""
    context = chromium.new_context()
    page = context.new_page()
    for name in ("gb", "orders"):
        page.add_script_tag(path=PARTS / f"{name}.js")
    yield page
    context.close()


def order(page, name, **columns):
    """The rows in an order; a column that is not given is empty."""
    size = len(next(iter(columns.values())))
    table = {"size": size, "columns": columns}
    return page.evaluate("([name, table]) => listing.orders[name](table)", [name, table])


def by_title(titles):
    bare = [title.translate({ord(sign): None for sign in QUIET}).encode("gb18030") for title in titles]
    return sorted(range(len(titles)), key=bare.__getitem__)


def by_number(written):
    def key(place):
        number = numbers.parse(written[place])
        return (
            (1,) if number is None else (0, number.series.encode("gb18030"), number.year or 0, number.serial)
        )

    return sorted(range(len(written)), key=key)


@pytest.fixture(scope="module")
def real():
    """Titles and numbers of the real content, stubs and withdrawn ones too."""
    places = sorted(Path(ROOT, "content", "notices").glob("*.yml"))
    records = [yaml.load(place.read_text(encoding="utf-8"), yaml.BaseLoader) for place in places]
    written = [one.get("document_number", "") for one in records]
    return [one["title"] for one in records], ["" if number == "未核实" else number for number in written]


def test_titles_stand_by_pronunciation(page):
    titles = ["中共某市委通知", "《安全规定》", "国务院通知", "北京市通知"]
    assert [titles[row] for row in order(page, "title", title=titles)] == [
        "《安全规定》", "北京市通知", "国务院通知", "中共某市委通知"
    ]  # fmt: skip


def test_every_character_stands_where_gb_18030_has_it(page):
    points = [*range(0x20, 0xD800), *range(0xF900, 0x10000), *range(0x20000, 0x20100), 0x2B81D, 0x10FFFF]
    signs = [chr(point) for point in points if point not in MOVED and chr(point) not in QUIET]
    random.Random(1).shuffle(signs)
    assert order(page, "title", title=signs) == by_title(signs)


def test_real_titles_stand_as_python_puts_them(page, real):
    titles, _ = real
    assert order(page, "title", title=titles) == by_title(titles)


@pytest.mark.parametrize("seed", range(3))
def test_invented_titles_stand_as_python_puts_them(page, seed):
    dice = random.Random(seed)
    common = "关于开展安全生产检查工作的通知《》“”（）1２a 〇㐀\U00020000龥"
    titles = ["".join(dice.choices(common, k=dice.randrange(1, 9))) for _ in range(2000)]
    assert order(page, "title", title=titles) == by_title(titles)


def test_numbers_stand_by_agency_year_and_serial(page):
    written = ["国发〔2011〕40号", "安委〔2022〕10号", "安委〔2022〕9号", "安委〔2013〕6号", ""]
    assert order(page, "number", number=written) == [3, 2, 1, 0, 4]


def test_real_numbers_stand_as_python_puts_them(page, real):
    _, written = real
    assert order(page, "number", number=written) == by_number(written)


def test_numbers_of_every_form_stand_as_python_puts_them(page):
    dice = random.Random(7)
    bodies = ("国务院", "应急管理部", "国家安全监管总局", "国发", "安委办明电", "晋政办发", "厅字")
    forms = ("{}令第{serial}号", "{}公告{year}年第{serial}号", *["{}〔{year}〕{serial}号"] * 2)
    written = [
        form.format(dice.choice(bodies), year=dice.randrange(1999, 2024), serial=dice.randrange(1, 400))
        for form in dice.choices(forms, k=1000)
    ]
    written += ["", "公告2019年第11号", ""]
    assert all(numbers.parse(one) for one in written if one)
    assert order(page, "number", number=written) == by_number(written)


def test_the_oldest_come_first_and_the_undated_last(page):
    assert order(page, "oldest", day=["2023-03-13", "2023", "2004-01-01", "", ""]) == [2, 1, 0, 3, 4]
    assert order(page, "oldest", day=["2023-03-13", "2004-01-01"]) == [1, 0]
    assert order(page, "oldest", day=["", ""]) == [0, 1]


def test_most_deaths_come_first_and_unknown_ones_last(page):
    assert order(page, "deaths", deaths=["3", "", "0", "10", "3"]) == [3, 0, 4, 2, 1]

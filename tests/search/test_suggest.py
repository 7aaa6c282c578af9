"""Suggestions while typing, and near spellings."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import keep

from search_index import offers
from search_index.document import Document, Suggestion
from search_index.suggest import Rows, Table

TEXTS = (
    "百日攻坚",
    "全省矿山安全生产大检查百日攻坚行动",
    "安全生产月",
    "安全生产委员会",
    "关于做好安全生产工作的通知",
    "王家岭矿“3·28”水害事故",
    "王家岭",
    "高层建筑火灾",
    "自建房安全管理",
    "隐患排查",
    "晋安办发〔2023〕12号",
    "关闭煤矿",
    "GB 51142",
)


SOUNDS = offers.sounds()


def documents(texts):
    """A document for each text; its address tells its place."""
    return [
        Document(id=str(place), url=f"{place}.html", title=text, suggestions=((text, "标题"),))
        for place, text in enumerate(texts)
    ]


def rows(found):
    docs = np.array([row.doc for row in found], "u4")
    return Rows(offers.columns(found).__getitem__, docs)


def table_of(texts=TEXTS, phrases=()):
    own = rows(offers.offers(documents(texts), keep))
    return Table([(own, None), (rows(offers.phrases(phrases, keep, {})), None)], SOUNDS)


@pytest.fixture(scope="module")
def table():
    return table_of(phrases=["三管三必须", "百日攻坚"])


def texts(table, typed):
    return [one.text for one in table.complete(keep(typed))]


def test_beginning_comes_before_inside():
    table = table_of(["大安全", "安全生产月", "安全"])
    assert texts(table, "安全") == ["安全", "安全生产月", "大安全"]


def test_shorter_before_longer(table):
    assert texts(table, "百日") == ["百日攻坚", "全省矿山安全生产大检查百日攻坚行动"]
    assert texts(table, "安全") == [
        "安全生产月",
        "安全生产委员会",
        "自建房安全管理",
        "关于做好安全生产工作的通知",
        "全省矿山安全生产大检查百日攻坚行动",
    ]


@pytest.mark.parametrize(
    "typed", ["bairigongjian", "bai ri gong", "bairig", "BAIRI", "brgj", "百日gong", "百日gj", "百日攻j"]
)
def test_pinyin_and_initials(table, typed):
    assert texts(table, typed)[0] == "百日攻坚"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gongjian", "全省矿山安全生产大检查百日攻坚行动"),
        ("rgj", "全省矿山安全生产大检查百日攻坚行动"),
        ("gbmk", "关闭煤矿"),
        ("sgsbx", "三管三必须"),
        ("晋安办发2023", "晋安办发〔2023〕12号"),
        ("（2023）12", "晋安办发〔2023〕12号"),
        ("3·28", "王家岭矿“3·28”水害事故"),
        ("gb5", "GB 51142"),
        ("b", "百日攻坚"),
    ],
)
def test_found_by(table, typed, found):
    assert found in texts(table, typed)


@pytest.mark.parametrize("typed", ["xyz", "ongjian", "火灾百日", "", "！"])
def test_nothing_to_offer(table, typed):
    assert texts(table, typed) == []


def test_characters_before_pinyin_before_initials():
    table = table_of(["按摩器", "AM 广播", "奥美"])
    assert texts(table, "am") == ["AM 广播", "奥美", "按摩器"]
    assert texts(table, "an") == ["按摩器"]


def test_a_text_is_offered_once_with_its_first_address(table):
    assert table.complete(keep("百日"), 1) == [Suggestion("百日攻坚", "标题", "0.html")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("百日功坚", "百日攻坚"),
        ("白日公间", "百日攻坚"),
        ("百日坚攻", "百日攻坚"),
        ("百日攻", None),
        ("安全产月", "安全生产月"),
        ("安全生生产月", "安全生产月"),
        ("安全生长月", "安全生产月"),
        ("隐患排察", "隐患排查"),
        ("王家玲", "王家岭"),
        ("王家玲煤矿", "王家岭煤矿"),
        ("自建防安全管理", "自建房安全管理"),
        ("火在", "火灾"),
        ("晋安办发202313号", None),
        ("量子纠缠", None),
        ("核", None),
    ],
)
def test_near_spellings(table, typed, meant):
    found = table.near(keep(typed), known={"火灾"}.__contains__)
    assert found[0] == meant if meant else meant is None and not set(found) - {keep(text) for text in TEXTS}


def test_part_of_a_text_is_changed_only_into_a_word(table):
    assert table.near("仓库火在", known={"火灾"}.__contains__) == ("仓库火灾",)
    assert table.near("仓库火在") == ()


def test_digits_are_never_changed(table):
    for typed in ("晋安办发202313号", "晋安办发203212号", "晋安办发20231号", "晋安办发2023112号"):
        assert table.near(typed) == ()


def test_pinyin_that_is_known_is_not_made_again():
    known = {"百日攻坚": "bo ri gong jian"}
    found = rows(offers.offers(documents(["百日攻坚", "新来的"]), keep, known))
    again = Table([(found, None)], SOUNDS)
    assert texts(again, "bori") == ["百日攻坚"] and texts(again, "xinlai") == ["新来的"]


def test_an_empty_table():
    table = table_of(())
    assert table.complete("安全") == [] and table.near("安全声产") == ()
    assert Table([], SOUNDS).complete("安全") == []


def test_of_one_text_in_several_places_the_first_address_that_leads_somewhere_is_offered():
    found = [
        Document(id=name, url=url, title="", suggestions=(("百日攻坚", label),))
        for name, url, label in (("a", "notices/1.html", "标题"), ("b", "campaigns/2.html", "专项行动"))
    ]
    tables = [(rows(offers.offers([one], keep)), None) for one in found]
    tables.append((rows(offers.phrases(["百日攻坚"], keep, {})), None))
    for order in (tables, tables[::-1]):
        assert Table(order, SOUNDS).complete("百日") == [
            Suggestion("百日攻坚", "专项行动", "campaigns/2.html")
        ]


MANY = [*TEXTS, "百日攻坚", "安全生产月", "高层建筑火灾隐患", "百日攻艰", "王家领", "安全", "全安"]
TYPED = ("安全", "百日", "an", "anquan", "aqsc", "rgj", "gongjian", "王jia", "安全sc", "号", "3", "x")
WRONG = (
    "百日功坚",
    "王家玲",
    "王家岭矿",
    "安全产月",
    "安全生生产月",
    "火在",
    "高曾建筑",
    "安全声产委员会",
    "隐患排察",
)


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=len(MANY), max_size=len(MANY)))
def test_rows_in_several_tables_some_of_them_dead_answer_as_the_live_ones_in_one(places):
    every = documents(MANY)
    tables = []
    for number in range(3):
        own = [(one, live) for one, (where, live) in zip(every, places, strict=True) if where == number]
        live = np.array([live for _, live in own], bool)
        tables.append((rows(offers.offers([one for one, _ in own], keep)), live))
    live = [one for one, (_, live) in zip(every, places, strict=True) if live]
    once = Table([(rows(offers.offers(live, keep)), None)], SOUNDS)
    several = Table(tables, SOUNDS)
    for typed in TYPED:
        assert several.complete(typed) == once.complete(typed)
    for wrong in WRONG:
        assert several.near(wrong) == once.near(wrong)


@given(st.lists(st.sampled_from("百日攻坚安全生产月0123.abgongjian火灾"), max_size=25).map("".join))
def test_no_beginning_is_an_error(typed):
    table = _TABLE
    found = [one.text for one in table.complete(typed)]
    assert len(found) == len(set(found)) <= 10
    for one in table.near(typed):
        assert one and one != typed


_TABLE = table_of()


@given(st.sampled_from(TEXTS), st.data())
def test_every_piece_of_a_text_offers_it(text, data):
    folded = keep(text)
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    assert text in [one.text for one in _TABLE.complete(folded[start:end], len(TEXTS))]

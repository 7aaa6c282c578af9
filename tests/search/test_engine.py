"""Searching as readers do it: invented notices, a real index, and answers checked by reading the notices."""

import random

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import results
from search_index.document import Document, Facet, Lexicon, Passage, Wanted
from search_index.engine import ask, search
from search_index.indexer import update
from search_index.reader import Index

VALIDATOR = jsonschema.Draft202012Validator(results.schema())
OFFICE = "山西省安全生产委员会办公室"
HOUSING = "住房城乡建设厅"
LEAK = "餐饮场所发生燃气泄漏的，立即停业。"
LEXICON = Lexicon(
    facets=(
        Facet("kind", "种类"),
        Facet("issuer", "机关", ("发文机关", "单位")),
        Facet("region", "地区"),
        Facet("year", "年", ("年份",)),
    ),
    names=((OFFICE, "省安委办"),),
    synonyms=(("漏气", "燃气泄漏"),),
    phrases=("百日攻坚",),
    wanted=(Wanted("危险化学品安全专项整治方案", ("晋安办发〔2021〕99号",), "wanted.html"),),
)


OFFICES = {"inspection-2023", "inspection-2022", "report"}


def notice(name, title, *texts, number="", date="2023-03-13", issuer=OFFICE, repealed=False, others=()):
    return Document(
        id=f"notice/{name}",
        url=f"notices/{name}.html",
        title=title,
        other_titles=others,
        numbers=(number,) if number else (),
        number_names=(issuer,),
        date=date,
        repealed=repealed,
        facets={"kind": ("文件",), "issuer": (issuer,), "year": (date[:4],) if date else ()},
        passages=tuple(Passage(f"p{at}", text) for at, text in enumerate(texts)),
    )


NOTICES = (
    notice(
        "inspection-2023",
        "关于开展全省安全生产大检查的通知",
        "各市要立即组织开展大排查大整治，排查隐患196747处。",
        number="晋安办发〔2023〕12号",
    ),
    notice(
        "inspection-2022",
        "关于开展安全生产大检查工作的通知",
        "〔2022〕12号，2023年第12期，晋安办发，晋安办发，晋安办发。安全生产大检查。",
        number="晋安办发〔2022〕12号",
        date="2022-05-01",
    ),
    notice("report", "大检查情况通报", "按照晋安办发〔2023〕12号要求，各地开展了检查。", date="2023-06-01"),
    notice(
        "gas",
        "城镇燃气安全排查",
        "餐饮场所发生燃气泄漏的，立即停业。",
        "整改率为百分之九十一点七。",
        issuer="住房城乡建设厅",
    ),
    notice(
        "gas-old",
        "城镇燃气安全排查",
        "餐饮场所发生燃气泄漏的，立即停业。",
        issuer="住房城乡建设厅",
        repealed=True,
    ),
    notice("leak", "家庭用气提示", "闻到漏气应当开窗。", date="2024-01-01", issuer="应急管理厅"),
    notice("fire", "森林防火命令", "严禁野外用火。", "省安委办负责督办。", date="", issuer="应急管理厅"),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory, cache):
    folder = tmp_path_factory.mktemp("index")
    update(folder, NOTICES, LEXICON, cache=cache)
    return Index.open(folder)


def names(result):
    return [hit.id.removeprefix("notice/") for hit in result.hits]


def found(result, below=7):
    return {hit.id.removeprefix("notice/") for hit in result.hits if hit.tier < below}


@pytest.mark.parametrize(
    "number",
    [
        "晋安办发〔2023〕12号",
        "晋安办发[2023]12号",
        "〔2023〕12号",
        "晋安办发2023 12",
        f"{OFFICE}2023年12号",
        "省安委办2023年12号",
    ],
)
def test_a_number_finds_its_document_first_and_never_another_year(index, number):
    result = search(index, number)
    assert names(result)[0] == "inspection-2023"
    assert result.hits[0].tier_label == "文号相符"
    assert "inspection-2022" not in names(result)[1:2]


def test_a_part_of_a_number_finds_the_documents_that_have_it(index):
    result = search(index, "文号:晋安")
    assert found(result, below=2) == {"inspection-2023", "inspection-2022"}
    assert found(result) == {"inspection-2023", "inspection-2022", "report"}


def test_a_number_is_said_once(index):
    assert search(index, "[2023] 12号").query == ("文号：〔2023〕12号",)
    assert search(index, "晋安办发〔2023〕12号").query == ("文号：晋安办发〔2023〕12号",)
    assert search(index, "196,747 排查").query == ("数字：196,747", "排查")


def test_words_apart_are_said_beside_exact_finds(tmp_path, cache):
    documents = [
        notice("joined", "甲", "安全生产大检查开始。"),
        notice("apart", "乙", "检查安全生产。"),
        notice("month", "丙", "安全生产，每月一次。"),
        notice("day", "丁", "2023年3月13日报告，死亡6人。"),
        notice("other-day", "戊", "2023年4月，3日报，13份报告，死亡26人。", date="2022"),
        notice("other-form", "己", "2023-03-13的报告，其中6人死亡。"),
    ]
    update(tmp_path, documents, LEXICON, cache=cache)
    index = Index.open(tmp_path)
    assert {hit.id: hit.tier for hit in search(index, "安全生产检查").hits} == {
        "notice/apart": 5,
        "notice/joined": 5,
    }
    assert found(search(index, "安全生产月")) == set()
    result = search(index, "检查安全生产")
    assert result.tiers == {4: 1, 5: 1}
    assert "其中1条含有检索词原文，1条词语都有，但不相连。" in result.notes
    assert found(search(index, "2023年3月13日报告")) == {"day", "other-form"}
    assert found(search(index, "死亡6人")) == {"day", "other-form"}


def test_documents_citing_a_number_come_after_it(index):
    assert names(search(index, "晋安办发[2023]12号"))[:2] == ["inspection-2023", "report"]


@pytest.mark.parametrize(
    "title",
    [
        "关于开展全省安全生产大检查的通知",
        "开展安全生产大检查的通知",
        "关于开展 全省 安全生产大检查的通知",
        "開展安全生產大檢查的通知",
    ],
)
def test_a_title_comes_first(index, title):
    result = search(index, title)
    assert names(result)[0] == "inspection-2023"
    assert result.hits[0].tier == 2


def test_a_piece_of_a_title_comes_before_the_text(index):
    result = search(index, "安全生产大检查")
    assert {(hit.id, hit.tier) for hit in result.hits[:2]} == {
        ("notice/inspection-2023", 3),
        ("notice/inspection-2022", 3),
    }


def test_repealed_documents_stand_below_and_are_said_so(index):
    result = search(index, "燃气泄漏")
    assert names(result)[:2] == ["gas", "gas-old"]
    assert [hit.repealed for hit in result.hits[:2]] == [False, True]


def test_near_words_are_found_after_and_said(index):
    result = search(index, "漏气")
    assert names(result)[0] == "leak"
    labels = {hit.id: hit.tier_label for hit in result.hits[1:]}
    assert labels == {"notice/gas": "近义词：燃气泄漏", "notice/gas-old": "近义词：燃气泄漏"}
    assert any("燃气泄漏" in note for note in result.notes)


def test_names_stand_for_each_other(index):
    assert "fire" in found(search(index, OFFICE), below=5)


@pytest.mark.parametrize(
    ("figure", "name"), [("196,747", "inspection-2023"), ("19.7万", "inspection-2023"), ("91.7%", "gas")]
)
def test_figures_in_other_forms(index, figure, name):
    result = search(index, figure)
    assert name in found(result, below=5)
    hit = next(hit for hit in result.hits if hit.id == f"notice/{name}")
    assert hit.passages[0].marks


def test_text_across_words_and_passages_is_found_and_marked(index):
    result = search(index, "排查大整治")
    assert found(result, below=5) == {"inspection-2023"}
    shown = result.hits[0].passages[0]
    assert [shown.text[start:end] for start, end in shown.marks] == ["排查大整治"]


def test_quotes_demand_the_words_as_they_stand(index):
    assert found(search(index, "“安全生产大检查”")) == {"inspection-2023", "inspection-2022"}
    assert search(index, "“检查安全生产大”").tiers.keys() <= {7}


def test_minus_or_and_fields(index):
    assert found(search(index, "大检查 -大排查")) == {"inspection-2022", "report"}
    assert found(search(index, "防火 OR 漏气"), below=6) == {"fire", "leak"}
    assert found(search(index, "标题:大检查")) == {"inspection-2023", "inspection-2022", "report"}
    assert found(search(index, "文号:晋安办发〔2022〕12号"), below=4) == {"inspection-2022"}
    assert found(search(index, "标题:火")) == {"fire"}
    assert found(search(index, "大检查 年:2022")) == {"inspection-2022"}
    assert found(search(index, "大检查 日期:2023-06")) == {"report"}
    assert found(search(index, "机关:应急管理厅")) == {"leak", "fire"}
    assert found(search(index, "机关:省安委办 -大检查")) == {"gas"} - {"gas"}
    assert found(search(index, "机关:应急管理厅 OR 机关:住房城乡建设厅")) == {
        "leak",
        "fire",
        "gas",
        "gas-old",
    }


def test_filters_narrow_and_count_what_the_others_leave(index):
    result = search(index, "", {"issuer": ["应急管理厅"]}, start="2024年", end="2024-12")
    assert names(result) == ["leak"]
    counts = {facet.key: {value.value: value.count for value in facet.values} for facet in result.facets}
    assert counts["issuer"] == {"应急管理厅": 1}
    assert counts["year"] == {"2024": 1}
    counts = {facet.key: facet.values for facet in search(index, "", {"issuer": ["应急管理厅"]}).facets}
    assert {value.value: (value.count, value.selected) for value in counts["issuer"]} == {
        OFFICE: (3, False),
        "住房城乡建设厅": (2, False),
        "应急管理厅": (2, True),
    }
    assert [value.value for value in counts["year"]] == ["2024"]


def test_a_part_of_a_value_names_it(index):
    assert found(search(index, "", {"issuer": "应急"})) == {"leak", "fire"}
    assert found(search(index, "", {"issuer": "省安委办"})) == {
        "inspection-2023",
        "inspection-2022",
        "report",
    }


def test_filters_alone_list_the_newest_first(index):
    assert names(search(index, "", {"kind": "文件"}))[0] == "leak"
    assert names(search(index, "", {"kind": "文件"}))[-1] == "fire"


def test_an_unknown_value_finds_nothing_and_is_said(index):
    result = search(index, "", {"issuer": "水利部"})
    assert result.total == 0
    assert any("水利部" in note for note in result.notes)


def test_a_value_is_named_by_part_of_another_name(index):
    assert found(search(index, "机关:安委办")) == OFFICES


def test_the_nearest_values_are_named_where_there_is_none_such(index):
    notes = search(index, "机关:应急厅管理").notes
    assert notes[0] == "没有“应急厅管理”这一机关，相近的有：应急管理厅。"


def test_a_date_that_cannot_be_read_is_refused_in_chinese(index):
    with pytest.raises(ValueError, match="看不懂日期“昨天”"):
        search(index, "", start="昨天")


def test_sorting_by_date(index):
    newest = names(search(index, "大检查", sort="newest"))
    assert newest == ["report", "inspection-2023", "inspection-2022"]
    assert names(search(index, "大检查", sort="oldest")) == newest[::-1]


def test_pages(index):
    whole = names(search(index, "", size=100))
    paged = [name for page in (1, 2, 3) for name in names(search(index, "", page=page, size=3))]
    assert paged == whole
    result = search(index, "", page=9, size=3)
    assert (result.page, result.pages, result.total, result.hits) == (9, 3, 7, ())


def test_the_parts_of_the_explanation_make_the_score(index):
    for text in ("安全生产大检查", "燃气泄漏"):
        for hit in search(index, text, explain=True).hits:
            points = sum(share.points for share in hit.explain.shares)
            assert hit.score == (points * 7 // 10 if hit.repealed else points)
            assert hit.explain.reason.startswith(f"第{hit.tier}档")


def test_documents_not_held_are_named(index):
    for text in ("晋安办发〔2021〕99号", "危险化学品安全专项整治方案"):
        assert [one.title for one in search(index, text).wanted] == ["危险化学品安全专项整治方案"]


def test_titles_and_text_are_marked(index):
    hit = search(index, "大检查").hits[0]
    assert [hit.title[start:end] for start, end in hit.title_marks] == ["大检查"]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60) | st.text('安全生产大检查0123456789〔〕号年月日:："“”- OR或|', max_size=40))
def test_any_text_gives_a_result(index, text):
    result = search(index, text, explain=True)
    VALIDATOR.validate(result.to_json())
    assert result.total == sum(result.tiers.values())
    assert len(result.hits) == min(result.total, result.size)
    assert result.total or result.notes


def day(date):
    """A date as yyyymmdd with 00 for what is unknown."""
    return int((date.replace("-", "") + "00000000")[:8])


LETTERS = "安全生产大检查隐患"
DICE = random.Random(1)


def invented(at):
    return Document(
        id=f"r{at:04}",
        url="",
        title="".join(DICE.choices(LETTERS, k=DICE.randint(0, 6))),
        date=DICE.choice(["", "2022", "2023-03"]),
        repealed=DICE.random() < 0.2,
        facets={"kind": tuple(DICE.sample(["甲", "乙", "丙"], DICE.randint(0, 2)))},
        passages=(Passage("", "".join(DICE.choices(LETTERS, k=DICE.randint(0, 40)))),),
    )


RANDOM = [invented(at) for at in range(80)]


@pytest.fixture(scope="module")
def grown(tmp_path_factory, cache):
    """An index that grew in steps, with changes and removals, beside one built at once."""
    once, steps = (tmp_path_factory.mktemp(name) for name in ("once", "steps"))
    update(once, RANDOM, LEXICON, cache=cache)
    update(steps, RANDOM[:50], LEXICON, cache=cache)
    update(steps, [*RANDOM[20:70], notice("gone", "安全生产", "大检查")], LEXICON, cache=cache)
    update(steps, RANDOM, LEXICON, cache=cache)
    return Index.open(once), Index.open(steps)


@settings(max_examples=150, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=5), st.sampled_from([(), ("甲",), ("甲", "乙")]))
def test_what_is_found_and_counted_equals_reading_all(grown, asked, kinds):
    result = search(grown[0], asked, {"kind": kinds}, size=100)
    texts = {document.id: "".join(document.texts) for document in RANDOM}
    holding = [document for document in RANDOM if asked in texts[document.id]]
    passing = {document.id for document in holding if not kinds or set(kinds) & set(document.facets["kind"])}
    assert {hit.id for hit in result.hits if hit.tier <= 4} == passing
    order = [
        (hit.tier, -hit.score, -int((hit.date.replace("-", "") + "00000000")[:8]), hit.id)
        for hit in result.hits
    ]
    assert order == sorted(order)
    if result.tiers.keys() <= {2, 3, 4} and holding:
        values = next(facet.values for facet in result.facets if facet.key == "kind")
        expected = {kind: sum(kind in document.facets["kind"] for document in holding) for kind in "甲乙丙"}
        assert {value.value: value.count for value in values if value.count} == {
            kind: count for kind, count in expected.items() if count
        }


@settings(max_examples=100, deadline=None)
@given(st.text(LETTERS + " -", min_size=1, max_size=8))
def test_an_index_grown_in_steps_answers_like_one_built_at_once(grown, asked):
    once, steps = (search(index, asked, size=30, explain=True).to_json() for index in grown)
    assert once == steps


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_several_segments_answer_like_one(tmp_path, cache, sort):
    documents = [invented(at) for at in range(1100)]
    update(tmp_path / "one", documents, LEXICON, cache=cache)
    update(tmp_path / "several", documents[:1000], LEXICON, cache=cache)
    update(tmp_path / "several", documents, LEXICON, cache=cache)
    one, several = (Index.open(tmp_path / name) for name in ("one", "several"))
    assert (len(one.segments), len(several.segments)) == (1, 2)
    for asked in (
        "安全",
        "大检查",
        "全大检隐",
        "安全 隐患",
        "检查 -安全",
        "生产 OR 隐患排",
        "标题:检查",
        "安",
        "",
    ):
        for filters in ({}, {"kind": ["甲"]}):
            answers = [search(index, asked, filters, sort=sort, page=2).to_json() for index in (one, several)]
            assert answers[0] == answers[1], asked


def test_the_document_of_a_day_comes_before_those_that_mention_it(tmp_path, cache):
    documents = [
        notice("of-the-day", "某地通知", "正文。", date="2021-07-05"),
        notice("mentions", "某地情况", "2021年7月5日，2021年7月5日，2021年7月5日。", date="2021-08-01"),
    ]
    update(tmp_path, documents, LEXICON, cache=cache)
    for asked in ("2021年7月5日", "2021-7-5", "2021.7.5"):
        assert names(search(Index.open(tmp_path), asked)) == ["of-the-day", "mentions"]


def test_places_are_the_ids_of_the_pages(index):
    answer = ask(index, "大检查")
    assert answer.total == 3
    assert [place.id for place in answer.places(1, 2)] == [hit.id for hit in search(index, "大检查").hits[1:]]


def test_the_index_itself_can_be_asked(index):
    assert index.search("大检查", size=1) == search(index, "大检查", size=1)
    assert [one.text for one in index.suggest("百日")] == ["百日攻坚"]


def test_only_other_names_are_said_to_be_looked_for(index):
    assert any(OFFICE in note for note in search(index, "省安委办").notes)
    assert not any("同时查找" in note for note in search(index, "晋安办发〔2023〕12号").notes)

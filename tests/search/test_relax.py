"""No hit is ever bare: fewer words, near numbers, titles and spellings, what there is without filters."""

import pytest

from search_index.document import Document, Facet, Lexicon, Passage
from search_index.engine import search
from search_index.indexer import update
from search_index.reader import Index

LEXICON = Lexicon(
    facets=(Facet("region", "地区"),),
    phrases=("百日攻坚",),
)


def notice(name, title, text, number="", region="山西"):
    return Document(
        id=name,
        url=f"{name}.html",
        title=title,
        numbers=(number,) if number else (),
        facets={"region": (region,)},
        passages=(Passage("p", text),),
        suggestions=(("安全生产大检查", "标题"),) if "安全生产大检查" in title else (),
    )


NOTICES = [
    notice("inspection", "关于开展安全生产大检查的通知", "各地开展百日攻坚。", "晋安办发〔2023〕12号"),
    notice("shanghai", "关于燃气安全的通知", "加强燃气安全。", "沪应急〔2023〕12号", region="上海"),
    *(notice(f"common-{at}", "工作情况", "各地开展工作。") for at in range(8)),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory, cache):
    folder = tmp_path_factory.mktemp("index")
    update(folder, NOTICES, LEXICON, cache=cache)
    return Index.open(folder)


def test_the_pieces_that_weigh_most_are_looked_for(index):
    result = search(index, "百日攻坚火星探测")
    assert [(hit.id, hit.tier, hit.tier_label) for hit in result.hits] == [("inspection", 7, "只有部分词语")]
    assert result.notes[0] == "没有找到含有全部检索词的内容。"
    assert any("火星" in note and "没有出现" in note for note in result.notes)
    assert any("百日攻坚" in note for note in result.notes)


def test_a_common_word_alone_is_not_half_of_what_was_asked(index):
    result = search(index, "百日攻坚燃气")
    assert {hit.id for hit in result.hits} == {"inspection", "shanghai"}
    assert set(result.tiers) == {7}


@pytest.mark.parametrize("typed", ["“百日攻坚燃气”", "标题:百日攻坚 -大检查", "“百日攻坚” 火星 标题:燃气"])
def test_quotes_fields_and_exclusions_are_not_relaxed(index, typed):
    result = search(index, typed)
    assert result.total == 0
    assert result.notes[0] == "没有找到含有全部检索词的内容。"


def test_what_stands_beside_quotes_and_fields_is_relaxed(index):
    result = search(index, "标题:大检查 百日攻坚火星探测")
    assert [(hit.id, hit.tier) for hit in result.hits] == [("inspection", 7)]
    assert "引号内和限定了字段的检索词没有放宽。" in result.notes
    assert "没有内容符合：标题：火星。" in search(index, "标题:火星 百日攻坚").notes


def test_a_number_that_is_not_held_leads_to_the_same_serial(index):
    result = search(index, "京安办发〔2023〕12号")
    assert {hit.id for hit in result.hits} == {"inspection", "shanghai"}
    assert set(result.tiers) == {7}


def test_held_numbers_of_the_same_code_are_offered(index):
    result = search(index, "晋安办发[2021]77号")
    assert [one.title for one in result.titles] == ["晋安办发〔2023〕12号 关于开展安全生产大检查的通知"]
    assert result.titles[0].url == "inspection.html"
    assert result.notes == ("没有收录这一文号的文件：晋安办发〔2021〕77号。",)


@pytest.mark.parametrize("typed", ["[2021] 12号", "2021年12号", "晋安办发2021 12"])
def test_a_number_is_never_taken_apart(index, typed):
    result = search(index, typed)
    assert result.total == 0
    assert result.notes[0].startswith("没有收录这一文号的文件：")
    assert result.titles[0].title.startswith("晋安办发〔2023〕12号")
    assert len(result.query) == 1


def test_documents_of_the_same_year_and_serial_are_said_to_be_others(index):
    assert search(index, "京安办发〔2023〕12号").notes == (
        "没有收录这一文号的文件：京安办发〔2023〕12号。",
        "以下2条是年份和顺序号相同的文件。",
    )


def test_the_nearest_numbers_come_first(tmp_path, cache):
    held = [(2023, 12), (2023, 40), (2022, 13), (2019, 12)]
    update(
        tmp_path,
        [
            notice(f"d{year}-{serial}", "通知", "正文", f"晋安办发〔{year}〕{serial}号")
            for year, serial in held
        ],
        LEXICON,
        cache=cache,
    )
    titles = search(Index.open(tmp_path), "晋安办发〔2023〕15号").titles
    assert [one.url for one in titles] == ["d2023-12.html", "d2023-40.html", "d2022-13.html"]


def test_notes_show_what_was_typed(index):
    notes = search(index, "百日攻坚ＸＹＺ　2·22").notes
    assert any("ＸＹＺ" in note and "2·22" in note for note in notes)


def test_text_beyond_the_limit_is_said_to_be_left_out(index):
    assert "检索词过长，只检索了前400个字。" in search(index, "百日攻坚" * 101).notes
    assert not any("过长" in note for note in search(index, "百日攻坚" * 100).notes)


def test_without_filters_is_counted(index):
    result = search(index, "百日攻坚", {"region": "上海"})
    assert result.total == 0
    assert result.notes == ("在所选范围内没有找到；不加筛选共有1条。",)


def test_near_titles_are_offered(index):
    result = search(index, "安全生产大检察通知")
    assert result.titles[0].url == "inspection.html"


def test_near_spellings_are_offered(index):
    assert "安全生产大检查" in search(index, "安全生产大剪查").suggestions


def test_what_is_found_only_in_words_apart_is_no_better_spelling(index):
    assert search(index, "各地工作开展大检察").suggestions == ()


def test_leftover_characters_do_not_make_an_answer(index):
    result = search(index, "某某市鼹鼠攻坚")
    assert set(result.tiers) <= {7}
    assert any("全库没有出现" in note and "鼹鼠" in note for note in result.notes)


def test_nothing_is_offered_where_something_was_found(index):
    result = search(index, "百日攻坚")
    assert (result.suggestions, result.titles, result.notes) == ((), (), ())


def test_excluded_documents_do_not_come_back(index):
    result = search(index, "百日攻坚火星探测 -大检查")
    assert result.total == 0
    assert result.notes


@pytest.mark.parametrize("text", ["。", "《》", "、、、"])
def test_marks_that_stand_nowhere_are_said_to_be_no_text(index, text):
    result = search(index, text)
    assert result.total == 0
    assert result.notes

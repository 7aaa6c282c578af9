"""The bridge to the search: what of a record is searched, and that its addresses are those of the page."""

import re
from datetime import date
from html import unescape

import pytest
import sample_archive
import yaml

from build_tools import documents, pipeline
from build_tools.kinds import KINDS
from build_tools.kinds.base import Withdrawal
from tiny import ROOT


@pytest.fixture(scope="module")
def archive():
    return sample_archive.archive()


@pytest.fixture(scope="module")
def held(archive):
    return {one.id: one for one in documents.documents(archive)}


#: Passages that put the cells of a table, or a term and its value, into one line.
REWRITTEN = ("伤亡和损失", "整改措施", "编者注", "来源", "更改记录", "有效性")


def article(id_):
    """The page of a document as HTML."""
    kind, _, own = id_.partition("/")
    folder = "glossary" if kind == "glossary" else KINDS[kind].folder
    return sample_archive.article(f"{folder}/{own}.md")


def read(html):
    """What a reader reads, without blanks, the marks of notes and the signs of addresses."""
    html = re.sub(r'<a class="(?:nr|at)".*?</a>|<aside.*?</aside>', "", html, flags=re.DOTALL)
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]*>", "", html)))


def test_every_record_and_set_phrase_is_a_document(archive, held):
    records = {f"{kind}/{one.id}" for kind in archive.records for one in archive.of(kind)}
    phrases = {f"glossary/{one.id}" for one in archive.vocabularies["glossary"].values()}
    assert set(held) == records | phrases


def test_a_document_made_alone_is_the_same(archive, held):
    for id_, one in held.items():
        kind, _, own = id_.partition("/")
        if kind != "glossary":
            assert documents.document(archive, kind, archive.get(kind, own)) == one


def test_every_anchor_is_an_id_of_the_page(held):
    for id_, one in held.items():
        ids = set(re.findall(r'\bid="([^"]+)"', unescape(article(id_))))
        for passage in one.passages:
            assert not passage.anchor or passage.anchor in ids, (id_, passage.anchor)


@pytest.mark.parametrize("kind", ["notice", "case", "glossary"])
def test_every_paragraph_stands_on_the_page_as_it_is_searched(held, kind):
    asked = 0
    for id_, one in held.items():
        text = read(article(id_))
        if id_.startswith(f"{kind}/") and one.status != "已撤下":
            for passage in one.passages:
                if passage.label not in REWRITTEN:
                    asked += 1
                    assert re.sub(r"\s", "", passage.text) in text, passage
    assert asked


def test_texts_are_what_readers_see(held):
    for one in held.values():
        for passage in one.passages:
            assert "**" not in passage.text and "](" not in passage.text, passage
            assert passage.text.strip(), passage


def test_a_notice_is_found_by_its_number_its_bodies_and_its_facets(tiny):
    archive = pipeline.check(tiny).archive
    notice = archive.get("notice", "moubanfa-2023-1")
    one = documents.document(archive, "notice", notice)
    assert one.url == "notices/moubanfa-2023-1.html" and one.title == notice.title
    assert one.numbers == ("某办发〔2023〕1号",)
    assert one.number_names == ("某省安全生产委员会办公室",)
    assert one.date == "2023-03-01" and not one.repealed
    assert one.facets == {
        "kind": ("文件",),
        "type": ("通知",),
        "issuer": ("某省安全生产委员会办公室",),
        "validity": ("不适用",),
        "year": ("2023",),
    }
    assert one.meta == "某办发〔2023〕1号　某省安全生产委员会办公室　2023年3月1日"
    assert [(passage.anchor, passage.text) for passage in one.passages if passage.anchor] == [
        ("p1", "现就开展检查通知如下。"),
        ("s1", "一、检查范围"),
        ("s1-p1", "全部煤矿，排查隐患5项。"),
    ]
    # The title tells the issuing body and the type already.
    assert [(passage.label, passage.text) for passage in one.passages if not passage.anchor] == [
        ("成文日期", "2023年3月1日"),
        ("发文字号", "某办发〔2023〕1号"),
        ("有效性", "不适用"),
    ]


def test_a_withdrawn_record_gives_its_title_and_why_and_nothing_else(tiny):
    archive = pipeline.check(tiny).archive
    notice = archive.get("notice", "moubanfa-2023-1")
    gone = notice.model_copy(update={"withdrawn": Withdrawal(date=date(2023, 5, 1), reason="来源已更正。")})
    one = documents.document(archive, "notice", gone)
    assert one.title == notice.title and [passage.text for passage in one.passages] == ["来源已更正。"]
    assert (one.numbers, one.number_names, one.other_titles, one.date) == ((), (), (), "")
    assert dict(one.facets) == {"kind": ("文件",)} and one.status == "已撤下"


def test_a_repealed_notice_says_so(tiny):
    archive = pipeline.check(tiny).archive
    notice = archive.get("notice", "moubanfa-2023-1")
    past = notice.model_copy(update={"validity": notice.validity.model_copy(update={"status": "废止"})})
    one = documents.document(archive, "notice", past)
    assert one.repealed and one.status == "废止" and one.facets["validity"] == ("废止",)


def test_a_table_gives_its_cells_row_by_row(tiny):
    place = tiny.content / "notices" / "moubanfa-2023-1.yml"
    body = "  | 项目 | 数量 |\n  | --- | --- |\n  | **煤矿** | 12 |\n"
    place.write_text(place.read_text(encoding="utf-8") + "\n" + body, encoding="utf-8")
    archive = pipeline.check(tiny).archive
    one = documents.document(archive, "notice", archive.get("notice", "moubanfa-2023-1"))
    assert "项目 数量 煤矿 12" in [passage.text for passage in one.passages]


def test_what_editors_say_is_told_from_the_document_itself(held):
    """A word of the archive is never shown as a word of the document."""
    for id_, one in held.items():
        page = unescape(article(id_))
        for passage in one.passages:
            if passage.anchor.startswith("note"):
                assert passage.label == "编者注", (id_, passage)
        marked = set(re.findall(r'<(?:li|aside)[^>]*\bid="(note\d+)"', page))
        assert marked == {passage.anchor for passage in one.passages if passage.label == "编者注"} & marked
        assert marked <= {passage.anchor for passage in one.passages}


def test_the_rows_of_a_case_read_as_sentences(held):
    told = [
        passage.text
        for id_, one in held.items()
        if id_.startswith("case/")
        for passage in one.passages
        if passage.anchor == "casualties"
    ]
    assert any(re.search(r"死亡\d+人", text) for text in told)
    assert any("国务院令第493号" in text for text in told)


def test_the_causes_of_a_case_are_searched_by_the_names_that_readers_see(archive, held):
    named = archive.vocabularies["causes"]
    for case in archive.of("case"):
        if case.causes and not case.withdrawn:
            texts = [
                passage.text for passage in held[f"case/{case.id}"].passages if passage.anchor == "causes"
            ]
            assert texts == ["、".join(named[one].name for one in case.causes)]


def test_the_lexicon_knows_names_near_words_phrases_and_what_is_wanted(archive):
    lexicon = documents.lexicon(archive)
    for body in archive.of("organization"):
        names = {name.name for name in body.names} | {s for name in body.names for s in name.short_forms}
        assert any(names <= set(group) for group in lexicon.names), body.id
    assert lexicon.synonyms == tuple(one.words for one in archive.vocabularies["synonyms"].values())
    assert {one.name for one in archive.vocabularies["glossary"].values()} <= set(lexicon.phrases)
    assert [one.title for one in lexicon.wanted] == [
        archive.wanted(key).title for key in archive.wanted_keys()
    ]


def test_no_two_near_words_of_the_content_contradict():
    entries = yaml.safe_load((ROOT / "content" / "vocabularies" / "synonyms.yml").read_text(encoding="utf-8"))
    every = [word for entry in entries for word in entry["words"]]
    assert len(every) == len(set(every)), "a word in two groups would join them"
    assert all(len(entry["words"]) > 1 for entry in entries)

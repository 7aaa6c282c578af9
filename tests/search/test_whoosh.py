"""Whoosh's own searcher reads our codec, and answers as on Whoosh's own."""

import made_documents
import pytest
from whoosh import index as whoosh_index
from whoosh import query, sorting
from whoosh.qparser import QueryParser

from search_index.analysis import date_number, keys_of_titles
from search_index.fold import machine_fold
from search_index.readings import text_keys
from search_index.schema import SearchSchema
from search_index.words import machine_dictionary

DOCUMENTS = [made_documents.document(number) for number in range(30)]


@pytest.fixture(scope="module")
def ours(tmp_path_factory, cache):
    path = tmp_path_factory.mktemp("ours")
    made_documents.index(path, DOCUMENTS, cache)
    # A second commit: another segment, and deleted documents in the first.
    made_documents.index(path, [*DOCUMENTS[2:], made_documents.document(77)], cache)
    with whoosh_index.open_dir(path).searcher() as searcher:
        yield searcher


@pytest.fixture(scope="module")
def theirs(tmp_path_factory, cache):
    """The same documents, written by Whoosh with its own codec from the same schema."""
    fold = machine_fold(cache)
    words = [word.decode("utf-8") for word in machine_dictionary(cache, fold)[0].words]
    # Not in memory: Whoosh would put its temporary files into one folder for the whole machine.
    index = whoosh_index.create_in(tmp_path_factory.mktemp("theirs"), SearchSchema())
    with index.writer() as writer:
        for one in [*DOCUMENTS[2:], made_documents.document(77)]:
            text = "".join(map(fold.text, one.texts))
            titles = keys_of_titles(one, fold)
            writer.add_document(
                id=one.id,
                chars=text,
                grams=text,
                words=[word for word in words if word in text],
                title=titles[0],
                keys=sorted(text_keys(one.texts, fold.text, one.numbers, one.number_names, one.date, titles)),
                date=date_number(one.date),
                repealed=one.repealed,
                length=len(text),
                display=b"",
            )
    with index.searcher() as searcher:
        yield searcher


def ids(searcher, asked, **options):
    hits = searcher.search(asked, limit=None, **options)
    terms = {}
    for reader, base in searcher.reader().leaf_readers():
        for text in reader.lexicon("id"):
            matcher = reader.postings("id", text)
            if matcher.is_active():
                terms[base + matcher.id()] = text.decode("utf-8")
    return [terms[hit.docnum] for hit in hits]


QUERIES = [
    query.Term("grams", "安全"),
    query.Term("grams", "查大"),
    query.Term("chars", "煤"),
    query.Term("words", "委员会"),
    query.Term("keys", "n:晋安办发|2023|12"),
    query.Term("id", "notice/0007"),
    query.Term("id", "notice/0001"),
    query.Term("grams", "龘龘"),
    query.And([query.Term("grams", "燃气"), query.Term("grams", "泄漏")]),
    query.Or([query.Term("grams", "煤矿"), query.Term("title", "应急")]),
    query.Phrase("grams", ["大排", "排查", "查大", "大整"]),
    query.Phrase("title", ["大整", "整治"]),
    query.Prefix("grams", "安"),
    query.Prefix("keys", "n:晋安办发"),
    query.Not(query.Term("grams", "煤矿")),
    query.Every(),
]


@pytest.mark.parametrize("asked", QUERIES, ids=str)
def test_the_same_documents_are_found(ours, theirs, asked):
    assert set(ids(ours, asked)) == set(ids(theirs, asked))


def test_queries_are_parsed_by_the_schema(ours):
    asked = QueryParser("grams", SearchSchema()).parse("大排查")
    assert set(ids(ours, asked)) >= set(ids(ours, query.Phrase("grams", ["大排", "排查"])))


def test_frequencies_are_exact(ours, theirs):
    ours, theirs = ours.reader(), theirs.reader()
    for field in ("chars", "grams"):
        for text in ("安", "全", "煤") if field == "chars" else ("安全", "煤矿", "查大"):
            counts = []
            for reader in (ours, theirs):
                matcher = reader.postings(field, text)
                total = 0
                while matcher.is_active():
                    total += matcher.weight()
                    matcher.next()
                counts.append(total)
            assert counts[0] == counts[1] > 0


def test_results_are_sorted_by_columns(ours, theirs):
    asked = query.Term("grams", "安全")
    by_length = [ids(searcher, asked, sortedby=sorting.FieldFacet("length")) for searcher in (ours, theirs)]
    assert by_length[0] == by_length[1]
    dates = {one.id: date_number(one.date) for one in [*DOCUMENTS, made_documents.document(77)]}
    by_date = ids(ours, asked, sortedby=sorting.FieldFacet("date", reverse=True))
    found = [dates[one] for one in by_date]
    assert found == sorted(found, reverse=True)
    assert len(set(found)) > 2


def test_stored_fields_and_terms_are_there(ours):
    reader = ours.reader()
    assert {"chars", "grams", "words", "title", "keys", "id"} <= set(reader.indexed_field_names())
    assert list(reader.expand_prefix("id", "notice/007")) == [b"notice/0077"]
    assert reader.stored_fields(5).keys() == {"display"}
    lexicon = [text.decode("utf-8") for text in reader.lexicon("grams")]
    assert lexicon == sorted(lexicon)
    assert "安全" in lexicon

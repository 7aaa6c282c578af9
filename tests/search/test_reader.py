"""What questions read of an index is what its documents hold."""

import random
import subprocess
import sys
import threading
from dataclasses import replace

import made_documents
import numpy as np
import pytest

from search_index.document import Document, Passage
from search_index.kept import Kept
from search_index.reader import Index

DOCUMENTS = [made_documents.document(number) for number in range(40)]


@pytest.fixture(scope="module")
def index(tmp_path_factory, cache):
    return made_documents.index(tmp_path_factory.mktemp("index"), DOCUMENTS, cache)


def folded(index, document):
    return "".join(map(index.fold.text, document.texts))


def holders(segment, piece):
    """Documents that hold a piece of two or more characters, by the positions of its pairs alone."""
    places = None
    for offset in range(len(piece) - 1):
        found = segment.positions("grams", piece[offset : offset + 2])
        found = np.zeros(0, "i8") if found is None else found.astype("i8") - offset
        places = found if places is None else np.intersect1d(places, found)
    return set((np.searchsorted(segment.bases, places, side="right") - 1).tolist())


def test_every_piece_is_held_by_exactly_the_documents_that_contain_it(index):
    segment = index.segments[0]
    texts = [folded(index, one) for one in DOCUMENTS]
    dice = random.Random(4)
    for _ in range(500):
        text = dice.choice(texts)
        start = dice.randrange(len(text) - 1)
        piece = text[start : start + dice.randint(2, 12)]
        expected = {doc for doc, one in enumerate(texts) if piece in one}
        if len(piece) > 1:
            assert holders(segment, piece) == expected, piece


def test_lengths_dates_and_ids(index):
    segment = index.segments[0]
    assert segment.lengths.tolist() == [len(folded(index, one)) for one in DOCUMENTS]
    assert index.total_length == sum(segment.lengths.tolist())
    dates = {"": 0, "2022": 20220000, "2023-03": 20230300, "2023-03-13": 20230313}
    assert segment.dates.tolist() == [dates[one.date] for one in DOCUMENTS]
    assert segment.repealed.tolist() == [one.repealed for one in DOCUMENTS]
    assert [segment.id(doc) for doc in range(segment.size)] == [one.id for one in DOCUMENTS]
    assert segment.digests() == [one.digest for one in DOCUMENTS]
    assert [segment.stored(doc) for doc in range(segment.size)] == DOCUMENTS


def test_facets(index):
    segment = index.segments[0]
    assert segment.facet_keys == ["issuer", "year"]
    found = [made_documents.facet_of(segment, "issuer", doc) for doc in range(segment.size)]
    assert found == [sorted(one.facets["issuer"]) for one in DOCUMENTS]
    offsets, codes = segment.facet("none")
    assert (len(offsets), len(codes), segment.facet_values("none")) == (41, 0, [])


def test_own_keys_of_a_document(index):
    segment = index.segments[0]
    for key in ("n:晋安办发|2023|7", "n:|2023|7", "n:省安委办|2023|7"):
        docs, tfs = segment.postings("keys", key)
        assert [segment.id(doc) for doc in docs.tolist()] == ["notice/0007"]
        assert tfs is None


def test_other_titles_stand_apart(tmp_path, cache):
    document = Document("a", "", "大排查", ("大整治",))
    segment = made_documents.index(tmp_path, [document], cache).segments[0]
    assert segment.terms("title") == sorted(["大排", "排查", "大整", "整治"])
    assert segment.positions("title", "大整").tolist() == [4]
    assert segment.postings("keys", "t:大整治") is not None
    # The text is the title and the passages; another title is found by its key only.
    assert segment.postings("grams", "大整") is None


def test_words_of_two_characters_are_marked(index):
    assert index.is_word("安全")
    assert not index.is_word("查大")
    assert not index.is_word("龘龘")


def test_a_stretch_is_its_terms_one_by_one(index):
    segment = index.segments[0]
    for field in ("chars", "grams", "words", "title", "keys", "id"):
        postings = segment.stretch(field, 3, 9)
        starts = postings.starts.tolist()
        for number, term in enumerate(segment.terms(field)[3:9]):
            docs, tfs = segment.postings(field, term)
            own = slice(starts[number], starts[number] + len(docs))
            assert postings.docs[own].tolist() == docs.tolist()
            if postings.tfs is not None:
                assert postings.tfs[own].tolist() == (tfs.tolist() if tfs is not None else [1] * len(docs))


def test_long_documents_and_rare_characters(tmp_path, cache):
    text = "安全" * 40_000 + "𠀀生𠀀"
    documents = [Document(str(number), "", "短", passages=(Passage("", text),)) for number in range(3)]
    segment = made_documents.index(tmp_path, documents, cache).segments[0]
    assert segment.lengths.tolist() == [80_004] * 3
    assert segment.postings("grams", "安全")[1].tolist() == [40_000] * 3
    expected = [doc * 80_005 + 80_001 for doc in range(3)]
    assert segment.positions("grams", "𠀀生").tolist() == expected
    assert segment.postings("chars", "𠀀")[1].tolist() == [2] * 3


def test_lone_surrogates_do_no_harm(tmp_path, cache):
    document = Document("a", "", "安\ud800全", passages=(Passage("", "\udc00"),))
    segment = made_documents.index(tmp_path, [document], cache).segments[0]
    assert segment.stored(0) == document
    assert segment.postings("grams", "安全") is not None


def test_reading_needs_no_library_of_analysis(index):
    program = (
        "import sys; from search_index import Index; "
        f"index = Index.open({str(index.path)!r}); index.segments[0].postings('grams', '安全'); "
        "assert not {'jieba', 'opencc', 'pypinyin'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", program], check=True)


def test_a_refreshed_index_keeps_what_has_not_changed(tmp_path, cache):
    old = made_documents.index(tmp_path, DOCUMENTS[:10], cache)
    made_documents.index(tmp_path, [*DOCUMENTS[:9], replace(DOCUMENTS[9], title="龘龘")], cache)
    fresh = old.refresh()
    assert fresh is not old
    assert fresh.fold is old.fold
    assert (old.df("title", "龘龘"), fresh.df("title", "龘龘"), fresh.size) == (0, 1, 10)
    assert fresh.refresh() is fresh


def test_kept_arrays_are_bounded():
    kept = Kept(3_000)
    for number in range(50):
        array = kept.get(("segment", number), lambda: np.zeros(100, "u4"))
        assert len(array) == 100
        assert kept.size <= 3_000
    made = []
    kept.get(("segment", 49), lambda: made.append(1))
    kept.get(("segment", 0), lambda: made.append(0))
    assert made == [0]
    assert len(kept.get(("segment", "large"), lambda: np.zeros(10_000, "u4"))) == 10_000
    assert kept.size <= 3_000


def test_arrays_of_segments_that_are_gone_are_forgotten():
    kept = Kept(10_000)
    for name in ("old", "new"):
        kept.get((name, 1), lambda: np.zeros(100, "u4"))
    both = kept.size
    kept.only({"new"})
    assert kept.size == both // 2
    made = []
    kept.get(("new", 1), lambda: made.append("new"))
    kept.get(("old", 1), lambda: made.append("old"))
    assert made == ["old"]


def test_threads_read_alike(index):
    segment = Index.open(index.path, keep_bytes=2_000).segments[0]
    terms = segment.terms("grams")[:200]
    expected = [segment.positions("grams", term).tolist() for term in terms]
    wrong = []

    def read():
        found = [segment.positions("grams", term).tolist() for term in terms]
        if found != expected:
            wrong.append(found)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong

"""The words of jieba's dictionary are found as jieba finds them, without jieba."""

import logging
import random
import re

import jieba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real import held

from search_index.batch import fold_documents
from search_index.codec.arrays import Arrays
from search_index.fold import machine_fold
from search_index.words import Dictionary, compile_dictionary, dictionary_file, machine_dictionary, usable

HAN = re.compile("[\u4e00-\u9fa5]+")


@pytest.fixture(scope="session")
def fold(cache):
    return machine_fold(cache)


@pytest.fixture(scope="session")
def dictionary(cache, fold):
    return machine_dictionary(cache, fold)[0]


@pytest.fixture(scope="session")
def cutter(cache):
    jieba.setLogLevel(logging.ERROR)
    cutter = jieba.Tokenizer()
    cutter.tmp_dir = str(cache)
    cutter.initialize()
    return cutter


def words_of(dictionary, fold, text):
    """Words of three and more characters with how often they stand in the text."""
    postings = dictionary.invert(fold_documents(fold, [[text]]))
    return {word.decode("utf-8"): int(tf) for word, tf in zip(postings.terms, postings.tfs, strict=True)}


def cut(cutter, text):
    """The same by jieba's full mode, of words that its dictionary has."""
    counts = {}
    for word in cutter.cut(text, cut_all=True):
        if 3 <= len(word) <= 16 and cutter.FREQ.get(word):
            counts[word] = counts.get(word, 0) + 1
    return counts


def test_real_texts_give_the_words_of_full_mode(dictionary, fold, cutter):
    dice = random.Random(1)
    texts = [passage.text for one in held() for passage in one.passages]
    seen = 0
    for text in dice.sample(texts, min(400, len(texts))):
        # Between Han characters only: jieba joins letters and digits to runs that no dictionary has.
        for run in HAN.findall(fold.text(text)):
            found = words_of(dictionary, fold, run)
            # Words that the dictionary has in another form only, such as 適用於, are found beside.
            assert {word: tf for word, tf in found.items() if cutter.FREQ.get(word)} == cut(cutter, run), run
            seen += len(found)
    assert seen > 1000


def test_letters_and_digits_hide_no_word_of_full_mode(dictionary, fold, cutter):
    text = fold.text("3D打印机与AA制、適用于安全生产责任制2023年")
    found = words_of(dictionary, fold, text)
    assert cut(cutter, text).items() <= found.items()
    assert {"aa制", "适用于", "责任制"} <= found.keys()


def test_pairs_are_marked_as_the_dictionary_has_them(dictionary, cutter):
    pairs = ["安全", "全生", "生产", "龘龘", "查大", "排查", "煤矿"]
    codes = [ord(pair[0]) << 32 | ord(pair[1]) for pair in pairs]
    marked = dictionary.are_words(np.array(codes, "u8")).tolist()
    assert marked == [int(bool(cutter.FREQ.get(pair))) for pair in pairs]


LETTERS = "安全生产大"


@settings(max_examples=100)
@given(
    st.sets(st.text(LETTERS, min_size=2, max_size=6), min_size=1, max_size=12),
    st.lists(st.lists(st.text(LETTERS, max_size=12), min_size=1, max_size=3), min_size=1, max_size=5),
)
def test_every_word_is_found_wherever_it_stands(tmp_path_factory, fold, words, documents):
    place = tmp_path_factory.mktemp("words") / "words"
    compile_dictionary(sorted(words), place)
    postings = Dictionary(Arrays(place)).invert(fold_documents(fold, documents))
    found = {}
    starts = postings.starts.tolist()
    for word, start, count in zip(postings.terms, starts, postings.counts.tolist(), strict=True):
        rows = zip(postings.docs[start:][:count].tolist(), postings.tfs[start:][:count].tolist(), strict=True)
        found[word.decode("utf-8")] = dict(rows)
    expected = {}
    for doc, texts in enumerate(documents):
        joined = "".join(texts)
        for word in words:
            count = sum(joined.startswith(word, place) for place in range(len(joined)))
            if count and len(word) >= 3:
                expected.setdefault(word, {})[doc] = count
    assert found == expected


def test_words_stand_in_the_dictionary_as_in_folded_text(fold):
    words = usable(["卡拉OK 3 n", "安全生产 5 n", "的 9 uj", "阿·甘 1 nr", "責任制 2 n"], fold)
    assert words == sorted(["卡拉ok", "安全生产", "阿甘", "责任制"])


def test_the_dictionary_is_that_of_jieba():
    assert dictionary_file().read_text(encoding="utf-8").startswith("AT&T ")


def test_a_compiled_dictionary_of_another_version_is_compiled_again(cache, fold, tmp_path):
    machine_dictionary(cache, fold)
    whole = next(cache.glob("words-*.arrays"))
    other = tmp_path / whole.name
    other.write_bytes(b"arrays00" + whole.read_bytes()[8:-8] + b"arrays00")
    machine_dictionary(tmp_path, fold)
    assert other.read_bytes() == whole.read_bytes()

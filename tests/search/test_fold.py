"""Folding: what is the same to a reader is the same text, and a piece folds to a piece."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.fold import Fold, machine_fold
from search_index.title import title_key

# Characters that fold to nothing, to several, to others; dots and digits meet often.
TRICKY = st.text(
    st.sampled_from("0129.·•・．‧∙⋅ⅣⅫ½⒈①㎏℃％‰%特別爲后，。 \n“”《》Ａａİßé々〇㈠安"), max_size=20
)
TEXTS = st.one_of(TRICKY, st.text(max_size=20))


@pytest.fixture(scope="session")
def fold(cache):
    return machine_fold(cache)


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("特別重大事故", "特别重大事故"),
        ("ＡＢＣａｂｃ", "abcabc"),
        ("１２３％", "123%"),
        ("5‰", "5‰"),
        ("5℃", "5c"),
        ("“2·22”事故", "2.22事故"),
        ("“2•22”", "2.22"),
        ("２．２２", "2.22"),
        ("2..2", "22"),
        ("1.2.3", "1.2.3"),
        ("约翰·史密斯", "约翰史密斯"),
        ("一、总 体　要求。", "一总体要求"),
        ("〔2023〕12号", "202312号"),
        ("二〇二三年", "二〇二三年"),
        ("第①条", "第1条"),
        ("⒈5", "15"),
        ("①.②", "1.2"),
        ("，。", ""),
        ("", ""),
    ],
)
def test_folding(fold, raw, folded):
    assert fold.text(raw) == folded


@given(TEXTS, st.data())
def test_a_piece_folds_to_a_piece(fold, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold.text(text[start:end]) in fold.text(text)


@given(TEXTS)
def test_offsets_lead_back_to_the_raw_characters(fold, text):
    folded = fold(text)
    assert len(folded.text) == len(folded.offsets)
    for char, offset in zip(folded.text, folded.offsets.tolist(), strict=True):
        assert char == "." or char in fold.text(text[offset])
    assert sorted(folded.offsets.tolist()) == folded.offsets.tolist()


@given(TEXTS)
def test_folding_twice_changes_nothing(fold, text):
    assert fold.text(fold.text(text)) == fold.text(text)


@given(st.characters())
def test_letters_and_digits_stay_and_marks_go(fold, char):
    form = unicodedata.normalize("NFKC", char)
    kept = any(unicodedata.category(part)[0] in "LN" or part in "%‰" for part in form)
    assert bool(fold.text(char)) == kept


def test_the_stored_table_folds_alike(fold):
    again = Fold.load(fold.dump())
    sample = "特別“2·22”⒈½ Ａ㎏苧薴"
    assert again.digest == fold.digest
    assert again.text(sample) == fold.text(sample)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("关于开展全省安全生产大检查的通知", "开展安全生产大检查通知"),
        ("印发全国方案", "方案"),
        ("关于的", "关于的"),
        ("通知", "通知"),
    ],
)
def test_title_keys_leave_light_words_out(title, key):
    assert title_key(title) == key

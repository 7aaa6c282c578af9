"""Names that mean the same, near words, and the values of a filter that a text names."""

import pytest
from memory import keep

from search_index.document import Lexicon
from search_index.expand import Expander

LEXICON = Lexicon(
    names=(
        ("山西省安全生产委员会办公室", "省安委办", "山西省人民政府安全生产委员会办公室"),
        ("国务院安全生产委员会办公室", "国务院安委办", "安委办"),
        ("住房和城乡建设部", "住建部"),
    ),
    synonyms=(("燃气泄漏", "漏气"), ("泄漏", "漏气")),
    phrases=("三管三必须", "五不为过"),
)


@pytest.fixture(scope="module")
def expander():
    return Expander(LEXICON, keep)


def test_names_of_one_body_stand_for_each_other(expander):
    group = set(LEXICON.names[0])
    for name in group:
        assert set(expander.equivalents(name)) == group - {name}
    assert expander.equivalents("百日攻坚") == ()


def test_a_word_of_two_groups_has_the_near_words_of_both(expander):
    assert set(expander.near("漏气")) == {"燃气泄漏", "泄漏"}
    assert expander.near("泄漏") == ("漏气",)
    assert expander.near("省安委办") == () == expander.equivalents("漏气")


def test_names_words_and_phrases_are_kept_together_when_cut(expander):
    assert {"省安委办", "漏气", "三管三必须"} <= expander.pieces


def test_marks_in_names_do_not_count():
    other = Expander(Lexicon(names=(("“2·22”坍塌事故", "2.22 坍塌"),)), keep)
    assert other.equivalents(keep("2·22坍塌")) == (keep("“2·22”坍塌事故"),)


BODIES = [
    "国务院",
    "国务院安全生产委员会办公室",
    "山西省安全生产委员会办公室",
    "住房和城乡建设部",
    "住房和城乡建设部办公厅",
]
GRADES = ["一般", "较大", "重大", "特别重大"]


@pytest.mark.parametrize(
    ("values", "text", "found"),
    [
        (BODIES, "国务院", ["国务院"]),
        (BODIES, "国务院安委办", ["国务院安全生产委员会办公室"]),
        (BODIES, "省安委办", ["山西省安全生产委员会办公室"]),
        (BODIES, "住建部", ["住房和城乡建设部"]),
        (BODIES, "城乡建设", ["住房和城乡建设部", "住房和城乡建设部办公厅"]),
        (BODIES, " 国 务 院 ", ["国务院"]),
        (BODIES, "教育部", []),
        (BODIES, "", []),
        (BODIES, "：", []),
        (GRADES, "重大", ["重大"]),
        (GRADES, "特别", ["特别重大"]),
        (["2022", "2023"], "2023年", ["2023"]),
        (["泄漏"], "漏气", ["泄漏"]),
    ],
)
def test_values_of_a_filter(expander, values, text, found):
    assert list(expander.resolve(values, text)) == found

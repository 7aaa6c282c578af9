"""The terms of a plan: what adds to scores."""

from collections.abc import Iterable

from search_index.plan import Plan
from search_index.score import WEIGHTS, Term
from search_index.title import title_key
from search_index.vocabulary import Vocabulary

SHORTEST, LONGEST = 3, 16
FIELDS = {"chars": "单字", "grams": "双字", "words": "词", "title": "标题", "keys": "日期、数字"}
# A document of a day comes before those that mention it.
OWN_DATE = "D:"
# Of the keys of a figure so many are the figure itself, the others are rounder.
OWN_FIGURE = 2


def terms(plan: Plan, vocabulary: Vocabulary, singles: bool = False) -> list[Term]:
    """Return the terms of a plan, each once.

    Single characters are among them where a clause is one, and with `singles`.
    """
    weights: dict[tuple[str, str], int] = {}
    for text in dict.fromkeys(text for need in plan.needs for text in need.texts):
        weights.update(_of(text, vocabulary))
    for need in plan.needs:
        weights.update(
            (("keys", key), WEIGHTS["date"]) for key in need.reading.dates if key.startswith(OWN_DATE)
        )
        weights.update((("keys", key), WEIGHTS["figure"]) for key in need.reading.figures[:OWN_FIGURE])
        if singles or len(need.text) == 1:
            weights.update((("chars", char), WEIGHTS["character"]) for char in need.text)
    found = ((field, text, vocabulary.index.df(field, text)) for field, text in weights)
    return [
        Term(field, text, weights[field, text], df, vocabulary.rarity(df)) for field, text, df in found if df
    ]


def _of(text: str, vocabulary: Vocabulary) -> Iterable[tuple[tuple[str, str], int]]:
    for gram in bigrams(text):
        yield ("grams", gram), WEIGHTS["word_bigram" if vocabulary.known(gram) else "bigram"]
    for word in substrings(text):
        if vocabulary.known(word):
            yield ("words", word), WEIGHTS["word"]
    for gram in bigrams(title_key(text) if text else ""):
        yield ("title", gram), WEIGHTS["title"]


def bigrams(text: str) -> list[str]:
    """Return the pairs of neighbouring characters, in order."""
    return [text[at : at + 2] for at in range(len(text) - 1)]


def substrings(text: str) -> Iterable[str]:
    """Return every stretch as long as dictionary words of three and more characters are."""
    for start in range(len(text) - SHORTEST + 1):
        for end in range(start + SHORTEST, min(start + LONGEST, len(text)) + 1):
            yield text[start:end]

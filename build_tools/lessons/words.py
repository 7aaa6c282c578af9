"""Distinctive words of texts: jieba's segmentation, TF-IDF over the texts given.

A word is distinctive when it is rare in Chinese at large (jieba's own counts) and rare
among the texts, and is not one of the words that every accident report uses.  A word is
also taken together with a thing behind it, since 密闭 and 墙 are one term.
"""

from __future__ import annotations

import math
import re
import warnings
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.resources import files

with warnings.catch_warnings():
    # jieba 0.42.1 imports pkg_resources, which warns that it will go.
    warnings.simplefilter("ignore")
    import jieba

#: A word that jieba's corpus counts more often is everyday Chinese.
_EVERYDAY = 700
#: A word in more than this part of the texts tells them apart no longer (but see ``_FEW``).
_COMMON = 0.25
#: In a small archive a word in this many texts is still distinctive.
_FEW = 3

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OMITTED = re.compile(r"〔[^〕]*〕")
#: A new word that jieba guesses with one of these is a piece of a clause.
_FUNCTION = re.compile("[的了未不时后前在和与及或并且将被把对为从由其该此]")
#: Things in one character that end a technical term: 密闭墙, 胶轮车.
_PARTS = frozenset("墙壁井巷泵管线网绳链车架杆板门阀罐塔桥船坝库料药渣灰尘")


@cache
def _boilerplate() -> frozenset[str]:
    """Words of every investigation report, of every official text and of every mine."""
    text = files(__package__).joinpath("boilerplate.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def _tokenizer() -> jieba.Tokenizer:
    """jieba with its own dictionary, read without a cache file anywhere."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer


def _rare(token: str) -> bool:
    count = _tokenizer().FREQ.get(token)
    return not _FUNCTION.search(token) if count is None else count <= _EVERYDAY


def terms(text: str, without: Collection[str] = ()) -> Iterator[str]:
    """The technical words of a text, as often as they occur.

    Args:
        text: Running text.
        without: Words to leave out.
    """
    skip = _boilerplate() | frozenset(without)
    for run in _HAN.findall(_OMITTED.sub("，", text)):
        before = ""
        for token in _tokenizer().cut(run):
            if len(token) > 1 and _rare(token) and token not in skip and not token.endswith("事故"):
                yield token
                before = token
            else:
                if before and token in _PARTS:
                    yield before + token
                before = ""


def weighed(texts: Mapping[str, str], without: Collection[str] = ()) -> dict[str, dict[str, float]]:
    """The words that a text shares with some, but not many, of the others, with their weights.

    The weight is (1 + ln f) · ln((1 + n) / d) / ln(1 + n): f occurrences in the text, n texts,
    d of them with the word.  A word used once, and in no other text, would weigh 1.
    """
    counts = {key: Counter(terms(text, without)) for key, text in texts.items()}
    holders = Counter(word for count in counts.values() for word in count)
    whole = math.log(1 + len(texts))
    most = max(_FEW, int(len(texts) * _COMMON))
    rarity = {w: 1 - math.log(d) / whole for w, d in holders.items() if 1 < d <= most}
    return {
        key: {w: (1 + math.log(n)) * rarity[w] for w, n in sorted(count.items()) if w in rarity}
        for key, count in counts.items()
    }


def shown(weights: Mapping[str, float], limit: int) -> tuple[str, ...]:
    """The heaviest words for a reader; a word that is a part of another one gives way to it."""
    chosen: list[str] = []
    for word in sorted(weights, key=lambda word: (-weights[word], -len(word), word)):
        if not any(word in other for other in chosen):
            chosen = [other for other in chosen if other not in word]
            chosen.append(word)
            if len(chosen) == limit:
                break
    return tuple(chosen)

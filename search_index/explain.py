"""Why a document was found and stands where it stands, in Chinese."""

from collections.abc import Sequence

import numpy as np

from search_index.match import IN_TEXT, IN_TITLE, NEAR, NUMBER, RELAXED, TITLE, WORDS
from search_index.phrase import holding, within
from search_index.plan import Plan
from search_index.rank import Place
from search_index.results import TIERS, Explanation, Share
from search_index.score import KEPT, OF, Term, parts_of
from search_index.terms import FIELDS
from search_index.vocabulary import Vocabulary

REASONS = {
    0: "没有检索词，只按筛选条件列出",
    NUMBER: "文号与检索的文号相同",
    TITLE: "标题与检索词相同",
    IN_TITLE: "标题含有检索词",
    IN_TEXT: "全文含有检索词，或其等同名称、日期、数字的另一写法",
    WORDS: "全文含有检索词的每个词语，但不连在一起",
    NEAR: "全文含有检索词的近义词",
    RELAXED: "全文只含有检索词的一部分",
}


def label(place: Place, plan: Plan, vocabulary: Vocabulary) -> str:
    """Return what the tier of a document is called, with the near words it was found by."""
    if place.tier != NEAR:
        return TIERS.get(place.tier, "")
    words = [word for need in plan.needs for word in need.near]
    held = [word for word in dict.fromkeys(words) if holds(place, word)]
    return f"近义词：{'、'.join(map(vocabulary.written, held))}"


def holds(place: Place, text: str) -> bool:
    """Tell whether a document holds a folded text."""
    docs = holding(place.segment, text)
    return bool(within(np.array([place.doc], docs.dtype), docs)[0])


def explanation(place: Place, terms: Sequence[Term], vocabulary: Vocabulary) -> Explanation:
    """Return why a document stands where it stands."""
    segment = place.segment
    parts = parts_of(segment, vocabulary.norms(segment), place.doc, terms)
    shares = [
        Share(FIELDS[term.field], term.text, term.df, frequency, term.weight, term.idf, points)
        for term, frequency, points in parts
    ]
    reason = f"第{place.tier}档：{REASONS[place.tier]}" if place.tier else REASONS[0]
    if segment.repealed[place.doc]:
        reason += f"；已废止，得分按{KEPT}/{OF}计"
    return Explanation(reason + "。", tuple(sorted(shares, key=lambda share: (-share.points, share.term))))

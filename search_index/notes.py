"""What a reader is told about how an answer came about, in Chinese."""

from search_index.match import NEAR
from search_index.matches import Matches
from search_index.plan import Plan
from search_index.relax import Relaxed
from search_index.vocabulary import Vocabulary


def notes(matches: Matches, tiers: dict[int, int]) -> tuple[str, ...]:
    """Return the notes of an answer with so many documents in each tier."""
    plan, relaxed, filters = matches.plan, matches.relaxed, matches.filters
    total = sum(tiers.values())
    said = list(filters.notes)
    if plan.query.limit:
        said.append(f"检索词过长，只检索了前{plan.query.limit}个字。")
    said += [f"“{text}”只有标点，没有可检索的内容。" for text in plan.ignored]
    if relaxed:
        said += _loose(relaxed, total)
    else:
        said += _added(plan, tiers, matches.vocabulary)
    if not total and matches.unfiltered:
        said.append(f"在所选范围内没有找到；不加筛选共有{matches.unfiltered}条。")
    elif not total and not relaxed:
        said.append("没有找到。")
    return tuple(said)


def _loose(relaxed: Relaxed, total: int) -> list[str]:
    said = ["没有找到含有全部检索词的内容。"]
    if relaxed.missing:
        said.append(f"全库没有出现：{'、'.join(relaxed.missing)}。")
    if total and relaxed.kept:
        said.append(f"以下{total}条只含有其中一部分：{'、'.join(relaxed.kept)}。")
    return said


def _added(plan: Plan, tiers: dict[int, int], vocabulary: Vocabulary) -> list[str]:
    # The forms of a number are no other names.
    named = (need for need in plan.needs if not need.reading.forms)
    names = dict.fromkeys(vocabulary.written(name) for need in named for name in need.names)
    said = [f"同时查找：{'、'.join(names)}。"] if names else []
    if tiers.get(NEAR):
        words = [
            vocabulary.written(word) for need in plan.needs for piece in need.pieces for word in piece.near
        ]
        said.append(f"另有{tiers[NEAR]}条含有近义词：{'、'.join(dict.fromkeys(words))}。")
    return said

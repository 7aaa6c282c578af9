"""What a reader is told about how an answer came about, in Chinese."""

from search_index.match import IN_TEXT, NEAR, WORDS
from search_index.matches import Matches
from search_index.plan import Plan
from search_index.readings import NUMBER
from search_index.relax import Relaxed
from search_index.syntax import shown
from search_index.vocabulary import Vocabulary


def notes(matches: Matches, tiers: dict[int, int]) -> tuple[str, ...]:
    """Return the notes of an answer with so many documents in each tier."""
    plan, relaxed, filters = matches.plan, matches.relaxed, matches.filters
    total = sum(tiers.values())
    said = list(filters.notes)
    if plan.query.limit:
        said.append(f"检索词过长，只检索了前{plan.query.limit}个字。")
    said += [f"“{text}”只有标点，没有可检索的内容。" for text in plan.ignored]
    lacking = _lacking(plan, matches.vocabulary)
    if lacking:
        said.append(f"没有收录这一文号的文件：{'、'.join(lacking)}。")
    if relaxed:
        said += _loose(relaxed, total, matches.vocabulary, bool(lacking))
    else:
        said += _added(plan, tiers, matches.vocabulary)
    if not total and matches.unfiltered:
        said.append(f"在所选范围内没有找到；不加筛选共有{matches.unfiltered}条。")
    elif not total and not relaxed:
        said.append("没有找到。")
    return tuple(said)


def _lacking(plan: Plan, vocabulary: Vocabulary) -> list[str]:
    """Return the document numbers asked for that no document has, as they should be written."""
    df = vocabulary.index.df
    return [
        said.removeprefix(NUMBER)
        for need in plan.needs
        if need.reading.whole
        and need.reading.near
        and not any(df("keys", key) for key in need.reading.number)
        for said in need.reading.said
    ]


def _loose(relaxed: Relaxed, total: int, vocabulary: Vocabulary, lacking: bool) -> list[str]:
    if lacking and not (relaxed.kept or relaxed.missing or relaxed.fixed):
        return [f"以下{total}条是年份和顺序号相同的文件。"] if total else []
    said = ["没有找到含有全部检索词的内容。"]
    facets = vocabulary.index.lexicon.facets
    if relaxed.unmet:
        said.append(f"没有内容符合：{'、'.join(shown(clause, facets) for clause in relaxed.unmet)}。")
    elif relaxed.fixed:
        said.append("引号内和限定了字段的检索词没有放宽。")
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
    exact = sum(count for tier, count in tiers.items() if tier <= IN_TEXT)
    if exact and tiers.get(WORDS):
        said.append(f"其中{exact}条含有检索词原文，{tiers[WORDS]}条词语都有，但不相连。")
    if tiers.get(NEAR):
        words = [vocabulary.written(word) for need in plan.needs for word in need.near]
        said.append(f"另有{tiers[NEAR]}条含有近义词：{'、'.join(dict.fromkeys(words))}。")
    return said

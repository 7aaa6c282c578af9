"""What a stated change is compared with, and the names of what changes."""

from __future__ import annotations

import re

_SAME_PERIOD = r"(?:与|和|较|比)?(?:去年|上年|上一年)同期(?:相比)?"
_BASIS = re.compile(
    rf"同比|{_SAME_PERIOD}|环比"
    r"|(?P<than>(?:与|和|较|比)(?P<period>[^，。；、比较与和]{2,14}?)相比"
    r"|(?:较|比)(?P<other>[^，。；、比较与和]{2,14}?)(?=分别|年均|平均|下降|减少|上升|增长|增加|提高|，|\Z))"
)
_PERIOD = re.compile(r"[0-9０-９]{4}\s*年|[“\"][一二三四五六七八九十]{2,3}五[”\"]|上[年月季]|去年|前一|上一")
_BOTH = re.compile(r"同比、环比均?|同比和环比均?|同比、环比事故起数")
_SCOPE = re.compile(r"分别|均|总体|…|(?:时期|期间|末)\Z")
_JOINTS = "，、和及：: \n"

#: Generic names in a list that belong to the first one: 火灾起数、亡人数.
_GENERIC = frozenset(
    (
        "死亡人数",
        "亡人数",
        "伤人数",
        "受伤人数",
        "伤亡人数",
        "失踪人数",
        "直接经济损失",
        "经济损失",
        "百万吨死亡率",
    )
)
_STEM = re.compile(r"(?P<stem>[^、]{2,16})(?:起数|数量)\Z")
_ENDINGS = ("起数", "死亡人数")


def bases(sentence: str, upto: int) -> tuple[str, ...]:
    """What a change at ``upto`` is compared with: 同比, 环比, both, or the source's words."""
    basis = ""
    for match in _BASIS.finditer(sentence, 0, upto):
        if match["than"] is None:
            basis = "环比" if match[0] == "环比" else "同比"
        elif _PERIOD.search(match["than"]):
            basis = match["than"]
    both = [match.end() for match in _BOTH.finditer(sentence, 0, upto)]
    if both and not _BASIS.search(sentence, both[-1], upto):
        return ("同比", "环比")
    return (basis,) if basis else ()


def without_scope(label: str) -> str:
    """The name of what changes, without the words of comparison around it."""
    bare = _BASIS.sub(lambda match: match[0] if _no_period(match["than"]) else "", label)
    return _SCOPE.sub("", bare.strip(_JOINTS)).strip(_JOINTS)


def _no_period(than: str | None) -> bool:
    return than is not None and not _PERIOD.search(than)


def completed(labels: list[str]) -> list[str]:
    """A、B和C起数: the last word belongs to all of them."""
    if len(labels) > 1 and all(label.endswith("事故") for label in labels[:-1]):
        ending = next((end for end in _ENDINGS if labels[-1].endswith("事故" + end)), "")
        return [label + ending for label in labels[:-1]] + labels[-1:]
    return labels


def subjects(labels: list[str]) -> list[str]:
    """What generic names of an enumeration belong to: 火灾 for 亡人数 in 火灾起数、亡人数."""
    stem = _STEM.match(labels[0]) if labels else None
    return [stem["stem"] if stem and label in _GENERIC else "" for label in labels]


def stem(label: str) -> str:
    """A name without 起数 behind it."""
    return label.removesuffix("起数")

"""Figures in running text, with their places.

Years, dates, serial and article numbers, document numbers, codes of standards, accident
names (“11·21”), ranges and everything inside 《》 are no figures and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .printed import FIGURE, Figure, figure_of, normal_unit

#: Units that are counted in bulletins, longer ones first.
UNITS = (
    "个百分点", "平方公里", "平方米", "立方米", "台（套）", "台(套)", "台套",
    "组次", "家次", "户次", "人次", "矿次", "车次", "架次", "班次", "批次", "台次", "件次", "场次",
    "条次", "项次", "公里", "千米", "公顷", "亩", "起", "人", "名", "项", "条", "处", "家", "户", "份", "台",
    "套", "座", "个", "次", "辆", "艘", "元", "吨", "支", "件", "批", "期", "场", "例", "宗", "间", "栋",
    "所", "%", "％",
)  # fmt: skip
#: Units of things that come in whole numbers.
WHOLE_UNITS = frozenset(UNITS) - frozenset(
    ("个百分点", "平方公里", "平方米", "立方米", "公里", "千米", "公顷", "亩", "元", "吨", "%", "％")
)

_MASK = "\ue000"
_D = "[0-9０-９]"
_GAP = "[ \t\u3000\u00a0\n]{0,3}"
_NOT_FIGURES = re.compile(
    "|".join(
        (
            r"《[^《》\n]{0,200}》",
            rf"[〔﹝【\[（(]{_GAP}(?:19|20){_D}{{2}}{_GAP}[〕﹞】\]）)]{_GAP}(?:第{_GAP})?{_D}{{1,5}}{_GAP}号",
            rf"第{_GAP}(?:{_D}{{1,6}}|[〇零一二两三四五六七八九十百千]{{1,8}})",
            rf"[A-Za-z]{{1,6}}{_GAP}(?:/{_GAP}[A-Za-z]{{1,3}}{_GAP})?{_D}{{1,7}}"
            rf"(?:[.—–－-]{{1,2}}{_D}{{1,5}}){{0,4}}[A-Za-z]{{0,6}}",
            rf"{_D}{{1,4}}{_GAP}[·•∙‧]{_GAP}{_D}{{1,2}}",
            rf"[“\"]{_D}{{3,6}}[^，。；”\"\n]{{0,20}}[”\"]",
            rf"[“\"]{_D}{{1,2}}[.．]{_D}{{1,2}}[”\"]",
            rf"{_D}{{1,4}}{_GAP}年(?:{_GAP}{_D}{{1,2}}{_GAP}月)?(?:{_GAP}{_D}{{1,2}}{_GAP}[日号])?",
            rf"{_D}{{1,2}}{_GAP}(?:[-—–～~至]{_GAP}{_D}{{1,2}}{_GAP})?月份?(?:{_GAP}{_D}{{1,2}}{_GAP}[日号])?",
            rf"{_D}{{1,2}}{_GAP}[日号时](?!均)",
            rf"{_D}{{1,12}}(?:[.．]{_D}{{1,6}})?[万亿]?{_GAP}(?:[-—–－～~至×xX:：/／]|到(?={_D}))"
            rf"{_GAP}{_D}{{1,12}}(?:[.．]{_D}{{1,6}})?",
            r"(?<![0-9０-９])(?:十[一二三四五])(?=[”\"]|五|时期|期间|末)",
            r"[一二三四五六七八九十]{1,3}(?=[是、要])",
        )
    )
)
_FIGURE = re.compile(
    rf"(?<![A-Za-z0-9０-９#№＃.．—–\-\u2212+/{_MASK}])(?={_D}|[两二三四五六七八九十百一近约超逾不突接将大])"
    rf"{FIGURE}{_GAP}(?P<unit>{'|'.join(re.escape(unit) for unit in UNITS)})?"
    rf"(?![A-Za-z0-9０-９/／²³℃°次])"
)
#: Units that a Chinese numeral counts (两起, 二十二名); before others it is mostly part of a word.
_CHINESE_UNITS = frozenset("起人名家处座辆户艘")
_LIMIT = re.compile(rf"{_GAP}(?:[（(]含[）)])?{_GAP}(?P<word>及?以[上下内]|左右|上下|及以[上下])")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure found in a text.

    Attributes:
        start: Position of its first character, approximation word included.
        end: Position after its unit.
        figure: The figure.
        limit: 以上, 以下, 以内 or 左右 that follows; empty if none does.
    """

    start: int
    end: int
    figure: Figure
    limit: str = ""


def mask(text: str) -> str:
    """The text with everything that only looks like a figure blotted out, place for place."""
    return _NOT_FIGURES.sub(lambda match: _MASK * len(match[0]), text)


def scan(text: str) -> Iterator[Found]:
    """The figures of a text, in order."""
    for match in _FIGURE.finditer(mask(text)):
        unit = match["unit"] or ""
        chinese = not re.search(_D, match["number"])
        if chinese and (unit not in _CHINESE_UNITS or match["number"].startswith(("百", "千"))):
            continue
        if not chinese and not unit and not _stands_alone(match, text):
            continue
        start, end = _trimmed(text, match.start(), match.end())
        figure = figure_of(match, normal_unit(unit))
        if figure is not None:
            limit = _LIMIT.match(text, end)
            printed = replace(figure, printed=text[start:end])
            yield Found(start, end, printed, limit["word"] if limit else "")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    return start, end


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Whether a figure without unit is still a figure: long or with decimals, then a stop."""
    long = len(match["number"]) >= 3 or match["scale"]
    rest = text[match.end() : match.end() + 1]
    return bool(long) and (not rest or rest in "，。；、（(,;")

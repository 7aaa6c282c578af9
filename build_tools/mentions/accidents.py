"""Accidents named by their day (“11·21”特别重大火灾事故): found in text, matched with cases.

The day alone identifies nothing: the same day comes every year.  A mention means a case if
day and place agree, or day and year; what agrees in the day only stays open.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..kinds.case import Case
from .resolve import ANYWHERE, Context, Held, Open

_MONTH = "(?P<{0}month>1[0-2]|0?[1-9])"
_DAY = r"(?P<{0}day>3[01]|[12]\d|0?[1-9])"
_DOTS = "·•∙・．‧⋅●"
#: “11·21” with any dot; without quotation marks a plain full stop would be a decimal point.
_MENTION = re.compile(
    rf"[“\"‘'「]\s?{_MONTH.format('')}\s?[{_DOTS}.]\s?{_DAY.format('')}\s?[”\"’'」]"
    rf"|(?<![\d.．第]){_MONTH.format('bare_')}\s?[{_DOTS}]\s?{_DAY.format('bare_')}(?![\d{_DOTS}.])"
)
_KIND = (
    "事故|火灾|爆炸|爆燃|燃爆|坍塌|垮塌|滑坡|滑塌|溃坝|透水|突水|突出|井喷|泄漏|泄露|中毒|窒息"
    "|沉船|坠落|坠机|盗采"
)
_WORD = r"[^，。；：！？、等“”‘’\"《》（）()\n]"
#: What follows: the rest of the accident's name, as far as 事故 or else the kind.
_REST = re.compile(f"{_WORD}{{0,30}}?事故|{_WORD}{{0,20}}?(?:{_KIND})")
#: Days of another sort: “11·9”消防日, “6·16”咨询活动.
_NO_ACCIDENT = re.compile("宣传|咨询|晚会|活动|行动|专项|[防权念]日")
#: Without quotation marks only a grade or kind right behind shows that an accident is meant.
_AT_ONCE = re.compile(
    rf"(?:特别重大|重大|较大|一般|特大)?(?:煤矿|矿山|瓦斯|道路|交通|运输|顶板|机电|水害|{_KIND})"
)
_GRADE = re.compile("特别重大|重大|较大|一般|特大")
#: 甲“8·11”、乙“8·14”和丙“8·18”事故: the last says for all what they were.
_LISTED = re.compile(r"\s?(?:、|和|及|以及|与)")
_BEFORE = re.compile(r"[^，。；：！？、“”‘’\"《》\n]{0,40}\Z")
_YEAR = re.compile(r"((?:19|20)\d{2})年")
#: Words between a year and the place that make it the year of something else.
_OTHER_MATTER = re.compile("[吸汲]取|教训|贯彻|落实|部署|针对|学习|传达|通报|以来")
_OPENING = re.compile("\\A.*(?:发生了?|吸取|汲取|关于|针对|以及|和|及|与|对|如|的)(?=.{2})")

#: Characters of a sentence in which the year is looked for.
_REACH = 80
_COMMON = re.compile(
    "省|市|自治区|壮族|回族|维吾尔|煤矿|煤业|矿业|集团|有限|责任|股份|公司|特别重大|重大|较大|一般|特大|事故"
    "|火灾|爆炸|瓦斯|运输|顶板|机电|水害|坍塌|透水|放炮|露天|盗采|资源|煤炭"
)
_NAMES_OF_PROVINCES = (
    "北京天津上海重庆河北山西辽宁吉林江苏浙江安徽福建江西山东河南湖北湖南广东海南四川贵州云南陕西甘肃青海"
    "台湾广西西藏宁夏新疆黑龙龙江内蒙蒙古中国全国"
)
#: Pairs of characters that say no more than the province.
_PROVINCES = frozenset(_NAMES_OF_PROVINCES[i : i + 2] for i in range(0, len(_NAMES_OF_PROVINCES), 2))


@dataclass(frozen=True, slots=True)
class Accident:
    """An accident named in a text.

    Attributes:
        start: Position of the first character that the mention's link covers.
        end: Position after the last one; grade and kind are covered, the place before is not.
        text: The characters between, as printed.
        month: Month.
        day: Day of the month.
        place: What stands before it: place or unit, as printed; may be empty.
        year: The year said of it, if one is.
        grade: The grade said of it; empty if none.
    """

    start: int
    end: int
    text: str
    month: int
    day: int
    place: str = ""
    year: int | None = None
    grade: str = ""


def find(text: str) -> Iterator[Accident]:
    """The accidents named in one paragraph, in order."""
    matches = [match for match in _MENTION.finditer(text) if _is_day(match)]
    found: list[Accident] = []
    following: re.Match[str] | None = None
    named = False
    for match in reversed(matches):
        rest = _rest(text, match)
        if rest is None and match["month"] and named and following is not None:
            between = text[match.end() : following.start()]
            named = _LISTED.match(between) is not None and re.search("[，。；！？\n]", between) is None
        else:
            named = rest is not None
        if named:
            found.append(_accident(text, match, rest))
        following = match
    return reversed(found)


def _date(match: re.Match[str]) -> tuple[int, int]:
    return int(match["month"] or match["bare_month"]), int(match["day"] or match["bare_day"])


def _is_day(match: re.Match[str]) -> bool:
    month, day = _date(match)
    return day <= {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)


def _rest(text: str, match: re.Match[str]) -> re.Match[str] | None:
    """The words behind a day that make it an accident's."""
    if match["month"] is None and not _AT_ONCE.match(text, match.end()):
        return None
    rest = _REST.match(text, match.end())
    return rest if rest and not _NO_ACCIDENT.search(rest.group()) else None


def _accident(text: str, match: re.Match[str], rest: re.Match[str] | None) -> Accident:
    end = rest.end() if rest else match.end()
    before = _BEFORE.search(text, max(0, match.start() - 40), match.start())
    place = _OPENING.sub("", before.group()) if before else ""
    place = _YEAR.sub("", place).strip()
    grade = _GRADE.search(rest.group()) if rest else None
    return Accident(
        match.start(),
        end,
        text[match.start() : end],
        *_date(match),
        place,
        _year(text[max(0, match.start() - _REACH) : match.start()]),
        grade.group() if grade else "",
    )


def _year(lead: str) -> int | None:
    """The year in the sentence before an accident, unless something else happened in it."""
    sentence = re.split("[。！？\n]", lead)[-1]
    years = list(_YEAR.finditer(sentence))
    if not years or _OTHER_MATTER.search(sentence, years[-1].end()):
        return None
    return int(years[-1][1])


class Accidents:
    """The accidents that an archive holds, by their day."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._by_day: dict[tuple[int, int], list[Case]] = defaultdict(list)
        for case in cases:
            if case.type == "事故" and case.date is not None and len(case.date) == 10:
                self._by_day[int(case.date[5:7]), int(case.date[8:])].append(case)

    def target(
        self,
        accident: Accident,
        context: Context = ANYWHERE,
        earlier: Mapping[tuple[int, int], str] | None = None,
    ) -> Held | Open:
        """The case that is meant.

        Args:
            accident: The mention.
            context: The document in which it stands; nothing that happened later is meant.
            earlier: Cases that this document has named before with their place, by month and day.
        """
        day = (accident.month, accident.day)
        cases = [
            case
            for case in self._by_day.get(day, ())
            if context.day is None or case.date is None or case.date <= context.day
        ]
        ids = tuple(sorted(case.id for case in cases))
        if not cases:
            return Open((), "没有收录这一天的事故案例")
        if accident.place:
            placed = [case for case in cases if _shares_place(accident.place, case)]
        else:
            placed = [case for case in cases if case.id == (earlier or {}).get(day)]
        dated = [case for case in cases if case.date and case.date[:4] == str(accident.year)]
        if accident.year is not None:
            both = [case for case in placed if case in dated]
            if placed and not both:
                return Open(ids, "地点相同而年份不同")
            placed = both or ([] if accident.place and _has_words(accident.place) else dated)
        if len(placed) == 1:
            return Held("case", placed[0].id)
        return Open(ids, "有几个案例都符合" if placed else "日期相同，地点或年份不能确认是同一事故")


def _shares_place(place: str, case: Case) -> bool:
    """Whether a place or unit names, beyond the province, what the case's names and places name."""
    names = [re.split('[“"]', name)[0] for name in (case.title, *case.other_names)]
    held = {pair for name in (*names, case.place or "", case.unit or "") for pair in _pairs(name)}
    return bool(held & _pairs(place))


def _has_words(place: str) -> bool:
    return bool(_pairs(place))


def _pairs(text: str) -> set[str]:
    """Pairs of characters in a place that tell it from others: no province, no 煤矿, no 公司."""
    parts = _COMMON.split(unicodedata.normalize("NFKC", text))
    pairs = {part[i : i + 2] for part in parts for i in range(len(part) - 1)}
    return {pair for pair in pairs if pair not in _PROVINCES and pair.isalnum()}

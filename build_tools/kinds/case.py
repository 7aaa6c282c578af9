"""Cases (案例): accidents, exemplars and serious hazards, and what should be learnt.

The grade of an accident: 生产安全事故报告和调查处理条例 (国务院令第493号) Art. 3.
"""

from collections.abc import Iterator
from typing import Literal

from ..problems import Fault
from .base import (
    CampaignRef,
    Cause,
    Industry,
    Markdown,
    Model,
    NoticeRef,
    Record,
    Region,
    ascending,
    not_before,
)
from .values import ClockTime, Count, Day, Number, PartialDate

Grade = Literal["特别重大", "重大", "较大", "一般"]
GRADES: tuple[Grade, ...] = ("特别重大", "重大", "较大", "一般")

#: Lower bounds of deaths, serious injuries and direct loss in yuan; any one decides,
#: 以上 includes the figure (国务院令第493号 Art. 3).
_BOUNDS: tuple[tuple[Grade, int, int, int], ...] = (
    ("特别重大", 30, 100, 100_000_000),
    ("重大", 10, 50, 50_000_000),
    ("较大", 3, 10, 10_000_000),
)


def grade_of(deaths: int | None, serious_injuries: int | None, loss: Number | None) -> Grade | None:
    """The grade that the known figures reach; ``None`` if no figure is known.

    Loss is the direct economic loss in yuan.  Unknown figures could only raise the grade.
    """
    if deaths is None and serious_injuries is None and loss is None:
        return None
    figures = (deaths or 0, serious_injuries or 0, loss or 0)
    for grade, *bounds in _BOUNDS:
        if any(figure >= bound for figure, bound in zip(figures, bounds, strict=True)):
            return grade
    return "一般"


class Casualties(Model):
    """Casualties and loss as known on a day; they may change (Art. 13, 20)."""

    as_of: Day | None = None
    """截至日期。"""
    stage: Literal["快报", "续报", "调查报告", "其他"] | None = None
    """阶段。"""
    deaths: Count | None = None
    """死亡人数。单位：人。"""
    missing: Count | None = None
    """失踪人数。单位：人。"""
    serious_injuries: Count | None = None
    """重伤人数。单位：人；来源没有分轻重的不填。"""
    injuries: Count | None = None
    """受伤人数。单位：人；含重伤。"""
    direct_loss_printed: str | None = None
    """直接经济损失原文。如 2933万元。"""
    direct_loss: Number | None = None
    """直接经济损失。单位：元。"""
    quote: str | None = None
    """所据原文。"""


class AccidentType(Model):
    """The type of an accident in a named scheme; schemes are never mapped silently."""

    scheme: str
    """分类标准。词汇表“事故类型”中的标准标识，如 gb-6441-1986、coal-mine。"""
    type: str
    """事故类型。该标准中的类型名称。"""


class Penalty(Model):
    """What was decided on responsibility; posts and roles, no names."""

    party: str
    """责任方。单位或职务，不写个人姓名。"""
    finding: str | None = None
    """认定。"""
    decision: str | None = None
    """处理。"""


class CorrectiveMeasure(Model):
    """One required action, to be followed until it is verified."""

    text: str
    """措施。按来源原文。"""
    addressee: str | None = None
    """责任单位。措施对谁提出。"""
    due: PartialDate | None = None
    """期限。"""
    status: Literal["已提出", "整改中", "已报完成", "已核查", "未落实", "不再适用", "未知"] = "未知"
    """状态。只按有来源的情况填写。"""
    evidence: str | None = None
    """依据。状态的依据。"""


class LessonCard(Model):
    """A one-page card for people at other sites, written by an editor from the source."""

    what_happened: str
    """发生了什么。"""
    what_was_broken: tuple[str, ...]
    """违反了什么。"""
    what_to_check: tuple[str, ...]
    """到自己单位查什么。"""


class Case(Record):
    """An accident, an exemplar or a serious hazard."""

    type: Literal["事故", "典型经验", "重大隐患"]
    """案例类别。事故、典型经验或重大隐患。"""
    title: str
    """标题。地点或单位、“月·日”、等级、类型。"""
    other_names: tuple[str, ...] = ()
    """其他名称。其他文件中的叫法；用来识别正文中的提及。"""
    date: PartialDate | None = None
    """发生日期。"""
    time: ClockTime | None = None
    """发生时间。24 小时制，时:分。"""
    time_note: str | None = None
    """时间说明。原文的写法，如 9时许。"""
    place: str | None = None
    """地点。不写到个人住址。"""
    region: Region | None = None
    """地区。行政区划代码。"""
    unit: str | None = None
    """单位。事故发生单位。"""
    industry: Industry | None = None
    """行业领域。"""
    accident_types: tuple[AccidentType, ...] = ()
    """事故类型。写明分类标准；不同标准分开写，不互相换算。"""
    casualties: tuple[Casualties, ...] = ()
    """伤亡和损失。按截至日期排列，最后一条为最新。"""
    grade: Grade | None = None
    """事故等级。来源所述的等级；来源没有说的不填。"""
    summary: str | None = None
    """摘要。一两句话。"""
    overview: Markdown | None = None
    """概况。"""
    process: Markdown | None = None
    """经过。"""
    direct_causes: Markdown | None = None
    """直接原因。"""
    indirect_causes: Markdown | None = None
    """间接原因。"""
    causes: tuple[Cause, ...] = ()
    """原因归类。由编者按词汇表“原因”归类。"""
    response: Markdown | None = None
    """应急处置。"""
    responsibility: Markdown | None = None
    """责任。"""
    penalties: tuple[Penalty, ...] = ()
    """处理。责任方和处理结果。"""
    corrective_measures: tuple[CorrectiveMeasure, ...] = ()
    """整改措施。逐条照录。"""
    lessons: Markdown | None = None
    """教训。"""
    follow_up: Markdown | None = None
    """后续。"""
    lesson_card: LessonCard | None = None
    """警示卡。由编者据来源写成。"""
    notices: tuple[NoticeRef, ...] = ()
    """相关文件。"""
    campaigns: tuple[CampaignRef, ...] = ()
    """专项行动。"""

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def latest(self) -> Casualties | None:
        """The newest casualties held."""
        return self.casualties[-1] if self.casualties else None

    @property
    def computed_grade(self) -> Grade | None:
        """The grade by 国务院令第493号 Art. 3 from the newest casualties."""
        last = self.latest
        return grade_of(last.deaths, last.serious_injuries, last.direct_loss) if last else None

    def check(self) -> Iterator[Fault]:
        """Casualties after the event and in order; the stated grade must not contradict them.

        A stated grade above the computed one is possible where figures are missing
        (serious injuries, loss) or people are; below it never.
        """
        for index, known in enumerate(self.casualties):
            place = ("casualties", index)
            yield from not_before((*place, "as_of"), ("发生日期", self.date), ("截至日期", known.as_of))
            serious, injuries = known.serious_injuries, known.injuries
            if serious is not None and injuries is not None and serious > injuries:
                params = {"serious": serious, "injuries": injuries}
                yield Fault("E232", (*place, "serious_injuries"), params)
        yield from ascending("casualties", "as_of", "伤亡和损失", (known.as_of for known in self.casualties))
        computed, last = self.computed_grade, self.latest
        if self.type != "事故" or self.grade is None or computed is None or last is None:
            return
        lower = GRADES.index(self.grade) > GRADES.index(computed)
        complete = None not in (last.deaths, last.serious_injuries, last.direct_loss) and not last.missing
        if lower or (complete and self.grade != computed):
            yield Fault("E231", ("grade",), {"grade": self.grade, "computed": computed})

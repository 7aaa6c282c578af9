"""Campaigns (专项行动): who leads, what is checked, how, and what happened when."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..problems import Fault
from .base import (
    CaseRef,
    GlossaryTerm,
    Industry,
    Markdown,
    Model,
    NoticeRef,
    OrganizationRef,
    Person,
    Record,
    Region,
    StatisticRef,
    not_before,
)
from .values import Count, PartialDate


class CampaignName(Model):
    """A name of the campaign as documents write it."""

    name: str
    """名称。按来源文件的写法。"""
    short_forms: tuple[str, ...] = ()
    """简称。如 百日攻坚。"""
    note: str | None = None
    """说明。名称出自哪里。"""


class Group(Model):
    """A leading group, work team or inspection group."""

    name: str
    """名称。如 全省安全生产隐患排查整治行动领导小组。"""
    type: Literal["领导小组", "专项行动领导小组", "督导检查组", "督导巡查组", "工作专班", "其他"]
    """类别。"""
    count: Count | None = None
    """组数。同类小组的数目，如 19。"""
    bodies: tuple[OrganizationRef, ...] = ()
    """组成单位。机构标识。"""
    members: tuple[Person, ...] = ()
    """成员。职务和身份按来源原文。"""
    start: PartialDate | None = None
    """开始日期。"""
    end: PartialDate | None = None
    """结束日期。"""
    tasks: tuple[str, ...] = ()
    """任务。按来源原文逐条列出。"""
    quote: str | None = None
    """所据原文。"""
    note: str | None = None
    """说明。"""


class Holding(Model):
    """What the archive holds on one item of a set of measures."""

    item: str
    """条目。与条目原文逐字一致。"""
    notices: tuple[NoticeRef, ...] = ()
    """文件。"""
    cases: tuple[CaseRef, ...] = ()
    """案例。"""
    statistics: tuple[StatisticRef, ...] = ()
    """统计。"""
    note: str | None = None
    """说明。这些记录与条目的关系。"""


class MeasureSet(Model):
    """A named set of measures, e.g. 八个一批, with its items word for word."""

    name: str
    """名称。如 八个一批。"""
    glossary: GlossaryTerm | None = None
    """提法。词汇表“提法”中的标识。"""
    items: tuple[str, ...] = ()
    """条目。逐字照录；来源没有列出的不填。"""
    holdings: tuple[Holding, ...] = ()
    """收录情况。本档案就各条目收录的记录；没有的不填。"""
    quote: str | None = None
    """所据原文。"""
    note: str | None = None
    """说明。如 来源只提到名称，没有列出条目。"""


class Scope(Model):
    """An industry that the campaign covers and what is checked there."""

    industry: Industry
    """行业领域。"""
    aspects: tuple[str, ...] = ()
    """检查内容。按来源原文逐项列出。"""
    stated_count: Count | None = None
    """所称项数。来源说共有几个方面，如 十个方面写 10。"""
    note: str | None = None
    """说明。如 来源只列出其中六项。"""


class Phase(Model):
    """A phase of the campaign."""

    name: str
    """阶段。"""
    start: PartialDate | None = None
    """开始日期。"""
    end: PartialDate | None = None
    """结束日期。"""
    tasks: tuple[str, ...] = ()
    """任务。"""


class Event(Model):
    """A dated event of the campaign."""

    date: PartialDate
    """日期。"""
    end: PartialDate | None = None
    """结束日期。"""
    type: Literal["会议", "文件", "检查", "事故", "数据", "总结"]
    """类型。会议、文件、检查、事故、数据或总结。"""
    title: str
    """事项。"""
    description: str | None = None
    """内容。据来源原文。"""
    people: tuple[Person, ...] = ()
    """出席或主持。"""
    notice: NoticeRef | None = None
    """文件。相关文件的标识。"""
    case: CaseRef | None = None
    """案例。相关案例的标识。"""
    statistic: StatisticRef | None = None
    """统计。相关统计发布的标识。"""
    source: NoticeRef | None = None
    """出处。记载这一事项的文件的标识。"""
    quote: str | None = None
    """所据原文。"""


class Campaign(Record):
    """A campaign of inspection and rectification."""

    names: Annotated[tuple[CampaignName, ...], Field(min_length=1)]
    """名称。第一个为通用名称。"""
    start: PartialDate | None = None
    """开始日期。"""
    end: PartialDate | None = None
    """结束日期。"""
    period_note: str | None = None
    """起止说明。来源对起止时间的原话。"""
    region: Region | None = None
    """地区。"""
    lead_bodies: tuple[OrganizationRef, ...] = ()
    """牵头单位。"""
    basis: tuple[NoticeRef, ...] = ()
    """依据。所依据的文件。"""
    summary: str | None = None
    """概述。"""
    goals: tuple[str, ...] = ()
    """目标。按来源原文。"""
    groups: tuple[Group, ...] = ()
    """组织领导。领导小组、督导检查组等。"""
    measure_sets: tuple[MeasureSet, ...] = ()
    """措施。"""
    scope: tuple[Scope, ...] = ()
    """范围和检查内容。"""
    methods: tuple[str, ...] = ()
    """开展方式。"""
    requirements: tuple[str, ...] = ()
    """工作要求。"""
    enforcement: tuple[str, ...] = ()
    """执法手段。"""
    phases: tuple[Phase, ...] = ()
    """阶段。"""
    events: tuple[Event, ...] = ()
    """大事记。"""
    outlook: Markdown | None = None
    """下一步。来源所说的后续安排。"""
    open_ends: tuple[str, ...] = ()
    """待查事项。已宣布但未见文件或结果的事项。"""

    @property
    def label(self) -> str:
        """The first name."""
        return self.names[0].name

    def check(self) -> Iterator[Fault]:
        """Neither the campaign nor a group, phase or event of it may end before it begins."""
        yield from not_before(("end",), ("开始日期", self.start), ("结束日期", self.end))
        for field in ("groups", "phases"):
            for index, part in enumerate(getattr(self, field)):
                yield from not_before((field, index, "end"), ("开始日期", part.start), ("结束日期", part.end))
        for index, measures in enumerate(self.measure_sets):
            for order, holding in enumerate(measures.holdings):
                if holding.item not in measures.items:
                    place = ("measure_sets", index, "holdings", order, "item")
                    yield Fault("E224", place, {"item": holding.item, "name": measures.name})
        for index, event in enumerate(self.events):
            yield from not_before(("events", index, "end"), ("日期", event.date), ("结束日期", event.end))

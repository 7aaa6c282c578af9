"""Statistics (统计发布): a release with its observations, each traced to its sentence."""

from collections.abc import Iterator
from typing import Literal

from ..problems import Fault, ValuePath
from .base import (
    CampaignRef,
    Indicator,
    Industry,
    Model,
    NoticeRef,
    Quote,
    Record,
    Region,
    ascending,
    not_before,
)
from .values import Day, Id, Number, PartialDate

Approximation = Literal["确数", "约数", "余", "多", "超", "近", "不足", "约"]


class Comparison(Model):
    """A change that the source states: 同比 or 环比."""

    basis: Literal["同比", "环比"]
    """比较方式。同比（与上年同期比）或环比（与上期比）。"""
    change_printed: str | None = None
    """增减量原文。如 减少20起。"""
    change: Number | None = None
    """增减量。增加为正，减少为负。"""
    percent_printed: str | None = None
    """增减幅度原文。如 下降22.73%。"""
    percent: Number | None = None
    """增减幅度。百分数，上升为正，下降为负。"""
    note: str | None = None
    """说明。"""


class Derivation(Model):
    """How the source says a figure follows from others of the same release."""

    kind: Literal["比率", "占比", "合计", "差"]
    """算法。比率（第一项÷第二项×100%）、占比、合计或差。"""
    inputs: tuple[Id, ...]
    """输入。本次发布中其他数据的标识，按算法的顺序。"""


class Revision(Model):
    """A value that a figure had before it was revised: what the source once printed."""

    value_printed: str
    """修订前原文数字。按原文，含约数词和单位。"""
    value: Number
    """修订前数值。以计量单位计的数。"""
    approximation: Approximation = "确数"
    """修订前约数。修订前原文的约数词。"""
    date: PartialDate
    """修订日期。这一数字从何时起不再使用。"""
    reason: str
    """修订原因。按来源所述。"""
    source: NoticeRef | None = None
    """原数出处。载有修订前数字的文件；就是本次发布的来源文件的，只写原数所据原文。"""
    quote: Quote | None = None
    """原数所据原文。出处中含有修订前数字的词句。"""


class Observation(Model):
    """One figure as the source prints it and as a number."""

    id: Id
    """标识。在本次发布中唯一。"""
    indicator: Indicator
    """指标。词汇表“指标”中的标识。"""
    label: str
    """原文名目。来源对这一数字的称呼，如 重大隐患。"""
    value_printed: str
    """原文数字。按原文，含约数词和单位，如 5700余万元。"""
    value: Number
    """数值。以计量单位计的数，如 5700余万元 写 57000000。"""
    unit: str
    """计量单位。如 起、人、项、元、%。"""
    approximation: Approximation = "确数"
    """约数。原文的约数词；以万、亿计而末位省略的写 约数。"""
    quote: Quote
    """所据原文。来源正文中含有这一数字的词句。"""
    industry: Industry | None = None
    """行业领域。"""
    region: Region | None = None
    """地区。与发布的地区不同时填写。"""
    grade: str | None = None
    """等级。如 较大、重大及以上。"""
    derivation: Derivation | None = None
    """计算关系。来源中由其他数字得出的，写明算法和输入。"""
    comparisons: tuple[Comparison, ...] = ()
    """所述比较。来源所述的同比、环比。"""
    revisions: tuple[Revision, ...] = ()
    """修订。发布单位修订过的数字，按先后列出修订前的各个数字；本档案自己抄错的改正写在 changes。"""
    note: str | None = None
    """说明。如 原文缺计量单位。"""


class Statistic(Record):
    """A release of figures."""

    title: str
    """标题。由编者拟定，写明时期、地区和内容。"""
    period_start: PartialDate | None = None
    """统计期起。"""
    period_end: PartialDate | None = None
    """统计期止。"""
    as_of: Day | None = None
    """截至日期。"""
    accumulation: Literal["累计", "当期"] | None = None
    """累计或当期。"""
    region: Region | None = None
    """地区。"""
    coverage: str | None = None
    """统计口径。来源所述的范围，如 各类生产安全亡人事故。"""
    stage: Literal["快报", "月报", "季报", "年报", "阶段小结", "其他"] | None = None
    """数据阶段。"""
    source_record: NoticeRef
    """来源文件。数字所在文件的标识。"""
    campaigns: tuple[CampaignRef, ...] = ()
    """专项行动。"""
    observations: tuple[Observation, ...]
    """数据。"""
    note: str | None = None
    """说明。"""

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    def check(self) -> Iterator[Fault]:
        """Ids unique in the release, inputs exist, the quote holds the printed figure."""
        yield from not_before(("period_end",), ("统计期起", self.period_start), ("统计期止", self.period_end))
        yield from not_before(("as_of",), ("统计期起", self.period_start), ("截至日期", self.as_of))
        ids: set[str] = set()
        known = {observation.id for observation in self.observations}
        for index, observation in enumerate(self.observations):
            place = ("observations", index)
            if observation.id in ids:
                yield Fault("E312", (*place, "id"), {"id": observation.id})
            ids.add(observation.id)
            if observation.value_printed not in observation.quote.exact:
                yield Fault("E241", (*place, "quote", "exact"), {"value": observation.value_printed})
            yield from _revised(observation, place)
            for position, name in enumerate(observation.derivation.inputs if observation.derivation else ()):
                if name not in known:
                    yield Fault("E313", (*place, "derivation", "inputs", position), {"id": name})


def _revised(observation: Observation, place: ValuePath) -> Iterator[Fault]:
    """Revisions in the order of time, each a change, each former figure in its quotation."""
    later = [*observation.revisions[1:], observation]
    days = [revision.date for revision in observation.revisions]
    yield from ascending("revisions", "date", "修订", days, place)
    for index, (former, new) in enumerate(zip(observation.revisions, later, strict=False)):
        path = (*place, "revisions", index)
        if (former.value, former.approximation) == (new.value, new.approximation):
            yield Fault("E244", (*path, "value"), {"value": former.value_printed})
        if former.quote is not None and former.value_printed not in former.quote.exact:
            yield Fault("E241", (*path, "quote", "exact"), {"value": former.value_printed})

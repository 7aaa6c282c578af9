"""Models shared by all kinds of records.

A field's docstring is Chinese: the term, a full stop, then what the editor should know.
Error messages, page tables, field tables and the JSON Schema all read it from there
(:func:`term`).  A field that is optional may hold 未核实 in YAML; ``validate`` takes the
word out, leaves the field empty and notes it in :attr:`Record.unverified`.

Modules of models do without ``from __future__ import annotations``: pydantic would have to compile
every annotation from its text at each start of the program.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, PrivateAttr, model_validator
from pydantic_core import CoreSchema, PydanticCustomError

from ..problems import Fault, ValuePath
from .values import Alias, Day, Id, Sha256, Url
from .words import words

#: The word an editor writes for a fact that nobody has confirmed.
UNVERIFIED = "未核实"


class Model(BaseModel):
    """Base of every model: frozen, no unknown fields, Chinese field docstrings."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        made = handler(schema)
        properties = handler.resolve_ref_schema(made)["properties"]
        for name, text in words(cls).items():
            properties[name]["description"] = text
        return made


@cache
def term(model: type[BaseModel], name: str) -> str:
    """The Chinese term of a field: its docstring up to the first full stop or colon."""
    return re.split("[。：]", words(model).get(name, name), maxsplit=1)[0]


@cache
def remark(model: type[BaseModel], name: str) -> str:
    """What the docstring of a field says after the term; may be empty."""
    parts = re.split("[。：]", words(model).get(name, ""), maxsplit=1)
    return parts[1].strip() if len(parts) == 2 else ""


@dataclass(frozen=True, slots=True)
class Ref:
    """Marks a string field that holds the id of a record of ``kind``."""

    kind: str


@dataclass(frozen=True, slots=True)
class Term:
    """Marks a string field whose value stands in the vocabulary ``vocabulary``."""

    vocabulary: str


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Marks a string field that is Markdown; every other text is shown as it is."""


Markdown = Annotated[str, MarkdownText()]

OrganizationRef = Annotated[str, Ref("organization")]
NoticeRef = Annotated[str, Ref("notice")]
CampaignRef = Annotated[str, Ref("campaign")]
StatisticRef = Annotated[str, Ref("statistic")]
CaseRef = Annotated[str, Ref("case")]
Industry = Annotated[str, Term("industries")]
Region = Annotated[str, Term("regions")]
Indicator = Annotated[str, Term("indicators")]
Cause = Annotated[str, Term("causes")]
GlossaryTerm = Annotated[str, Term("glossary")]


#: Chinese term of a date, and the date, full or partial.
Dated = tuple[str, Day | str | None]


class Quote(Model):
    """An exact quotation with what stands before and after it, so that a link survives edits."""

    exact: str
    """原文。与来源正文逐字一致，包括空格和标点。"""
    prefix: str = ""
    """前文。原文之前紧接的几个字，用来区分重复出现的词句。"""
    suffix: str = ""
    """后文。原文之后紧接的几个字。"""


class Source(Model):
    """Where the archive's text of a record comes from."""

    name: str
    """来源。提供文本的网站、部门或资料的名称。"""
    url: Url | None = None
    """网址。来源页面的完整地址。"""
    file: str | None = None
    """原文件名。来源文件在其原处的名称。"""
    sha256: Sha256 | None = None
    """校验值。来源文件的 SHA-256，64 位十六进制小写。"""
    retrieved: Day | None = None
    """获取日期。取得来源文件的日期。"""
    note: str | None = None
    """说明。转载、摘要或版本情况。"""


class Erratum(Model):
    """A slip in the source's text that has one certain reading; the text itself is never changed."""

    reading: str
    """疑应作。所指原文改正后的样子，整句照写；读法没有把握的不登记勘误。"""
    reported: Literal["未报送", "已报送"] = "未报送"
    """报送情况。是否已告知发布单位：未报送或已报送。"""
    reported_on: Day | None = None
    """报送日期。告知发布单位的日期。"""


class SourceNote(Model):
    """A remark on the source's text, shown beside it: what was healed, what is odd."""

    type: Literal["断页愈合", "原文如此", "前后不一", "缺字缺项", "层次不齐", "遮蔽", "校正", "说明"]
    """类别。断页愈合、原文如此、前后不一、缺字缺项、层次不齐、遮蔽、校正或说明。"""
    quote: str | None = None
    """所指原文。说明所指的词句，与正文逐字一致。"""
    note: str
    """说明。写清原文是怎样的、本档案怎样处理。"""
    erratum: Erratum | None = None
    """勘误。来源确有错漏、读法有把握的，列入“来源勘误”页；来源更正后删去。"""

    @model_validator(mode="after")
    def _one_slip(self) -> Self:
        erratum = self.erratum
        if erratum is None:
            return self
        if not self.quote:
            raise PydanticCustomError("E218", "no quote", {"what": "勘误要写明所指原文（quote）"})
        if erratum.reading == self.quote:
            raise PydanticCustomError("E218", "same reading", {"what": "勘误的“疑应作”与所指原文相同"})
        if (erratum.reported == "已报送") != (erratum.reported_on is not None):
            what = "已报送的勘误写明报送日期，未报送的不写"
            raise PydanticCustomError("E218", "report date", {"what": what})
        return self


class Change(Model):
    """One entry of a record's own change notes, made by the editor who changed it."""

    date: Day
    """日期。本档案作出更改的日期。"""
    what: str
    """事项。更改了什么。"""
    before: str | None = None
    """更改前。"""
    after: str | None = None
    """更改后。"""
    reason: str | None = None
    """原因。为什么更改。"""


class Withdrawal(Model):
    """A record that was published and is no longer shown; its address stays."""

    date: Day
    """撤下日期。"""
    reason: str
    """撤下原因。"""


class Person(Model):
    """Someone acting in office.  Never a victim, worker or whistle-blower."""

    name: str | None = None
    """姓名。只写履行公务的领导，按来源原文。"""
    post: str | None = None
    """职务。按来源原文。"""
    role: str | None = None
    """担任。在本组中的身份，如 组长、双组长之一。"""


class MentionChoice(Model):
    """What a mention in the record's text means, where that cannot be told from the words."""

    quote: Quote
    """提及处。正文中的词句，与正文逐字一致；书名号连同标题一起写。"""
    notice: NoticeRef | None = None
    """文件。所提及文件的标识。"""
    case: CaseRef | None = None
    """案例。所提及案例的标识。"""
    campaign: CampaignRef | None = None
    """专项行动。所提及专项行动的标识。"""
    organization: OrganizationRef | None = None
    """机构。所提及机构的标识。"""
    glossary: GlossaryTerm | None = None
    """提法。词汇表“提法”中的标识。"""
    reason: str | None = None
    """理由。指认的依据；不指明任何记录的，表示此处不是引文，必须写明理由。"""

    @property
    def target(self) -> tuple[str, str] | None:
        """Kind and id of what is meant; ``None`` where the editor says that nothing is."""
        return next(iter(self._named()), None)

    def _named(self) -> list[tuple[str, str]]:
        kinds = ("notice", "case", "campaign", "organization", "glossary")
        return [(kind, id_) for kind in kinds if (id_ := getattr(self, kind)) is not None]

    @model_validator(mode="after")
    def _one_or_reason(self) -> Self:
        if len(self._named()) > 1:
            raise PydanticCustomError("E218", "several targets", {"what": "一处提及只能指明一条记录"})
        if not self._named() and not self.reason:
            what = "没有指明所提及的记录；确实不是引文的，写明理由"
            raise PydanticCustomError("E218", "no target", {"what": what})
        return self


class Record(Model):
    """What every kind of record has."""

    id: Id
    """标识。永久不变，与文件名相同；只用小写字母、数字和连字符。"""
    aliases: tuple[Alias, ...] = ()
    """旧地址。以前用过的网页地址，访问时转到本页，如 notices/old-id.html。"""
    source: Source | None = None
    """来源。"""
    source_notes: tuple[SourceNote, ...] = ()
    """来源说明。对来源文本的愈合、疑点和矛盾，逐条写明，显示在正文旁。"""
    mentions: tuple[MentionChoice, ...] = ()
    """引文指认。自动识别不能确定时，由编者指明所提及的文件。"""
    changes: tuple[Change, ...] = ()
    """更改记录。"""
    withdrawn: Withdrawal | None = None
    """撤下。撤下后页面只说明何时、为何撤下。"""

    _unverified: tuple[ValuePath, ...] = PrivateAttr(default=())

    @property
    def unverified(self) -> tuple[ValuePath, ...]:
        """Paths of the fields whose YAML value was 未核实."""
        return self._unverified

    def acknowledges(self, *words: str) -> bool:
        """Whether a source note speaks of one of ``words``: an oddity that the editor has seen."""
        texts = [f"{note.quote or ''}\n{note.note}" for note in self.source_notes]
        return any(word in text for word in words for text in texts)

    @property
    def label(self) -> str:
        """What the record is called in lists and links."""
        raise NotImplementedError(f"{type(self).__name__}.label")

    def check(self) -> Iterator[Fault]:
        """Faults that are true of this record by itself, beyond its fields' types."""
        yield from ()


def not_before(path: ValuePath, earlier: Dated, later: Dated) -> Iterator[Fault]:
    """A fault at ``path`` if ``later`` lies before ``earlier``, as far as both are known."""
    (first_term, first), (last_term, last) = earlier, later
    if first is None or last is None:
        return
    shared = min(len(str(first)), len(str(last)))
    if str(last)[:shared] < str(first)[:shared]:
        yield Fault("E221", path, {"later": last_term, "earlier": first_term, "a": last, "b": first})


def ascending(
    field: str, date_field: str, term_: str, days: Iterable[Day | str | None], within: ValuePath = ()
) -> Iterator[Fault]:
    """A fault for each item of the list ``field`` whose date lies before that of an earlier item."""
    latest: Day | str | None = None
    for index, day in enumerate(days):
        if day is None:
            continue
        if latest is not None and str(day) < str(latest)[: len(str(day))]:
            path = (*within, field, index, date_field)
            yield Fault("E222", path, {"term": term_, "a": day, "b": latest})
        latest = day

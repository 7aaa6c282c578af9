"""Notices (文件): any official document, with the header block readers expect.

Rules: 党政机关公文处理工作条例 (中办发〔2012〕14号) for the elements and the 15 kinds;
政府信息公开条例 (国务院令第711号) Art. 12 for the catalogue fields.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

from .. import dates, numbers
from ..problems import Fault
from .base import (
    CampaignRef,
    Industry,
    Markdown,
    Model,
    NoticeRef,
    OrganizationRef,
    Record,
    Region,
    not_before,
    term,
)
from .values import Day

#: The kinds of documents: the 15 of the 条例 first, then others in common use.
DocumentType = Literal[
    "决议", "决定", "命令（令）", "公报", "公告", "通告", "意见", "通知", "通报", "报告",
    "请示", "批复", "议案", "函", "纪要",
    "方案", "总结", "要点", "办法", "预案", "提醒函", "警示函", "解读", "典型案例", "规划",
    "标准", "细则", "指南", "地方性法规", "规章", "经验材料", "讲话", "其他",
]  # fmt: skip
DOCUMENT_TYPES: tuple[str, ...] = get_args(DocumentType)

#: Kinds whose titles have 关于 by rule; orders, announcements and minutes need not.
_WITH_SUBJECT = frozenset({"决定", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函"})
#: Dates of which the first cannot lie after the second.
_DATE_ORDER = (
    ("document_date", "print_date"),
    ("document_date", "publication_date"),
    ("document_date", "expiry_date"),
    ("effective_date", "expiry_date"),
)

ValidityStatus = Literal["现行有效", "已修改", "废止", "失效", "任务已完成", "不适用"]
RelationVerb = Literal["依据", "转发", "印发", "落实", "总结", "修改", "废止", "替代", "引用"]


class Validity(Model):
    """Whether a document is in force, since when and why."""

    status: ValidityStatus | None = None
    """有效性。现行有效、已修改、废止、失效、任务已完成、不适用；没有核实的写 未核实。"""
    date: Day | None = None
    """变更日期。状态发生变更的日期。"""
    reason: str | None = None
    """变更原因。如被哪份文件废止。"""


class Relation(Model):
    """A relation to another document; the reverse is derived, never typed."""

    verb: RelationVerb
    """关系。本文件对另一文件：依据、转发、印发、落实、总结、修改、废止、替代、引用。"""
    notice: NoticeRef
    """文件。另一文件的标识；没有收录全文的，先建一条只有标题的记录。"""
    quote: str | None = None
    """所据原文。正文中说明这一关系的词句。"""
    note: str | None = None
    """说明。"""


class Attachment(Model):
    """An attachment or an issued document that travels with the notice."""

    label: str = "附件"
    """编号。原文的写法，如 附件1；随通知印发的正文写 印发件。"""
    title: str
    """标题。"""
    body: Markdown | None = None
    """正文。Markdown，写法与文件正文相同。"""
    note: str | None = None
    """说明。如 未取得附件全文。"""


class Notice(Record):
    """An official document.  Without a body it is a stub: cited, but its text is not held."""

    title: str
    """标题。发文机关、事由和文种，按原文。"""
    other_titles: tuple[str, ...] = ()
    """其他标题。其他文件引用本文件时的写法，用来识别正文中的提及。"""
    type: DocumentType | None = None
    """公文种类。按标题中的文种填写，不按发文字号推断。"""
    issuing_bodies: tuple[OrganizationRef, ...] = ()
    """发文机关。机构标识；联合发文的主办机关排第一。"""
    signed_as: tuple[str, ...] = ()
    """落款名称。文末落款的写法，与现用机构名称不同时填写。"""
    document_number: str | None = None
    """发文字号。规范写法：机关代字〔年份〕序号号；没有文号的不填。"""
    document_number_as_written: str | None = None
    """文号原文写法。与规范写法不同时填写。"""
    index_number: str | None = None
    """索引号。政府信息公开目录中的索引号，按原样。"""
    subject: str | None = None
    """主题分类。"""
    urgency: Literal["特急", "加急", "特提", "平急"] | None = None
    """紧急程度。"""
    main_recipients: tuple[str, ...] = ()
    """主送机关。按原文逐个列出。"""
    copied_to: tuple[str, ...] = ()
    """抄送机关。"""
    document_date: Day | None = None
    """成文日期。签发或通过的日期。"""
    print_date: Day | None = None
    """印发日期。版记中的日期。"""
    publication_date: Day | None = None
    """发布日期。向社会公开的日期。"""
    effective_date: Day | None = None
    """施行日期。"""
    expiry_date: Day | None = None
    """失效日期。"""
    validity: Validity = Validity.model_construct(status="不适用")
    """有效性。不写时为 不适用（就特定事项发出的通知、方案、通报不是规范性文件）。"""
    relations: tuple[Relation, ...] = ()
    """与其他文件的关系。"""
    campaigns: tuple[CampaignRef, ...] = ()
    """专项行动。所属专项行动的标识。"""
    industries: tuple[Industry, ...] = ()
    """行业领域。"""
    region: Region | None = None
    """适用地区。行政区划代码；全国为 100000。"""
    summary: str | None = None
    """内容概述。一两句话，由编者据正文写成。"""
    keywords: tuple[str, ...] = ()
    """关键词。"""
    note: str | None = None
    """附注。如 （此件公开发布）。"""
    body: Markdown | None = None
    """正文。Markdown；段落之间空一行；只收录标题的不填。"""
    attachments: tuple[Attachment, ...] = ()
    """附件。"""

    @property
    def label(self) -> str:
        """The title."""
        return self.title

    @property
    def is_stub(self) -> bool:
        """Whether the document is only cited: the archive holds no text of it."""
        return self.body is None and not any(a.body for a in self.attachments)

    @property
    def starts(self) -> date | None:
        """Day from which it applies: 施行日期, else 成文日期."""
        return self.effective_date or self.document_date

    def check(self) -> Iterator[Fault]:
        """Dates in a possible order, the number in its form, the title and the signature."""
        for earlier, later in _DATE_ORDER:
            first = (term(Notice, earlier), getattr(self, earlier))
            yield from not_before((later,), first, (term(Notice, later), getattr(self, later)))
        signed = (term(Notice, "document_date"), self.document_date)
        changed = (term(Validity, "date"), self.validity.date)
        yield from not_before(("validity", "date"), signed, changed)
        if self.validity.status in ("已修改", "废止", "失效"):
            for name in ("date", "reason"):
                if getattr(self.validity, name) is None:
                    params = {"status": self.validity.status, "field": term(Validity, name)}
                    yield Fault("W242", ("validity", "status"), params)
        yield from self._number_faults()
        lacks_subject = self.type in _WITH_SUBJECT and "关于" not in self.title
        if lacks_subject and not self.is_stub and not self.acknowledges("关于"):
            yield Fault("W233", ("title",))
        signature = dates.signature(self.body or "")
        if signature is not None and self.document_date is None:
            if ("document_date",) not in self.unverified:
                yield Fault("W234", ("title",), {"signed": signature})
        elif signature is not None and signature != self.document_date and not self.acknowledges("落款"):
            yield Fault("W243", ("document_date",), {"date": self.document_date, "signed": signature})

    def _number_faults(self) -> Iterator[Fault]:
        """The document number against its canonical form and against the form as written."""
        if self.document_number is None:
            return
        number = numbers.parse(self.document_number)
        if number is None or number.canonical != self.document_number:
            found = [number] if number else [found.number for found in numbers.find(self.document_number)]
            hint = f"写成 {found[0]}" if len(found) == 1 else "如 国发〔2011〕40号、国务院令第493号"
            yield Fault("E204", ("document_number",), {"value": self.document_number, "hint": hint})
        written = numbers.parse(self.document_number_as_written or "")
        if number is not None and written is not None and written != number:
            if self.acknowledges(self.document_number_as_written or ""):
                return
            params = {"written": self.document_number_as_written, "number": number}
            yield Fault("W235", ("document_number_as_written",), params)

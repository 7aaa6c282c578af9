"""Organizations (机构): names with their periods, short forms, level, parent."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ..problems import Fault
from .base import Markdown, Model, OrganizationRef, Record, Region, ascending, not_before
from .values import PartialDate


class OrganizationName(Model):
    """A name a body had, with the period in which it had it."""

    name: str
    """全称。该时期的规范全称。"""
    short_forms: tuple[str, ...] = ()
    """简称。文件中使用的规范简称，如 省安委办；用来识别正文中的提及。"""
    start: PartialDate | None = None
    """启用日期。不知道的不填。"""
    end: PartialDate | None = None
    """停用日期。仍在使用或不知道的不填。"""
    note: str | None = None
    """说明。名称的依据，如出自哪份文件。"""


class Organization(Record):
    """A body that issues, leads, receives or is named in documents."""

    names: Annotated[tuple[OrganizationName, ...], Field(min_length=1)]
    """名称。按时间先后排列，最后一个是现用名称。"""
    level: Literal["国家", "省", "市", "县", "企业", "其他"] | None = None
    """层级。国家、省、市、县、企业或其他。"""
    parent: OrganizationRef | None = None
    """上级机构。所属或所依托的机构的标识。"""
    region: Region | None = None
    """地区。所辖地区的行政区划代码。"""
    agency_codes: tuple[str, ...] = ()
    """机关代字。该机构发文字号中用过的代字，如 晋安办发。"""
    description: Markdown | None = None
    """简介。只写有来源的内容。"""

    @property
    def label(self) -> str:
        """The current full name."""
        return self.names[-1].name

    def name_on(self, day: str) -> str:
        """The full name in use on ``day`` (ISO date); the current name when no period fits."""
        for name in self.names:
            starts = name.start is None or name.start <= day
            ends = name.end is None or day <= name.end or name.end.startswith(day)
            if starts and ends and (name.start or name.end):
                return name.name
        return self.label

    def check(self) -> Iterator[Fault]:
        """A name must not end before it begins; names stand in the order of time."""
        for index, name in enumerate(self.names):
            yield from not_before(("names", index, "end"), ("启用日期", name.start), ("停用日期", name.end))
        yield from ascending("names", "start", "名称", (name.start for name in self.names))

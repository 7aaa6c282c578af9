"""Controlled vocabularies (受控词表) and the site's identity (site.yml)."""

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from .base import Markdown, Model, NoticeRef
from .values import Day, Id

_SITE_CODE = re.compile(r"([0-9]{10}|bm[0-9]{8})\Z")
_BASE_URL = re.compile(r"https?://[^\s/?#<>\"'`\\]+/([^\s?#<>\"'`\\]*/)?\Z")


def _check_region_code(value: str) -> str:
    if not re.fullmatch("[0-9]{6}", value):
        raise PydanticCustomError("E223", "region code", {"value": value})
    return value


def _check_site_code(value: str) -> str:
    if not _SITE_CODE.match(value):
        raise PydanticCustomError("E502", "site code", {"value": value})
    return value


def _check_base_url(value: str) -> str:
    if not _BASE_URL.match(value):
        raise PydanticCustomError("E503", "base address", {"value": value})
    return value


class IndustryEntry(Model):
    """An industry or field (行业领域); records refer to it by name."""

    id: Id
    """标识。用于网页地址，永久不变。"""
    name: str
    """名称。"""
    parent: str | None = None
    """上位行业。上位行业的名称。"""
    note: str | None = None
    """说明。"""

    @property
    def key(self) -> str:
        """What records write."""
        return self.name


class RegionEntry(Model):
    """A region by its code of GB/T 2260; records refer to it by code."""

    code: Annotated[str, AfterValidator(_check_region_code)]
    """行政区划代码。六位。"""
    name: str
    """名称。"""
    parent: str | None = None
    """上级地区。上级地区的代码。"""

    @property
    def id(self) -> str:
        """Identifier for addresses: the code."""
        return self.code

    @property
    def key(self) -> str:
        """What records write."""
        return self.code


class AccidentSchemeType(Model):
    """A type in a scheme."""

    id: Id
    """标识。"""
    name: str
    """名称。"""
    aliases: tuple[str, ...] = ()
    """异名。"""


class AccidentScheme(Model):
    """A scheme of accident types, e.g. GB 6441-1986."""

    id: Id
    """标识。"""
    name: str
    """名称。"""
    note: str | None = None
    """说明。"""
    types: tuple[AccidentSchemeType, ...]
    """类型。"""

    @property
    def key(self) -> str:
        """What records write."""
        return self.id


class IndicatorEntry(Model):
    """An indicator (指标) with unit and definition; records refer to it by id."""

    id: Id
    """标识。"""
    name: str
    """名称。"""
    unit: str
    """计量单位。"""
    definition: str | None = None
    """定义。有来源的定义；没有的不填。"""
    note: str | None = None
    """说明。"""

    @property
    def key(self) -> str:
        """What records write."""
        return self.id


class CauseEntry(Model):
    """A class of causes (原因), made by the editors; records refer to it by name."""

    id: Id
    """标识。"""
    name: str
    """名称。"""
    description: str | None = None
    """说明。什么样的原因归入此类。"""

    @property
    def key(self) -> str:
        """What records write."""
        return self.name


class GlossaryEntry(Model):
    """A set phrase (提法) with its items word for word, its source and its scope."""

    id: Id
    """标识。"""
    name: str
    """提法。"""
    qualifier: str | None = None
    """区分。同名提法的区别，如 领导小组要求。"""
    variants: tuple[str, ...] = ()
    """其他写法。"""
    items: tuple[str, ...] = ()
    """条目。逐字照录；来源没有列出的不填。"""
    source: NoticeRef | None = None
    """出处。文件标识。"""
    quote: str | None = None
    """所据原文。"""
    scope: str | None = None
    """适用范围。"""
    definition: Markdown | None = None
    """释义。"""
    note: str | None = None
    """说明。"""

    @property
    def key(self) -> str:
        """What records write."""
        return self.id


class SynonymEntry(Model):
    """Words that a search treats as one (同义词)."""

    id: Id
    """标识。"""
    words: tuple[str, ...]
    """词语。"""
    note: str | None = None
    """说明。"""

    @property
    def key(self) -> str:
        """What records write."""
        return self.id


#: Vocabulary name (file name without .yml) to the model of its entries.
VOCABULARIES: dict[str, type[Model]] = {
    "industries": IndustryEntry,
    "regions": RegionEntry,
    "accident_types": AccidentScheme,
    "indicators": IndicatorEntry,
    "causes": CauseEntry,
    "glossary": GlossaryEntry,
    "synonyms": SynonymEntry,
}

#: Chinese name of each vocabulary.
VOCABULARY_TERMS: dict[str, str] = {
    "industries": "行业领域",
    "regions": "地区",
    "accident_types": "事故类型",
    "indicators": "指标",
    "causes": "原因",
    "glossary": "提法",
    "synonyms": "同义词",
}


class Contact(Model):
    """A way to reach the office (published in its official capacity)."""

    label: str
    """名目。如 联系电话。"""
    value: str
    """内容。"""


class Site(Model):
    """The site's identity: content/site.yml.  Empty items do not appear on any page."""

    name: str
    """网站名称。"""
    short_name: str | None = None
    """网站简称。用于页眉。"""
    organization: str | None = None
    """主办单位。"""
    operator: str | None = None
    """承办单位。"""
    site_code: Annotated[str, AfterValidator(_check_site_code)] | None = None
    """网站标识码。10 位数字，或 bm 和 8 位数字。"""
    icp_number: str | None = None
    """ICP备案号。"""
    police_number: str | None = None
    """公安备案号。"""
    contacts: tuple[Contact, ...] = ()
    """联系方式。"""
    base_url: Annotated[str, AfterValidator(_check_base_url)] | None = None
    """网站地址。以 / 结尾的完整地址；没有域名的不填。"""
    as_of: Day
    """数据截至日期。档案内容截至的日期；用来区分正在进行和已结束的专项行动。"""
    description: str
    """网站说明。一两句话。"""

    def address(self, path: str) -> str:
        """The full address of a page, or the path within the site where no base address is set."""
        return (self.base_url or "") + path

"""The kinds of records: one module a kind, and ``KINDS``, the one table of kinds."""

from __future__ import annotations

from dataclasses import dataclass

from .base import Record
from .campaign import Campaign
from .case import Case
from .notice import Notice
from .organization import Organization
from .statistic import Statistic


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record.

    Attributes:
        name: English name, used for ``Ref``, templates and schemas.
        folder: Folder under ``content/`` and in page addresses.
        term: Chinese term.
        model: The pydantic model.
    """

    name: str
    folder: str
    term: str
    model: type[Record]


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("organization", "organizations", "机构", Organization),
        Kind("notice", "notices", "文件", Notice),
        Kind("campaign", "campaigns", "专项行动", Campaign),
        Kind("statistic", "statistics", "统计发布", Statistic),
        Kind("case", "cases", "案例", Case),
    )
}

"""A file that can be downloaded, and what the page and the data package tell of it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Literal

from ..kinds.statistic import Statistic
from .package import digest
from .tables import Column

Group = Literal["whole", "figures", "records", "releases"]

FOLDER = "downloads"

#: What is told of each kind's records.
ABOUT = {
    "organization": "名称、层级、上级机构、地区和发文代字。",
    "notice": "标题、文号、发文机关、各种日期、有效性、来源等；JSON 含正文、附件和与其他文件的关系。",
    "campaign": "名称、起止、牵头单位、目标和要求；JSON 含组织领导、措施、阶段和大事记。",
    "statistic": "各次发布的时期、口径和来源文件；JSON 含全部数字和所据原文。",
    "case": "时间、地点、类型、等级、伤亡和损失、原因归类；JSON 含经过、原因、整改措施和教训。",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site for people and programs to take away.

    Attributes:
        path: Where it stands, relative to the site.
        data: What it holds.
        group: Under which heading the page lists it.
        title: What it is, in Chinese.
        about: One or two sentences on it, in Chinese.
        columns: Of a table: its columns.
        rows: Of a table or list: how many entries.
        schema: Of one of several tables with the same columns: the file that tells of them.
    """

    path: str
    data: bytes
    group: Group
    title: str
    about: str
    columns: tuple[Column, ...] = ()
    rows: int | None = None
    schema: str = ""

    @property
    def size(self) -> int:
        """Number of bytes."""
        return len(self.data)

    @property
    def sha256(self) -> str:
        """The checksum."""
        return digest(self.data)

    @property
    def format(self) -> str:
        """CSV, JSON, XLSX, ZIP or TXT."""
        return _format(self.path)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file that was made before, without what it holds; see ``Download``."""

    path: str
    group: Group
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: int | None
    schema: str
    size: int
    sha256: str

    @property
    def format(self) -> str:
        """CSV, JSON, XLSX, ZIP or TXT."""
        return _format(self.path)


def listed(file: Download) -> Listed:
    """A file without what it holds."""
    return Listed(
        file.path, file.group, file.title, file.about, file.columns, file.rows, file.schema,
        file.size, file.sha256,
    )  # fmt: skip


def release_path(release: Statistic) -> str:
    """Where the CSV file of a release stands, relative to the site."""
    return f"{FOLDER}/releases/{release.id}.csv"


def _format(path: str) -> str:
    return posixpath.splitext(path)[1].removeprefix(".").upper()

"""A file that can be downloaded, and what the page and the data package tell of it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Literal

from .package import digest
from .tables import Column

Group = Literal["whole", "figures", "records", "releases"]

FOLDER = "downloads"


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


def _format(path: str) -> str:
    return posixpath.splitext(path)[1].removeprefix(".").upper()

"""The page of downloads (数据下载): every file with what it holds, its size and checksum."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..downloads import Column, Download
from ..downloads.package import RIGHTS
from ..escape import escape
from . import meta
from .frame import View, zh_date

#: Headings of the page, in order, by group of files.
_GROUPS = {"whole": "全部数据", "figures": "统计数字", "records": "各类记录", "releases": "各次统计发布"}
_TYPES = {"string": "文字", "integer": "整数", "number": "数", "date": "日期"}
_MEDIA = {
    "CSV": "text/csv",
    "JSON": "application/json",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ZIP": "application/zip",
}


def view(archive: Archive, files: Sequence[Download]) -> View:
    """The page."""
    return View(
        path="downloads",
        template="downloads",
        title="数据下载",
        context={
            "groups": [
                (group, heading, _items([file for file in files if file.group == group]))
                for group, heading in _GROUPS.items()
                if any(file.group == group for file in files)
            ],
            "digests": [(file.path.removeprefix("downloads/"), file.sha256) for file in files],
            "tables": [_table(file) for file in files if file.columns and file.group != "releases"],
            "rights": RIGHTS,
            "as_of": zh_date(archive.site.as_of),
        },
        kind="downloads",
        description="以 CSV、JSON、Excel 和数据包提供的全部数据，附每一列的说明、文件大小和校验值。",
        meta={"ColumnName": "数据下载", "ColumnType": "数据发布"},
        data=_dataset(archive, files) if files else None,
    )


def _items(files: Sequence[Download]) -> list[dict[str, Any]]:
    """The files of a group; the same data in several formats is one item."""
    items: dict[str, list[Download]] = {}
    for file in files:
        items.setdefault(f"{file.group} {posixpath.splitext(file.path)[0]}", []).append(file)
    return [
        {
            "title": held[0].title,
            # What the files of a period hold is told once, with their columns.
            "about": "" if held[0].schema else held[0].about,
            "rows": held[0].rows,
            "files": [(_link(file), size(file.size)) for file in held],
        }
        for held in items.values()
    ]


def _link(file: Download) -> Markup:
    words = escape(f"{file.title}（{file.format}）")
    return Markup(f'<a href="{file.path}" download aria-label="{words}">{file.format}</a>')


def _table(file: Download) -> dict[str, Any]:
    return {"title": file.title, "columns": [_column(column) for column in file.columns]}


def _column(column: Column) -> tuple[str, str, str, str]:
    return column.name, _TYPES[column.type], column.path, column.about


def size(count: int) -> str:
    """A number of bytes in words: 512 字节, 12.3 KB, 1.2 MB."""
    if count < 1024:
        return f"{count} 字节"
    for unit in ("KB", "MB"):
        count_in = count / 1024 if unit == "KB" else count / 1024**2
        if count_in < 1000:
            break
    return f"{count_in:.1f} {unit}"


def _dataset(archive: Archive, files: Sequence[Download]) -> dict[str, Any]:
    """The downloads as schema.org Dataset."""
    site = archive.site
    held: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": f"{site.name}：数据",
        "description": site.description,
        "inLanguage": "zh-CN",
        "dateModified": site.as_of.isoformat(),
        "usageInfo": RIGHTS,
    }
    if site.organization:
        held["creator"] = {"@type": "Organization", "name": site.organization}
    if site.base_url:
        held["url"] = meta.address(site, "downloads.html")
    return held | {"distribution": [distribution(archive, file) for file in files if file.format in _MEDIA]}


def distribution(archive: Archive, file: Download) -> dict[str, Any]:
    """A file as schema.org DataDownload."""
    return {
        "@type": "DataDownload",
        "name": file.title,
        "encodingFormat": _MEDIA[file.format],
        "contentUrl": meta.address(archive.site, file.path) if archive.site.base_url else file.path,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }

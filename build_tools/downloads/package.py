"""The files beside the data: the Frictionless Data Package, the read-me and the zip of everything."""

from __future__ import annotations

import io
import json
import posixpath
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Protocol

from ..kinds.vocabulary import Site
from .tables import Column

#: Zip files cannot hold an earlier moment; the files have no time of their own.
_MOMENT = (1980, 1, 1, 0, 0, 0)

#: What may be done with the data.  中华人民共和国著作权法第五条.
RIGHTS = (
    "收录的法律、法规，国家机关的决议、决定、命令和其他具有立法、行政、司法性质的文件，不适用《中华人民共和国著作权法》"
    "（见该法第五条）。本站编写的概述和说明未另行声明使用条件。使用数据时请注明来源文件，并保留统计口径、统计期和约数说明。"
)


class DownloadLike(Protocol):
    """A file to be described or packed."""

    path: str
    data: bytes
    title: str
    about: str
    columns: tuple[Column, ...]
    schema: str

    @property
    def size(self) -> int:
        """Number of bytes."""
        ...

    @property
    def sha256(self) -> str:
        """The checksum."""
        ...


def to_json(data: Any) -> bytes:
    """Data as readable JSON."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def to_listing(head: dict[str, Any], records: Iterable[Any]) -> bytes:
    """An object whose last field lists records, one record a line."""
    return listed(head, [to_line(record) for record in records])


def to_line(record: Any) -> bytes:
    """One record of a listing."""
    return json.dumps(record, ensure_ascii=False).encode()


def listed(head: dict[str, Any], lines: Iterable[bytes]) -> bytes:
    """A listing of records that are lines already."""
    first = json.dumps(head, ensure_ascii=False)[:-1]
    return f'{first}, "records": [\n'.encode() + b",\n".join(lines) + b"\n]}\n"


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(data).hexdigest()


def data_package(site: Site, files: Iterable[DownloadLike]) -> bytes:
    """``datapackage.json``: every CSV file with the types and meanings of its columns."""
    address = {"homepage": site.base_url} if site.base_url else {}
    return to_json(
        {
            "profile": "data-package",
            "name": "policy-archive",
            "title": f"{site.name}：数据",
            "description": f"{site.description}{RIGHTS}",
            **address,
            "version": site.as_of.isoformat(),
            "resources": [_resource(file) for file in files if file.path.endswith(".csv")],
        }
    )


def schema(columns: Iterable[Column]) -> bytes:
    """A Table Schema for several tables with the same columns."""
    return to_json(_fields(columns))


def _fields(columns: Iterable[Column]) -> dict[str, Any]:
    fields = [
        {"name": one.name, "type": one.type, **({"description": one.about} if one.about else {})}
        for one in columns
    ]
    return {"fields": fields, "missingValues": [""]}


def _resource(file: DownloadLike) -> dict[str, Any]:
    path = file.path.removeprefix("downloads/")
    return {
        "profile": "tabular-data-resource",
        "name": posixpath.splitext(path)[0].replace("/", "-"),
        "title": file.title,
        "description": file.about,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": file.schema.removeprefix("downloads/") or _fields(file.columns),
    }


def read_me(site: Site, files: Iterable[DownloadLike]) -> bytes:
    """What is in the zip, for people; Windows line ends and a byte order mark for plain editors."""
    lines = [f"{site.name}：数据", f"内容截至 {site.as_of}", "", RIGHTS, ""]
    for file in files:
        lines += [file.path.removeprefix("downloads/"), f"    {file.title}。{file.about}"]
    return b"\xef\xbb\xbf" + "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def bundle(files: Iterable[DownloadLike]) -> bytes:
    """All files in one zip, in the order of their paths, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for file in sorted(files, key=lambda file: file.path):
            entry = zipfile.ZipInfo(file.path.removeprefix("downloads/"), _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            packed.writestr(entry, file.data)
    return out.getvalue()

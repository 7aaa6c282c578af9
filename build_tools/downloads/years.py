"""Kinds with many records are divided by year or month: a table and a JSON file for the records of each.

A change then makes the files of one period anew, and in them only the lines of what changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .. import periods
from ..archive import Archive
from ..kinds import Kind
from . import kinds
from .file import FOLDER, Download
from .package import listed, schema, to_line
from .tables import Table, to_csv, to_lines

#: A kind of more records is divided.
MOST = 300
#: A year of a divided kind that has more records is divided by month.
PART = 1000

#: The lines of a record in both files.
Lines = tuple[bytes, bytes]
_ID = re.compile(rb'\{"id": "([^"\\]+)"')


def parts(archive: Archive, kind: str) -> list[str]:
    """Names of the periods by which a kind is divided; none of one that is not."""
    return [periods.name(one) for one in archive.parts(kind, "", PART, MOST)]


def paths(kind: Kind, part: str) -> tuple[str, str]:
    """Where the table and the JSON file of a period stand, relative to the site."""
    return f"{FOLDER}/{kind.folder}-{part}.csv", f"{FOLDER}/{kind.folder}-{part}.json"


def columns(archive: Archive, kind: Kind, about: str) -> Download:
    """What the columns of all tables of a divided kind hold; ``about`` tells what the tables hold."""
    held = kinds.columns(archive, kind)
    about = f"{about}以下按时期分列；这里是各表的列名、类型和含义，供程序读取。"
    return Download(schema_path(kind), schema(held), "records", f"{kind.term}各列", about, held)


def schema_path(kind: Kind) -> str:
    """Where it is told what the columns of a divided kind's tables hold, relative to the site."""
    return f"{FOLDER}/{kind.folder}-schema.json"


def files(
    archive: Archive, kind: Kind, part: str, about: str, old: Callable[[str], Lines | None]
) -> Iterator[Download]:
    """Both files of a period, nothing where there is none; ``old`` gives the lines of a record that is as
    it was.
    """
    period = periods.named(part)
    archive.looked.add(f"part:{kind.name}/{periods.counted_as(period)}")
    if part not in parts(archive, kind.name):
        return
    ids = sorted(archive.ids(kind.name, "", period))
    lines = [old(id_) or _lines(archive, kind, id_) for id_ in ids]
    title = f"{kind.term}（{periods.words(period)}）"
    table, listing = paths(kind, part)
    data = to_csv(Table(kinds.columns(archive, kind), ())) + b"".join(line for line, _ in lines)
    yield Download(table, data, "records", title, about, rows=len(lines), schema=schema_path(kind))
    head = {
        "title": title,
        "site": archive.site.name,
        "as_of": archive.site.as_of.isoformat(),
        "count": len(lines),
    }
    data = listed(head, [line for _, line in lines])
    yield Download(listing, data, "records", title, "每条记录的全部内容。", rows=len(lines))


def _lines(archive: Archive, kind: Kind, id_: str) -> Lines:
    record = archive.get(kind.name, id_)
    assert record is not None
    whole = to_line(kinds.whole(archive, kind, record))
    return to_lines([kinds.cells(archive, kind, record)]), whole


def taken(table: bytes, listing: bytes) -> dict[str, Lines]:
    """The lines of each record in both files of a period, by id; nothing if they do not belong together."""
    rows = table.split(b"\r\n")[1:-1]
    whole = [line.removesuffix(b",") for line in listing.split(b"\n")[1:-2]]
    found = [_ID.match(line) for line in whole]
    if len(rows) != len(whole) or not all(found):
        return {}
    return {
        one[1].decode(): (row + b"\r\n", line)
        for one, row, line in zip(found, rows, whole, strict=True)
        if one
    }

"""Kinds with many records are divided by year: a table and a JSON file for the records of each.

A change then makes the files of one year anew, and in them only the lines of what changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ..archive import Archive
from ..dates import day_of
from ..kinds import Kind
from . import kinds
from .file import FOLDER, Download
from .package import listed, to_line
from .tables import Table, to_csv, to_lines

#: More records than this are divided.
MOST = 300
UNDATED = "undated"

#: The lines of a record in both files.
Lines = tuple[bytes, bytes]
_ID = re.compile(rb'\{"id": "([^"\\]+)"')


def divided(archive: Archive, kind: Kind) -> bool:
    """Whether the records of a kind are divided."""
    return len(kinds.live(archive, kind.name)) > MOST


def by_year(archive: Archive, kind: Kind) -> dict[str, list[Any]]:
    """The records of each year; nothing of a kind that is not divided."""
    found: dict[str, list[Any]] = {}
    if divided(archive, kind):
        for record in kinds.live(archive, kind.name):
            found.setdefault(year(record), []).append(record)
    return found


def year(record: Any) -> str:
    """The year of a record, as addresses write it."""
    return day_of(record)[:4] or UNDATED


def paths(kind: Kind, of: str) -> tuple[str, str]:
    """Where the table and the JSON file of a year stand, relative to the site."""
    return f"{FOLDER}/{kind.folder}-{of}.csv", f"{FOLDER}/{kind.folder}-{of}.json"


def files(
    archive: Archive,
    kind: Kind,
    of: str,
    records: Iterable[Any],
    about: str,
    old: Callable[[str], Lines | None],
) -> Iterator[Download]:
    """Both files of a year; ``old`` gives the lines of a record that is as it was."""
    lines = [old(one.id) or _lines(archive, kind, one.id) for one in records]
    words = "日期未载明" if of == UNDATED else f"{of}年"
    title = f"{kind.term}（{words}）"
    table, listing = paths(kind, of)
    columns = kinds.columns(archive, kind)
    data = to_csv(Table(columns, ())) + b"".join(line for line, _ in lines)
    yield Download(table, data, "records", title, about, columns, len(lines))
    head = {
        "title": title,
        "site": archive.site.name,
        "as_of": archive.site.as_of.isoformat(),
        "count": len(lines),
    }
    yield Download(
        listing,
        listed(head, [line for _, line in lines]),
        "records",
        title,
        "每条记录的全部内容。",
        (),
        len(lines),
    )


def _lines(archive: Archive, kind: Kind, id_: str) -> Lines:
    record = archive.get(kind.name, id_)
    assert record is not None
    whole = to_line(kinds.whole(archive, kind, record))
    return to_lines([kinds.cells(archive, kind, record)]), whole


def taken(table: bytes, listing: bytes) -> dict[str, Lines]:
    """The lines of each record in both files of a year, by id; nothing if they do not belong together."""
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

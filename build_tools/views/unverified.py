"""未核实事项: every field that nobody has confirmed, by record; many of a kind by period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from .. import periods
from ..archive import Archive
from ..kinds import KINDS, Record
from ..kinds.base import term
from . import divided
from .frame import Links, View, by_id

PATH, TITLE = "unverified", "未核实事项"
#: The kind of which there can be many, and the group of its records.
_KIND, _GROUP = "notice", "unverified"


def view(archive: Archive) -> View:
    """The page: every record of each kind; of a kind of which there are many, the ways to its periods."""
    links = Links(archive, "")
    led = _led(archive)
    tables = []
    for kind in KINDS.values():
        count = archive.count(kind.name, _GROUP)
        ways = None
        if kind.name == _KIND and led:
            ways = divided.ways(PATH, divided.first(led), archive.periods(_KIND, _GROUP))
        rows = [] if ways else _rows(links, kind.name, by_id(archive.members(kind.name, _GROUP)))
        if count:
            fields = sum(len(names) for _, names in rows)
            tables.append({"term": kind.term, "count": count if led else fields, "rows": rows, "ways": ways})
    return View(
        path=PATH,
        template="unverified",
        title=TITLE,
        context={
            "tables": tables,
            "count": sum(table["count"] for table in tables),
            "unit": "件记录有未核实的事项" if led else "处未核实",
            "contacts": archive.site.contacts,
        },
        kind="about",
    )


def parts(archive: Archive) -> list[str]:
    """Names of the pages of periods."""
    return divided.names(_led(archive))


def part(archive: Archive, name: str) -> Iterator[View]:
    """The page of a period; nothing where there is none."""
    if (asked := divided.asked(_led(archive), name)) is None:
        return
    period, months = asked
    counts = archive.periods(_KIND, _GROUP, period) if months else {}
    held = archive.members(_KIND, _GROUP, period, divided.NEWEST if months else None)
    table = {
        "term": KINDS[_KIND].term,
        "count": sum(counts.values()) if months else len(held),
        "rows": _rows(Links(archive, ""), _KIND, held),
        "ways": divided.ways(PATH, months, counts),
    }
    yield View(
        path=f"{PATH}{divided.PART}{name}",
        template="unverified",
        title=f"{TITLE}（{periods.words(period)}）",
        context={
            "tables": [table],
            "count": table["count"],
            "unit": "件记录有未核实的事项",
            "contacts": archive.site.contacts,
        },
        crumbs=(("首页", "index.html"), (TITLE, f"{PATH}.html")),
        kind="about",
    )


def _led(archive: Archive) -> divided.Led:
    return divided.pages(archive.parts(_KIND, _GROUP, divided.LONG))


def _rows(links: Links, kind: str, records: Iterable[Any]) -> list[tuple[Any, list[str]]]:
    return [
        (links.record(kind, record.id), [field_name(record, path) for path in record.unverified])
        for record in records
    ]


def field_name(record: Record, path: tuple[str | int, ...]) -> str:
    """The Chinese terms along the way to a field: 伤亡和损失（第1项）· 重伤人数."""
    words: list[str] = []
    value: Any = record
    for step in path:
        if isinstance(step, int):
            if words:
                words[-1] += f"（第{step + 1}项）"
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        else:
            words.append(term(type(value), step) if isinstance(value, BaseModel) else step)
            value = getattr(value, step, None)
    return " · ".join(dict.fromkeys(words))

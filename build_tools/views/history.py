"""What changed and what is wrong: revised figures, errors of sources, changes of the archive."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..body import find
from ..escape import escape
from ..figures.audit import reading
from ..kinds import KINDS, Record
from ..kinds.base import SourceNote
from ..kinds.statistic import Observation, Revision, Statistic
from ..mentions.passages import passages
from . import text, verdicts
from .frame import Links, View, by_id, label, zh_date

#: Addresses of the registers, and what they are called.
ERRATA, CHANGES = ("errata", "来源勘误"), ("changes", "更改记录")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the ledger.

    Attributes:
        day: When the record was changed or withdrawn.
        kind: Kind of the record.
        record: The record.
        order: Which of the record's changes, from 1; 0 for its withdrawal.
        what: What was changed.
        before: What it was before; empty where the note does not say.
        after: What it is now; empty where the note does not say.
        reason: Why; empty where the note does not say.
    """

    day: str
    kind: str
    record: Record
    order: int
    what: str
    before: str = ""
    after: str = ""
    reason: str = ""

    @property
    def address(self) -> str:
        """The page that was changed, relative to the site; of a change, its note there."""
        place = f"#change-{self.order}" if self.order else ""
        return f"{KINDS[self.kind].folder}/{self.record.id}.html{place}"


def entries(archive: Archive) -> list[Entry]:
    """Every change that the records tell of, newest first; of a withdrawn record only that it was."""
    found = []
    for kind in KINDS:
        for record in by_id((*archive.members(kind, "noted"), *archive.members(kind, "withdrawn"))):
            if record.withdrawn is not None:
                day, reason = str(record.withdrawn.date), record.withdrawn.reason
                found.append(Entry(day, kind, record, 0, "撤下", reason=reason))
                continue
            for order, one in enumerate(record.changes, 1):
                words = (one.what, one.before or "", one.after or "", one.reason or "")
                found.append(Entry(str(one.date), kind, record, order, *words))
    return sorted(found, key=lambda entry: entry.day, reverse=True)


def views(archive: Archive) -> Iterator[View]:
    """The ledger and the register of errata; nothing where they would be empty."""
    links = Links(archive, "")
    ledger = entries(archive)
    if ledger:
        path, title = CHANGES
        rows = [(one, links.record(one.kind, one.record.id, _place(one)), zh_date(one.day)) for one in ledger]
        years = [(year, list(part)) for year, part in groupby(rows, key=lambda row: row[0].day[:4])]
        yield View(
            path, "changes", title, {"years": years, "count": len(ledger), "kinds": KINDS}, kind="register"
        )
    registered = list(_registered(archive, links))
    if registered:
        path, title = ERRATA
        count = sum(len(rows) for _, rows in registered)
        reported = sum(row["reported"] == "已报送" for _, rows in registered for row in rows)
        context = {"records": registered, "count": count, "reported": reported}
        yield View(path, "errata", title, context, kind="register")


def _place(entry: Entry) -> str:
    return entry.address.partition("#")[2]


def registers(archive: Archive) -> list[tuple[str, str]]:
    """File and title of each register that holds something."""
    held = ((ERRATA, any(_registered(archive, Links(archive, "")))), (CHANGES, bool(entries(archive))))
    return [(f"{path}.html", title) for (path, title), filled in held if filled]


def _registered(archive: Archive, links: Links) -> Iterator[tuple[Markup, list[dict[str, Any]]]]:
    """The records whose source errs, each with its errata."""
    for kind in ("notice", "case"):
        for record in by_id(archive.members(kind, "noted")):
            rows = [row for note in record.source_notes for row in _row(links, kind, record, note)]
            if rows:
                link = (
                    links.notice(record.id)
                    if kind == "notice"
                    else links.record(kind, record.id, text=label(record))
                )
                yield link, rows


def _row(links: Links, kind: str, record: Record, note: SourceNote) -> Iterator[dict[str, Any]]:
    if note.erratum is None or note.quote is None:
        return
    printed, reading = compared(note.quote, note.erratum.reading)
    whole = links.archive.get(kind, record.id) or record
    blocks = (find(passage.blocks, note.quote) for passage in passages(whole))
    spot = next((block.id for block in blocks if block), "")
    yield {
        "printed": printed,
        "reading": reading,
        "note": note.note,
        "reported": note.erratum.reported,
        "day": zh_date(note.erratum.reported_on),
        "spot": links.record(kind, record.id, spot, "见原文") if spot else "",
    }


def compared(printed: str, reading: str) -> tuple[Markup, Markup]:
    """Two readings with what differs marked in each."""
    sides: tuple[list[str], list[str]] = ([], [])
    matcher = difflib.SequenceMatcher(None, printed, reading, autojunk=False)
    for step, a, b, c, d in matcher.get_opcodes():
        for side, words in zip(sides, (printed[a:b], reading[c:d]), strict=True):
            if words:
                side.append(escape(words) if step == "equal" else Markup(f"<mark>{escape(words)}</mark>"))
    return Markup("".join(sides[0])), Markup("".join(sides[1]))


def revisions(links: Links, releases: Iterable[Statistic], indicator: str = "") -> list[dict[str, Any]]:
    """The revised figures of releases, of one indicator or all, each with its former values."""
    return [
        {
            "label": one.label,
            "release": links.record("statistic", release.id, f"obs-{one.id}"),
            "now": one.value_printed,
            "former": [_former(links, release, one, each) for each in one.revisions],
        }
        for release in releases
        for one in release.observations
        if one.revisions and (not indicator or one.indicator == indicator)
    ]


def _former(links: Links, release: Statistic, one: Observation, former: Revision) -> dict[str, Any]:
    source = former.source or (release.source_record if former.quote else "")
    held = links.archive.get("notice", source)
    spot = text.place(held, former.quote) if held is not None else ""
    values = {name: getattr(former, name) for name in ("value_printed", "value", "approximation")}
    read = reading(one.model_copy(update=values))
    return {
        "day": zh_date(former.date),
        "printed": former.value_printed,
        "value": verdicts.number(read),
        "band": verdicts.band(read),
        "unit": one.unit,
        "reason": former.reason,
        "source": links.notice(source) if source else "",
        "quote": former.quote,
        "spot": links.record("notice", source, spot, "见原文") if spot else "",
    }

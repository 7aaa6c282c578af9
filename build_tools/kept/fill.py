"""A full build, kept for the next one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from .. import groups
from ..archive import Archive
from ..audits import Audits, TextCheck
from ..kinds import KINDS
from ..kinds.base import Record
from ..kinds.notice import Notice
from ..kinds.statistic import Statistic
from ..linking.uses import uses
from ..load import RawRecord
from ..mentions.connect import Seen
from ..mentions.connections import Citation, Spot
from ..mentions.issuers import Issuers
from ..mentions.linker import Linked, Text
from ..mentions.resolve import Held
from ..mentions.wanted import Identities, known
from ..problems import Problem
from ..validate import Validated
from . import facts, grouped
from .heads import state
from .rows import Rows, pack, unpack
from .store import Store

#: Problems that depend on other records: mentions, dates of related documents, sources of figures.
STEPS = {"W341": facts.LINK, "W342": facts.LINK, "W317": "relations", "W343": "audit", "W345": "audit"}


@dataclass(slots=True)
class Trace:
    """What reading one record's texts gave."""

    numbered: set[tuple[str, str]]
    leaving: facts.Leaving
    spots: Mapping[str, tuple[Spot, ...]]
    citations: tuple[Citation, ...]
    looked: frozenset[str]


@dataclass(slots=True)
class Traces:
    """Gathers what linking an archive shows of each record."""

    held: dict[str, Trace] = field(default_factory=dict)
    keep: bool = True

    def seen(self, step: Callable[[], None]) -> Seen:
        """What is to be told of each record; ``step`` is told that one more is done."""

        def told(
            kind: str,
            record: Record,
            texts: tuple[Text, ...],
            linked: Linked,
            identities: Identities,
            looked: frozenset[str],
        ) -> None:
            if self.keep:
                self.held[facts.owner(kind, record.id)] = trace(record, texts, linked, identities, looked)
            step()

        return told


def trace(
    record: Record,
    texts: tuple[Text, ...],
    linked: Linked,
    identities: Identities,
    looked: Iterable[str],
) -> Trace:
    """What is kept of reading one record."""
    asked = set(looked)
    leaving = facts.link(record, texts, linked, identities)
    asked |= identities.looked
    targets = (citation.target for citation in linked.citations)
    asked |= {f"day:{one.id}" for one in targets if isinstance(one, Held) and one.kind == "notice"}
    numbered = known(mention for text in texts for mention in text.mentions)
    return Trace(numbered, leaving, linked.spots, linked.citations, frozenset(asked))


@dataclass(frozen=True, slots=True)
class Small:
    """What is not read record by record: everything but the notices.

    Attributes:
        site: The site.
        vocabularies: The vocabularies.
        records: The records of all kinds but the notices.
        known: Kind and id of every record but the notices.
        referrers: Who of them names a record.
        users: Who of them uses a vocabulary entry.
        releases: The audit of each release.
        several: Figures that releases state differently.
        sources: Ids of the notices that releases quote.
    """

    site: Any
    vocabularies: Mapping[str, Mapping[str, Any]]
    records: Mapping[str, Mapping[str, Record]]
    known: frozenset[tuple[str, str]]
    referrers: Mapping[tuple[str, str], tuple[Any, ...]]
    users: Mapping[tuple[str, str], tuple[Any, ...]]
    releases: Any
    several: Any
    sources: frozenset[str]


def fill(
    store: Store,
    validated: Validated,
    archive: Archive,
    traces: Traces,
    every: Iterable[Problem],
    pieces: Mapping[str, tuple[frozenset[str], tuple[str, ...]]],
) -> None:
    """Keep a sound archive: of every piece of the site, what it asked for and the paths of its files."""
    issuers = Issuers(archive.records["organization"].values())  # type: ignore[arg-type]
    stated: dict[tuple[str, str], list[TextCheck]] = defaultdict(list)
    for one in archive.audits.texts:
        stated[one.kind, one.id].append(one)

    rows = Rows()
    for unit in validated.units:
        record = unit.instance
        if isinstance(record, Record):
            owner = facts.owner(unit.kind, record.id)
            held = tuple(stated[unit.kind, record.id])
            rows.leave(owner, facts.OWN, facts.own(unit, record, traces.held[owner].numbered, held, issuers))
    for owner, found in traces.held.items():
        rows.leave(owner, facts.LINK, found.leaving)
        rows.ask(f"link:{owner}", found.looked)
        store.keep(f"linked:{owner}", linked(found))
    for name, (looked, _) in pieces.items():
        rows.ask(name, looked)
    store.add(rows)
    ways = groups.facets("notice", archive.vocabularies, archive.records)
    settled = archive.records["notice"].values()
    grouped.fill(store, (grouped.row(ways, one) for one in settled))  # type: ignore[arg-type]
    notices = (
        (unit.instance, archive.records["notice"]) for unit in validated.units if unit.kind == "notice"
    )
    store.run(
        "INSERT INTO head VALUES (?, ?)",
        (
            (one.id, pack(state(one, held[one.id].validity)))  # type: ignore[attr-defined]
            for one, held in notices
            if isinstance(one, Notice)
        ),
    )
    store.run(
        "INSERT INTO page VALUES (?, ?)",
        ((path, name) for name, (_, paths) in pieces.items() for path in paths),
    )
    keep_problems(store, every)
    raws = {unit.raw.file: unit.raw for unit in validated.units}
    store.run("INSERT INTO file VALUES (?, ?)", ((file, text_digest(raw)) for file, raw in raws.items()))
    store.keep("small", small(validated, archive.audits))
    store.keep("contested", contested(store))


def contested(store: Store) -> frozenset[str]:
    """The keys of what several records claim."""
    twice = "SELECT key FROM fact WHERE key >= 'claim:' AND key < 'claim;' GROUP BY key HAVING count(*) > 1"
    return frozenset(key for (key,) in store.rows(twice))


def shown(kind: str, id_: str) -> str:
    """A record's file as problems name it."""
    return f"content/{KINDS[kind].folder}/{id_}.yml"


def linked(found: Trace) -> tuple[dict[str, tuple[Spot, ...]], tuple[Citation, ...]]:
    """The links and citations of a record's own page, as they are kept."""
    return dict(found.spots), found.citations


def keep_problems(store: Store, some: Iterable[Problem]) -> None:
    """Keep problems by their file and the step that found them."""
    held: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in some:
        held[one.location.path, STEPS.get(one.code, facts.OWN)].append(one)
    store.run(
        "INSERT OR REPLACE INTO problem VALUES (?, ?, ?)",
        ((*key, pack(found)) for key, found in held.items()),
    )


def add_problems(store: Store, some: Iterable[Problem]) -> None:
    """Keep problems beside those of the same files and steps."""
    new = list(some)
    files = {one.location.path for one in new}
    rows = [row for file in files for row in store.rows("SELECT value FROM problem WHERE file = ?", file)]
    keep_problems(store, {*new, *(one for (held,) in rows for one in unpack(held))})


def text_digest(raw: RawRecord) -> bytes:
    """A digest of what a file says."""
    return sha256("\n".join(raw.lines).encode("utf-8", "surrogatepass")).digest()


def small(validated: Validated, audited: Audits) -> Small:
    """All but the notices of a sound archive; of ``validated`` the notices are not looked at."""
    assert validated.site is not None
    few = replace(validated, units=tuple(unit for unit in validated.units if unit.kind != "notice"))
    referrers, users = uses(few)
    releases = [one for one in validated.records["statistic"].values() if isinstance(one, Statistic)]
    return Small(
        validated.site,
        {name: dict(held) for name, held in validated.vocabularies.items()},
        {kind: dict(held) for kind, held in validated.records.items() if kind != "notice"},
        frozenset(one for one in validated.known if one[0] != "notice"),
        referrers,
        users,
        audited.releases,
        audited.several,
        frozenset(quoted(releases)),
    )


def quoted(releases: Iterable[Statistic]) -> set[str]:
    """The ids of the notices that releases quote."""
    every = {one.source_record for one in releases}
    return every | {each.source or "" for one in releases for o in one.observations for each in o.revisions}

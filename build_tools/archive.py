"""The archive: every record with what refers to it.  ``link`` makes it and checks what only
several records together can show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from . import audits, dates, periods
from .audits import Audits, Stated
from .dates import day_of
from .groups import Grouped, Groups, Place, Value, facets, period_of
from .kinds import KINDS
from .kinds.base import Record
from .kinds.notice import Notice, Relation
from .kinds.vocabulary import VOCABULARIES, Site
from .linking import references, relations, sources, timely, unique, uses
from .linking.uses import Naming, Referrer
from .mentions import connect
from .mentions.connections import Citation, Connections, Mentioning, Mentions
from .mentions.wanted import WantedDocument
from .problems import Problem
from .rules import told
from .validate import Validated

#: Stands in for a site.yml that is missing or unsound; an error always goes with it.
_NO_SITE = Site(name="未命名", as_of=date(1949, 10, 1), description="缺少网站信息。")


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything the content holds, linked.

    Attributes:
        site: The site's identity.
        vocabularies: Vocabulary name -> what records write -> entry, in the order of the file.
        records: Kind name -> id -> record, sorted by id.
        connections: What the texts say of one another.
        audits: What recomputing the figures gives.
        looked: Names of what was asked for, each saying what it would take to give another answer: the
            notices and what stands or falls with them; the rest is small and counts as one.
    """

    site: Site
    vocabularies: Mapping[str, Mapping[str, Any]]
    records: Mapping[str, Mapping[str, Record]]
    connections: Connections = field(default_factory=Connections, repr=False)
    audits: Audits = field(default_factory=Audits, repr=False)
    _referrers: Mapping[tuple[str, str], tuple[Referrer, ...]] = field(default_factory=dict, repr=False)
    _term_users: Mapping[tuple[str, str], tuple[Referrer, ...]] = field(default_factory=dict, repr=False)
    _reverse: Mapping[str, tuple[tuple[str, str, Relation], ...]] = field(default_factory=dict, repr=False)
    _neighbours: Mapping[str, tuple[str | None, str | None]] = field(default_factory=dict, repr=False)
    _groups: dict[str, Grouped] = field(default_factory=dict, init=False, repr=False, compare=False)
    looked: set[str] = field(default_factory=set, repr=False, compare=False)

    def get(self, kind: str, id_: str) -> Record | None:
        """The record of a kind with this id, if the archive holds it."""
        if kind == "notice":
            self.looked.add(f"whole:{id_}")
        return self.records[kind].get(id_)

    def head(self, kind: str, id_: str) -> Record | None:
        """The same without a notice's texts, for those who need only what it is called and dated."""
        if kind == "notice":
            self.looked.add(f"head:{id_}")
        return self.records[kind].get(id_)

    def has(self, kind: str, id_: str) -> bool:
        """Whether there is a record of a kind with this id."""
        if kind == "notice":
            self.looked.add(f"held:{id_}")
        return id_ in self.records[kind]

    def of(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind, sorted by id; notices without their texts."""
        if kind == "notice":
            self.looked.add("heads")
        return tuple(self.records[kind].values())

    def dated(self, first: date, last: date) -> Iterator[Notice]:
        """The notices of some days by their 成文日期, without their texts."""
        self.looked.update(f"month:{month}" for month in dates.months(first, last))
        for notice in self.records["notice"].values():
            if isinstance(notice, Notice) and first <= (notice.document_date or date.min) <= last:
                self.looked.add(f"head:{notice.id}")
                yield notice

    def periods(self, kind: str, group: str = "", year: str = "") -> Mapping[str, int]:
        """How many records of a group there are, in a year or at all, by the period of their day, newest
        first: ``2012-03``, ``2012`` where only the year is known, or an empty text; see ``groups.belonging``.
        """
        self._ask_group(kind, group, f"@{year}" if year else "")
        return {
            one: count for one, count in self._grouped(kind).periods(group).items() if one.startswith(year)
        }

    def parts(self, kind: str, group: str, most: int, whole: int | None = None) -> tuple[str, ...]:
        """The periods by which a group is divided, see ``periods.divide``."""
        if kind == "notice":
            self.looked.add(f"parts:{kind}/{group}")
        return periods.divide(self._grouped(kind).periods(group), most, whole)

    def members(
        self, kind: str, group: str = "", period: str | None = None, most: int | None = None
    ) -> tuple[Any, ...]:
        """The records of a group, newest first, equal days in the order of their addresses; notices without
        their texts.

        Args:
            kind: The kind.
            group: The group; an empty text for all that are not withdrawn.
            period: ``2012-03`` or ``2012`` for the days of a month or a year, ``2012-00`` for those of which
                only the year is known, an empty text for undated ones; ``None`` for all.
            most: At most so many; ``None`` for all.
        """
        grouped = self._grouped(kind)
        return tuple(grouped.record(id_) for _, id_ in self._places(kind, group, period, most))

    def ids(
        self, kind: str, group: str = "", period: str | None = None, most: int | None = None
    ) -> tuple[str, ...]:
        """The ids of the same records, in the same order."""
        return tuple(id_ for _, id_ in self._places(kind, group, period, most))

    def _places(self, kind: str, group: str, period: str | None, most: int | None) -> tuple[Place, ...]:
        found = self._grouped(kind).places(group, period, most)
        if period is not None:
            self._ask_group(kind, group, f"@{periods.counted_as(period)}")
        else:
            self._ask_group(kind, group, "", *(f"@{one}" for one in {period_of(day) for day, _ in found}))
        return found

    def count(self, kind: str, group: str = "") -> int:
        """How many records a group has."""
        return sum(self.periods(kind, group).values())

    def groups(self, kind: str, facet: str) -> tuple[Value, ...]:
        """Slug, label and count of each value of a facet that records have, in the order of the slugs."""
        if kind == "notice":
            self.looked.add(f"groups:{kind}/{facet}")
        return self._grouped(kind).values(facet)

    def _ask_group(self, kind: str, group: str, *parts: str) -> None:
        if kind == "notice":
            self.looked.update(f"group:{kind}/{group}{part}" for part in parts)

    def _grouped(self, kind: str) -> Grouped:
        if kind not in self._groups:
            ways = facets(kind, self.vocabularies, self.records)
            self._groups[kind] = Groups(ways, self.records[kind])
        return self._groups[kind]

    def referrers(self, kind: str, id_: str) -> tuple[Referrer, ...]:
        """Who names this record, in which field; in the order of kinds and ids."""
        self.looked.add(f"named:{kind}/{id_}")
        return self._referrers.get((kind, id_), ())

    def term_users(self, vocabulary: str, key: str) -> tuple[Referrer, ...]:
        """Who uses this vocabulary entry; a type of accident is ``scheme/type``."""
        self.looked.add(f"named:{vocabulary}/{key}")
        return self._term_users.get((vocabulary, key), ())

    def named_by(self, target: str, key: str, most: int | None, skip: Sequence[str]) -> list[Naming]:
        """Who names a record or a vocabulary entry, by kind and field, fields in ``skip`` left out."""
        groups: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        for one in self._naming(target, key):
            if one.path[0] not in skip:
                groups[one.kind, str(one.path[0])][one.id] = None
        order = [*KINDS, *VOCABULARIES]
        return [
            Naming(kind, name, self._newest(kind, groups[kind, name], most), len(groups[kind, name]))
            for kind, name in sorted(groups, key=lambda group: (order.index(group[0]), group[1]))
        ]

    def users(self, target: str, key: str, skip: Sequence[str]) -> int:
        """How many records and entries name a vocabulary entry, fields in ``skip`` left out."""
        return len({(one.kind, one.id) for one in self._naming(target, key) if one.path[0] not in skip})

    def _naming(self, target: str, key: str) -> Iterator[Referrer]:
        found = self.referrers(target, key) if target in KINDS else self.term_users(target, key)
        for one in found:
            record = self.records[one.kind].get(one.id) if one.kind in KINDS else None
            if (record is not None and record.withdrawn is None) or one.kind in VOCABULARIES:
                yield one

    def _newest(self, kind: str, ids: Iterable[str], most: int | None) -> tuple[str, ...]:
        if kind not in KINDS:
            return tuple(ids)
        ordered = sorted(ids, key=lambda id_: f"{id_}.html")
        ordered.sort(key=lambda id_: day_of(self.records[kind][id_]), reverse=True)
        return tuple(ordered[:most])

    def mentioning(self, kind: str, id_: str, most: int | None = None, newest: bool = True) -> Mentioning:
        """The other records whose texts mention a record (or, with kind ``wanted``, a document not held):
        the first ``most`` by date, undated ones last.
        """
        self.looked.add(f"cited:{kind}/{id_}")
        groups: dict[tuple[str, str], list[Citation]] = {}
        for citation in self.connections.citing(kind, id_):
            if (citation.kind, citation.id) != (kind, id_):
                groups.setdefault((citation.kind, citation.id), []).append(citation)
        days = {place: day_of(self.records[place[0]][place[1]]) for place in groups}
        known = sorted((place for place in groups if days[place]), key=days.__getitem__, reverse=newest)
        ordered = [*known, *(place for place in groups if not days[place])]
        shown = tuple(Mentions(*place, days[place], tuple(groups[place])) for place in ordered[:most])
        return Mentioning(shown, len(groups), sum(map(len, groups.values())))

    def wanted(self, key: str) -> WantedDocument:
        """A document that is not held, by its key; raises KeyError if no text names it."""
        self.looked.add(f"wanted:{key}")
        return self.connections.document(key)

    def wanted_totals(self) -> dict[str, int]:
        """How often texts mention each of these documents, by its key."""
        self.looked.add("wanted")
        every = (one.key for one in self.connections.wanted)
        return {key: len(self.connections.citing("wanted", key)) for key in every}

    def wanted_keys(self) -> list[str]:
        """The keys of all documents that texts name and the archive does not hold."""
        self.looked.add("wanted")
        return [one.key for one in self.connections.wanted]

    def stated(self, sort: Stated, period: str | None = None) -> tuple[Any, ...]:
        """What texts state that an editor has to look at, in a period by the day of the record or at all:
        mentions to decide, first those of documents, then those of names; or arithmetic.
        """
        self.looked.add(sort if period is None else f"{sort}@{periods.name(periods.counted_as(period))}")
        return tuple(one for at, one in self._dated(sort) if period is None or periods.lies_in(at, period))

    def tally(self, sort: Stated, year: str = "") -> Mapping[str, tuple[int, ...]]:
        """How much of it is there, in a year or at all, by period; arithmetic by verdict."""
        self.looked.add(f"{sort}@{year}" if year else sort)
        return {one: counts for one, counts in self._tally(sort).items() if one.startswith(year)}

    def stated_parts(self, sort: Stated, most: int) -> tuple[str, ...]:
        """The periods by which it is divided, see ``periods.divide``."""
        self.looked.add(f"parts:{sort}")
        return periods.divide({one: sum(counts) for one, counts in self._tally(sort).items()}, most)

    def _tally(self, sort: Stated) -> Mapping[str, tuple[int, ...]]:
        return audits.tally(sort, self._dated(sort))

    def _dated(self, sort: Stated) -> Iterator[tuple[str, Any]]:
        for one in self.connections.open if sort == "undecided" else self.audits.texts:
            yield period_of(day_of(self.records[one.kind][one.id])), one

    def reverse_relations(self, notice_id: str) -> tuple[tuple[str, str, Relation], ...]:
        """Relations that other notices state to this one: verb, id of the other, the relation."""
        self.looked.add(f"reverse:{notice_id}")
        return self._reverse.get(notice_id, ())

    def series_neighbours(self, notice_id: str) -> tuple[str | None, str | None]:
        """Ids of the held notices before and after this one in its number series."""
        self.looked.add(f"beside:{notice_id}")
        return self._neighbours.get(notice_id, (None, None))


def link(validated: Validated, seen: connect.Seen | None = None) -> tuple[Archive, list[Problem]]:
    """Join the records, and check what is true only of several together.

    Returns the archive, made of what is sound, and all the problems, sorted by place.
    """
    problems = [
        *references.check(validated),
        *unique.check(validated),
        *relations.check(validated),
        *sources.check(validated),
        *timely.check(validated),
    ]
    held = validated.records.get("notice", {})
    notices = relations.settle({id_: n for id_, n in held.items() if isinstance(n, Notice)})
    referrers, users = uses.uses(validated)
    vocabularies = {name: validated.vocabularies.get(name, {}) for name in VOCABULARIES}
    records = {name: validated.records.get(name, {}) for name in KINDS} | {"notice": notices}
    connections = connect.connect(records, vocabularies["glossary"], seen)
    problems += connect.check(validated, connections)
    audited = audits.audits(records)
    problems += audits.check(validated, audited)
    archive = Archive(
        validated.site or _NO_SITE,
        vocabularies,
        records,
        connections,
        audited,
        referrers,
        users,
        relations.reverse(notices),
        relations.neighbours(notices),
    )
    return archive, told(problems)

"""The archive: every record with what refers to it.  ``link`` makes it and checks what only
several records together can show.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from . import audits, numbers
from .audits import Audits
from .kinds import KINDS
from .kinds.base import Record, term
from .kinds.notice import Notice, Relation
from .kinds.vocabulary import VOCABULARIES, Site
from .linking import references, relations, sources, unique
from .mentions import connect
from .mentions.connections import Connections
from .problems import Fault, Problem, ValuePath
from .rules import told
from .validate import Validated

#: Stands in for a site.yml that is missing or unsound; an error always goes with it.
_NO_SITE = Site(name="未命名", as_of=date(1949, 10, 1), description="缺少网站信息。")

#: Dates by kind on which something happened, so that they cannot lie after the archive's own date.
_HAPPENED = {
    "notice": ("document_date", "print_date", "publication_date"),
    "case": ("date",),
    "statistic": ("as_of",),
}


@dataclass(frozen=True, slots=True)
class Referrer:
    """A record or vocabulary entry that names something, and the field in which it does.

    Attributes:
        kind: Kind of the record, or name of the vocabulary.
        id: Its id, or what records write for a vocabulary entry.
        path: Where in it.
    """

    kind: str
    id: str
    path: ValuePath


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything the content holds, linked.

    Attributes:
        site: The site's identity.
        vocabularies: Vocabulary name -> what records write -> entry, in the order of the file.
        records: Kind name -> id -> record, sorted by id.
        connections: What the texts say of one another.
        audits: What recomputing the figures gives.
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

    def get(self, kind: str, id_: str) -> Record | None:
        """The record of a kind with this id, if the archive holds it."""
        return self.records[kind].get(id_)

    def of(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind, sorted by id."""
        return tuple(self.records[kind].values())

    def referrers(self, kind: str, id_: str) -> tuple[Referrer, ...]:
        """Who names this record, in which field; in the order of kinds and ids."""
        return self._referrers.get((kind, id_), ())

    def term_users(self, vocabulary: str, key: str) -> tuple[Referrer, ...]:
        """Who uses this vocabulary entry; a type of accident is ``scheme/type``."""
        return self._term_users.get((vocabulary, key), ())

    def reverse_relations(self, notice_id: str) -> tuple[tuple[str, str, Relation], ...]:
        """Relations that other notices state to this one: verb, id of the other, the relation."""
        return self._reverse.get(notice_id, ())

    def series_neighbours(self, notice_id: str) -> tuple[str | None, str | None]:
        """Ids of the held notices before and after this one in its number series."""
        return self._neighbours.get(notice_id, (None, None))


def link(validated: Validated) -> tuple[Archive, list[Problem]]:
    """Join the records, and check what is true only of several together.

    Returns the archive, made of what is sound, and all the problems, sorted by place.
    """
    problems = [
        *references.check(validated),
        *unique.check(validated),
        *relations.check(validated),
        *sources.check(validated),
        *_later_than_site(validated),
    ]
    held = validated.records.get("notice", {})
    notices = relations.settle({id_: n for id_, n in held.items() if isinstance(n, Notice)})
    referrers, users = _uses(validated)
    vocabularies = {name: validated.vocabularies.get(name, {}) for name in VOCABULARIES}
    records = {name: validated.records.get(name, {}) for name in KINDS} | {"notice": notices}
    connections = connect.connect(records, vocabularies["glossary"])
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
        _reverse(notices),
        _neighbours(notices),
    )
    return archive, told(problems)


def _later_than_site(validated: Validated) -> Iterator[Problem]:
    """Documents and accidents dated after the day up to which the archive says it goes."""
    if validated.site is None:
        return
    as_of = validated.site.as_of
    for unit in validated.units:
        for name in _HAPPENED.get(unit.kind, ()):
            day = getattr(unit.instance, name, None)
            if day is not None and str(day) > str(as_of):
                params = {"term": term(unit.model, name), "value": day, "as_of": as_of}
                yield unit.problem(Fault("W237", (name,), params))


Uses = dict[tuple[str, str], tuple[Referrer, ...]]


def _uses(validated: Validated) -> tuple[Uses, Uses]:
    """Who refers to each record, and who uses each vocabulary entry."""
    order = {name: place for place, name in enumerate((*KINDS, *VOCABULARIES, "site"))}
    referrers: dict[tuple[str, str], list[Referrer]] = defaultdict(list)
    users: dict[tuple[str, str], list[Referrer]] = defaultdict(list)
    names = references.type_names(validated)
    for unit in sorted(validated.units, key=lambda unit: (order[unit.kind], unit.id)):
        for use in references.uses(unit):
            found = users if use.vocabulary else referrers
            place = use.path[len(unit.prefix) :]
            found[(use.target, names.get(use.text, use.text))].append(Referrer(unit.kind, unit.id, place))
    return _frozen(referrers), _frozen(users)


def _frozen(found: Mapping[tuple[str, str], list[Referrer]]) -> Uses:
    return {key: tuple(value) for key, value in found.items()}


def _reverse(notices: Mapping[str, Notice]) -> dict[str, tuple[tuple[str, str, Relation], ...]]:
    found: dict[str, list[tuple[str, str, Relation]]] = defaultdict(list)
    for id_, notice in notices.items():
        for relation in notice.relations:
            found[relation.notice].append((relation.verb, id_, relation))
    return {id_: tuple(relations) for id_, relations in found.items()}


def _neighbours(notices: Mapping[str, Notice]) -> dict[str, tuple[str | None, str | None]]:
    """Before and after by year and serial, among the notices with the same agency code."""
    series: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for id_, notice in notices.items():
        number = numbers.parse(notice.document_number or "")
        if number is not None and number.agency_code:
            series[number.series].append((number.year or 0, number.serial, id_))
    found: dict[str, tuple[str | None, str | None]] = {}
    for members in series.values():
        ids = [None, *(id_ for _, _, id_ in sorted(members)), None]
        for place in range(1, len(ids) - 1):
            found[str(ids[place])] = (ids[place - 1], ids[place + 1])
    return found

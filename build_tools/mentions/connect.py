"""Reads every text of the archive for mentions and decides what each one means.

Two passes: the first finds all mentions and learns which numbers and standards belong to
which titles; the second walks each record from top to bottom, so that a short form
(以下简称《意见》) holds from where it is declared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..kinds.base import Record
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..problems import Fault, Problem
from ..validate import Unit, Validated
from . import accidents
from .catalogue import Catalogue
from .connections import Citation, Connections, Spot
from .find import Mention
from .linker import Linked, Linker, Text, texts
from .names import Names, campaign_names, case_names, glossary_names, organization_names
from .resolve import Held, Open, Resolver, Wanted
from .wanted import Identities

Records = Mapping[str, Mapping[str, Record]]

#: Texts of so many records are held until all are read.
_FEW = 3000

#: Told of each record that was read: its kind, itself, its texts, what they mention, what tells documents
#: apart, and the names of what was looked up.
Seen = Callable[[str, Record, tuple[Text, ...], Linked, Identities, frozenset[str]], None]


def connect(records: Records, glossary: Mapping[str, object], seen: Seen | None = None) -> Connections:
    """All mentions of the archive and what they mean."""

    def read() -> Iterator[tuple[str, Record, tuple[Text, ...]]]:
        return ((kind, one, texts(kind, one)) for kind, held in records.items() for one in held.values())

    # Texts of very many records are rather read twice than held.
    few = sum(map(len, records.values())) <= _FEW
    found = [*read()] if few else None
    looked: set[str] = set()
    every = (mention for _, _, here in found or read() for text in here for mention in text.mentions)
    identities = Identities(every, looked)
    notices = records.get("notice", {}).values()
    resolver = Resolver(notices, records.get("organization", {}), Catalogue(looked))
    reader = linker(records, glossary, resolver, identities.key)
    linked: dict[tuple[str, str], Linked] = {}
    for kind, record, here in found or read():
        looked.clear()
        done = linked[kind, record.id] = reader.link(kind, record, here)
        if seen is not None:
            seen(kind, record, here, done, identities, frozenset(looked))
    return _connections(linked, identities)


def linker(
    records: Records, glossary: Mapping[str, object], resolver: Resolver, wanted: Callable[[Mention], str]
) -> Linker:
    """What the records and the set phrases of an archive give to read texts with."""
    organizations = records.get("organization", {})
    cases = [case for case in records.get("case", {}).values() if isinstance(case, Case)]
    names = Names(
        [
            *organization_names(organizations.values()),
            *campaign_names(records.get("campaign", {}).values()),
            *glossary_names(glossary.values()),
            *case_names(cases),
        ]
    )
    return Linker(resolver, wanted, names, accidents.Accidents(cases), organizations)


def _connections(linked: Mapping[tuple[str, str], Linked], identities: Identities) -> Connections:
    """Everything that was found, sorted the ways pages need it."""
    spots: dict[tuple[str, str], Mapping[str, tuple[Spot, ...]]] = {}
    citations: list[Citation] = []
    names: list[Citation] = []
    by_source: dict[tuple[str, str], tuple[Citation, ...]] = {}
    for own, done in linked.items():
        citations += done.citations
        names += done.names
        if done.spots:
            spots[own] = done.spots
        if done.citations:
            by_source[own] = done.citations
    by_target: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in (*citations, *names):
        if address := meant(citation):
            by_target[address].append(citation)
    documents = [identities.document(key) for kind, key in by_target if kind == "wanted"]
    documents.sort(key=lambda document: (-len(by_target["wanted", document.key]), document.label))
    return Connections(
        spots,
        tuple(citations),
        tuple(names),
        tuple(documents),
        {document.key: document for document in documents},
        by_source,
        {key: tuple(group) for key, group in by_target.items()},
    )


def meant(citation: Citation) -> tuple[str, str] | None:
    """Kind and id of what a citation means, ``wanted`` and the key of a document that is not held."""
    target = citation.target
    if isinstance(target, Held):
        return target.kind, target.id
    return ("wanted", target.key) if isinstance(target, Wanted) else None


def check(validated: Validated, connections: Connections) -> Iterator[Problem]:
    """Mentions that an editor has to decide, and documents cited before their own date."""
    units = {(unit.kind, unit.id): unit for unit in validated.units}
    held = validated.records.get("notice", {})
    for citation in connections.open:
        yield from undecided(units[citation.kind, citation.id], [citation])
    for citation in connections.citations:
        if citation.kind == "notice":
            yield from too_late(units["notice", citation.id], [citation], held.get)


def undecided(unit: Unit, citations: Iterable[Citation]) -> Iterator[Problem]:
    """Mentions in one record that an editor has to decide."""
    for citation in citations:
        target = citation.target
        if isinstance(target, Open):
            ids = "、".join(target.candidates)
            params = {
                "text": citation.quote.exact,
                "reason": target.reason,
                "candidates": f"候选：{ids}。" if ids else "",
            }
            yield _problem(unit, "W341", citation, params)


def too_late(
    unit: Unit, citations: Iterable[Citation], notice: Callable[[str], Record | None]
) -> Iterator[Problem]:
    """Documents that a notice cites before their own date."""
    citing = unit.instance
    for citation in citations:
        cited = later(citing, citation, notice)
        if cited is not None and isinstance(citing, Notice):
            params = {"text": citation.quote.exact, "other": cited.document_date, "own": citing.document_date}
            yield _problem(unit, "W342", citation, params)


def later(citing: object, citation: Citation, notice: Callable[[str], Record | None]) -> Notice | None:
    """The notice that another notice cites before its date."""
    cited = notice(citation.target.id) if isinstance(citation.target, Held) else None
    if isinstance(cited, Notice) and isinstance(citing, Notice) and _later(cited, citing):
        return cited
    return None


def _later(cited: Notice, citing: Notice) -> bool:
    days = cited.document_date, citing.document_date
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def _problem(unit: Unit, code: str, citation: Citation, params: Mapping[str, object]) -> Problem:
    return unit.built(Fault(code, citation.path, params, citation.offset))

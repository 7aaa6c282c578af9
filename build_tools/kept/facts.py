"""What one record leaves under which keys.

Keys and who asks for them:

- ``number:`` ``title:`` ``taught:`` ``known:`` ``day:``  readings of texts, for what a mention means
- ``claim:``  checks that nothing is claimed twice
- ``uses:T/K<tab>field``  lists of what names a record or a vocabulary entry, asked for as ``named:T/K``
- ``reverse:`` ``series:`` ``month:`` ``audit@``  pages of notices, cases, the audit
- ``cited:`` ``wanted:`` ``undecided@``  what texts mention

A fact's rank is what lists order it by; of ``known:`` and ``wanted:`` it is all that they say, so that the
store counts what thousands of texts say alike.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .. import audits, numbers, periods
from ..dates import day_of
from ..groups import period_of
from ..kinds import KINDS
from ..kinds.base import Record
from ..kinds.notice import Notice
from ..linking import references
from ..linking.relations import series_place
from ..mentions.catalogue import taught
from ..mentions.connect import meant
from ..mentions.connections import Citation
from ..mentions.issuers import Issuers
from ..mentions.linker import Linked, Text
from ..mentions.wanted import Identities
from ..validate import Unit

#: The two steps in which a record leaves facts: from its own file, and from what its texts mention.
OWN, LINK = "own", "link"

_KINDS = list(KINDS)
Leaving = dict[str, tuple[str, Any]]


def owner(kind: str, id_: str) -> str:
    """A record as the owner of facts; owners sort as records do."""
    return f"{_KINDS.index(kind)}/{id_}"


def place(owner_: str) -> tuple[str, str]:
    """Kind and id of an owner."""
    kind, _, id_ = owner_.partition("/")
    return _KINDS[int(kind)], id_


def asked(key: str) -> set[str]:
    """The names under which is asked for a fact."""
    if key.startswith("uses:"):
        return {f"named:{key[5:].partition(chr(9))[0]}"}
    if key.startswith("cited:wanted/"):
        return {key, "wanted"}
    if key.startswith(("undecided@", "audit@")):
        sort, _, period = key.partition("@")
        return {key, sort, f"{sort}@{period[:4] if period[0].isdigit() else period}"}
    return {key}


def own(
    unit: Unit,
    record: Record,
    numbered: Iterable[tuple[str, str]],
    stated: tuple[audits.TextCheck, ...],
    issuers: Issuers,
) -> Leaving:
    """What a record leaves by itself: its claims, the numbers that its texts give to titles, the arithmetic
    that they state, and what makes a notice known.
    """
    found: Leaving = {f"claim:{value}": ("", None) for value in claims(unit, record)}
    titles: dict[str, list[str]] = defaultdict(list)
    for title, number in sorted(numbered):
        titles[title].append(number)
    found |= {
        f"known:{title}": (json.dumps(held, ensure_ascii=False), None) for title, held in titles.items()
    }
    if stated:
        found |= _stated("audit", record, stated, stated)
    if isinstance(record, Notice):
        found |= _notice(unit, record, issuers)
    return found


def claims(unit: Unit, record: Record) -> Iterator[str]:
    """What no two records may have in common."""
    yield from (f"alias {alias}" for alias in record.aliases)
    if not isinstance(record, Notice):
        return
    if record.document_number:
        number = numbers.parse(record.document_number)
        if number is not None and number.agency_code:
            yield f"number {number.canonical}"
    else:
        yield f"title {record.title} {record.document_date}"
    if record.index_number:
        yield f"index {record.index_number}"


def _notice(unit: Unit, notice: Notice, issuers: Issuers) -> Leaving:
    found: Leaving = {}
    learned = taught(notice, issuers)
    found[f"taught:{notice.id}"] = ("", learned)
    if learned.number:
        found[f"number:{learned.number}"] = ("", None)
    found[f"day:{notice.id}"] = ("", notice.document_date)
    entries: dict[str, list[Any]] = defaultdict(list)
    for table, key, entry in learned.titles:
        entries[key].append((table, entry))
    found |= {f"title:{key}": ("", tuple(held)) for key, held in entries.items()}
    if notice.document_date:
        found[f"month:{str(notice.document_date)[:7]}"] = (str(notice.document_date), None)
    if series := series_place(notice):
        found[f"series:{series[0]}"] = (f"{series[1]:04}{series[2]:010}", None)
    relations: dict[str, list[Any]] = defaultdict(list)
    for relation in notice.relations:
        relations[relation.notice].append((relation.verb, relation))
    found |= {f"reverse:{other}": ("", tuple(held)) for other, held in relations.items()}
    day = day_of(notice)
    # What a withdrawn notice names must be there, but no list shows it.
    sort = "uses" if notice.withdrawn is None else "refers"
    for use in references.uses(unit):
        found[f"{sort}:{use.target}/{use.text}\t{use.path[0]}"] = (day, None)
    return found


def link(record: Record, texts: Iterable[Text], linked: Linked, identities: Identities) -> Leaving:
    """What a record leaves by what its texts mention."""
    targets: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    every = (*linked.citations, *linked.names)
    for citation in every:
        if address := meant(citation):
            targets[address].append(citation)
    day = day_of(record)
    found: Leaving = {
        f"cited:{kind}/{id_}": (f"{day}\t{len(held)}", tuple(held)) for (kind, id_), held in targets.items()
    }
    named = identities.named(mention for text in texts for mention in text.mentions)
    found |= {f"wanted:{key}": (one.written, None) for key, one in named.items()}
    undecided = [tuple(one for one in held if one.open) for held in (linked.citations, linked.names)]
    if any(undecided):
        found |= _stated("undecided", record, [*undecided[0], *undecided[1]], tuple(undecided))
    return found


def _stated(sort: audits.Stated, record: Record, found: Sequence[Any], value: Any) -> Leaving:
    """What an editor has to look at, under the period of the record that states it; ranked by its counts."""
    period = periods.name(period_of(day_of(record)))
    return {f"{sort}@{period}": (" ".join(map(str, audits.counted(sort, found))), value)}

"""Each record of the archive as a search document; every one can be made alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search_index.document import Document

from ..archive import Archive
from ..kinds import KINDS, Record
from ..kinds.campaign import Campaign
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..kinds.organization import Organization
from ..kinds.statistic import Statistic
from ..kinds.vocabulary import GlossaryEntry
from ..mentions.names import campaign_names, organization_names
from ..views.facts import case_note, day_of
from ..views.frame import VOCABULARY_FOLDERS, zh_date, zh_period
from . import facets, passages

_PAST = frozenset({"废止", "失效"})
#: A notice on one matter has no validity of its own to show.
_SILENT = "不适用"
_PHRASES = "glossary"


def documents(archive: Archive) -> Iterator[Document]:
    """The documents of all records and set phrases, in the order of their ids."""
    return (one for id_ in ids(archive) if (one := named(archive, id_)) is not None)


def ids(archive: Archive, notices: Iterable[str] | None = None) -> Iterator[str]:
    """The ids of all documents, in their order; ``notices`` has those of the notices where they are known."""
    for kind in sorted((*KINDS, _PHRASES)):
        held: Iterable[str]
        if kind == _PHRASES:
            held = archive.vocabularies[_PHRASES]
        else:
            held = notices if notices and kind == "notice" else (one.id for one in archive.of(kind))
        yield from (f"{kind}/{own}" for own in sorted(held))


def named(archive: Archive, id_: str) -> Document | None:
    """The document with an id; none if its record or set phrase is not there."""
    kind, _, own = id_.partition("/")
    if kind == _PHRASES:
        entry = archive.vocabularies[_PHRASES].get(own)
        return None if entry is None else phrase(archive, entry)
    record = archive.get(kind, own)
    return None if record is None else document(archive, kind, record)


def document(archive: Archive, kind: str, record: Record) -> Document:
    """The document of one record; of a withdrawn one its title and why it was withdrawn."""
    gone = record.withdrawn is not None
    status = "已撤下" if gone else _status(record)
    return Document(
        id=f"{kind}/{record.id}",
        url=f"{KINDS[kind].folder}/{record.id}.html",
        title=record.label,
        other_titles=() if gone else _other_titles(record),
        numbers=() if gone else _numbers(record),
        number_names=() if gone else _number_names(archive, record),
        date="" if gone else day_of(record),
        repealed=gone or status in _PAST,
        meta=KINDS[kind].term if gone else "　".join(filter(None, _meta(archive, kind, record))),
        status=status,
        facets=facets.values(archive, kind, record),
        passages=passages.passages(archive, record),
        suggestions=() if gone else tuple(dict.fromkeys(_suggestions(kind, record))),
    )


def phrase(archive: Archive, entry: GlossaryEntry) -> Document:
    """The document of a set phrase."""
    title = f"{entry.name}（{entry.qualifier}）" if entry.qualifier else entry.name
    return Document(
        id=f"glossary/{entry.id}",
        url=f"{VOCABULARY_FOLDERS['glossary']}/{entry.id}.html",
        title=title,
        other_titles=(entry.name, *entry.variants) if entry.qualifier else entry.variants,
        numbers=(),
        number_names=(),
        date="",
        repealed=False,
        meta=facets.PHRASE,
        status="",
        facets={"kind": (facets.PHRASE,)},
        passages=passages.phrase(archive, entry),
        suggestions=tuple(dict.fromkeys((text, facets.PHRASE) for text in (entry.name, *entry.variants))),
    )


def _suggestions(kind: str, record: Record) -> Iterator[tuple[str, str]]:
    """What a reader may be typing: title and number, names."""
    term = KINDS[kind].term
    yield record.label, term
    match record:
        case Notice():
            if record.document_number:
                yield record.document_number, "文号"
        case Organization():
            yield from ((name.text, term) for name in organization_names([record]))
        case Campaign():
            yield from ((name.text, term) for name in campaign_names([record]))
        case Case():
            yield from ((name, term) for name in record.other_names)


def _status(record: Record) -> str:
    if not isinstance(record, Notice):
        return ""
    status = record.validity.status or "有效性未核实"
    return "" if status == _SILENT else status


def _other_titles(record: Record) -> tuple[str, ...]:
    match record:
        case Notice():
            names = record.other_titles
        case Case():
            names = record.other_names
        case Organization() | Campaign():
            names = tuple(text for one in record.names for text in (one.name, *one.short_forms))
        case _:
            names = ()
    return tuple(dict.fromkeys(name for name in names if name != record.label))


def _numbers(record: Record) -> tuple[str, ...]:
    if not isinstance(record, Notice):
        return ()
    written = (record.document_number, record.document_number_as_written, record.index_number)
    return tuple(dict.fromkeys(number for number in written if number))


def _number_names(archive: Archive, record: Record) -> tuple[str, ...]:
    """Every name of the bodies that issued a numbered notice: 省安委办2023年12号."""
    if not isinstance(record, Notice) or not record.document_number:
        return ()
    bodies = [archive.get("organization", one) for one in record.issuing_bodies]
    held = [body for body in bodies if isinstance(body, Organization)]
    return tuple(dict.fromkeys(name.text for name in organization_names(held)))


def _meta(archive: Archive, kind: str, record: Record) -> tuple[str, ...]:
    """The line under the title: what it is, of whom, of when."""
    day = zh_date(day_of(record))
    match record:
        case Notice():
            bodies = [archive.get("organization", one) for one in record.issuing_bodies]
            names = "、".join(
                body.name_on(day_of(record)) for body in bodies if isinstance(body, Organization)
            )
            tag = "仅存题名" if record.is_stub else ""
            return (record.document_number or "", names, day, tag)
        case Case():
            grade = f"{record.grade}事故" if record.grade else ""
            return (KINDS[kind].term, zh_date(record.date), case_note(record), grade)
        case Campaign():
            return (KINDS[kind].term, zh_period(record.start, record.end))
        case Statistic():
            period = zh_period(record.period_start, record.period_end)
            return (KINDS[kind].term, period or (f"截至{day}" if day else ""))
        case _:
            level = getattr(record, "level", None)
            return (KINDS[kind].term, level or "")

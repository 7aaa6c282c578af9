"""What a reader sees of a record, paragraph by paragraph, each with its anchor on the page."""

from __future__ import annotations

from collections.abc import Iterator

from search_index.document import Passage

from ..archive import Archive
from ..kinds.base import Record, term
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..kinds.organization import Organization, OrganizationName
from ..kinds.statistic import Statistic
from ..kinds.vocabulary import GlossaryEntry
from ..views import notice as notice_page
from ..views import text
from ..views.frame import Links, zh_period
from .blocks import markdown, paragraphs
from .lines import line
from .told import EDITORS, SOURCE, closing, facts


def passages(archive: Archive, record: Record) -> tuple[Passage, ...]:
    """The passages of a record in the order in which they weigh: its own text before what is told of it."""
    if record.withdrawn is not None:
        return tuple(line("", "撤下", record.withdrawn.reason))
    found = _found(Links(archive), record)
    return tuple(_once(record.label, tuple(dict.fromkeys(found))))


def _found(links: Links, record: Record) -> Iterator[Passage]:
    """The passages of a record; most often a notice changed, which needs none of what the others do."""
    match record:
        case Notice():
            return _notice(links, record)
        case Organization():
            return _organization(links, record)
        case Statistic():
            from .releases import release

            return release(links, record)
        case Case():
            from .cases import case

            return case(links, record)
        case _:
            from .campaigns import campaign

            return campaign(links, record)


def _once(title: str, found: tuple[Passage, ...]) -> Iterator[Passage]:
    """The passages without facts that title or text tell as well: twice told they would weigh twice."""
    own = [one.text for one in found if one.anchor and one.label not in (EDITORS, SOURCE)]
    whole = "\n".join((title, *own))
    return (one for one in found if one.anchor or one.text not in whole)


def phrase(archive: Archive, entry: GlossaryEntry) -> tuple[Passage, ...]:
    """The passages of a set phrase."""
    from ..views import vocabulary

    found = [one for order, item in enumerate(entry.items, 1) for one in line(f"i{order}", "条目", item)]
    found += markdown(entry.definition, "definition", "释义")
    found += facts(vocabulary.facts(archive, Links(archive), entry))
    found += line("", EDITORS, entry.note)
    return tuple(found)


def _notice(links: Links, notice: Notice) -> Iterator[Passage]:
    yield from line("", "主送机关", "，".join(notice.main_recipients))
    parts = text.parts(notice)
    for part in parts:
        if part.prefix:
            yield from line(part.prefix, "附件", f"{part.label} {part.title}")
        yield from paragraphs(part.blocks, part.label)
    yield from line("", term(Notice, "note"), notice.note)
    # What editors say repeats the text: behind it, so that the text itself is quoted first.
    for part in parts:
        yield from line(part.prefix, EDITORS, part.note)
    header = notice_page.header(links, notice)
    yield from facts(one for one in header if one.term != term(Notice, "title"))
    yield from facts(notice_page.imprint(notice))
    if banner := notice_page.banner(notice):
        words = (
            banner["text"],
            banner["date"] and f"变更日期：{banner['date']}。",
            banner["reason"] and f"变更原因：{banner['reason']}",
        )
        yield from line("", term(Notice, "validity"), " ".join(filter(None, words)))
    for one in notice.relations:
        yield from line("related", EDITORS, one.note)
    yield from closing(notice, parts)


def _organization(links: Links, body: Organization) -> Iterator[Passage]:
    from ..views import organization

    for name in reversed(body.names):
        words = [name.name, zh_period(name.start, name.end)]
        if name.short_forms:
            words.append(f"{term(OrganizationName, 'short_forms')}：{'、'.join(name.short_forms)}")
        yield from line("names", term(Organization, "names"), "　".join(filter(None, words)))
        yield from line("names", EDITORS, name.note)
    yield from markdown(body.description, "description", term(Organization, "description"))
    yield from facts(organization.facts(links, body))
    yield from closing(body)

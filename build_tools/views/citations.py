"""Who mentions a record, with the sentence; and what of it is shown where many do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..escape import escape, plain
from ..mentions.connections import Citation
from ..mentions.resolve import Held, Wanted
from .facts import day_of
from .frame import Links, anchor, zh_date

#: Texts shown under “提及本页的文字”, and sentences of each.
SHOWN, SENTENCES = 20, 3


@dataclass(frozen=True, slots=True)
class Citing:
    """A record that mentions another, with the sentences.

    Attributes:
        link: The record.
        day: Its date in Chinese; empty if unknown.
        sentences: Each sentence with the mention marked and a link to the paragraph.
        more: Mentions that are not shown.
    """

    link: Markup
    day: str
    sentences: tuple[Markup, ...]
    more: int


def cited_by(archive: Archive, links: Links, kind: str, id_: str) -> dict[str, Any]:
    """The records that mention this one, newest first, for the template ``cited_by``."""
    own = (kind, id_)
    found = [one for one in archive.connections.citing(kind, id_) if (one.kind, one.id) != own]
    shown, count = citing(links, found, SHOWN)
    return {"shown": shown, "count": count}


def citing(
    links: Links, citations: Iterable[Citation], most: int, newest: bool = True
) -> tuple[list[Citing], int]:
    """Mentions grouped by the record they stand in, by date, undated records last: the first ``most`` of
    them, and how many there are.
    """
    groups: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        groups.setdefault((citation.kind, citation.id), []).append(citation)
    dated = []
    for place in groups:
        record = links.archive.get(*place)
        if record is not None and record.withdrawn is None:
            dated.append((day_of(record), place))
    known = sorted((one for one in dated if one[0]), key=lambda one: one[0], reverse=newest)
    ordered = [place for _, place in [*known, *(one for one in dated if not one[0])]]
    return [_citing(links, *place, groups[place]) for place in ordered[:most]], len(ordered)


def _citing(links: Links, kind: str, id_: str, group: list[Citation]) -> Citing:
    record = links.archive.get(kind, id_)
    link = links.notice(id_) if kind == "notice" else links.record(kind, id_)
    # A paragraph that mentions a document twice is quoted once.
    sentences: dict[str, Citation] = {}
    for one in group:
        sentences.setdefault(one.sentence, one)
    shown = tuple(sentence(links, one) for one in list(sentences.values())[:SENTENCES])
    return Citing(link, zh_date(day_of(record)), shown, len(sentences) - len(shown))


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a record mentions.

    Attributes:
        link: The document, on its own page or on the wanted list.
        held: Whether the archive holds its text.
        places: The paragraphs that mention it, as links.
    """

    link: Markup
    held: bool
    places: tuple[Markup, ...]


def cites(archive: Archive, links: Links, kind: str, id_: str) -> list[Cited]:
    """The documents that a record's texts mention, in the order of their first mention."""
    groups: dict[str, list[Citation]] = {}
    for one in archive.connections.made_by(kind, id_):
        target = one.target
        if isinstance(target, Wanted) or (
            isinstance(target, Held) and (target.kind, target.id) != (kind, id_)
        ):
            groups.setdefault(links.mention(target), []).append(one)
    return [_cited(links, href, group) for href, group in groups.items()]


def _cited(links: Links, href: str, group: list[Citation]) -> Cited:
    target = group[0].target
    places = tuple(
        anchor(f"#{place}", f"第{n}处") for n, place in enumerate(dict.fromkeys(o.place for o in group), 1)
    )
    if isinstance(target, Wanted):
        return Cited(anchor(href, links.archive.connections.document(target.key).label), False, places)
    assert isinstance(target, Held)
    record = links.archive.get("notice", target.id)
    return Cited(links.notice(target.id), not getattr(record, "is_stub", False), places)


def sentence(links: Links, one: Citation) -> Markup:
    """The sentence with the mention marked, and a link to its paragraph."""
    exact = plain(one.quote.exact)
    # A sentence may begin or end inside bold words.
    before, _, after = plain(one.sentence).replace("**", "").partition(exact)
    marked = Markup("{}<mark>{}</mark>{}").format(*(escape(part) for part in (before, exact, after)))
    href = f"{links.address(one.kind, one.id)}#{one.place}"
    return Markup("<q>{}</q> {}").format(marked, anchor(href, "见原文"))

"""Who mentions a record, with the sentence; and what of it is shown where many do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..escape import escape, plain
from ..mentions.connections import Citation, Mentioning, Mentions
from ..mentions.resolve import Held, Wanted
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
    found = archive.mentioning(kind, id_, SHOWN)
    return {"shown": citing(links, found), "count": found.count}


def citing(links: Links, found: Mentioning) -> list[Citing]:
    """The records that mention something, as pages show them."""
    return [_citing(links, one) for one in found.sources]


def _citing(links: Links, one: Mentions) -> Citing:
    link = links.notice(one.id) if one.kind == "notice" else links.record(one.kind, one.id)
    # A paragraph that mentions a document twice is quoted once.
    sentences: dict[str, Citation] = {}
    for each in one.citations:
        sentences.setdefault(each.sentence, each)
    shown = tuple(sentence(links, each) for each in list(sentences.values())[:SENTENCES])
    return Citing(link, zh_date(one.day), shown, len(sentences) - len(shown))


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
        return Cited(anchor(href, links.archive.wanted(target.key).label), False, places)
    assert isinstance(target, Held)
    record = links.archive.head("notice", target.id)
    return Cited(links.notice(target.id), not getattr(record, "is_stub", False), places)


def sentence(links: Links, one: Citation) -> Markup:
    """The sentence with the mention marked, and a link to its paragraph."""
    exact = plain(one.quote.exact)
    # A sentence may begin or end inside bold words.
    before, _, after = plain(one.sentence).replace("**", "").partition(exact)
    marked = Markup("{}<mark>{}</mark>{}").format(*(escape(part) for part in (before, exact, after)))
    href = f"{links.address(one.kind, one.id)}#{one.place}"
    return Markup("<q>{}</q> {}").format(marked, anchor(href, "见原文"))

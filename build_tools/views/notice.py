"""The page of a notice: header block, banner, body, relations, source, citation."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..groups.facets import TYPE_SLUGS
from ..kinds.notice import Notice, Relation
from ..lineage import lineage
from ..linking.relations import INNER_MARKS
from . import meta, text
from .citations import cited_by, cites
from .facts import closing, fact, referrers, unverified_fact
from .frame import Fact, Links, View, crumbs_to, join, zh_date
from .provenance import with_figures

#: The verb as the other document would say it.
REVERSE = {
    "依据": "被作为依据",
    "转发": "被转发",
    "印发": "被印发",
    "落实": "被落实",
    "总结": "被总结",
    "修改": "被修改",
    "废止": "被废止",
    "替代": "被替代",
    "引用": "被引用",
}
_BANNERS = {
    "现行有效": "本文件现行有效。",
    "已修改": "本文件已修改。",
    "废止": "本文件已废止。",
    "失效": "本文件已失效。",
    "任务已完成": "本文件部署的任务已完成。",
}


def view(archive: Archive, notice: Notice) -> View:
    """The page of one notice."""
    links = Links(archive)
    parts = text.parts(notice)
    notes = text.Notes(notice.source_notes, (part.blocks for part in parts))
    linked = with_figures(archive, links, notice, text.linked(links, "notice", notice))
    sections = [
        {
            "label": part.label,
            "title": part.title,
            "id": part.prefix,
            "note": part.note,
            "body": text.markdown(part.blocks, notes, 1 if part.prefix else 0, linked),
        }
        for part in parts
    ]
    return View(
        path=f"notices/{notice.id}",
        template="notice",
        title=notice.title,
        context={
            "notice": notice,
            "facts": header(links, notice),
            "banner": banner(notice),
            "sections": sections,
            "imprint": imprint(notice),
            "relations": relations(archive, links, notice),
            "lineage": steps(archive, links, notice),
            "referrers": referrers(archive, links, "notice", notice.id),
            "cites": cites(archive, links, "notice", notice.id),
            "cited_by": cited_by(archive, links, "notice", notice.id),
            "citation": citation(notice),
            "address": meta.address(archive.site, f"notices/{notice.id}.html"),
            "before_after": neighbours(archive, links, notice),
            **closing(notice, notes),
        },
        crumbs=crumbs_to("notice"),
        kind="notice",
        description=notice.summary or "",
        meta=meta.notice(archive, notice),
        data=meta.legislation(archive, notice),
        updated=meta.updated(notice, notice.publication_date),
        contents=any(b.kind == "heading" for part in parts for b in part.blocks),
    )


def bodies(links: Links, notice: Notice) -> Markup:
    """The issuing bodies under the names they had on the day of the document."""
    day = str(notice.document_date or "")
    shown = []
    for one in notice.issuing_bodies:
        body = links.archive.get("organization", one)
        name = body.name_on(day) if day and body else ""
        shown.append(links.record("organization", one, text=name))
    return join(shown, "　")


def header(links: Links, notice: Notice) -> list[Fact]:
    """The header block in the order readers of official documents expect."""
    validity = notice.validity
    status = validity.status or Markup('<span class="open">未核实</span>')
    written = notice.document_number_as_written
    industries = join(links.term("industries", one) for one in notice.industries)
    facts = []
    for name, value, wide in (
        ("index_number", notice.index_number, False),
        ("subject", notice.subject, False),
        ("issuing_bodies", bodies(links, notice), False),
        ("document_date", zh_date(notice.document_date), False),
        ("title", notice.title, True),
        ("document_number", notice.document_number, False),
        ("publication_date", zh_date(notice.publication_date), False),
        ("validity", status, False),
        ("type", links_to_type(notice), False),
        ("print_date", zh_date(notice.print_date), False),
        ("effective_date", zh_date(notice.effective_date), False),
        ("expiry_date", zh_date(notice.expiry_date), False),
        ("urgency", notice.urgency, False),
        ("document_number_as_written", written, False),
        ("other_titles", join(notice.other_titles, "；"), True),
        ("signed_as", join(notice.signed_as), False),
        ("region", links.term("regions", notice.region) if notice.region else None, False),
        ("industries", industries, True),
        ("campaigns", links.records("campaign", notice.campaigns), True),
        ("keywords", join(notice.keywords), True),
        ("summary", notice.summary, True),
    ):
        facts += fact(Notice, name, value, wide) or unverified_fact(notice, name, wide)
    return facts


def links_to_type(notice: Notice) -> Markup | None:
    """The document type as a link to its listing."""
    if notice.type is None:
        return None
    return Markup(f'<a href="type-{TYPE_SLUGS[notice.type]}.html">{notice.type}</a>')


def banner(notice: Notice) -> dict[str, Any] | None:
    """What readers must know of the validity, with date and reason."""
    validity = notice.validity
    if validity.status not in _BANNERS:
        return None
    return {
        "text": _BANNERS[validity.status],
        "date": zh_date(validity.date),
        "reason": validity.reason,
        "past": validity.status in ("废止", "失效"),
    }


def imprint(notice: Notice) -> list[Fact]:
    """版记: who got copies, when it was printed."""
    return [
        *fact(Notice, "copied_to", join(notice.copied_to, "，"), wide=True),
        *fact(Notice, "print_date", zh_date(notice.print_date), wide=True),
    ]


def relations(archive: Archive, links: Links, notice: Notice) -> list[dict[str, Any]]:
    """Relations in both directions, each with its verb, quotation and note."""
    found = [_relation(archive, links, one.verb, one.notice, one, notice) for one in notice.relations]
    for verb, source, one in archive.reverse_relations(notice.id):
        citing = archive.get("notice", source)
        if citing is not None and not citing.withdrawn:
            found.append(_relation(archive, links, REVERSE.get(verb, verb), source, one, citing))
    return found


def steps(archive: Archive, links: Links, notice: Notice) -> list[dict[str, Any]]:
    """The lineage of the document: each document with the time in which it applied."""
    return [
        {
            "notice": links.notice(step.id),
            "own": step.id == notice.id,
            "start": zh_date(step.start),
            "end": zh_date(step.end),
            "ended_by": links.notice(step.ended_by) if step.ended_by else "",
            "amended_by": join(links.notice(id_) for id_ in step.amended_by),
        }
        for step in lineage(archive, notice.id)
    ]


def _relation(
    archive: Archive, links: Links, verb: str, other: str, relation: Relation, quoted: Notice
) -> dict[str, Any]:
    record = archive.head("notice", other)
    spot = text.place(quoted, relation.quote)
    return {
        "verb": verb,
        "notice": links.notice(other),
        "date": zh_date(record.document_date),
        "quote": relation.quote,
        "spot": links.record("notice", quoted.id, spot, "见原文") if spot else "",
        "note": relation.note,
    }


def citation(notice: Notice) -> str:
    """How a reader cites the document: 《标题》（文号）, with its date."""
    number = f"（{notice.document_number}）" if notice.document_number else ""
    date = f"，{zh_date(notice.document_date)}" if notice.document_date else ""
    return f"《{notice.title.translate(INNER_MARKS)}》{number}{date}"


def neighbours(archive: Archive, links: Links, notice: Notice) -> list[tuple[str, Markup]]:
    """The documents before and after in the same number series."""
    before, after = archive.series_neighbours(notice.id)
    return [
        (word, links.notice(one)) for word, one in (("上一号", before), ("下一号", after)) if one is not None
    ]

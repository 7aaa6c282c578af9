"""The page of a campaign: who led it, what it asked for, and what happened when."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..kinds.base import Person
from ..kinds.campaign import Campaign, Event, Group, MeasureSet
from . import meta, text
from .facts import closing, fact, referrers, unverified_fact
from .frame import Fact, Links, View, crumbs_to, join, zh_date, zh_period
from .statistic import observation


def view(archive: Archive, campaign: Campaign) -> View:
    """The page of one campaign."""
    links = Links(archive)
    releases = [one for one in archive.of("statistic") if campaign.id in one.campaigns and not one.withdrawn]
    return View(
        path=f"campaigns/{campaign.id}",
        template="campaign",
        title=campaign.label,
        context={
            "campaign": campaign,
            "state": state(archive, campaign),
            "facts": facts(links, campaign),
            "events": [event(archive, links, one) for one in sorted(campaign.events, key=lambda e: e.date)],
            "groups": [group(links, one) for one in campaign.groups],
            "measures": [measures(archive, links, one) for one in campaign.measure_sets],
            "scope": [(links.term("industries", one.industry), one) for one in campaign.scope],
            "phases": [(one, zh_period(one.start, one.end)) for one in campaign.phases],
            "outlook": text.field(campaign.outlook, "outlook"),
            "figures": [figures(archive, links, one) for one in releases],
            "referrers": referrers(archive, links, "campaign", campaign.id),
            **closing(campaign),
        },
        crumbs=crumbs_to("campaign"),
        kind="campaign",
        description=campaign.summary or "",
        meta=meta.article(archive, "campaign", campaign, Description=campaign.summary or ""),
        updated=meta.updated(campaign),
        contents=True,
    )


def state(archive: Archive, campaign: Campaign) -> str:
    """正在进行 or 已结束 on the day the archive's content reaches to; empty if unknown."""
    today = archive.site.as_of.isoformat()
    if campaign.end and campaign.end < today[: len(campaign.end)]:
        return "已结束"
    if campaign.start and campaign.start > today[: len(campaign.start)]:
        return "尚未开始"
    return "正在进行" if campaign.end else ""


def facts(links: Links, campaign: Campaign) -> list[Fact]:
    """The facts table."""
    found = []
    for name, value, wide in (
        ("start", zh_date(campaign.start), False),
        ("end", zh_date(campaign.end), False),
        ("period_note", campaign.period_note, True),
        ("region", links.term("regions", campaign.region) if campaign.region else None, False),
        ("lead_bodies", links.records("organization", campaign.lead_bodies), True),
        ("basis", join(links.notice(one) for one in campaign.basis), True),
    ):
        found += fact(Campaign, name, value, wide) or unverified_fact(campaign, name, wide)
    return found


def person(one: Person) -> str:
    """Post, name and role of someone acting in office."""
    words = " ".join(word for word in (one.post, one.name) if word)
    return f"{words}（{one.role}）" if one.role and words else words or one.role or ""


def event(archive: Archive, links: Links, one: Event) -> dict[str, Any]:
    """One event of the lane."""
    held = [
        links.notice(one.notice) if one.notice else None,
        links.record("case", one.case) if one.case else None,
        links.record("statistic", one.statistic) if one.statistic else None,
    ]
    return {
        "date": one.date,
        "shown": zh_period(one.date, one.end) if one.end else zh_date(one.date),
        "type": one.type,
        "title": one.title,
        "description": one.description,
        "people": [person(each) for each in one.people],
        "links": [link for link in held if link],
        "source": _source(archive, links, one),
        "quote": one.quote,
    }


def _source(archive: Archive, links: Links, one: Event) -> Markup:
    if one.source is None:
        return Markup("")
    source = archive.get("notice", one.source)
    return links.record("notice", one.source, text.place(source, one.quote), f"《{source.label}》")


def group(links: Links, one: Group) -> dict[str, Any]:
    """A leading or inspection group."""
    return {
        "name": one.name,
        "facts": [
            *fact(Group, "type", one.type),
            *fact(Group, "count", one.count),
            *fact(Group, "start", zh_date(one.start)),
            *fact(Group, "end", zh_date(one.end)),
            *fact(Group, "bodies", links.records("organization", one.bodies), wide=True),
            *fact(Group, "members", join(person(each) for each in one.members), wide=True),
        ],
        "tasks": one.tasks,
        "quote": one.quote,
        "note": one.note,
    }


def measures(archive: Archive, links: Links, one: MeasureSet) -> dict[str, Any]:
    """A named set of measures with its items."""
    return {
        "name": one.name,
        "glossary": links.term("glossary", one.glossary) if one.glossary else "",
        "items": one.items,
        "quote": one.quote,
        "note": one.note,
    }


def figures(archive: Archive, links: Links, release: Any) -> dict[str, Any]:
    """A release of figures that belongs to the campaign."""
    names = {one.id: one.label for one in release.observations}
    return {
        "link": links.record("statistic", release.id),
        "as_of": zh_date(release.as_of),
        "rows": [observation(archive, links, release, one, names) for one in release.observations],
    }

"""The page of a campaign: who led it, what it asked for, and what happened when."""

from __future__ import annotations

from typing import Any, get_args

from markupsafe import Markup

from .. import timeline
from ..archive import Archive
from ..kinds.base import Person
from ..kinds.campaign import Campaign, Event, Group, MeasureSet
from ..kinds.notice import Notice
from ..kinds.statistic import Observation, Statistic
from . import meta, text
from .citations import cited_by
from .facts import closing, fact, referrers, unverified_fact
from .frame import Fact, Links, View, crumbs_to, figure, join, zh_date, zh_period
from .statistic import observation


def view(archive: Archive, campaign: Campaign) -> View:
    """The page of one campaign."""
    links = Links(archive)
    linked = text.linked(links, "campaign", campaign)
    common = common_source(links, campaign)
    lane = sorted(enumerate(campaign.events), key=lambda pair: pair[1].date)
    releases = [one for one in archive.of("statistic") if campaign.id in one.campaigns and not one.withdrawn]
    return View(
        path=f"campaigns/{campaign.id}",
        template="campaign",
        title=campaign.label,
        context={
            "campaign": campaign,
            "state": state(archive, campaign),
            "facts": facts(links, campaign),
            "events": [
                event(
                    archive,
                    links,
                    one,
                    text.prose(one.description or "", linked, "events", order, "description"),
                    bool(common),
                )
                for order, one in lane
            ],
            "common_source": common,
            "drawing": drawing(campaign, [one for _, one in lane]),
            "lists": {
                name: [
                    text.prose(one, linked, name, order) for order, one in enumerate(getattr(campaign, name))
                ]
                for name in ("goals", "methods", "requirements", "enforcement", "open_ends")
            },
            "groups": [group(links, one) for one in campaign.groups],
            "measures": [measures(archive, links, one) for one in campaign.measure_sets],
            "scope": [(links.term("industries", one.industry), one) for one in campaign.scope],
            "phases": [(one, zh_period(one.start, one.end)) for one in campaign.phases],
            "outlook": text.field(campaign.outlook, "outlook", linked=linked),
            "figures": [figures(archive, links, one) for one in releases],
            "changes": changes(links, releases),
            "unheld": unheld(archive, links, campaign),
            "referrers": referrers(archive, links, "campaign", campaign.id),
            "cited_by": cited_by(archive, links, "campaign", campaign.id),
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


def drawing(campaign: Campaign, events: list[Event]) -> Markup:
    """The drawn timeline; its marks carry the numbers of the list."""
    entries = [
        timeline.Entry(number, one.type, one.date, one.end, one.title, f"#e{number}")
        for number, one in enumerate(events, 1)
    ]
    period = (campaign.start, campaign.end) if campaign.start and campaign.end else None
    return timeline.draw(entries, get_args(Event.model_fields["type"].annotation), "大事记时间图", period)


def event(archive: Archive, links: Links, one: Event, description: Markup, common: bool) -> dict[str, Any]:
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
        "description": description,
        "people": [person(each) for each in one.people],
        "links": [link for link in held if link],
        "source": _source(archive, links, one, common),
        "quote": one.quote,
    }


def common_source(links: Links, campaign: Campaign) -> Markup:
    """The source that all dated events share, told once above them; empty if they differ."""
    sources = {one.source for one in campaign.events}
    one = sources.pop() if len(sources) == 1 and len(campaign.events) > 1 else None
    return links.notice(one) if one else Markup("")


def _source(archive: Archive, links: Links, one: Event, common: bool) -> Markup:
    """Where an event is told; only 见原文 where the lane has named the source they share."""
    if one.source is None:
        return Markup("")
    source = archive.get("notice", one.source)
    spot = text.place(source, one.quote)
    if common:
        return links.record("notice", one.source, spot, "见原文") if spot else Markup("")
    return Markup("出处：{}").format(links.record("notice", one.source, spot, f"《{source.label}》"))


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
        "items": [(item, holding(links, one, item)) for item in one.items],
        "holds": bool(one.holdings),
        "quote": one.quote,
        "note": one.note,
    }


def holding(links: Links, measures_: MeasureSet, item: str) -> dict[str, Any]:
    """What the archive holds on one item of a set of measures; no links where there is nothing."""
    held = [one for one in measures_.holdings if one.item == item]
    return {
        "links": [
            *(links.notice(id_) for one in held for id_ in one.notices),
            *(links.record("case", id_) for one in held for id_ in one.cases),
            *(links.record("statistic", id_) for one in held for id_ in one.statistics),
        ],
        "notes": [one.note for one in held if one.note],
    }


def unheld(archive: Archive, links: Links, campaign: Campaign) -> list[Markup]:
    """Documents of the campaign that the archive knows by title only."""
    ids = [*campaign.basis, *(one.notice for one in campaign.events if one.notice)]
    ids += [one.id for one in archive.referrers("campaign", campaign.id) if one.kind == "notice"]
    stubs = {
        id_
        for id_ in ids
        if isinstance(record := archive.head("notice", id_), Notice)
        and record.is_stub
        and not record.withdrawn
    }
    return [links.notice(id_) for id_ in sorted(stubs)]


def changes(links: Links, releases: list[Statistic]) -> list[dict[str, Any]]:
    """Indicators that several releases of the campaign give, with the change from one to the next.

    A change is computed only between exact figures of the same unit and coverage.
    """
    series: dict[tuple[str, str], list[tuple[Statistic, Observation]]] = {}
    for release in sorted(releases, key=lambda one: str(one.as_of or one.period_end or "")):
        for one in release.observations:
            series.setdefault((one.indicator, one.unit), []).append((release, one))
    found = []
    for (indicator, unit), members in series.items():
        if len({release.id for release, _ in members}) < 2:
            continue
        rows = []
        for index, (release, one) in enumerate(members):
            before = members[index - 1] if index else None
            rows.append(
                {
                    "release": links.record("statistic", release.id, f"obs-{one.id}"),
                    "day": zh_date(release.as_of or release.period_end),
                    "printed": one.value_printed,
                    "change": _change(before, (release, one)) if before else "",
                }
            )
        found.append({"indicator": links.term("indicators", indicator), "unit": unit, "rows": rows})
    return found


def _change(before: tuple[Statistic, Observation], now: tuple[Statistic, Observation]) -> str:
    if before[0].coverage != now[0].coverage or before[0].region != now[0].region:
        return "统计口径不同，不作比较"
    if before[1].approximation != "确数" or now[1].approximation != "确数":
        return "含约数，不作比较"
    change = now[1].value - before[1].value
    return f"{'+' if change > 0 else ''}{figure(change)}"


def figures(archive: Archive, links: Links, release: Any) -> dict[str, Any]:
    """A release of figures that belongs to the campaign."""
    names = {one.id: one.label for one in release.observations}
    return {
        "link": links.record("statistic", release.id),
        "as_of": zh_date(release.as_of),
        "rows": [observation(archive, links, release, one, names) for one in release.observations],
    }

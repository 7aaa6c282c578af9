"""What was done in the 30 days after an accident: dated events that the archive holds.

It is an order in time and says nothing of causes; the template says so in its heading.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from .. import places
from ..archive import Archive
from ..kinds.campaign import Campaign, Event
from ..kinds.case import Case
from ..kinds.notice import Notice

DAYS = 30
#: With fewer dated items there is no sequence to show.
LEAST = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One dated thing after the accident.

    Attributes:
        day: Its day.
        end: Its last day or month, as the campaign tells it; empty if it is one day.
        type: 会议, 文件, 检查 …
        title: What it was.
        notice: Id of the document, if it is one or rests on one; otherwise empty.
        campaigns: Ids of the campaigns that tell it.
        basis: Why it stands here, in Chinese words.
    """

    day: date
    end: str
    type: str
    title: str
    notice: str
    campaigns: tuple[str, ...]
    basis: str


def aftermath(archive: Archive, case: Case) -> tuple[Item, ...]:
    """The dated items after an accident in time order; none if they are fewer than three."""
    start = _day(case.date)
    if start is None or case.type != "事故":
        return ()
    end = start + timedelta(DAYS)
    found: dict[tuple[date, str], Item] = {}
    for item in (*_events(archive, case), *_notices(archive, case, start, end)):
        if not start <= item.day <= end:
            continue
        key = (item.day, item.notice or item.title)
        first = found.get(key)
        campaigns = tuple(dict.fromkeys((*first.campaigns, *item.campaigns))) if first else ()
        found[key] = replace(first, campaigns=campaigns) if first else item
    items = sorted(found.values(), key=lambda item: (item.day, item.notice, item.title))
    return tuple(items) if len(items) >= LEAST else ()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == len("2023-02-22") else None


def _events(archive: Archive, case: Case) -> Iterator[Item]:
    """Events of the campaigns that name the case, other than accidents."""
    for campaign in archive.of("campaign"):
        assert isinstance(campaign, Campaign)
        named = campaign.id in case.campaigns or any(event.case == case.id for event in campaign.events)
        if campaign.withdrawn is None and named:
            for event in campaign.events:
                day = _day(event.date)
                if day is not None and event.type != "事故":
                    yield _event(archive, campaign, event, day)


def _event(archive: Archive, campaign: Campaign, event: Event, day: date) -> Item:
    notice = archive.head("notice", event.notice) if event.notice else None
    of_the_day = isinstance(notice, Notice) and notice.document_date == day
    return Item(
        day=day,
        end=event.end or "",
        type=event.type,
        title=event.title,
        notice=notice.id if notice is not None and of_the_day else "",
        campaigns=(campaign.id,),
        basis="专项行动记载",
    )


def _notices(archive: Archive, case: Case, start: date, end: date) -> Iterator[Item]:
    """Notices of these days that tell of the accident, or cover its region and industry."""
    chain = {places.COUNTRY, *places.chain(archive.vocabularies["regions"], case.region)}
    telling = {*case.notices, *_citing(archive, case)}
    for notice in archive.dated(start, end):
        if notice.withdrawn is not None or notice.document_date is None:
            continue
        near = case.region is not None and notice.region in chain and case.industry in notice.industries
        if notice.id in telling or near:
            basis = "述及本事故" if notice.id in telling else "同地区、同行业的文件"
            yield Item(notice.document_date, "", "文件", notice.title, notice.id, (), basis)


def _citing(archive: Archive, case: Case) -> Iterator[str]:
    """Ids of the notices whose text names the case."""
    for one in archive.mentioning("case", case.id).sources:
        if one.kind == "notice":
            yield one.id

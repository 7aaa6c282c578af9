"""Lessons from cases: similar cases, the 30 days after, recurring causes, required actions, cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..kinds.case import Case
from ..lessons import actions as required
from ..lessons import aftermath as later
from ..lessons import cases, recurring
from ..lessons.actions import Action
from ..lessons.recurring import RecurringCause
from ..lessons.similar import Similar
from . import meta
from .facts import row
from .frame import Links, Row, View, anchor, crumbs_to, zh_date, zh_period

#: Addresses of the pages, relative to the folder of cases.
CAUSES, ACTIONS = "causes", "actions"
#: How many of the newest cases stand under a class of causes.
_NEWEST = 30


def similar(links: Links, found: Iterable[Similar]) -> list[tuple[Row, str]]:
    """Similar cases as rows, each with what both have in common."""
    return [
        (row(links, "case", links.archive.get("case", one.case)), "；".join(r.text for r in one.reasons))
        for one in found
    ]


def aftermath(links: Links, case: Case) -> list[dict[str, Any]]:
    """What was done in the 30 days after, as entries of a lane."""
    return [
        {
            "date": item.day.isoformat(),
            "shown": zh_period(item.day, item.end) if item.end else zh_date(item.day),
            "type": item.type,
            "title": links.record("notice", item.notice, text=item.title) if item.notice else item.title,
            "basis": item.basis,
            "campaigns": links.records("campaign", item.campaigns),
        }
        for item in later.aftermath(links.archive, case)
    ]


def card_address(case: Case) -> str:
    """Name of the file of a case's lesson card; empty if it has none."""
    return f"{case.id}-card" if case.lesson_card else ""


def ways(archive: Archive, root: str) -> list[tuple[Markup, str]]:
    """The pages that look across the cases, with what they hold; nothing where they hold nothing."""
    found = []
    counted = recurring.recurring(archive)
    if counted.causes:
        link = anchor(f"{root}cases/{CAUSES}.html", "反复出现的原因")
        found.append((link, f"{counted.classed} 起事故的原因归为 {len(counted.causes)} 类"))
    measures = required.actions(archive)
    if measures:
        link = anchor(f"{root}cases/{ACTIONS}.html", "整改措施")
        found.append((link, f"{len({one.case for one in measures})} 个案例提出 {len(measures)} 项措施"))
    return found


def views(archive: Archive) -> Iterator[View]:
    """The pages across the cases, and a card for each case that has one."""
    counted = recurring.recurring(archive)
    if counted.causes:
        yield _causes(archive, counted)
    measures = required.actions(archive)
    if measures:
        yield _actions(archive, measures)
    for case in cases(archive):
        if case.lesson_card:
            yield _card(archive, case)


def _causes(archive: Archive, counted: recurring.Recurring) -> View:
    links = Links(archive)
    schemes = {scheme for one in counted.causes for (scheme, _), _ in one.types}
    return View(
        path=f"cases/{CAUSES}",
        template="case-causes",
        title="反复出现的原因",
        context={
            "caution": counted.caution,
            "classed": counted.classed,
            "scheme": links.name("accident_types", next(iter(schemes))) if len(schemes) == 1 else "",
            "causes": [_cause(links, one, counted.classed, len(schemes) == 1) for one in counted.causes],
        },
        crumbs=crumbs_to("case"),
        description=counted.caution,
        meta=meta.column("case"),
    )


def _cause(links: Links, one: RecurringCause, classed: int, short: bool) -> dict[str, Any]:
    entry = links.archive.vocabularies["causes"][one.cause]
    held = [links.archive.get("case", id_) for id_ in one.cases[:_NEWEST]]
    return {
        "slug": entry.id,
        "name": one.cause,
        "link": links.term("causes", one.cause),
        "description": entry.description,
        "number": len(one.cases),
        "part": round(100 * len(one.cases) / classed),
        "types": [
            (links.accident_type(scheme, name, short=short), number) for (scheme, name), number in one.types
        ],
        "rows": [row(links, "case", case) for case in held],
    }


def _actions(archive: Archive, measures: tuple[Action, ...]) -> View:
    links = Links(archive)
    by_cause = required.by_cause(measures, archive.vocabularies["causes"])
    return View(
        path=f"cases/{ACTIONS}",
        template="case-actions",
        title="整改措施",
        context={
            "count": len(measures),
            "cases": len({one.case for one in measures}),
            "statuses": required.by_status(measures),
            "addressees": [
                (name, [_action(links, one) for one in group])
                for name, group in required.by_addressee(measures)
            ],
            "causes": [
                (links.term("causes", name), len(group), _by_case(links, group)) for name, group in by_cause
            ],
        },
        crumbs=crumbs_to("case"),
        description=f"本档案所收案例提出的整改措施 {len(measures)} 项，按责任单位和原因查看。",
        meta=meta.column("case"),
    )


def _action(links: Links, one: Action) -> dict[str, Any]:
    return {
        "link": links.record("case", one.case, one.place, one.head),
        "case": links.archive.get("case", one.case),
        "status": one.status,
        "due": zh_date(one.due),
        "evidence": one.evidence,
    }


def _by_case(links: Links, group: Iterable[Action]) -> list[tuple[Markup, list[Markup]]]:
    return [
        (
            links.record("case", id_),
            [links.record("case", id_, one.place, str(one.order)) for one in held],
        )
        for id_, held in groupby(group, key=lambda one: one.case)
    ]


def _card(archive: Archive, case: Case) -> View:
    last = case.latest
    facts = [
        ("时间", zh_date(case.date)),
        ("地点", case.place or ""),
        ("单位", case.unit or ""),
        ("等级", f"{case.grade}事故" if case.grade else ""),
        ("伤亡", _toll(last.deaths, last.missing, last.serious_injuries, last.injuries) if last else ""),
    ]
    return View(
        path=f"cases/{card_address(case)}",
        template="case-card",
        title=f"警示卡：{case.title}",
        context={
            "case": case,
            "facts": [(term, value) for term, value in facts if value],
            "source": case.source.name if case.source else "",
            "address": meta.address(archive.site, f"cases/{case.id}.html") if archive.site.base_url else "",
            "site": archive.site.name,
        },
        crumbs=(*crumbs_to("case"), (case.title, f"cases/{case.id}.html")),
        kind="lesson",
        description=case.summary or "",
        meta=meta.column("case"),
    )


def _toll(deaths: int | None, missing: int | None, serious: int | None, injured: int | None) -> str:
    parts = (("死亡", deaths), ("失踪", missing), ("重伤", serious), ("受伤", injured))
    return "，".join(f"{word}{number}人" for word, number in parts if number is not None)

"""The page of a case: facts, casualties, causes, measures, the lesson card."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..kinds.base import term
from ..kinds.case import Case, CorrectiveMeasure
from ..lessons.similar import Similar
from ..mentions.passages import blocks
from . import lessons, meta, text
from .citations import cited_by, cites
from .facts import closing, fact, referrers, unverified_fact
from .frame import Fact, Links, View, crumbs_to, figure, join, zh_date

#: The Markdown fields of a case; the paragraphs' addresses begin with their names.
_TEXTS = (
    "overview",
    "process",
    "direct_causes",
    "indirect_causes",
    "response",
    "responsibility",
    "lessons",
    "follow_up",
)


def view(archive: Archive, case: Case, alike: tuple[Similar, ...] = ()) -> View:
    """The page of one case, with the cases that are like it."""
    links = Links(archive)
    linked = text.linked(links, "case", case)
    sections = {
        name: {
            "id": Markup(name),
            "term": heading(case, name),
            "body": text.field(getattr(case, name), name, linked=linked),
        }
        for name in _TEXTS
        if getattr(case, name)
    }
    return View(
        path=f"cases/{case.id}",
        template="case",
        title=case.title,
        context={
            "case": case,
            "facts": facts(links, case),
            "casualties": [casualties(one) for one in case.casualties],
            "sections": sections,
            "causes": [links.term("causes", cause) for cause in case.causes],
            "measures": [measure(one, n, linked) for n, one in enumerate(case.corrective_measures, 1)],
            "grading": grading(case),
            "notices": [links.notice(one) for one in case.notices],
            "aftermath": lessons.aftermath(links, case),
            "similar": lessons.similar(links, alike),
            "card": lessons.card_address(case),
            "referrers": referrers(archive, links, "case", case.id),
            "cites": cites(archive, links, "case", case.id),
            "cited_by": cited_by(archive, links, "case", case.id),
            **closing(case),
        },
        crumbs=crumbs_to("case"),
        kind="case",
        description=case.summary or "",
        meta=meta.article(archive, "case", case, Description=case.summary or ""),
        data=meta.report(archive, case),
        updated=meta.updated(case),
        contents=True,
    )


def heading(case: Case, name: str) -> str:
    """The Chinese term of a text; what others do well is no 教训."""
    return "经验" if case.type == "典型经验" and name == "lessons" else term(Case, name)


def facts(links: Links, case: Case) -> list[Fact]:
    """The facts table."""
    found = []
    clock = case.time.strftime("%H:%M") if case.time else None
    types = [links.accident_type(one.scheme, one.type) for one in case.accident_types]
    for name, value, wide in (
        ("type", case.type, False),
        ("date", zh_date(case.date), False),
        ("time", clock, False),
        ("time_note", case.time_note, False),
        ("grade", case.grade, False),
        ("region", links.term("regions", case.region) if case.region else None, False),
        ("industry", links.term("industries", case.industry) if case.industry else None, False),
        ("place", case.place, True),
        ("unit", case.unit, True),
        ("accident_types", join(types), True),
        ("other_names", join(case.other_names), True),
        ("campaigns", links.records("campaign", case.campaigns), True),
        ("summary", case.summary, True),
    ):
        found += fact(Case, name, value, wide) or unverified_fact(case, name, wide)
    return found


def casualties(one: Any) -> dict[str, str]:
    """Casualties and loss as known on one day; an empty cell where nothing is known."""
    counts = {
        name: "" if getattr(one, name) is None else figure(getattr(one, name))
        for name in ("deaths", "missing", "serious_injuries", "injuries")
    }
    loss = one.direct_loss_printed or (f"{figure(one.direct_loss)}元" if one.direct_loss is not None else "")
    exact = f"{figure(one.direct_loss)}元" if one.direct_loss is not None else ""
    return {
        "as_of": zh_date(one.as_of),
        "stage": one.stage or "",
        **counts,
        "loss": loss,
        "exact": "" if exact == loss else exact,
        "quote": one.quote or "",
    }


def grading(case: Case) -> Markup:
    """What the source says of the grade and what follows from the figures; empty where nothing follows."""
    computed = case.computed_grade if case.type == "事故" else None
    if not computed:
        return Markup("")
    told = (
        Markup("来源所述等级为<b>{}</b>事故；").format(case.grade)
        if case.grade
        else Markup("来源没有说明等级；")
    )
    told += Markup(
        "按《生产安全事故报告和调查处理条例》（国务院令第493号）第三条，"
        "从上列最近一次伤亡和损失数字推算为<b>{}</b>事故。"
    ).format(computed)
    if case.grade and case.grade != computed:
        told += Markup("来源没有列出全部数字的，推算等级可能偏低。")
    return told


def measure(one: CorrectiveMeasure, order: int, linked: text.Linked) -> dict[str, Any]:
    """One required action with its status."""
    details = [
        *fact(CorrectiveMeasure, "addressee", one.addressee),
        *fact(CorrectiveMeasure, "due", zh_date(one.due)),
        *fact(CorrectiveMeasure, "evidence", one.evidence),
    ]
    return {
        "paragraphs": [
            (block.id, text.words(block, linked))
            for block in blocks(one.text, f"corrective_measures-{order}-")
        ],
        "status": one.status,
        "details": details,
    }

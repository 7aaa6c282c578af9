"""Verdicts of the audit as readers see them: neutral words, the calculation, both numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..audits import acknowledged
from ..figures.arithmetic import Verdict
from ..figures.audit import Audited
from ..figures.checks import Check
from ..figures.printed import Figure, describe
from ..figures.several import Several, Statement
from ..kinds.statistic import Observation, Statistic
from . import text
from .frame import Links, anchor, figure, zh_date, zh_period

#: Verdicts in the order in which the audit lists them, with their part of addresses.
SLUGS = {
    Verdict.DIFFERS: "differs",
    Verdict.UNCHECKABLE: "unchecked",
    Verdict.TRUNCATED: "truncated",
    Verdict.ROUNDED: "rounded",
    Verdict.AGREES: "agrees",
}
_EARLIER = {"同比": "上年同期", "环比": "上期"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict beside its figure.

    Attributes:
        verdict: The verdict, linked to what it means.
        formula: The calculation, or why there is none.
        printed: The figure as the source prints it, where the calculation gives another.
        numbers: Both figures of a change on a small base; empty otherwise.
        note: What the editor says of a figure that does not agree; empty otherwise.
    """

    verdict: Markup
    formula: str
    printed: str = ""
    numbers: str = ""
    note: str = ""


def shown(links: Links, check: Check, numbers: str = "", note: str = "") -> Shown:
    """A check as it stands beside the figure."""
    verdict = check.finding.verdict
    slug = SLUGS[verdict]
    link = Markup(f'<a class="vd vd-{slug}" href="{links.root}audit.html#verdicts">{verdict}</a>')
    printed = "".join(check.printed.split()) if verdict is Verdict.DIFFERS else ""
    return Shown(link, check.formula, printed, numbers, note)


def of_observation(archive: Archive, links: Links, release: Statistic, one: Observation) -> dict[str, Shown]:
    """The verdicts on what an observation states, by 同比 or 环比; the calculation under no name."""
    source = archive.get("notice", release.source_record)
    found = {}
    for each in archive.audits.releases.get(release.id, ()):
        if each.observation == one.id:
            note = acknowledged(each.check.printed, release, source) if _differs(each.check) else None
            found[each.basis] = shown(links, each.check, both(each, one), note.note if note else "")
    return found


def _differs(check: Check) -> bool:
    return check.finding.verdict is Verdict.DIFFERS


def both(audited: Audited, one: Observation) -> str:
    """Both figures of a change on a base so small that a per cent says little."""
    if not audited.small_base or audited.check.finding.verdict is Verdict.UNCHECKABLE:
        return ""
    earlier = figure(audited.earlier or 0)
    return f"基数小：{_EARLIER[audited.basis]} {earlier} {one.unit}，本期 {figure(one.value)} {one.unit}"


def band(read: Figure) -> str:
    """What an approximate figure stands for, in words; empty for an exact one."""
    if read.approximation == "约数":
        low, high = (read.value - _half(read), read.value + _half(read))
        return f"按四舍五入，{figure(low)} 至 {figure(high)}"
    return describe(read).replace(" ", "")


def _half(read: Figure) -> Any:
    return type(read.value)(read.rounding.numerator) / read.rounding.denominator


def number(read: Figure) -> str:
    """The value of a figure; empty where its band says it already."""
    return "" if read.approximation not in ("确数", "约数") else figure(read.value)


def statements(archive: Archive, links: Links, group: Several) -> dict[str, Any]:
    """Figures of several sources side by side, the latest marked."""
    first = group.statements[0].release
    return {
        "kind": group.kind,
        "indicator": links.term("indicators", group.indicator),
        "period": zh_period(first.period_start, first.period_end or first.as_of),
        "rows": [
            _statement(archive, links, one, group.kind == "一数多源" and one is group.statements[-1])
            for one in group.statements
        ],
    }


def _statement(archive: Archive, links: Links, one: Statement, latest: bool) -> dict[str, Any]:
    release, observation = one.release, one.observation
    spot = text.place(archive.get("notice", release.source_record), observation.quote)
    return {
        "day": zh_date(one.day),
        "latest": latest,
        "printed": observation.value_printed,
        "label": observation.label,
        "coverage": release.coverage,
        "stage": release.stage,
        "as_of": zh_date(release.as_of),
        "release": links.record("statistic", release.id, f"obs-{observation.id}"),
        "quote": observation.quote,
        "spot": links.record("notice", release.source_record, spot, "见原文") if spot else "",
    }


def elsewhere(archive: Archive, links: Links, release: Statistic, one: Observation) -> list[Markup]:
    """Links to where an observation stands beside those of other releases."""
    return [
        anchor(f"{links.root}audit.html#several-{order}", group.kind)
        for order, group in enumerate(archive.audits.several, 1)
        if any(each.release.id == release.id and each.observation.id == one.id for each in group.statements)
    ]

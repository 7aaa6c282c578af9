"""数字体检: what recomputing the published figures gives, every verdict counted and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..audits import TextCheck, acknowledged
from ..figures.arithmetic import Verdict
from ..figures.arithmetic import shown as rounded
from ..figures.audit import Audited
from ..figures.checks import Check
from ..kinds.statistic import Statistic
from . import text
from .frame import Links, View, anchor
from .verdicts import SLUGS, both, shown, statements

_MEANINGS = {
    Verdict.AGREES: "按原文所列的数字复算，结果与所述完全相同。",
    Verdict.ROUNDED: "复算结果按所印位数四舍五入后与所述相同。",
    Verdict.TRUNCATED: "复算结果按所印位数舍去尾数后与所述相同。",
    Verdict.UNCHECKABLE: "数字为约数、计算所需的数字没有列出、只列百分比或者基数为零，无法复算；逐处写明。",
    Verdict.DIFFERS: "按原文所列的数字复算，得到另一个值。只陈述复算结果，不判断哪一个数字有误。",
}


TITLE = "数字体检"


def way(archive: Archive, root: str) -> list[tuple[Markup, str]]:
    """The way to the audit, with what it holds; none where there is nothing to audit."""
    stated = sum(map(len, archive.audits.releases.values()))
    texts = archive.count_of_text_checks()
    if not stated and not texts:
        return []
    holds = f"所述比率、占比和增减幅度的复核结果：统计发布 {stated} 处，正文 {texts} 处"
    return [(anchor(f"{root}audit.html", TITLE), holds)]


def views(archive: Archive) -> Iterator[View]:
    """The page of the audit, where there is anything to audit."""
    audits, texts = archive.audits, archive.text_checks()
    stated = [
        (one.check.finding.verdict, release, one)
        for release in archive.of("statistic")
        if isinstance(release, Statistic)
        for one in audits.releases.get(release.id, ())
    ]
    if not stated and not texts:
        return
    links = Links(archive, "")
    in_releases = Counter(verdict for verdict, _, _ in stated)
    in_texts = Counter(one.check.finding.verdict for one in texts)
    yield View(
        path="audit",
        template="audit",
        title=TITLE,
        context={
            "counts": [
                (verdict, SLUGS[verdict], _MEANINGS[verdict], in_releases[verdict], in_texts[verdict])
                for verdict in Verdict
            ],
            "release_share": _share([one.check for _, _, one in stated]),
            "text_share": _share([one.check for one in texts]),
            "releases": _groups(
                (verdict, _released(archive, links, release, one)) for verdict, release, one in stated
            ),
            "texts": _groups((one.check.finding.verdict, _in_text(archive, links, one)) for one in texts),
            "several": [statements(archive, links, group) for group in audits.several],
        },
        kind="audit",
        description="逐处复算统计发布和文件正文所述的比率、占比、合计和增减幅度，列出结果和出处。",
    )


def _share(checks: Sequence[Check]) -> dict[str, Any]:
    """How many stated figures there are, and how many of them could be checked."""
    checkable = sum(check.finding.verdict is not Verdict.UNCHECKABLE for check in checks)
    percent = rounded(Fraction(100 * checkable, len(checks)), 1) if checks else ""
    return {"all": len(checks), "checkable": checkable, "percent": percent}


def _groups(found: Iterable[tuple[Verdict, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Rows by verdict, those that do not agree first; verdicts that nothing got are left out."""
    rows: dict[Verdict, list[dict[str, Any]]] = {verdict: [] for verdict in SLUGS}
    for verdict, row in found:
        rows[verdict].append(row)
    return [
        {"verdict": verdict, "slug": SLUGS[verdict], "rows": held} for verdict, held in rows.items() if held
    ]


def _released(archive: Archive, links: Links, release: Statistic, one: Audited) -> dict[str, Any]:
    observation = next(each for each in release.observations if each.id == one.observation)
    source = archive.get("notice", release.source_record)
    spot = text.place(source, observation.quote)
    note = acknowledged(one.check.printed, release, source)
    differs = one.check.differs
    return {
        "printed": one.check.printed,
        "label": links.record("statistic", release.id, f"obs-{one.observation}", one.label),
        "kind": f"{one.basis}{one.check.kind}",
        "shown": shown(links, one.check, both(one, observation), note.note if note and differs else ""),
        "where": links.record("statistic", release.id),
        "spot": links.record("notice", release.source_record, spot, "见原文") if spot else "",
        "quote": "",
        "registered": "",
    }


def _in_text(archive: Archive, links: Links, one: TextCheck) -> dict[str, Any]:
    record = archive.head(one.kind, one.id)
    assert record is not None
    differs = one.check.differs
    note = acknowledged(one.check.printed, record) if differs else None
    proposal = one.proposal
    bases = {change.basis for change in proposal.comparisons if change.percent}
    basis = next(iter(bases)) if one.check.kind == "增减幅度" and len(bases) == 1 else ""
    return {
        "printed": one.check.printed,
        "label": proposal.name or one.check.kind,
        "kind": f"{basis}{one.check.kind}",
        "shown": shown(links, one.check, note=note.note if note else ""),
        "where": links.record(one.kind, one.id),
        "spot": links.record(one.kind, one.id, one.place, "见原文") if one.place else "",
        "quote": " ".join(proposal.quote.split("\n")),
        "registered": _registered(archive, links, one),
    }


def _registered(archive: Archive, links: Links, one: TextCheck) -> Any:
    """A link to the observation that was made from a figure of a text; empty if none was."""
    for referrer in archive.referrers(one.kind, one.id):
        if (referrer.kind, referrer.path) != ("statistic", ("source_record",)):
            continue
        for audited in archive.audits.releases.get(referrer.id, ()):
            if audited.check.kind == one.check.kind and audited.check.formula == one.check.formula:
                return links.record("statistic", referrer.id, f"obs-{audited.observation}", "已登记")
    return ""

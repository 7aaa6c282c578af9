"""数字体检: what recomputing the published figures gives, every verdict counted and listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from markupsafe import Markup

from .. import periods
from ..archive import Archive
from ..audits import TextCheck, acknowledged
from ..figures.arithmetic import Verdict
from ..figures.arithmetic import shown as rounded
from ..figures.audit import Audited
from ..kinds.statistic import Statistic
from . import divided, text
from .frame import Links, View, anchor
from .verdicts import SLUGS, both, shown, statements

_MEANINGS = {
    Verdict.AGREES: "按原文所列的数字复算，结果与所述完全相同。",
    Verdict.ROUNDED: "复算结果按所印位数四舍五入后与所述相同。",
    Verdict.TRUNCATED: "复算结果按所印位数舍去尾数后与所述相同。",
    Verdict.UNCHECKABLE: "数字为约数、计算所需的数字没有列出、只列百分比或者基数为零，无法复算；逐处写明。",
    Verdict.DIFFERS: "按原文所列的数字复算，得到另一个值。只陈述复算结果，不判断哪一个数字有误。",
}

PATH, TITLE = "audit", "数字体检"


def way(archive: Archive, root: str) -> list[tuple[Markup, str]]:
    """The way to the audit, with what it holds; none where there is nothing to audit."""
    stated, texts = sum(map(len, archive.audits.releases.values())), count(archive)
    if not stated and not texts:
        return []
    holds = f"所述比率、占比和增减幅度的复核结果：统计发布 {stated} 处，正文 {texts} 处"
    return [(anchor(f"{root}{PATH}.html", TITLE), holds)]


def count(archive: Archive) -> int:
    """How much arithmetic texts state."""
    return sum(map(sum, archive.tally("audit").values()))


def views(archive: Archive) -> Iterator[View]:
    """The page of the audit, where there is anything to audit; of much that texts state, the ways to that of
    each period.
    """
    audits, tally = archive.audits, archive.tally("audit")
    stated = [
        (one.check.finding.verdict, release, one)
        for release in archive.of("statistic")
        if isinstance(release, Statistic)
        for one in audits.releases.get(release.id, ())
    ]
    if not stated and not tally:
        return
    links, led = Links(archive, ""), _led(archive)
    in_releases = Counter(verdict for verdict, _, _ in stated)
    counts = {period: sum(found) for period, found in tally.items()}
    yield _view(
        PATH,
        TITLE,
        in_releases,
        _by_verdict(tally),
        {
            "releases": _groups(
                (verdict, _released(archive, links, release, one)) for verdict, release, one in stated
            ),
            "texts": [] if led else _texts(archive, links, None),
            "several": [statements(archive, links, group) for group in audits.several],
            "ways": divided.ways(PATH, divided.first(led), counts),
        },
    )


def parts(archive: Archive) -> list[str]:
    """Names of the pages of periods."""
    return divided.names(_led(archive))


def part(archive: Archive, name: str) -> Iterator[View]:
    """The page of what texts of a period state; nothing where there is none."""
    if (asked := divided.asked(_led(archive), name)) is None:
        return
    (period, months), links = asked, Links(archive, "")
    texts = [] if months else _texts(archive, links, period)
    tally = archive.tally("audit", period) if months else {}
    in_texts = _by_verdict(tally) if months else Counter({one["verdict"]: len(one["rows"]) for one in texts})
    ways = divided.ways(PATH, months, {one: sum(found) for one, found in tally.items()})
    more = {"releases": [], "texts": texts, "several": [], "ways": ways}
    title = f"{TITLE}（{periods.words(period)}）"
    crumbs = (("首页", "index.html"), (TITLE, f"{PATH}.html"))
    yield _view(f"{PATH}{divided.PART}{name}", title, Counter(), in_texts, more, crumbs)


def _led(archive: Archive) -> divided.Led:
    return divided.pages(archive.stated_parts("audit", divided.LONG))


def _by_verdict(tally: Mapping[str, tuple[int, ...]]) -> Counter[Verdict]:
    return Counter(
        dict(zip(Verdict, map(sum, zip(*tally.values(), strict=True)), strict=True)) if tally else {}
    )


def _texts(archive: Archive, links: Links, period: str | None) -> list[dict[str, Any]]:
    found = archive.stated("audit", period)
    return _groups((one.check.finding.verdict, _in_text(archive, links, one)) for one in found)


def _view(
    path: str,
    title: str,
    in_releases: Counter[Verdict],
    in_texts: Counter[Verdict],
    more: dict[str, Any],
    crumbs: tuple[tuple[str, str], ...] = (("首页", "index.html"),),
) -> View:
    return View(
        path=path,
        template="audit",
        title=title,
        context={
            "counts": [
                (verdict, SLUGS[verdict], _MEANINGS[verdict], in_releases[verdict], in_texts[verdict])
                for verdict in Verdict
            ],
            "release_share": _share(in_releases),
            "text_share": _share(in_texts),
            **more,
        },
        crumbs=crumbs,
        kind="audit",
        description="逐处复算统计发布和文件正文所述的比率、占比、合计和增减幅度，列出结果和出处。",
    )


def _share(counts: Counter[Verdict]) -> dict[str, Any]:
    """How many stated figures there are, and how many of them could be checked."""
    every = counts.total()
    checkable = every - counts[Verdict.UNCHECKABLE]
    percent = rounded(Fraction(100 * checkable, every), 1) if every else ""
    return {"all": every, "checkable": checkable, "percent": percent}


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

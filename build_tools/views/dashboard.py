"""数据总览: the latest figure of each indicator, and what the archive holds, drawn and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..kinds import KINDS
from ..kinds.statistic import Observation, Statistic
from . import charted, text, verdicts
from .charted import Charted
from .facts import day_of
from .frame import Links, View, anchor, live, zh_date, zh_period
from .history import registers, revisions

#: Address of the page, and what it is called.
PATH, TITLE = "figures", "数据总览"


def view(archive: Archive) -> View:
    """The page."""
    links = Links(archive, "")
    releases = live(archive, "statistic")
    counts: list[tuple[str, str, int]] = [
        (KINDS[kind].term, f"{KINDS[kind].folder}/index.html", count)
        for kind in ("notice", "campaign", "statistic", "case")
        if (count := archive.count(kind))
    ]
    figures = sum(len(release.observations) for release in releases)
    if figures:
        counts.append(("登记的数据", Markup("#latest"), figures))
    return View(
        path=PATH,
        template="dashboard",
        title=TITLE,
        context={
            "as_of": zh_date(archive.site.as_of),
            "counts": counts,
            "latest": _latest(archive, links, releases),
            "audit": bool(archive.audits.releases or archive.tally("audit")),
            "revisions": revisions(links, releases),
            "registers": [anchor(file, title) for file, title in registers(archive)],
            "cases": _cases(archive, links),
            "notices": _notices(archive),
        },
        description="各指标最近一次的数字及其出处，本档案收录的文件和案例按年份、类型、原因的数量。",
    )


def _latest(archive: Archive, links: Links, releases: list[Statistic]) -> list[dict[str, Any]]:
    """The latest figure of each indicator, under the release that it is from, newest release first."""
    found: dict[str, tuple[tuple[str, str, bool], Statistic, Observation]] = {}
    for release in releases:
        source = archive.get("notice", release.source_record)
        said = day_of(source) if source is not None else ""
        for one in release.observations:
            whole = not (one.industry or one.region)
            rank = (str(release.as_of or release.period_end or said), said, whole)
            if one.indicator not in found or rank > found[one.indicator][0]:
                found[one.indicator] = (rank, release, one)
    groups: dict[tuple[str, str], list[tuple[Statistic, Observation]]] = {}
    for key in archive.vocabularies["indicators"]:
        if key in found:
            (day, _, _), release, one = found[key]
            groups.setdefault((day, release.id), []).append((release, one))
    return [_group(archive, links, groups[key]) for key in sorted(groups, reverse=True)]


def _group(archive: Archive, links: Links, latest: list[tuple[Statistic, Observation]]) -> dict[str, Any]:
    release = latest[0][0]
    period = zh_period(release.period_start, release.period_end)
    until = zh_date(release.as_of)
    return {
        "release": links.record("statistic", release.id),
        "id": release.id,
        "source": links.notice(release.source_record),
        "facts": [
            links.name("regions", release.region) if release.region else "",
            period,
            f"截至{until}" if until and not period.endswith(until) else "",
            f"统计口径：{release.coverage}" if release.coverage else "统计口径未写明",
        ],
        "rows": [_row(archive, links, release, one) for _, one in latest],
    }


def _row(archive: Archive, links: Links, release: Statistic, one: Observation) -> dict[str, Any]:
    spot = text.place(archive.get("notice", release.source_record), one.quote)
    region = links.name("regions", one.region) if one.region else ""
    shown = verdicts.of_observation(archive, links, release, one)
    return {
        "indicator": links.term("indicators", one.indicator),
        "figure": links.record("statistic", release.id, f"obs-{one.id}", one.value_printed),
        "scope": "，".join(part for part in (region, one.industry, one.grade) if part),
        "spot": links.record("notice", release.source_record, spot, "见原文") if spot else "",
        "verdicts": [(basis, each.verdict) for basis, each in shown.items()],
    }


def _notices(archive: Archive) -> list[Charted]:
    """The documents by year."""
    found = charted.by_year("本档案收录的文件，按成文年份", archive.periods("notice"), "件")
    return [found] if found else []


def _cases(archive: Archive, links: Links) -> list[Charted]:
    """The accidents by year, by type in each scheme, and by cause."""
    held = [case for case in live(archive, "case") if case.type == "事故"]
    found = [charted.by_year("本档案收录的事故，按发生年份", Counter(map(day_of, held)), "起")]
    for scheme in archive.vocabularies["accident_types"].values():
        typed = [
            {_type(scheme, one.type) for one in case.accident_types if one.scheme == scheme.id}
            for case in held
        ]
        counts = Counter(name for types in typed for name in types)
        names = {name: links.accident_type(scheme.id, name, short=True) for name in counts}
        title = f"本档案收录的事故，按“{scheme.name}”的类型"
        lead = f"登记了这一分类的 {sum(map(bool, typed))} 起中，"
        found.append(charted.by_class(title, "类型", _ordered(scheme, counts), "起", names, lead))
    causes = Counter(cause for case in held for cause in case.causes)
    linked = {name: links.term("causes", name) for name in causes}
    ordered = {name: causes[name] for name in archive.vocabularies["causes"] if name in causes}
    lead = f"登记了原因的 {sum(bool(case.causes) for case in held)} 起中，一起可以有几种原因；"
    found.append(charted.by_class("本档案收录的事故，按原因", "原因", ordered, "起", linked, lead))
    return [one for one in found if one is not None]


def _type(scheme: Any, name: str) -> str:
    """The one name of a type of accident."""
    return next((one.name for one in scheme.types if name == one.name or name in one.aliases), name)


def _ordered(scheme: Any, counts: Mapping[str, int]) -> dict[str, int]:
    return {one.name: counts[one.name] for one in scheme.types if counts[one.name]}


def way(root: str) -> list[tuple[Markup, str]]:
    """The way from a listing to the dashboard, with what it holds."""
    return [(anchor(f"{root}{PATH}.html", TITLE), "各指标最近一次的数字，收录数量的图表")]

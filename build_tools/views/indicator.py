"""The part of an indicator's page that holds its figures: every release, every source."""

from __future__ import annotations

from typing import Any

from ..archive import Archive
from ..kinds.statistic import Observation, Statistic
from . import verdicts
from .frame import Links, live, zh_date, zh_period
from .statistic import observation


def series(archive: Archive, links: Links, key: str) -> list[dict[str, Any]]:
    """Every observation of an indicator, those that may be compared together, the newest first.

    Figures of another region, industry, grade or coverage (统计口径) stand in a table of their own.
    """
    groups: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for release in live(archive, "statistic"):
        for one in release.observations:
            if one.indicator == key:
                day = str(release.period_end or release.as_of or "")
                groups.setdefault(_scope(links, release, one), []).append(
                    (day, _row(archive, links, release, one))
                )
    return [
        {"title": title, "rows": [row for _, row in sorted(rows, key=lambda row: row[0], reverse=True)]}
        for title, rows in sorted(groups.items())
    ]


def several(archive: Archive, links: Links, key: str) -> list[dict[str, Any]]:
    """Figures of an indicator that releases state differently, side by side."""
    return [
        verdicts.statements(archive, links, group)
        for group in archive.audits.several
        if group.indicator == key
    ]


def _scope(links: Links, release: Statistic, one: Observation) -> str:
    """What figures must share to be compared, as the heading of their table."""
    region = one.region or release.region
    parts = [
        links.name("regions", region) if region else "",
        links.name("industries", one.industry) if one.industry else "",
        one.grade or "",
        f"统计口径：{release.coverage or '未写明'}",
    ]
    return "，".join(part for part in parts if part)


def _row(archive: Archive, links: Links, release: Statistic, one: Observation) -> dict[str, Any]:
    names = {each.id: each.label for each in release.observations}
    source = archive.get("notice", release.source_record)
    return {
        **observation(archive, links, release, one, names),
        "period": zh_period(release.period_start, release.period_end),
        "as_of": zh_date(release.as_of),
        "accumulation": release.accumulation,
        "stage": release.stage,
        "release": links.record("statistic", release.id, f"obs-{one.id}"),
        "source": links.notice(release.source_record),
        "day": zh_date(getattr(source, "document_date", None)),
    }

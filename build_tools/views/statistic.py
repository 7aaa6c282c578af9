"""The page of a statistical release: every figure with the sentence it comes from."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..figures.audit import reading
from ..kinds.statistic import Comparison, Observation, Statistic
from . import history, meta, text, verdicts
from .facts import closing, fact, referrers, unverified_fact
from .frame import Fact, Links, View, crumbs_to, zh_date, zh_period


def view(archive: Archive, release: Statistic) -> View:
    """The page of one release."""
    links = Links(archive)
    names = {one.id: one.label for one in release.observations}
    return View(
        path=f"statistics/{release.id}",
        template="statistic",
        title=release.title,
        context={
            "release": release,
            "facts": facts(links, release),
            "observations": [
                observation(archive, links, release, one, names) for one in release.observations
            ],
            "definitions": definitions(archive, links, release),
            "revisions": history.revisions(links, [release]),
            "audited": bool(archive.audits.releases.get(release.id)),
            "referrers": referrers(archive, links, "statistic", release.id),
            **closing(release),
        },
        crumbs=crumbs_to("statistic"),
        kind="statistic",
        description=f"{zh_period(release.period_start, release.period_end)}{release.coverage or ''}",
        meta=meta.article(archive, "statistic", release),
        data=meta.dataset(archive, release),
        updated=meta.updated(release),
    )


def facts(links: Links, release: Statistic) -> list[Fact]:
    """The facts table."""
    found = []
    for name, value, wide in (
        ("period_start", zh_date(release.period_start), False),
        ("period_end", zh_date(release.period_end), False),
        ("as_of", zh_date(release.as_of), False),
        ("accumulation", release.accumulation, False),
        ("region", links.term("regions", release.region) if release.region else None, False),
        ("stage", release.stage, False),
        ("coverage", release.coverage, True),
        ("source_record", links.notice(release.source_record), True),
        ("campaigns", links.records("campaign", release.campaigns), True),
        ("note", release.note, True),
    ):
        found += fact(Statistic, name, value, wide) or unverified_fact(release, name, wide)
    return found


def definitions(archive: Archive, links: Links, release: Statistic) -> list[dict[str, Any]]:
    """What the indicators of a release mean, where a source or an editor has said so."""
    entries = archive.vocabularies["indicators"]
    used = dict.fromkeys(one.indicator for one in release.observations)
    return [
        {
            "link": links.term("indicators", key),
            "unit": entries[key].unit,
            "definition": entries[key].definition,
            "note": entries[key].note,
        }
        for key in used
        if entries[key].definition or entries[key].note
    ]


def observation(
    archive: Archive, links: Links, release: Statistic, one: Observation, names: dict[str, str]
) -> dict[str, Any]:
    """One figure as a row: as printed, as a number, compared, audited, with its sentence."""
    source = archive.get("notice", release.source_record)
    spot = text.place(source, one.quote)
    found = verdicts.of_observation(archive, links, release, one)
    derivation = ""
    if one.derivation:
        derivation = f"{one.derivation.kind}：" + "、".join(names[name] for name in one.derivation.inputs)
    read = reading(one)
    return {
        "id": one.id,
        "label": one.label,
        "indicator_name": links.name("indicators", one.indicator),
        "indicator": links.term("indicators", one.indicator),
        "printed": one.value_printed,
        "value": verdicts.number(read),
        "band": verdicts.band(read),
        "unit": one.unit,
        "industry": links.term("industries", one.industry) if one.industry else "",
        "region": links.term("regions", one.region) if one.region else "",
        "details": [detail for detail in (one.grade, one.note) if detail],
        "several": verdicts.elsewhere(archive, links, release, one),
        "derivation": derivation,
        "verdict": found.get(""),
        "comparisons": [comparison(each, found.get(each.basis)) for each in one.comparisons],
        "quote": one.quote,
        "spot": links.record("notice", release.source_record, spot, "见原文") if spot else Markup(""),
    }


def comparison(one: Comparison, verdict: verdicts.Shown | None) -> dict[str, Any]:
    """A stated change in the source's words and as numbers with their sign, with its verdict."""
    numbers = [f"{value:+f}{unit}" for value, unit in ((one.change, ""), (one.percent, "%")) if value]
    words = [word for word in (one.change_printed, one.percent_printed) if word]
    return {
        "basis": one.basis,
        "printed": "，".join(words),
        "numbers": "，".join(number.replace("-", "−") for number in numbers),
        "verdict": verdict,
        "note": one.note or "",
    }

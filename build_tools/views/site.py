"""Pages about the archive as a whole: home, about, 未核实, withdrawn records."""

from __future__ import annotations

from ..archive import Archive
from ..kinds import KINDS, Record
from ..kinds.vocabulary import VOCABULARY_TERMS
from . import audit, lessons, meta, wanted
from .campaign import state
from .facts import row
from .frame import VOCABULARY_FOLDERS, Links, Row, View, anchor, crumbs_to, live, zh_date, zh_period

_HOME_ROWS = 8
#: Order of the kinds on the home page.
SECTIONS = ("notice", "campaign", "statistic", "case", "organization")


def home(archive: Archive) -> View:
    """What the archive holds, the newest, campaigns now and past, ways in."""
    links = Links(archive, "")
    campaigns = [
        {
            "link": links.record("campaign", one.id),
            "state": state(archive, one),
            "period": zh_period(one.start, one.end),
        }
        for one in sorted(live(archive, "campaign"), key=lambda one: one.start or "", reverse=True)
    ]
    shelves = [
        anchor(f"{folder}/index.html", VOCABULARY_TERMS[vocabulary])
        for vocabulary, folder in VOCABULARY_FOLDERS.items()
        if archive.vocabularies.get(vocabulary) and vocabulary != "synonyms"
    ]
    return View(
        path="index",
        template="home",
        title=archive.site.name,
        context={
            "site": archive.site,
            "counts": [
                (KINDS[kind].term, f"{KINDS[kind].folder}/index.html", count)
                for kind in SECTIONS
                if (count := archive.count(kind))
            ],
            "texts": archive.count("notice", "text-full"),
            "stubs": archive.count("notice", "text-title"),
            "wanted": wanted.count(archive),
            "notices": _newest(links, "notice", "text-full"),
            "cases": _newest(links, "case"),
            "statistics": _newest(links, "statistic"),
            "now": [one for one in campaigns if one["state"] != "已结束"],
            "past": [one for one in campaigns if one["state"] == "已结束"],
            "shelves": shelves,
            "lessons": lessons.ways(archive, links.root),
            "audited": bool(audit.way(archive, links.root)),
            "as_of": zh_date(archive.site.as_of),
        },
        crumbs=(),
        kind="home",
        description=archive.site.description,
        meta={"ColumnName": "首页", "ColumnType": "首页"},
        data={
            "@context": "https://schema.org",
            "@type": "WebSite",
            "name": archive.site.name,
            "description": archive.site.description,
            "inLanguage": "zh-CN",
            **({"url": archive.site.base_url} if archive.site.base_url else {}),
        },
    )


def _newest(links: Links, kind: str, group: str = "") -> list[Row]:
    return [row(links, kind, one) for one in links.archive.members(kind, group, most=_HOME_ROWS)]


def about(archive: Archive) -> View:
    """What the archive is, how it treats its sources, and its conventions."""
    return View(
        path="about",
        template="about",
        title="关于本站",
        context={"site": archive.site, "as_of": zh_date(archive.site.as_of)},
        kind="about",
    )


def withdrawn(archive: Archive, kind: str, record: Record) -> View:
    """The page that a withdrawn record leaves."""
    assert record.withdrawn is not None
    return View(
        path=f"{KINDS[kind].folder}/{record.id}",
        template="withdrawn",
        title=record.label,
        context={"date": zh_date(record.withdrawn.date), "reason": record.withdrawn.reason},
        crumbs=crumbs_to(kind),
        kind="withdrawn",
        updated=meta.updated(record, record.withdrawn.date),
    )

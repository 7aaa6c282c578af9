"""What machines read: page metadata, JSON-LD, addresses, dates of change.

Names of the metadata: 政府网站发展指引 (国办发〔2017〕47号), annex; exact case.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ..archive import Archive
from ..downloads import release_path
from ..kinds import KINDS, Record
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..kinds.statistic import Statistic
from ..kinds.vocabulary import Site

_COLUMN_TYPES = {
    "notice": "政策文件",
    "statistic": "数据发布",
    "campaign": "工作动态",
    "case": "工作动态",
    "organization": "信息公开目录",
}
_COLUMNS = {
    "notice": "安全生产工作的通知、方案、通报等文件全文",
    "statistic": "安全生产统计发布和所据原文",
    "campaign": "专项行动的组织、措施、大事记和成果",
    "case": "事故和典型案例的经过、原因和整改措施",
    "organization": "发文和组织机构的名称与沿革",
}


def address(site: Site, path: str) -> str:
    """The full address of a page, or the path within the site where no base address is set."""
    return site.address(path)


def updated(record: Record, day: date | None = None) -> str:
    """The last day on which the data say the page changed; empty if they do not."""
    days = [change.date for change in record.changes] + ([day] if day else [])
    return max(days).isoformat() if days else ""


def column(kind: str) -> dict[str, str]:
    """Metadata of the section that a kind's pages stand in."""
    return {
        "ColumnName": KINDS[kind].term,
        "ColumnDescription": _COLUMNS[kind],
        "ColumnKeywords": KINDS[kind].term,
        "ColumnType": _COLUMN_TYPES[kind],
    }


def article(archive: Archive, kind: str, record: Record, **more: str) -> dict[str, str]:
    """Metadata of a record's page; items without a value are left out."""
    source = record.source.name if record.source else ""
    path = f"{KINDS[kind].folder}/{record.id}.html"
    found = {
        "ColumnName": KINDS[kind].term,
        "ColumnType": _COLUMN_TYPES[kind],
        "ArticleTitle": record.label,
        "ContentSource": source,
        **more,
        "Url": address(archive.site, path) if archive.site.base_url else "",
    }
    return {name: value for name, value in found.items() if value}


def notice(archive: Archive, record: Notice) -> dict[str, str]:
    """Metadata of a notice; the publication date only where it is known."""
    issuers = [archive.get("organization", one) for one in record.issuing_bodies]
    return article(
        archive,
        "notice",
        record,
        PubDate=str(record.publication_date or ""),
        Keywords=",".join(record.keywords),
        Author="、".join(body.label for body in issuers if body),
        Description=record.summary or "",
    )


def _linked(data: dict[str, Any], **values: Any) -> dict[str, Any]:
    filled = {key: value for key, value in values.items() if value not in (None, "", [], ())}
    return {"@context": "https://schema.org", **data, **filled}


def legislation(archive: Archive, record: Notice) -> dict[str, Any]:
    """A notice as schema.org Legislation."""
    issuers = [archive.get("organization", one) for one in record.issuing_bodies]
    states = {"现行有效": "InForce", "已修改": "PartiallyInForce", "废止": "NotInForce", "失效": "NotInForce"}
    state = states.get(record.validity.status or "")
    return _linked(
        {"@type": "Legislation", "name": record.title, "inLanguage": "zh-CN"},
        identifier=record.document_number,
        legislationIdentifier=record.document_number,
        legislationType=record.type,
        legislationDate=str(record.document_date or ""),
        legislationDateOfApplicability=str(record.effective_date or ""),
        legislationLegalForce=f"https://schema.org/{state}" if state else None,
        legislationPassedBy=[{"@type": "GovernmentOrganization", "name": b.label} for b in issuers if b],
        datePublished=str(record.publication_date or ""),
        abstract=record.summary,
        keywords=list(record.keywords),
        url=address(archive.site, f"notices/{record.id}.html") if archive.site.base_url else None,
    )


def dataset(archive: Archive, record: Statistic) -> dict[str, Any]:
    """A statistical release as schema.org Dataset."""
    names = archive.vocabularies["indicators"]
    period = [part for part in (record.period_start, record.period_end) if part]
    table = {
        "@type": "DataDownload",
        "encodingFormat": "text/csv",
        "contentUrl": address(archive.site, release_path(record)),
    }
    return _linked(
        {"@type": "Dataset", "name": record.title, "inLanguage": "zh-CN"},
        description=record.coverage or record.title,
        temporalCoverage="/".join(dict.fromkeys(period)),
        variableMeasured=list(dict.fromkeys(names[o.indicator].name for o in record.observations)),
        url=address(archive.site, f"statistics/{record.id}.html") if archive.site.base_url else None,
        distribution=[table] if archive.site.base_url else [],
    )


def report(archive: Archive, record: Case) -> dict[str, Any]:
    """A case as schema.org Report about an Event."""
    about = {"@type": "Event", "name": record.title, "startDate": record.date, "location": record.place}
    return _linked(
        {"@type": "Report", "name": record.title, "inLanguage": "zh-CN"},
        abstract=record.summary,
        about={key: value for key, value in about.items() if value},
        url=address(archive.site, f"cases/{record.id}.html") if archive.site.base_url else None,
    )


def organization(archive: Archive, record: Any) -> dict[str, Any]:
    """A body as schema.org Organization."""
    parent = archive.get("organization", record.parent) if record.parent else None
    government = record.level in ("国家", "省", "市", "县")
    return _linked(
        {"@type": "GovernmentOrganization" if government else "Organization", "name": record.label},
        alternateName=[n.name for n in record.names[:-1]] + [s for n in record.names for s in n.short_forms],
        parentOrganization={"@type": "Organization", "name": parent.label} if parent else None,
        url=address(archive.site, f"organizations/{record.id}.html") if archive.site.base_url else None,
    )

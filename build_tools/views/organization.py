"""The page of an organization: names over time, and all that refers to it."""

from __future__ import annotations

from ..archive import Archive
from ..kinds.organization import Organization, OrganizationName
from . import meta, text
from .citations import cited_by
from .divided import NEWEST
from .facts import closing, fact, referrers, unverified_fact
from .frame import Fact, Links, View, crumbs_to, join, zh_period


def view(archive: Archive, body: Organization) -> View:
    """The page of one organization."""
    links = Links(archive)
    groups = referrers(archive, links, "organization", body.id, NEWEST)
    return View(
        path=f"organizations/{body.id}",
        template="organization",
        title=body.label,
        context={
            "body": body,
            "facts": facts(links, body),
            "names": [(name, zh_period(name.start, name.end)) for name in reversed(body.names)],
            "name_terms": OrganizationName,
            "description": text.field(body.description, "description"),
            "groups": groups,
            "listing": f"../notices/body-{body.id}.html",
            "cited_by": cited_by(archive, links, "organization", body.id),
            **closing(body),
        },
        crumbs=crumbs_to("organization"),
        kind="organization",
        meta=meta.article(archive, "organization", body),
        data=meta.organization(archive, body),
        updated=meta.updated(body),
    )


def facts(links: Links, body: Organization) -> list[Fact]:
    """The facts table."""
    found = []
    for name, value in (
        ("level", body.level),
        ("parent", links.record("organization", body.parent) if body.parent else None),
        ("region", links.term("regions", body.region) if body.region else None),
        ("agency_codes", join(body.agency_codes)),
    ):
        found += fact(Organization, name, value) or unverified_fact(body, name)
    return found

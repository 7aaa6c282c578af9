"""The sorts of pages that browser tests look at."""

from build_tools.kinds import KINDS

SINGLE = {
    "home": "index.html",
    "list": "notices/index.html",
    "industries": "industries/index.html",
    "industry": "industries/coal-mine.html",
    "glossary": "glossary/index.html",
    "phrase": "glossary/wu-ge-bixu-xingdong.html",
    "unverified": "unverified.html",
    "wanted": "wanted/index.html",
    "wanted-papers": "wanted/papers.html",
    "causes": "cases/causes.html",
    "actions": "cases/actions.html",
    "card": "cases/fusheng-2020-10-20-card.html",
    "dashboard": "figures.html",
    "audit": "audit.html",
    "errata": "errata.html",
    "downloads": "downloads.html",
    "missing": "404.html",
}
#: Names of all sorts: these and the kinds of records.
SORTS = [*SINGLE, *KINDS]

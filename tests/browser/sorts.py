"""The sorts of pages that browser tests look at."""

from build_tools.kinds import KINDS

SINGLE = {
    "home": "index.html",
    "list": "notices/index.html",
    "industries": "industries/index.html",
    "industry": "industries/coal-mine.html",
    "glossary": "glossary/index.html",
    "unverified": "unverified.html",
    "missing": "404.html",
}
#: Names of all sorts: these and the kinds of records.
SORTS = [*SINGLE, *KINDS]

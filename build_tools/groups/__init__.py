"""The groups to which the records of a kind belong: by year, body, type and so on, and some for what pages
count or look through.

``facets`` says how a kind is divided, ``belonging`` which groups that gives a record, ``grouped``
has the records of each group by the period of their day.
"""

from .belonging import EVERY, belonging, newest_first, period_of
from .facets import Facet, facets
from .grouped import Grouped, Groups, Place, Value

__all__ = [
    "EVERY", "Facet", "Grouped", "Groups", "Place", "Value", "belonging", "facets", "newest_first",
    "period_of",
]  # fmt: skip

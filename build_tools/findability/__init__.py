"""搜得到保证: asks the search for everything that a reader may know of a record, as a reader types it.

The questions are made from the records, never from the index, so that they can find it wanting.
"""

from .asking import Desk
from .choice import Pool, first
from .findings import Finding, Findings, findings
from .kept import keep, kept, state
from .questions import Question, of_phrase, of_record, some

__all__ = [
    "Desk",
    "Finding",
    "Findings",
    "Pool",
    "Question",
    "findings",
    "first",
    "keep",
    "kept",
    "of_phrase",
    "of_record",
    "some",
    "state",
]

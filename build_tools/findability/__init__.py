"""搜得到保证: asks the search for everything that a reader may know of a record, as a reader types it.

The questions are made from the records, never from the index, so that they can find it wanting.
"""

from .findings import Finding, Findings, findings
from .questions import Question, of_phrase, of_record

__all__ = ["Finding", "Findings", "Question", "findings", "of_phrase", "of_record"]

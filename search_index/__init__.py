"""Chinese full-text search over documents of any kind; knows nothing of the archive it serves."""

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search_index.document import Document, Facet, Lexicon, Passage, Suggestion, Wanted
    from search_index.errors import BrokenIndex, IndexLocked, NoIndex, SearchError
    from search_index.indexer import Report, amend, assemble, update
    from search_index.reader import Index
    from search_index.seal import distrust

__all__ = [
    "BrokenIndex",
    "Document",
    "Facet",
    "Index",
    "IndexLocked",
    "Lexicon",
    "NoIndex",
    "Passage",
    "Report",
    "SearchError",
    "Suggestion",
    "Wanted",
    "amend",
    "assemble",
    "distrust",
    "update",
]

# The search multiplies no matrices: NumPy needs no threads for that.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

_PLACES = {
    "document": ("Document", "Facet", "Lexicon", "Passage", "Suggestion", "Wanted"),
    "errors": ("BrokenIndex", "IndexLocked", "NoIndex", "SearchError"),
    "indexer": ("Report", "amend", "assemble", "update"),
    "reader": ("Index",),
    "seal": ("distrust",),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for: a question needs none of what an update needs."""
    from importlib import import_module

    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"search_index.{module}"), name)
    raise AttributeError(name)

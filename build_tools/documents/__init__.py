"""Archive to search documents: the only bridge to ``search_index``.

A document holds what a reader sees of a record and its addresses; the lexicon holds the names,
near words and set phrases that the whole archive teaches the search.
"""

from .documents import document, documents, ids, named, phrase
from .lexicon import lexicon

__all__ = ["document", "documents", "ids", "lexicon", "named", "phrase"]

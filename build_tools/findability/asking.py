"""Asking the index as readers do."""

from __future__ import annotations

from collections.abc import Sequence

from search_index import engine
from search_index.reader import Index

from ..kinds import KINDS
from .findings import PAGE
from .writing import bare


class Desk:
    """Answers questions from an index."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def ask(self, text: str) -> Sequence[str]:
        """The ids of the first page of results."""
        return [place.id for place in engine.ask(self.index, text).places(0, PAGE)]

    def titles(self, id_: str) -> Sequence[str]:
        """The titles of a record without marks; of a set phrase none."""
        kind = id_.partition("/")[0]
        for segment in self.index.segments if kind in KINDS else ():
            doc = segment.find(id_)
            if doc is not None:
                held = segment.stored(doc)
                others = held.other_titles if kind == "notice" else ()
                return [bare(title) for title in (held.title, *others)]
        return ()

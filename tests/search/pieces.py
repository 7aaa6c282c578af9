"""Random pieces of documents, and whether an index finds the document by them."""

import random
from collections.abc import Iterator, Sequence

from search_index import match, syntax
from search_index.document import Document
from search_index.plan import Planner
from search_index.reader import Index
from search_index.vocabulary import Vocabulary

LENGTHS = (2, 3, 4, 5, 6, 8, 12, 20, 40, 80)
MINUS = "-－﹣−"


def pieces(held: Sequence[Document], count: int) -> Iterator[tuple[Document, str]]:
    """Pieces of titles and texts, of any characters, the same for the same documents."""
    dice = random.Random(5)
    texts = [(one, text) for one in held for text in (*one.other_titles, "\n".join(one.texts))]
    weights = [len(text) for _, text in texts]
    while count:
        one, text = dice.choices(texts, weights)[0]
        start = dice.randrange(len(text))
        piece = text[start : start + dice.choice(LENGTHS)]
        if len(piece.strip()) > 1 and not operator(piece):
            count -= 1
            yield one, piece


def operator(piece: str) -> bool:
    """Tell whether a reader who types the piece asks to leave something out."""
    return any(word.startswith(tuple(MINUS)) for word in piece.split())


class Finder:
    """Asks an index whether a document is among the answers, without making a page of them."""

    def __init__(self, index: Index) -> None:
        self._planner = Planner(Vocabulary(index))
        self._facets = index.lexicon.facets
        self._places = {
            segment.id(doc): (segment, doc)
            for segment in index.segments
            for doc in range(segment.size)
            if segment.live[doc]
        }

    def finds(self, one: Document, piece: str) -> bool:
        """Tell whether a document answers a query as typed, not only some of its words."""
        segment, doc = self._places[one.id]
        plan = self._planner.plan(syntax.parse(piece, self._facets))
        return bool(0 < match.tiers(segment, plan)[doc] < match.RELAXED)

"""A segment held in memory, made from documents by plain Python; what the real one must equal."""

from collections import defaultdict

import numpy as np

from search_index.document import Document
from search_index.readings import text_keys
from search_index.title import title_key

GAP = 1


def keep(text):
    """A fold for tests: letters and digits, lower case."""
    return "".join(char.lower() for char in text if char.isalnum())


class MemorySegment:
    """The parts of a segment that matching, scoring and counting read."""

    def __init__(self, documents, words=(), fold=keep):
        self.documents: list[Document] = list(documents)
        self.words = frozenset(words)
        self.texts = ["".join(fold(text) for text in document.texts) for document in self.documents]
        self.titles = [
            [title_key(fold(title)) for title in (document.title, *document.other_titles)]
            for document in self.documents
        ]
        self.size = len(self.documents)
        self.live = np.ones(self.size, bool)
        self.lengths = np.array([len(text) for text in self.texts], np.uint32)
        self.dates = np.array([number(document.date) for document in self.documents], np.int32)
        self.repealed = np.array([document.repealed for document in self.documents], bool)
        ids = [document.id for document in self.documents]
        self.ranks = np.array([sorted(ids).index(one) for one in ids], np.uint32)
        self.places = defaultdict(lambda: defaultdict(list))
        self.fill(fold)

    def fill(self, fold):
        base = title_base = 0
        for doc, text in enumerate(self.texts):
            for at, char in enumerate(text):
                self.places["chars", char][doc].append(base + at)
            for at in range(len(text) - 1):
                self.places["grams", text[at : at + 2]][doc].append(base + at)
            for start in range(len(text)):
                for end in range(start + 3, min(start + 16, len(text)) + 1):
                    if text[start:end] in self.words:
                        self.places["words", text[start:end]][doc].append(base + start)
            base += len(text) + GAP
            for title in self.titles[doc]:
                for at in range(len(title) - 1):
                    self.places["title", title[at : at + 2]][doc].append(title_base + at)
                title_base += len(title) + GAP
            document = self.documents[doc]
            keys = text_keys(
                document.texts,
                fold,
                document.numbers,
                document.number_names,
                document.date,
                self.titles[doc],
            )
            for key in keys:
                self.places["keys", key][doc].append(0)

    def postings(self, field, term):
        if (field, term) not in self.places:
            return None
        held = self.places[field, term]
        counts = np.array([len(places) for places in held.values()], np.uint16)
        return np.array(list(held), np.uint32), None if counts.max() == 1 else counts

    def positions(self, field, term):
        if (field, term) not in self.places:
            return None
        return np.array(
            [place for places in self.places[field, term].values() for place in places], np.uint32
        )

    def df(self, field, term):
        found = self.postings(field, term)
        return 0 if found is None else int(np.count_nonzero(self.live[found[0]]))

    def is_word(self, bigram):
        return bigram in self.words

    def terms(self, field):
        return sorted(term for one, term in self.places if one == field)

    @property
    def facet_keys(self):
        return sorted({key for document in self.documents for key in document.facets})

    def facet(self, key):
        rows = [document.facets.get(key, ()) for document in self.documents]
        names = self.facet_values(key)
        codes = [names.index(value) for row in rows for value in row]
        return np.cumsum([0, *map(len, rows)]).astype(np.uint32), np.array(codes, np.uint32)

    def facet_values(self, key):
        return sorted({value for document in self.documents for value in document.facets.get(key, ())})

    def id(self, doc):
        return self.documents[doc].id

    def stored(self, doc):
        return self.documents[doc]


def number(date):
    """A date as yyyymmdd with 00 for what is unknown."""
    parts = [int(part) for part in date.split("-") if part]
    return sum(part * scale for part, scale in zip(parts, (10000, 100, 1), strict=False))

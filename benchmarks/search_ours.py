"""Our engine, asked as its own library is asked."""

import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from search_corpus import Notice, Query, Terms

from search_index import rank, syntax
from search_index.document import Document, Facet, Lexicon, Passage
from search_index.engine import search
from search_index.filters import given
from search_index.indexer import Item, update
from search_index.matches import Matches
from search_index.plan import Planner
from search_index.reader import Index
from search_index.terms import terms
from search_index.vocabulary import Vocabulary

FACETS = (Facet("kind", "种类"), Facet("issuer", "机关"), Facet("year", "年"))
LEXICON = Lexicon(facets=FACETS)
#: Kinds of query that want passages with marks, and how many hits; the rest is matched, counted and ranked.
PAGES = {"full result page": 20, "highlight of ten": 10}
FIRST = """
import sys
from search_index.engine import search
from search_index.reader import Index
found = search(Index.open(sys.argv[1]), "安全生产 检查")
assert found.total, found
"""


def document(notice: Notice) -> Document:
    """A notice as a document, a passage a paragraph."""
    paragraphs = [line for line in notice.body.split("\n") if line]
    return Document(
        id=f"notice/{notice.serial:06}",
        url=f"notices/{notice.serial}.html",
        title=notice.title,
        numbers=(notice.number,),
        date=notice.day,
        meta=notice.issuer,
        facets={"kind": (notice.kind,), "issuer": (notice.issuer,), "year": (notice.day[:4],)},
        passages=tuple(Passage(f"p{order}", line) for order, line in enumerate(paragraphs, 1)),
    )


class Kept:
    """Posting arrays kept in memory once read."""

    name = "ours"
    keep_bytes = 1 << 30

    def build(self, folder: Path, stream: Iterable[tuple[Notice, Terms]]) -> None:
        documents = (document(notice) for notice, _ in stream)
        update(folder, documents, LEXICON, cache=cache(folder))

    def open(self, folder: Path) -> None:
        self._index = Index.open(folder, keep_bytes=self.keep_bytes)
        self._planner = Planner(Vocabulary(self._index))

    def ask(self, query: Query) -> int:
        if query.kind in PAGES:
            return len(search(self._index, query.text, size=PAGES[query.kind]).hits)
        asked = dict(query.filters)
        kinds = {"kind": (asked["kind"],)} if asked else {}
        plan = self._planner.plan(syntax.parse(query.text, FACETS))
        filters = given(self._planner.vocabulary, kinds, asked.get("from", ""), asked.get("to", ""))
        matches = Matches.of(self._planner, plan, filters)
        loose = matches.relaxed is not None
        found = matches.found(terms(matches.plan, self._planner.vocabulary, singles=loose))
        if query.kind == "facet counts":
            for facet in FACETS:
                matches.counts(facet.key)
        return len(rank.first(found, rank.NEWEST if query.kind == "sorted by date" else rank.RELEVANCE, 10))


class Unkept(Kept):
    """Posting arrays read from the file each time."""

    name = "ours, not kept"
    keep_bytes = 0


def changed(folder: Path, made: list[tuple[str, str, Notice]]) -> None:
    """Change one document in the middle; of the others only id and digest are told."""
    place = len(made) // 2

    def items() -> Iterator[Item]:
        for order, (identity, digest, notice) in enumerate(made):
            yield identity, "changed" if order == place else digest, partial(document, notice)

    report = update(folder, items(), LEXICON, cache=cache(folder))
    assert report.changed == 1, report


def cache(folder: Path) -> Path:
    """The folder of tables that may be deleted, apart so that it does not count as index."""
    return folder.with_name(f"{folder.name}-cache")


def first_answer(folder: Path) -> float:
    """Milliseconds from the start of a process to its first answer, the least of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", FIRST, str(folder)], check=True)
        times.append((time.perf_counter() - start) * 1000)
    return min(times)

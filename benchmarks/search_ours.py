"""Our engine, asked as its own library is asked."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from search_corpus import Notice, Query, Terms

from search_index.document import Document, Facet, Lexicon, Passage
from search_index.engine import ask
from search_index.indexer import Item, update
from search_index.rank import NEWEST, RELEVANCE
from search_index.reader import Index

FACETS = (Facet("kind", "种类"), Facet("issuer", "机关"), Facet("year", "年"))
LEXICON = Lexicon(facets=FACETS)
#: Kinds of query that want passages with marks, and how many hits; the rest is matched, counted and ranked.
PAGES = {"full result page": 20, "highlight of ten": 10}
#: The digest of a document as it never is.
CHANGED = 32 * "0"
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

    def ask(self, query: Query) -> int:
        asked = dict(query.filters)
        answer = ask(
            self._index,
            query.text,
            {"kind": (asked["kind"],)} if asked else {},
            start=asked.get("from", ""),
            end=asked.get("to", ""),
            sort=NEWEST if query.kind == "sorted by date" else RELEVANCE,
        )
        if query.kind in PAGES:
            return len(answer.result(1, PAGES[query.kind]).hits)
        if query.kind == "facet counts":
            for facet in FACETS:
                answer.matches.counts(facet.key)
        return len(answer.places(0, 10))


class Unkept(Kept):
    """Posting arrays read from the file each time."""

    name = "ours, not kept"
    keep_bytes = 0


def changed(folder: Path, made: list[tuple[str, str, Notice]]) -> None:
    """Change one document in the middle; of the others only id and digest are told."""
    place = len(made) // 2

    def items() -> Iterator[Item]:
        for order, (identity, digest, notice) in enumerate(made):
            yield identity, CHANGED if order == place else digest, partial(document, notice)

    report = update(folder, items(), LEXICON, cache=cache(folder))
    assert report.changed == 1, report


def cache(folder: Path) -> Path:
    """The folder of tables that may be deleted, apart so that it does not count as index."""
    return folder.with_name(f"{folder.name}-cache")


def first_answer(folder: Path) -> tuple[float, float]:
    """CPU and elapsed milliseconds of a process from its start to its first answer, the least of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        child = subprocess.Popen([sys.executable, "-c", FIRST, str(folder)])
        _, status, usage = os.wait4(child.pid, 0)
        assert not status
        times.append(((usage.ru_utime + usage.ru_stime) * 1000, (time.perf_counter() - start) * 1000))
    return min(times)

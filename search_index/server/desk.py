"""Answers questions one at a time beside the event loop, within a time and from the newest index."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import BoundedSemaphore
from typing import Any, TypeVar

from search_index.errors import SearchError
from search_index.reader import Index
from search_index.results import Result
from search_index.server import questions
from search_index.server.faults import BUSY, NO_INDEX, SLOW
from search_index.server.questions import Question
from search_index.server.settings import Settings
from search_index.table import MOST, PORTION, row

T = TypeVar("T")


class Desk:
    """The index of one process.

    One thread: the work is Python's, so that a second thread would only slow the first; several
    processes share the load.  The same thread opens a new commit, between two questions.
    """

    def __init__(self, settings: Settings):
        self._settings = settings
        self._thread = ThreadPoolExecutor(1, "search")
        self._places = BoundedSemaphore(settings.waiting)
        self._index: Index | None = None

    def close(self) -> None:
        """Take no more questions."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def answer(self, read: Callable[[list[str]], Question]) -> tuple[Question, dict[str, Any] | None]:
        """Return the question read with the facets of the index, and its answer; none to an empty one."""

        def work() -> tuple[Question, dict[str, Any] | None]:
            index = self._latest()
            question = read([facet.key for facet in index.lexicon.facets])
            if not question:
                return question, None
            return question, _search(index, question).to_json()

        return await self._run(work)

    async def rows(self, read: Callable[[list[str]], Question], root: str) -> list[tuple[str, ...]] | None:
        """Return all that is found as rows of a table; none to an empty question.

        A portion is a question of its own, so that others have their turn in between.
        """
        found: list[tuple[str, ...]] = []
        page = 1

        def work() -> int:
            index = self._latest()
            question = read([facet.key for facet in index.lexicon.facets])
            if not question:
                return 0
            result = _search(index, replace(question, page=page, size=PORTION, explain=False))
            found.extend(row(hit, root) for hit in result.hits)
            return max(result.pages, 1)

        pages = await self._run(work)
        while page < min(pages, MOST // PORTION):
            page += 1
            pages = await self._run(work)
        return found if pages else None

    async def suggest(self, text: str) -> list[dict[str, str]]:
        """Return what may be meant by the beginning of a query."""

        def work() -> list[dict[str, str]]:
            found = self._latest().suggest(text, questions.SUGGESTIONS)
            return [{"text": one.text, "label": one.label, "url": one.url} for one in found]

        return await self._run(work)

    async def size(self) -> int:
        """Return how many documents the index holds."""
        return await self._run(lambda: self._latest().size)

    def _latest(self) -> Index:
        try:
            self._index = self._index.refresh() if self._index else Index.open(self._settings.index)
        except SearchError:
            # A commit that cannot be read, or an index taken away: what is open goes on answering.
            if self._index is None:
                raise NO_INDEX from None
        return self._index

    async def _run(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise BUSY
        future = self._thread.submit(work)
        future.add_done_callback(lambda _: self._places.release())
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._settings.seconds)
        except TimeoutError:
            raise SLOW from None
        except SearchError:
            # What the question needs of the index is damaged; the next build makes it anew.
            raise NO_INDEX from None


def _search(index: Index, question: Question) -> Result:
    return index.search(
        question.text,
        filters=question.filters,
        start=question.start,
        end=question.end,
        sort=question.sort,
        page=question.page,
        size=question.size,
        explain=question.explain,
    )

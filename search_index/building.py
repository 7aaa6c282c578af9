"""Building segments batch by batch, in this process or in several."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from whoosh.filedb.filestore import FileStorage

from search_index.analysis import analyse
from search_index.codec.segment import ArraySegment
from search_index.codec.whoosh_codec import ArrayCodec
from search_index.document import Document
from search_index.fold import Fold, machine_fold
from search_index.places import NAME
from search_index.processes import pool
from search_index.state import State, analysis, found_or_none
from search_index.words import Dictionary, machine_dictionary

BATCH = 2_000_000
"""Characters that are analysed at once, roughly: they decide how much memory is needed."""


class Builder:
    """Collects documents and builds a segment from each batch, in the order in which they came."""

    def __init__(
        self, path: Path, fold: Fold, cache: Path, processes: int, report: Callable[[int], None] | None
    ):
        self._path = path
        self._fold = fold
        self._cache = cache
        self._processes = processes
        self._report = report
        self.told: dict[str, str] = {}
        """The pinyin of folded texts, as far as it is known; used in this process."""
        self._batch: list[tuple[Document, str]] = []
        self._weight = 0
        self._segments: list[ArraySegment] = []
        self._running: deque[Future[ArraySegment]] = deque()
        self._pool: ProcessPoolExecutor | None = None
        self._dictionary: Dictionary | None = None

    def add(self, document: Document, digest: str) -> None:
        """Take a document; when a batch is full it is built."""
        self._batch.append((document, digest))
        self._weight += sum(map(len, document.texts))
        if self._weight >= BATCH:
            self._build(last=False)

    def finish(self) -> list[ArraySegment]:
        """Build what is left and return all segments."""
        if self._batch:
            self._build(last=True)
        self._wait(0)
        self.close()
        return self._segments

    def close(self) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _build(self, last: bool) -> None:
        batch, self._batch, self._weight = self._batch, [], 0
        # Other processes pay only when there is more than one batch.
        if self._processes > 1 and (self._pool or not last):
            self._pool = self._pool or self._start()
            self._running.append(self._pool.submit(build_elsewhere, batch))
            self._wait(2 * self._processes)
            return
        self._dictionary = self._dictionary or machine_dictionary(self._cache, self._fold)[0]
        workshop = Workshop(self._path, self._fold, self._dictionary, State())
        self._take(workshop.build(batch, self.told))

    def _start(self) -> ProcessPoolExecutor:
        # The dictionary is compiled here, so that not every process does it.
        machine_dictionary(self._cache, self._fold)
        return pool(self._processes, _Own.open, self._path, self._cache)

    def _wait(self, most: int) -> None:
        while len(self._running) > most:
            self._take(self._running.popleft().result())

    def _take(self, segment: ArraySegment) -> None:
        self._segments.append(segment)
        if self._report:
            self._report(sum(one.doc_count_all() for one in self._segments))


@dataclass(frozen=True)
class Brought:
    """What a workshop made of some documents, by their ids."""

    unchanged: list[str]
    """The index has them as they are."""
    fresh: list[str]
    segments: list[ArraySegment]
    """The segments of the fresh ones, which no commit names yet."""


class Workshop:
    """What a process needs to build segments of an index."""

    def __init__(self, path: Path, fold: Fold, dictionary: Dictionary, state: State):
        self._path = path
        self._fold = fold
        self._dictionary = dictionary
        self._state = state

    @classmethod
    def open(cls, path: Path, cache: Path) -> "Workshop":
        """Load what is needed to bring the index at a folder forward; ``cache`` holds the tables."""
        path.mkdir(parents=True, exist_ok=True)
        fold = machine_fold(cache)
        return cls(path, fold, machine_dictionary(cache, fold)[0], found_or_none(path, analysis(fold)))

    def bring(self, documents: Iterable[Document]) -> Brought:
        """Build segments of those documents that the index has not, or not as they are."""
        brought = Brought([], [], [])
        batch: list[tuple[Document, str]] = []
        weight = 0
        for document in documents:
            digest = document.digest
            held = self._state.find(document.id)
            if held and held[1] == digest:
                brought.unchanged.append(document.id)
                continue
            brought.fresh.append(document.id)
            batch.append((document, digest))
            weight += sum(map(len, document.texts))
            if weight >= BATCH:
                brought.segments.append(self.build(batch))
                batch, weight = [], 0
        if batch:
            brought.segments.append(self.build(batch))
        return brought

    def build(
        self, batch: Sequence[tuple[Document, str]], told: Mapping[str, str] | None = None
    ) -> ArraySegment:
        """Analyse documents, each with its digest, and write them as a segment that no commit names yet."""
        analysis = analyse(batch, self._fold, self._dictionary, told)
        storage = FileStorage(str(self._path))
        codec = ArrayCodec()
        segment = codec.new_segment(storage, NAME)
        segment.set_doc_count(len(batch))
        documents = codec.per_document_writer(storage, segment)
        documents.write(analysis.documents)
        documents.close()
        fields = codec.field_writer(storage, segment)
        for name, postings in analysis.fields.items():
            fields.write(name, postings, analysis.tokens)
        fields.close()
        return segment


class _Own:
    """The workshop of a process that was started to build."""

    workshop: Workshop

    @classmethod
    def open(cls, path: Path, cache: Path) -> None:
        """Open it."""
        cls.workshop = Workshop.open(path, cache)


def build_elsewhere(batch: Sequence[tuple[Document, str]]) -> ArraySegment:
    """Build a segment in a process that has its workshop."""
    return _Own.workshop.build(batch)

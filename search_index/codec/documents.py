"""What a segment keeps of each document beside its terms."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from search_index import offers
from search_index.codec.arrays import Arrays, ArraysWriter
from search_index.document import Document

DIGEST = 16
"""Bytes of a document's digest."""
COLUMNS = {"lengths": "u4", "title_lengths": "u4", "dates": "i4", "repealed": "u1", "ranks": "u4"}


@dataclass(frozen=True)
class FacetColumn:
    """The values of one facet: those of a document are codes[offsets[doc]:offsets[doc + 1]]."""

    offsets: np.ndarray
    codes: np.ndarray
    values: list[str]

    @classmethod
    def of(cls, rows: list[tuple[str, ...]]) -> "FacetColumn":
        """Return the column of documents given by their values."""
        values = sorted({value for row in rows for value in row})
        places = {value: place for place, value in enumerate(values)}
        sizes = [len(row) for row in rows]
        codes = np.array([places[value] for row in rows for value in row], "u4")
        return cls(np.concatenate(([0], np.cumsum(sizes))).astype("u4"), codes, values)

    @classmethod
    def none(cls, size: int) -> "FacetColumn":
        """Return the column of documents without values."""
        return cls(np.zeros(size + 1, "u4"), np.zeros(0, "u4"), [])


@dataclass(frozen=True)
class DocumentTable:
    """The columns of many documents."""

    columns: dict[str, np.ndarray]
    """By the names in COLUMNS."""
    digests: np.ndarray
    """DIGEST bytes a document, one row each."""
    display: list[bytes | np.ndarray]
    """The documents themselves, each compressed, end to end; in any number of pieces."""
    display_sizes: np.ndarray
    """Bytes of each compressed document."""
    facets: dict[str, FacetColumn]
    offers: list[offers.Offer]
    """What the documents offer while a reader types, in the order of offering."""

    def write(self, writer: ArraysWriter) -> None:
        """Write all columns."""
        for name, kind in COLUMNS.items():
            writer.append(name, self.columns[name].astype(kind))
        writer.append("digests", self.digests.reshape(-1))
        for piece in self.display:
            writer.append("display", np.frombuffer(piece, "u1"))
        writer.append("display.sizes", self.display_sizes.astype("u4"))
        for key in sorted(self.facets):
            column = self.facets[key]
            writer.append(f"facet.{key}.offsets", column.offsets)
            writer.append(f"facet.{key}.codes", column.codes)
            values = json.dumps(column.values, ensure_ascii=False).encode("utf-8")
            writer.append(f"facet.{key}.values", np.frombuffer(values, "u1"))
        offers.write(writer, self.offers)


def pack(document: Document) -> bytes:
    """Return a document compressed."""
    plain = json.dumps(document.plain(), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(plain.encode("utf-8", "surrogatepass"), 6)


def unpack(data: bytes) -> Document:
    """Return the document that pack() compressed."""
    return Document.from_plain(json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass")))


class DocumentColumns:
    """The documents of a segment, read from its file."""

    def __init__(self, arrays: Arrays):
        self._arrays = arrays
        self.lengths = arrays["lengths"]
        """Folded characters of each document."""
        self.title_lengths = arrays["title_lengths"]
        """Positions used by the keys of its titles."""
        self.dates = arrays["dates"]
        """Date of each as yyyymmdd with 00 for what is unknown; 0 without a date."""
        self.repealed = arrays["repealed"].view(bool)
        self.ranks = arrays["ranks"]
        """Place of each document's id among the ids of the segment."""

    def __len__(self) -> int:
        return len(self.lengths)

    @property
    def digests(self) -> np.ndarray:
        """The digests of all documents, one row each."""
        return self._arrays["digests"].reshape(-1, DIGEST)

    @property
    def display_sizes(self) -> np.ndarray:
        """Bytes of each compressed document."""
        return self._arrays["display.sizes"]

    @cached_property
    def _display_ends(self) -> np.ndarray:
        return np.concatenate(([0], np.cumsum(self.display_sizes, dtype="i8")))

    def display(self, first: int, last: int) -> np.ndarray:
        """Return the documents from first up to last, compressed, end to end (bytes)."""
        return self._arrays.part("display", int(self._display_ends[first]), int(self._display_ends[last]))

    def stored(self, doc: int) -> Document:
        """Return a document."""
        return unpack(self.display(doc, doc + 1).tobytes())

    def offers(self) -> Iterator[offers.Offer]:
        """Yield what the documents offer, in the order of offering."""
        return offers.read(self._arrays)

    def offered(self, column: str) -> str:
        """Return a column of what the documents offer, a line a row."""
        return offers.text(self._arrays, column)

    def offer(self, column: str, row: int) -> str:
        """Return a line of such a column."""
        return offers.line(self._arrays, column, row)

    @property
    def offering(self) -> np.ndarray:
        """The document of each row that is offered."""
        return self._arrays["offers.docs"]

    @property
    def facet_keys(self) -> list[str]:
        """The keys of all facets of the segment."""
        names = [name for name in self._arrays.names if name.startswith("facet.")]
        return [name[len("facet.") : -len(".values")] for name in names if name.endswith(".values")]

    def facet(self, key: str) -> FacetColumn:
        """Return the values of a facet; of one that no document has, an empty column."""
        if f"facet.{key}.values" not in self._arrays:
            return FacetColumn.none(len(self))
        return FacetColumn(
            self._arrays[f"facet.{key}.offsets"],
            self._arrays[f"facet.{key}.codes"],
            json.loads(self._arrays[f"facet.{key}.values"].tobytes()),
        )

"""Merging segments in bulk: the fields stretch by stretch, so that memory stays bounded."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from search_index.codec.arrays import Arrays
from search_index.codec.documents import COLUMNS, DocumentColumns, DocumentTable, FacetColumn
from search_index.codec.postings import Postings, counted
from search_index.codec.segment import DOCUMENTS, TERMS, ArraySegment
from search_index.codec.terms import FieldTerms
from search_index.codec.whoosh_codec import ArrayCodec

STRETCH = 1 << 21
"""Occurrences of terms that are merged at once, roughly."""
TEXTS = 200_000
"""Texts of all segments together that are merged at once, roughly."""
ID = "id"


@dataclass(frozen=True)
class Source:
    """A segment to be merged, and where its live documents go."""

    terms: Arrays
    documents: DocumentColumns
    live: np.ndarray
    numbers: np.ndarray
    """New number of every document; of a deleted one without meaning."""


@dataclass(frozen=True)
class SourceField:
    """One field of a source, and which of the merged terms its terms are."""

    source: Source
    field: FieldTerms
    first: int
    """The number of the first of its terms that are merged."""
    ranks: np.ndarray


def merge(storage, segments: list[ArraySegment], indexname: str) -> ArraySegment:
    """Write the live documents of segments into a new segment, in the same order, and return it."""
    sources = []
    size = 0
    for segment in segments:
        live = segment.live
        numbers = (size + np.cumsum(live) - 1).astype("u4")
        documents = DocumentColumns(Arrays(segment.file(storage, DOCUMENTS)))
        sources.append(Source(Arrays(segment.file(storage, TERMS)), documents, live, numbers))
        size += int(live.sum())
    codec = ArrayCodec()
    merged = codec.new_segment(storage, indexname)
    merged.set_doc_count(size)
    fields = codec.field_writer(storage, merged)
    tokens = sum(int(source.documents.lengths.sum(dtype="u8")) for source in sources)
    ranks = np.zeros(size, "u4")
    done = 0
    for name in sorted({name.split(".")[0] for source in sources for name in source.terms.names}):
        for postings in merge_field(sources, name):
            fields.write(name, postings, tokens)
            if name == ID:
                ranks[postings.docs] = np.arange(done, done + len(postings.docs))
                done += len(postings.docs)
    fields.close()
    documents = codec.per_document_writer(storage, merged)
    documents.write(merge_documents(sources, ranks))
    documents.close()
    return merged


def merge_field(sources: list[Source], name: str) -> Iterator[Postings]:
    """Yield the merged postings of a field, in the order of its terms."""
    fields = [(source, FieldTerms(source.terms, name)) for source in sources]
    fields = [(source, field) for source, field in fields if len(field)]
    if not fields:
        return
    for bounds in spans([field for _, field in fields]):
        yield from merge_span(fields, bounds)
        for source in sources:
            source.terms.release()


def spans(fields: list[FieldTerms]) -> Iterator[list[tuple[int, int]]]:
    """Yield for each field from where to where its terms are to be merged at once, by their numbers.

    Codes are few and small: all at once. Texts are parted at the same texts in all fields.
    """
    longest = max(fields, key=len)
    number = 1 if longest.coded else -(-sum(map(len, fields)) // TEXTS)
    borders = [len(longest) * part // number for part in range(1, number)]
    starts = [0] * len(fields)
    for border in borders:
        text = longest.text(border)
        ends = [field.place(text) for field in fields]
        yield list(zip(starts, ends, strict=True))
        starts = ends
    yield [(start, len(field)) for start, field in zip(starts, fields, strict=True)]


def merge_span(fields: list[tuple[Source, FieldTerms]], bounds: list[tuple[int, int]]) -> Iterator[Postings]:
    """Yield the merged postings of some terms of each field."""
    terms: np.ndarray | list[bytes]
    keys = [field.keys(*some) for (_, field), some in zip(fields, bounds, strict=True)]
    if fields[0][1].coded:
        terms = np.unique(np.concatenate(keys))
        ranked = [np.searchsorted(terms, own) for own in keys]
    else:
        terms = sorted(set().union(*keys))
        places = {term: place for place, term in enumerate(terms)}
        ranked = [np.fromiter(map(places.__getitem__, own), "i8", len(own)) for own in keys]
        del places
    del keys
    parts = [
        SourceField(*pair, start, ranks)
        for pair, (start, _), ranks in zip(fields, bounds, ranked, strict=True)
    ]
    weights = np.zeros(len(terms), "i8")
    for part in parts:
        weights[part.ranks] += part.field.totals[part.first : part.first + len(part.ranks)]
    stretches = np.cumsum(weights) // STRETCH
    bounds = [0, *(np.flatnonzero(np.diff(stretches)) + 1).tolist(), len(terms)]
    for first, last in pairwise(bounds):
        postings = merge_stretch(parts, terms, first, last)
        if len(postings.counts):
            yield postings


def merge_stretch(
    parts: list[SourceField], terms: np.ndarray | list[bytes], first: int, last: int
) -> Postings:
    """Return the merged postings of the terms numbered from first up to last."""
    pieces = []
    ranks = []
    for part in parts:
        low, high = np.searchsorted(part.ranks, (first, last))
        if low == high:
            continue
        postings = part.field.stretch(part.first + int(low), part.first + int(high), terms=[])
        own = part.ranks[low:high]
        if not part.source.live.all():
            postings, filled = only_live(postings, part.source.live)
            own = own[filled]
        pieces.append(replace(postings, docs=part.source.numbers[postings.docs]))
        ranks.append(own)
    if not pieces:
        return Postings([], np.zeros(0, "u4"), np.zeros(0, "u4"))
    owners = np.concatenate(ranks)
    order = np.argsort(owners, kind="stable")
    arranged = joined(pieces).arrange(order)
    present, starts = counted(owners[order])
    counts = np.add.reduceat(arranged.counts, starts, dtype="u4") if len(starts) else arranged.counts
    words = None if arranged.words is None else arranged.words[starts]
    chosen = terms[present] if isinstance(terms, np.ndarray) else [terms[place] for place in present]
    return replace(arranged, terms=chosen, counts=counts, words=words)


def only_live(postings: Postings, live: np.ndarray) -> tuple[Postings, np.ndarray]:
    """Return postings without deleted documents and emptied terms, and which terms are left."""
    keep = live[postings.docs]
    counts = np.add.reduceat(keep, postings.starts, dtype="u4")
    filled = counts > 0
    tfs, positions, words = postings.tfs, postings.positions, postings.words
    return (
        replace(
            postings,
            counts=counts[filled],
            docs=postings.docs[keep],
            tfs=None if tfs is None else tfs[keep],
            positions=None if positions is None else positions[np.repeat(keep, tfs)],
            words=None if words is None else words[filled],
        ),
        filled,
    )


def joined(pieces: list[Postings]) -> Postings:
    """Return the postings of several segments end to end."""

    def join(arrays: list[np.ndarray | None]) -> np.ndarray | None:
        present = [array for array in arrays if array is not None]
        return np.concatenate(present) if present else None

    return Postings(
        [],
        np.concatenate([piece.counts for piece in pieces]),
        np.concatenate([piece.docs for piece in pieces]),
        join([piece.tfs for piece in pieces]),
        join([piece.positions for piece in pieces]),
        join([piece.words for piece in pieces]),
    )


def merge_documents(sources: list[Source], ranks: np.ndarray) -> DocumentTable:
    """Return the columns of all live documents."""
    columns = {
        name: np.concatenate([getattr(source.documents, name)[source.live] for source in sources])
        for name in COLUMNS
        if name != "ranks"
    }
    display = []
    for source in sources:
        edges = np.flatnonzero(np.diff(source.live, prepend=False, append=False))
        for first, last in edges.reshape(-1, 2).tolist():
            display.append(source.documents.display(first, last))
    keys = sorted({key for source in sources for key in source.documents.facet_keys})
    return DocumentTable(
        columns={**columns, "ranks": ranks},
        digests=np.concatenate([source.documents.digests[source.live] for source in sources]),
        display=display,
        display_sizes=np.concatenate([source.documents.display_sizes[source.live] for source in sources]),
        facets={key: merge_facet(sources, key) for key in keys},
        offers=sorted(
            row._replace(doc=int(source.numbers[row.doc]))
            for source in sources
            for row in source.documents.offers()
            if source.live[row.doc]
        ),
    )


def merge_facet(sources: list[Source], key: str) -> FacetColumn:
    """Return the values of a facet for all live documents."""
    columns = [source.documents.facet(key) for source in sources]
    values = sorted({value for column in columns for value in column.values})
    places = {value: place for place, value in enumerate(values)}
    sizes, codes = [], []
    for source, column in zip(sources, columns, strict=True):
        renumbered = np.array([places[value] for value in column.values], "u4")
        own = np.diff(column.offsets)
        codes.append(renumbered[column.codes][np.repeat(source.live, own)])
        sizes.append(own[source.live])
    offsets = np.concatenate(([0], np.cumsum(np.concatenate(sizes)))).astype("u4")
    codes = np.concatenate(codes)
    # A value that only deleted documents had is dropped.
    used, renumbered = np.unique(codes, return_inverse=True)
    return FacetColumn(offsets, renumbered.astype("u4"), [values[code] for code in used])

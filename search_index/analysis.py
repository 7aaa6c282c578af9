"""From documents to the arrays of a segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search_index.batch import Batch, fold_documents, join_keys
from search_index.codec.documents import DocumentTable, FacetColumn, pack
from search_index.codec.postings import Postings
from search_index.document import Document
from search_index.fold import Fold
from search_index.grams import bigrams, characters
from search_index.offers import Offer, offers
from search_index.readings import text_keys
from search_index.title import title_key
from search_index.words import Dictionary


@dataclass(frozen=True)
class Analysis:
    """What a segment holds: its fields and its documents."""

    fields: dict[str, Postings]
    tokens: int
    """A bound for how often any term stands in the segment."""
    documents: DocumentTable


def analyse(
    documents: Sequence[tuple[Document, str]],
    fold: Fold,
    dictionary: Dictionary,
    told: Mapping[str, str] | None = None,
) -> Analysis:
    """Analyse documents, each with its digest; `told` knows the pinyin of some folded texts."""
    records = [document for document, _ in documents]
    body = fold_documents(fold, [record.texts for record in records])
    title_keys = [keys_of_titles(record, fold) for record in records]
    titles = join_keys(title_keys)
    grams = bigrams(body)
    identities = existence([{record.id} for record in records])
    fields = {
        "chars": characters(body),
        "grams": replace(grams, words=dictionary.are_words(grams.terms)),
        "words": dictionary.invert(body),
        "title": bigrams(titles),
        "keys": existence(
            [
                text_keys(record.texts, fold.text, record.numbers, record.number_names, record.date, titles)
                for record, titles in zip(records, title_keys, strict=True)
            ]
        ),
        "id": identities,
    }
    offered = offers(records, fold.text, told)
    return Analysis(fields, len(body.codes), table(documents, body, titles, identities, offered))


def keys_of_titles(document: Document, fold: Fold) -> tuple[str, ...]:
    """Return the keys of all titles of a document."""
    folded = (fold.text(title) for title in (document.title, *document.other_titles))
    return tuple(dict.fromkeys(title_key(title) for title in folded if title))


def existence(rows: Sequence[set[str]]) -> Postings:
    """Return the postings of texts that documents have or have not."""
    docs: dict[bytes, list[int]] = {}
    for doc, row in enumerate(rows):
        for text in row:
            docs.setdefault(text.encode("utf-8", "surrogatepass"), []).append(doc)
    terms = sorted(docs)
    counts = np.array([len(docs[term]) for term in terms], "u4")
    return Postings(terms, counts, np.array([doc for term in terms for doc in docs[term]], "u4"))


def table(
    documents: Sequence[tuple[Document, str]],
    body: Batch,
    titles: Batch,
    identities: Postings,
    offered: list[Offer],
) -> DocumentTable:
    """Return the columns of documents."""
    records = [document for document, _ in documents]
    ranks = np.zeros(len(records), "u4")
    ranks[identities.docs] = np.arange(len(records))
    facets = sorted({key for record in records for key in record.facets})
    display = [pack(record) for record in records]
    return DocumentTable(
        columns={
            "lengths": body.lengths,
            "title_lengths": titles.lengths,
            "dates": np.array([date_number(record.date) for record in records], "i4"),
            "repealed": np.array([record.repealed for record in records], "u1"),
            "ranks": ranks,
        },
        digests=np.frombuffer(bytes.fromhex("".join(digest for _, digest in documents)), "u1"),
        display=display,
        display_sizes=np.array([len(data) for data in display], "u4"),
        facets={key: FacetColumn.of([record.facets.get(key, ()) for record in records]) for key in facets},
        offers=offered,
    )


def date_number(date: str) -> int:
    """Return YYYY, YYYY-MM or YYYY-MM-DD as yyyymmdd with 00 for what is missing; 0 for no date."""
    if not date:
        return 0
    year, month, day = [*date.split("-"), "0", "0"][:3]
    return int(year) * 10000 + int(month) * 100 + int(day)

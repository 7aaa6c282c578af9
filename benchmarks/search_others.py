"""The engines beside ours, each on the same terms: SQLite FTS5, tantivy, and Whoosh as it comes."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import tantivy
from search_corpus import Notice, Query, Terms
from whoosh import index as whoosh_index
from whoosh import sorting
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import ID, NUMERIC, STORED, TEXT, Schema
from whoosh.query import And, NumericRange, Or, Phrase, Term

FIRST, LAST = 0, 99999999
#: Keeps SQLite from going through the rows of a kind first, which is far slower.
JOIN = "CROSS JOIN notice ON id = text.rowid "


class Engine(Protocol):
    """What is measured of every engine."""

    name: str

    def build(self, folder: Path, stream: Iterable[tuple[Notice, Terms]]) -> None:
        """Write an index into an empty folder."""

    def open(self, folder: Path) -> None:
        """Open an index that was built."""

    def ask(self, query: Query) -> int:
        """Answer a query: ten hits with what its kind asks for; return the number of hits seen."""


def column(term: str) -> str:
    """The field that holds a term."""
    return "grams" if len(term) <= 2 else "words"


def grams(piece: str) -> list[str]:
    """The pairs of characters of a piece of text, in order."""
    return list(map("".join, pairwise(piece)))


def span(query: Query) -> tuple[str, int, int]:
    """Kind and dates that a query is kept to; the kind may be empty."""
    asked = dict(query.filters)
    first, last = (int(asked.get(key, "0").replace("-", "")) for key in ("from", "to"))
    return asked.get("kind", ""), first or FIRST, last or LAST


class Sqlite:
    """FTS5 with its unicode61 tokenizer, which parts at blanks here."""

    name = "FTS5"

    def build(self, folder: Path, stream: Iterable[tuple[Notice, Terms]]) -> None:
        base = sqlite3.connect(folder / "index.db")
        base.execute("CREATE TABLE notice (id INTEGER PRIMARY KEY, title, body, kind, issuer, date INTEGER)")
        base.execute(
            "CREATE VIRTUAL TABLE text USING fts5(grams, words, tokenize='unicode61 remove_diacritics 0')"
        )
        for notice, terms in stream:
            row = (notice.serial, notice.title, notice.body, notice.kind, notice.issuer, notice.date)
            base.execute("INSERT INTO notice VALUES (?,?,?,?,?,?)", row)
            base.execute(
                "INSERT INTO text(rowid, grams, words) VALUES (?,?,?)",
                (notice.serial, terms.grams, terms.words),
            )
        base.execute("INSERT INTO text(text) VALUES ('optimize')")
        base.commit()
        base.close()

    def open(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "index.db")

    def ask(self, query: Query) -> int:
        match = self._match(query)
        kind, first, last = span(query)
        asked = (match, kind, first, last) if kind else (match,)
        join = JOIN if kind or query.kind in {"sorted by date"} else ""
        where = "WHERE text MATCH ? " + ("AND kind = ? AND date BETWEEN ? AND ? " if kind else "")
        order = "date DESC" if query.kind == "sorted by date" else "rank"
        shown = (
            "snippet(text, 0, '<', '>', '…', 40)"
            if query.kind in {"highlight of ten", "full result page"}
            else "0"
        )
        limit = 20 if query.kind == "full result page" else 10
        rows = self._base.execute(
            f"SELECT text.rowid, {shown} FROM text {join}{where}ORDER BY {order} LIMIT {limit}", asked
        ).fetchall()
        if "count" in query.kind or query.kind == "full result page":
            self._base.execute(f"SELECT count(*) FROM text {where}", asked).fetchone()
        if query.kind in {"facet counts", "full result page"}:
            for key in ("kind", "issuer", "date / 10000"):
                self._base.execute(
                    f"SELECT {key}, count(*) FROM text {JOIN}{where}GROUP BY 1",
                    asked,
                ).fetchall()
        return len(rows)

    @staticmethod
    def _match(query: Query) -> str:
        if query.kind == "phrase":
            return f'grams : "{" ".join(grams(query.terms[0]))}"'
        link = " OR " if "OR" in query.kind else " AND "
        return link.join(f'{column(term)} : "{term}"' for term in query.terms)


class Tantivy:
    """tantivy with its whitespace tokenizer."""

    name = "tantivy"

    @staticmethod
    def _schema() -> tantivy.Schema:
        made = tantivy.SchemaBuilder()
        made.add_text_field("grams", stored=True, tokenizer_name="whitespace", index_option="position")
        made.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        for key in ("kind", "issuer"):
            made.add_text_field(key, stored=True, fast=True, tokenizer_name="raw", index_option="basic")
        made.add_unsigned_field("date", stored=True, indexed=True, fast=True)
        made.add_unsigned_field("year", fast=True)
        for key in ("title", "body"):
            made.add_bytes_field(key, stored=True, indexed=False)
        return made.build()

    def build(self, folder: Path, stream: Iterable[tuple[Notice, Terms]]) -> None:
        index = tantivy.Index(self._schema(), path=str(folder))
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        for notice, terms in stream:
            one = tantivy.Document(
                grams=terms.grams, words=terms.words, kind=notice.kind, issuer=notice.issuer
            )
            one.add_unsigned("date", notice.date)
            one.add_unsigned("year", notice.date // 10000)
            one.add_bytes("title", notice.title.encode())
            one.add_bytes("body", notice.body.encode())
            writer.add_document(one)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, query: Query) -> int:
        searcher, asked = self._searcher, self._query(query)
        page = query.kind == "full result page"
        count = page or "count" in query.kind
        order = {"order_by_field": "date"} if query.kind == "sorted by date" else {}
        hits = searcher.search(asked, limit=20 if page else 10, count=count, **order).hits
        if query.kind in {"facet counts", "full result page"}:
            keys = {key: {"terms": {"field": key, "size": 50}} for key in ("kind", "issuer", "year")}
            searcher.aggregate(asked, keys)
        if page or query.kind == "highlight of ten":
            made = tantivy.SnippetGenerator.create(searcher, asked, self._index.schema, "grams")
            for _, address in hits:
                made.snippet_from_doc(searcher.doc(address)).to_html()
        return len(hits)

    def _query(self, query: Query) -> tantivy.Query:
        schema = self._index.schema
        if query.kind == "phrase":
            pairs = grams(query.terms[0])
            return tantivy.Query.phrase_query(schema, "grams", pairs)
        occur = tantivy.Occur.Should if "OR" in query.kind else tantivy.Occur.Must
        parts = [(occur, tantivy.Query.term_query(schema, column(term), term)) for term in query.terms]
        kind, first, last = span(query)
        if kind:
            parts.append((tantivy.Occur.Must, tantivy.Query.term_query(schema, "kind", kind)))
            dates = tantivy.Query.range_query(schema, "date", tantivy.FieldType.Unsigned, first, last)
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(dates, 0.0)))
        return tantivy.Query.boolean_query(parts)


class Whoosh:
    """Whoosh 2.7.4 with its own codec, as its documentation sets it up."""

    name = "Whoosh"

    def __init__(self, analyzer: object = None) -> None:
        self._analyzer = analyzer

    def build(self, folder: Path, stream: Iterable[tuple[Notice, Terms]]) -> None:
        blanks = SpaceSeparatedTokenizer()
        schema = Schema(
            grams=TEXT(analyzer=blanks, stored=True), words=TEXT(analyzer=blanks, phrase=False),
            kind=ID(sortable=True), issuer=ID(sortable=True), date=NUMERIC(int, sortable=True), body=STORED,
            year=NUMERIC(int, sortable=True),
        )  # fmt: skip
        writer = whoosh_index.create_in(folder, schema).writer(limitmb=256)
        for notice, terms in stream:
            writer.add_document(
                grams=terms.grams, words=terms.words, kind=notice.kind, issuer=notice.issuer,
                date=notice.date, body=notice.body, year=notice.date // 10000,
            )  # fmt: skip
        writer.commit()

    def open(self, folder: Path) -> None:
        self._searcher = whoosh_index.open_dir(folder).searcher()

    def ask(self, query: Query) -> int:
        page = query.kind == "full result page"
        options: dict[str, object] = {}
        if query.kind == "sorted by date":
            options = {"sortedby": "date", "reverse": True}
        if page or query.kind == "facet counts":
            options = {"groupedby": [sorting.FieldFacet(key) for key in ("kind", "issuer", "year")]}
        kind, first, last = span(query)
        if kind:
            options["filter"] = And([Term("kind", kind), NumericRange("date", first, last)])
        results = self._searcher.search(self._query(query), limit=20 if page else 10, **options)
        if page or "count" in query.kind:
            len(results)
        if page or query.kind == "highlight of ten":
            for hit in results:
                hit.highlights("grams")
        return results.scored_length()

    @staticmethod
    def _query(query: Query) -> object:
        if query.kind == "phrase":
            return Phrase("grams", grams(query.terms[0]))
        parts = [Term(column(term), term) for term in query.terms]
        return (Or if "OR" in query.kind else And)(parts)


class ChineseAnalyzer:
    """jieba's own analyzer on Whoosh's defaults; only its build is measured."""

    name = "jieba"

    def build(self, folder: Path, stream: Iterable[tuple[Notice, Terms]]) -> None:
        from jieba.analyse import ChineseAnalyzer as Analyzer

        schema = Schema(
            title=TEXT(stored=True, analyzer=Analyzer()), body=TEXT(stored=True, analyzer=Analyzer())
        )
        writer = whoosh_index.create_in(folder, schema).writer()
        for notice, _ in stream:
            writer.add_document(title=notice.title, body=notice.body)
        writer.commit()


def stream(made: Iterable[Notice], terms: object) -> Iterator[tuple[Notice, Terms]]:
    """Each notice with its terms."""
    return ((notice, terms(notice)) for notice in made)

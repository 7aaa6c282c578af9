"""The schema of the index: its fields, and what their terms were made with."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.columns import NumericColumn
from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Existence, Format, Frequency, Positions

VERSION = 3
"""Counts up with every change of what is indexed or how it is written; an older index is then made anew."""


class Ngrams(Tokenizer):
    """Every run of so many characters of a folded text, at the position of its first character."""

    def __init__(self, size: int):
        self.size = size

    def __call__(self, value: str, positions=False, chars=False, start_pos=0, start_char=0, **_: Any):
        token = Token(positions, chars)
        for place in range(len(value) - self.size + 1):
            token.text = value[place : place + self.size]
            token.boost = 1.0
            token.pos = start_pos + place
            token.startchar, token.endchar = start_char + place, start_char + place + self.size
            yield token

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ngrams) and other.size == self.size

    def __hash__(self) -> int:
        return hash(self.size)


class Terms(Tokenizer):
    """Terms that are given as they are."""

    def __call__(self, value: str | list[str], **_: Any) -> Iterator[Token]:
        for text in [value] if isinstance(value, str) else value:
            token = Token()
            token.text = text
            token.boost = 1.0
            yield token


class ArrayField(FieldType):
    """A field whose terms are exact pieces of folded text, or keys."""

    def __init__(self, form: type[Format], analyzer: Tokenizer, scorable: bool):
        super().__init__(form(), analyzer, scorable=scorable)


class Column(FieldType):
    """A number for each document, by which results are sorted and filtered."""

    indexed = False

    def __init__(self):
        self.column_type = NumericColumn("i")
        self.format = None

    def to_column_value(self, value):
        return int(value)

    def from_column_value(self, value):
        return value

    def clean(self):
        pass


@cache
def program() -> str:
    """Return the digest of all that decides how documents are analysed and written."""
    package = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=16)
    for folder, kind in ((".", "py"), ("codec", "py"), ("readings", "py"), ("data", "json")):
        for place in sorted((package / folder).glob(f"*.{kind}")):
            digest.update(f"{folder}/{place.name}\n".encode() + place.read_bytes())
    return digest.hexdigest()


class SearchSchema(Schema):
    """The fields, and the digests of what the terms were made with.

    Whoosh keeps the schema in its table of contents, so that a commit changes all of it at once or nothing.
    """

    def __init__(self, fold: str = "", dictionary: str = "", lexicon: str = "", program: str = ""):
        super().__init__(
            id=ID(unique=True),
            chars=ArrayField(Frequency, Ngrams(1), scorable=True),
            grams=ArrayField(Positions, Ngrams(2), scorable=True),
            words=ArrayField(Frequency, Terms(), scorable=True),
            title=ArrayField(Positions, Ngrams(2), scorable=True),
            keys=ArrayField(Existence, Terms(), scorable=False),
            display=STORED(),
            date=Column(),
            repealed=Column(),
            length=Column(),
        )
        self.version = VERSION
        self.fold = fold
        self.dictionary = dictionary
        self.lexicon = lexicon
        self.program = program

    def same_analysis(self, other: Any) -> bool:
        """Tell whether postings made under one of two schemas are postings under the other."""
        made = ("version", "fold", "dictionary", "program")
        return isinstance(other, SearchSchema) and all(
            getattr(self, name) == getattr(other, name) for name in made
        )

    def copy(self):
        return SearchSchema(self.fold, self.dictionary, self.lexicon, self.program)

"""What documents and the lexicon offer while a reader types: each a row, all rows in the order of offering.

The rows of a segment's documents are made when it is written and kept in its file; the lexicon's set phrases
are rows too. Pinyin is made here, with pypinyin; asking needs none.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from search_index.codec.arrays import Arrays, ArraysWriter
from search_index.document import Document


class Offer(NamedTuple):
    """A text that may be meant; offers stand in the order of these fields: shorter texts first."""

    size: int
    """Characters of the folded text."""
    folded: str
    text: str
    nowhere: bool
    """Whether it leads nowhere: of one text in several rows the first that leads somewhere is offered."""
    url: str
    label: str
    pinyin: str
    """A syllable for every folded character, parted by blanks."""
    doc: int
    """The document whose text it is, by its number in the segment."""


def offers(
    documents: Sequence[Document], fold: Callable[[str], str], told: Mapping[str, str] | None = None
) -> list[Offer]:
    """Return the rows of documents, numbered from 0; ``told`` knows the pinyin of some folded texts."""
    rows = (
        (doc, one.url, text, label) for doc, one in enumerate(documents) for text, label in one.suggestions
    )
    return sorted(_offers(rows, fold, told or {}))


def phrases(texts: Iterable[str], fold: Callable[[str], str], told: Mapping[str, str]) -> list[Offer]:
    """Return the rows of texts that stand for themselves."""
    return sorted(_offers(((0, "", text, "") for text in dict.fromkeys(texts)), fold, told))


def _offers(
    rows: Iterable[tuple[int, str, str, str]], fold: Callable[[str], str], told: Mapping[str, str]
) -> Iterator[Offer]:
    for doc, url, text, label in dict.fromkeys(rows):
        folded = fold(text)
        if folded:
            pinyin = told.get(folded) or " ".join(_syllables(folded))
            yield Offer(len(folded), folded, text, not url, url, label, pinyin, doc)


def write(writer: ArraysWriter, rows: Sequence[Offer]) -> None:
    """Write rows that are in their order."""
    if rows:
        writer.append("offers.docs", np.array([row.doc for row in rows], "u4"))
        for name, text in columns(rows).items():
            data = np.frombuffer(text.encode("utf-8", "surrogatepass"), "u1")
            writer.append(f"offers.{name}", data)
            writer.append(
                f"offers.{name}.ends", np.append(np.flatnonzero(data == ord("\n")), len(data)).astype("u4")
            )


def columns(rows: Sequence[Offer]) -> dict[str, str]:
    """Return what is looked through of rows, and what is shown of them, a line each."""
    shown = (json.dumps([row.text, row.label, row.url], ensure_ascii=False) for row in rows)
    return {
        "folded": "\n".join(row.folded for row in rows),
        "pinyin": "\n".join(row.pinyin for row in rows),
        "rows": "\n".join(shown),
    }


def read(arrays: Arrays) -> Iterator[Offer]:
    """Yield the rows of a segment."""
    docs = arrays["offers.docs"].tolist()
    folded, pinyin, rows = (text(arrays, name).split("\n") for name in ("folded", "pinyin", "rows"))
    # Without rows there is one empty line.
    for doc, line, sounds, row in zip(docs, folded, pinyin, rows, strict=False):
        shown, label, url = json.loads(row)
        yield Offer(len(line), line, shown, not url, url, label, sounds, doc)


def line(arrays: Arrays, name: str, row: int) -> str:
    """Return a line of one of a segment's columns, without looking at the others."""
    ends = arrays[f"offers.{name}.ends"]
    start = int(ends[row - 1]) + 1 if row else 0
    return arrays.part(f"offers.{name}", start, int(ends[row])).tobytes().decode("utf-8", "surrogatepass")


def text(arrays: Arrays, name: str) -> str:
    """Return one of a segment's columns."""
    return arrays[f"offers.{name}"].tobytes().decode("utf-8", "surrogatepass")


def sounds() -> dict[str, str]:
    """Return the common characters (GB 2312) by their most usual syllable."""
    from pypinyin import lazy_pinyin

    common = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    found: dict[str, str] = {}
    for char in (code.decode("gb2312", "ignore") for code in common):
        if char:
            syllable = lazy_pinyin(char)[0]
            found[syllable] = found.get(syllable, "") + char
    return dict(sorted(found.items()))


def _syllables(folded: str) -> list[str]:
    """Return one syllable for every character; what is not Chinese stands for itself."""
    from pypinyin import lazy_pinyin

    return lazy_pinyin(folded, errors=list)

"""Random pieces of whole laws, each looked up: which do not find their law."""

import json
import lzma
import sys
import tempfile
from itertools import islice
from pathlib import Path

from search_index.document import Document, Lexicon, Passage
from search_index.indexer import update
from search_index.reader import Index

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "search"))
from pieces import Finder, pieces

LAWS, PIECES = 300, 5000


def laws(corpus: Path) -> list[Document]:
    """The first laws as documents, a passage a line."""
    with lzma.open(corpus, "rt", encoding="utf-8") as lines:
        read = [json.loads(line) for line in islice(lines, LAWS)]
    return [
        Document(
            id=f"law/{one['id']}",
            url=f"laws/{one['id']}.html",
            title=one["title"],
            date=one["date"] or "",
            passages=tuple(Passage("", line) for line in one["body"].split("\n") if line),
        )
        for one in read
    ]


def run(corpus: Path) -> None:
    """Look the pieces up and print what is lost."""
    held = laws(corpus)
    with tempfile.TemporaryDirectory() as name:
        update(Path(name), held, Lexicon())
        finder = Finder(Index.open(Path(name)))
        lost = [(one.id, piece) for one, piece in pieces(held, PIECES) if not finder.finds(one, piece)]
    print(f"{PIECES} pieces of {LAWS} laws: {len(lost)} lost")
    for identity, piece in lost[:20]:
        print(f"{identity}: {piece!r}")

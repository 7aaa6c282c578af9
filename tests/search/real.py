"""The index of the real content, built once a run of the tests."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from build_tools import archive, documents, scan, validate
from search_index.document import Document
from search_index.indexer import update
from search_index.reader import Index
from tiny import ROOT


@cache
def held() -> tuple[Document, ...]:
    """The documents of the real content."""
    return tuple(documents.documents(_archive()))


@cache
def index() -> Index:
    """Their index, opened."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    update(folder, held(), documents.lexicon(_archive()))
    return Index.open(folder)


@cache
def _archive() -> archive.Archive:
    raws, _ = scan.load(ROOT, ROOT / "content")
    records, _ = validate.validate(raws)
    return archive.link(records)[0]

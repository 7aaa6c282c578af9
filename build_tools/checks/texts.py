"""Checks of every text of a record, whatever its field: what must not be published, what is odd."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from .. import numbers
from ..fields import Leaf
from ..kinds.base import SourceNote
from ..kinds.vocabulary import Contact
from ..problems import Fault
from . import brackets, markup, privacy, secrecy

#: Faults of one rule that are told of one text.
_MOST = 10
#: Fields that hold identifiers and addresses, not words.
_CODES = frozenset(
    {"id", "aliases", "url", "file", "sha256", "index_number", "base_url", "site_code", "code"}
)
#: Fields at the head of a document, where a secrecy marking may stand as a line of its own.
_HEADS = frozenset({"body", "title", "subject", "note", "document_number_as_written"})
#: Fields in which a lost bracket of a document number would be seen.
_RUNNING = frozenset({"body", "title", "summary", "note", "description", "document_number_as_written"})

#: Fields that hold a piece cut out of a text, in which a mark may have lost its other half.
_PIECES = frozenset({"quote", "exact", "prefix", "suffix", "before", "after"})

#: Control and direction characters: they make a text look different from what it says.  And what is no
#: character at all, which a file or a feed cannot hold.
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
#: Characters without a width: they hide words from a search.
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]")
#: Characters without a shape of their own: private use, replacement.
_SHAPELESS = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")


def check(leaf: Leaf) -> Iterator[Fault]:
    """Faults of one text, at most a few of each rule."""
    if leaf.shape.ref is not None or leaf.shape.vocabulary is not None:
        return
    text = leaf.text
    yield from _faults(leaf, "E409", _characters(_CONTROL, text), _named)
    if leaf.name in _CODES:
        return
    yield from _faults(leaf, "W411", _characters(_SHAPELESS, text), _named)
    yield from _faults(leaf, "W412", _characters(_WIDTHLESS, text), _named)
    yield from _faults(leaf, "E407", markup.find_html(text))
    yield from _faults(leaf, "E408", markup.find_unsafe_links(text))
    if leaf.shape.markdown:
        yield from _faults(leaf, "E410", markup.find_extensions(text))
    if leaf.model is not Contact:
        for found in islice(privacy.find(text), _MOST):
            params = {"value": found.text, "masked": found.masked}
            yield Fault(found.code, leaf.path, params, found.start)
    if leaf.name in _HEADS:
        yield from _faults(leaf, "E406", secrecy.markings(text))
        yield from _faults(leaf, "W422", secrecy.closed(text))
    if leaf.model is SourceNote:
        return
    if leaf.name in _RUNNING:
        yield from _faults(leaf, "W236", numbers.find_damaged(text), lambda value: {"written": value})
    if leaf.name not in _PIECES:
        yield from _faults(leaf, "W238", brackets.unbalanced(text), lambda value: {"mark": value})


def _faults(
    leaf: Leaf,
    code: str,
    found: Iterable[tuple[int, str]],
    params: Callable[[str], dict[str, str]] = lambda value: {"value": value},
) -> Iterator[Fault]:
    for start, value in islice(found, _MOST):
        yield Fault(code, leaf.path, params(value), start)


def _characters(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    return ((match.start(), match.group()) for match in pattern.finditer(text))


def _named(char: str) -> dict[str, str]:
    return {"name": f"U+{ord(char):04X}"}

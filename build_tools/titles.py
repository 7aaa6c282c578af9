"""Quoted titles (书名号): found with nesting in running text, and compared by a key.

Outer marks are 《》, inner marks 〈〉 (GB/T 15834).  Real documents also nest 《》 in 《》,
write ASCII <> inside, and lose marks in extraction.  A flat expression cannot read that;
:func:`scan` keeps a stack.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = {"《": "》", "〈": "〉", "<": ">"}
_CLOSE = frozenset(_OPEN.values())


@dataclass(frozen=True, slots=True)
class QuotedTitle:
    """A title in outer marks.

    Attributes:
        start: Position of the opening 《 in the text.
        end: Position after the closing 》.
        title: What stands between, with its inner marks.
    """

    start: int
    end: int
    title: str


@dataclass(frozen=True, slots=True)
class Unbalanced:
    """A mark without its partner, at ``start``."""

    start: int
    mark: str


def scan(text: str) -> Iterator[QuotedTitle | Unbalanced]:
    """Outer titles and unpartnered marks of one paragraph, in order of their start.

    ASCII ``<`` and ``>`` count as marks only inside 《》.  An unpartnered 《 hides
    nothing: what follows it is read as if it were not there.
    """
    found: list[QuotedTitle | Unbalanced] = []
    stack: list[tuple[str, int]] = []
    for position, mark in enumerate(text):
        if mark in _OPEN:
            if mark != "<" or stack:
                stack.append((mark, position))
        elif mark in _CLOSE:
            _close(text, mark, position, stack, found)
    found.extend(Unbalanced(start, mark) for mark, start in stack if mark != "<")
    return iter(_outermost(found))


def _close(
    text: str,
    mark: str,
    position: int,
    stack: list[tuple[str, int]],
    found: list[QuotedTitle | Unbalanced],
) -> None:
    depth = next((i for i in range(len(stack) - 1, -1, -1) if _OPEN[stack[i][0]] == mark), None)
    if depth is None:
        if mark != ">":
            found.append(Unbalanced(position, mark))
        return
    found.extend(Unbalanced(start, lost) for lost, start in stack[depth + 1 :] if lost != "<")
    opening, start = stack[depth]
    del stack[depth:]
    if opening == "《":
        found.append(QuotedTitle(start, position + 1, text[start + 1 : position]))


def _outermost(found: list[QuotedTitle | Unbalanced]) -> list[QuotedTitle | Unbalanced]:
    kept: list[QuotedTitle | Unbalanced] = []
    end = 0
    for item in sorted(found, key=lambda f: (f.start, -f.end if isinstance(f, QuotedTitle) else 0)):
        if isinstance(item, Unbalanced):
            kept.append(item)
        elif item.start >= end:
            kept.append(item)
            end = item.end
    return kept


_YEAR = re.compile(r"〔\s*(\d{4})\s*〕")
_SIGNS = str.maketrans(
    {
        "《": "〈", "》": "〉", "<": "〈", ">": "〉", "〔": "〈", "〕": "〉", "﹝": "〈", "﹞": "〉",
        "「": "“", "」": "”", "『": "“", "』": "”", '"': "“", "”": "“", "‘": "“", "’": "“", "'": "“",
        "—": "-", "–": "-", "－": "-", "―": "-", "~": "-", "～": "-",
        "•": "·", ".": "·", "∙": "·", "．": "·", "・": "·", "、": "、",
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_DASHES = re.compile("-+")


def key(title: str) -> str:
    """The form in which two writings of one title are equal.

    Blanks, widths, kinds of quotation marks, dashes and dots do not tell titles apart;
    every word does: near-equal titles keep different keys.
    """
    text = _YEAR.sub(r"[\1]", title)
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return _DASHES.sub("-", _SPACE.sub("", text))


_ISSUED = re.compile(r"(?P<issuer>[^〈]*?)(?:关于)?(?:印发|转发|发布|公布)〈(?P<inner>.+)〉的(?:紧急)?通知\Z")


def issued(title: str) -> str | None:
    """The key of X in 《关于印发〈X〉的通知》; ``None`` for other titles.

    Also for titles that print the issued title without marks (印发X的通知) the inner
    title cannot be told from the words around it, so it is not taken.
    """
    match = _ISSUED.match(key(title))
    return match["inner"] if match else None


_ABOUT = re.compile(r"关于|印发")


def without_issuer(title: str) -> str | None:
    """The key from 关于 (or 印发) on, where something stands before it."""
    text = key(title)
    match = _ABOUT.search(text)
    return text[match.start() :] if match and match.start() > 0 else None

"""Quoted titles (书名号): found with nesting in running text, and compared by a key.

Outer marks are 《》, inner marks 〈〉 (GB/T 15834).  Real documents also nest 《》 in 《》,
write ASCII <> inside, and lose marks in extraction.  A flat expression cannot read that;
:func:`scan` keeps a stack.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = {"《": "》", "〈": "〉", "<": ">"}
_MARK = re.compile("[《》〈〉<>]")


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
    waiting: Counter[str] = Counter()
    for match in _MARK.finditer(text):
        mark, position = match.group(), match.start()
        if mark in _OPEN:
            if mark != "<" or stack:
                stack.append((mark, position))
                waiting[_OPEN[mark]] += 1
        else:
            _close(text, mark, position, stack, waiting, found)
    found.extend(Unbalanced(start, mark) for mark, start in stack if mark != "<")
    return iter(_outermost(found))


def _close(
    text: str,
    mark: str,
    position: int,
    stack: list[tuple[str, int]],
    waiting: Counter[str],
    found: list[QuotedTitle | Unbalanced],
) -> None:
    if not waiting[mark]:
        if mark != ">":
            found.append(Unbalanced(position, mark))
        return
    depth = next(i for i in range(len(stack) - 1, -1, -1) if _OPEN[stack[i][0]] == mark)
    waiting.subtract(_OPEN[opening] for opening, _ in stack[depth:])
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


_YEAR = re.compile(r"[〔﹝]\s*(\d{4})\s*[〕﹞]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("《<〔﹝", "〈"), **dict.fromkeys("》>〕﹞", "〉"),
        **dict.fromkeys("—–－―~～‐‑", "-"), **dict.fromkeys("•.∙．・‧⋅●", "·"),
        **dict.fromkeys("“”‘’「」『』\"'＂", None),
    }
)  # fmt: skip
_SPACE = re.compile(r"\s+")
_DASHES = re.compile("-+")
_PERIOD = re.compile(r"\((\d{4}-\d{4})年?\)")
_STATE = "中华人民共和国"
_INNER = re.compile("[〈〉]")


def _marked(title: str) -> str:
    """The key of a title, still with its inner marks."""
    text = _YEAR.sub(r"[\1]", title)
    text = unicodedata.normalize("NFKC", text.translate(_SIGNS)).translate(_SIGNS)
    text = _PERIOD.sub(r"(\1)", _DASHES.sub("-", _SPACE.sub("", text)))
    return text.removeprefix(_STATE) or text


def key(title: str) -> str:
    """The form in which two writings of one title are equal.

    Blanks, widths, inner marks, quotation marks, kinds of dashes and dots do not tell
    titles apart, nor does the name of the state before a law, nor 年 in (2024-2026年).
    Every other word does: near-equal titles keep different keys.
    """
    return _INNER.sub("", _marked(title))


_EDITION = re.compile(r"\((?:试行|暂行|修订|修正|征求意见稿|\d{4}(?:-\d{4})?(?:年?版?|年?修订|年?修正))\)\Z")


def without_edition(title: str) -> str:
    """The key without what says which edition it is: (试行), (2017版), (2024-2026)."""
    return _EDITION.sub("", key(title))


_ISSUED = re.compile(
    r"[^〈]*(?:印发|颁发|下发|发布|公布|颁布施行|颁布实施|颁布)〈(?P<inner>.+)〉的(?:紧急)?(?:通知|公告|决定|命令|令)\Z"
)


def issued(title: str) -> str | None:
    """The key of X in 《关于印发〈X〉的通知》; ``None`` for other titles.

    Not for 转发, 贯彻 or 修改: there X is another document.  Where the issued title stands
    without marks (印发X的通知) it cannot be told from the words around it.
    """
    match = _ISSUED.match(_marked(title))
    return _INNER.sub("", match["inner"]) if match else None


_ABOUT = re.compile("关于|印发")


def without_issuer(title: str) -> str | None:
    """The key from 关于 (or 印发) on, where something stands before it."""
    text = key(title)
    match = _ABOUT.search(text)
    return text[match.start() :] if match and match.start() > 0 else None


_ANONYMOUS = re.compile("关于|印发|开展|做好|[全我本][省市县区]")


def names_no_issuer(title: str) -> bool:
    """Whether a title begins with its matter (《关于…的通知》), so that many a body may have used it."""
    return _ANONYMOUS.match(key(title)) is not None

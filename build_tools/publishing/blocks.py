"""Markdown made of plain blocks only, turned into the HTML that Python-Markdown makes of it.

The pages that our templates write consist almost wholly of headings with an id, paragraphs in
which every special character is a reference, and well-formed raw HTML, with blank lines between.
For these the HTML follows from each block alone.  A page with anything else in it, a list or a
table or an emphasis, is left to Python-Markdown; so is every page under settings not listed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from markdown.extensions.toc import nest_toc_tokens, strip_tags
from markdown.util import BLOCK_LEVEL_ELEMENTS

#: The extensions under which a block is what it is here.
_EXTENSIONS = {"toc", "tables", "fenced_code", "attr_list", "md_in_html"}
#: Elements that stay in the line.
_INLINE = "a|abbr|b|br|cite|em|i|mark|q|small|span|strong|sub|sup|time"
#: Elements without an end.
_VOID = frozenset({"br", "img", "input", "wbr"})
#: Elements whose content is no HTML, or that Python-Markdown treats in its own way.
_STRANGE = frozenset(
    {"hr", "style", "textarea", "title", "pre", "math", "canvas", "option", "iframe", "noscript"}
)

_VALUE = r'"[^"<>\\`\[\]*{}|~^\n]*+"'
_TAG = rf"<(?:(?:{_INLINE})(?: [a-z][a-z-]*+={_VALUE})*+|/(?:{_INLINE}))>"
_REFERENCE = r"&(?:#[0-9]{1,6}|[a-z]{2,8});"
_TEXT = rf"(?:[^<>&\\`*_\[\]{{}}|~^\n\x00-\x1f\x7f]++|{_REFERENCE}|{_TAG})++"
_ATTRIBUTES = r"\{(?P<attributes>(?: [#.][A-Za-z][A-Za-z0-9_-]*+)++) \}"
#: What makes something else of a line that begins with it.
_BEGIN = r"(?![\s#>+\-=:!?%]|[0-9]{1,9}[.)])"

_PARAGRAPH = re.compile(rf"(?P<text>{_BEGIN}{_TEXT}(?:\n{_BEGIN}{_TEXT})*)(?:\n{_ATTRIBUTES})?")
_HEADING = re.compile(rf"(?P<level>#{{1,6}}) (?P<text>[^\n]*[^\s#]) +{_ATTRIBUTES}")
_LINE = re.compile(_TEXT)
_NAMED = r" +[A-Za-z_:][A-Za-z0-9_:.-]*+(?:=\"[^\"<>`\n]*+\")?+"
_RAW = re.compile(
    rf"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<rest>(?:{_NAMED})*+)(?P<empty>/?)>"
    rf"|(?P<text>(?:[^<>&]++|{_REFERENCE})++)"
)
_SCRIPT = re.compile(r'<script(?: [a-z]+="[^"<>&`]*")*>[^<]*</script>')
_BLOCKS = frozenset(BLOCK_LEVEL_ELEMENTS)
_BLANK_EDGE = re.compile(r"(?:^|\n)[ ]|[ ](?:\n|$)")
_GAP = re.compile(r"\n{2,}")
#: What Python-Markdown takes out or changes before it looks for blocks.
_UNCLEAN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]|\n +\n")


def suits(extensions: Sequence[str], options: Mapping[str, Any]) -> bool:
    """Whether pages under these settings may be converted here."""
    settings = options.get("toc", {})
    return (
        set(extensions) == _EXTENSIONS
        and not any(options.get(name) for name in _EXTENSIONS - {"toc"})
        and set(settings) <= {"toc_depth", "title"}
    )


class Blocks:
    """Converts pages of plain blocks."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        """``options``: the settings of the extensions, as ``suits`` finds them good."""
        depth = str(options.get("toc", {}).get("toc_depth", 6))
        top, _, bottom = depth.rpartition("-")
        self._levels = range(int(top or 1), int(bottom) + 1)

    def convert(self, text: str) -> tuple[str, list[dict[str, Any]]] | None:
        """HTML and headings of a page; None if there is anything but plain blocks in it."""
        if _UNCLEAN.search(text):
            return None
        pieces: list[str] = []
        tokens: list[dict[str, Any]] = []
        for block in _GAP.split(text.strip("\n")):
            if block.startswith("<") and (raw := _raw(block)) is not None:
                pieces.append(raw)
            elif found := _PARAGRAPH.fullmatch(block):
                if _BLANK_EDGE.search(block) or found["text"][-1].isspace():
                    return None
                pieces.append(f"<p{_attributes(found['attributes'])}>{found['text']}</p>\n")
            elif (found := _HEADING.fullmatch(block)) and _LINE.fullmatch(found["text"]):
                piece = self._heading(found, tokens)
                if piece is None:
                    return None
                pieces.append(piece)
            else:
                return None
        return "".join(pieces).strip(), nest_toc_tokens(tokens)

    def _heading(self, found: re.Match[str], tokens: list[dict[str, Any]]) -> str | None:
        text, level, attributes = found["text"], len(found["level"]), found["attributes"]
        ids = [one[1:] for one in attributes.split() if one[0] == "#"]
        if text[0].isspace() or not ids:
            return None
        if level in self._levels:
            tokens.append({"level": level, "id": ids[-1], "name": strip_tags(text)})
        return f"<h{level}{_attributes(attributes)}>{text}</h{level}>\n"


def _attributes(words: str | None) -> str:
    """The attributes that an attribute list stands for, in the order of their names."""
    if not words:
        return ""
    given = words.split()
    classes = " ".join(one[1:] for one in given if one[0] == ".")
    ids = [one[1:] for one in given if one[0] == "#"]
    shown = f' class="{classes}"' if classes else ""
    return f'{shown} id="{ids[-1]}"' if ids else shown


def _raw(block: str) -> str | None:
    """A block of raw HTML as it stands in the page; None if it is not wholly that, and well formed."""
    if _SCRIPT.fullmatch(block):
        return f"{block}\n\n"
    open_: list[str] = []
    at = 0
    while at < len(block):
        found = _RAW.match(block, at)
        if not found:
            return None
        name = found["name"]
        if not name:
            # Between two blocks in a row there is a line break and nothing else.
            if not open_ and (found["text"] != "\n" or found.end() == len(block)):
                return None
        elif name in _STRANGE or name == "script" or "markdown" in found["rest"]:
            return None
        elif found["end"]:
            if not open_ or open_.pop() != name or found["rest"] or found["empty"]:
                return None
        elif not open_ and (name not in _BLOCKS or found["empty"] or (at and block[at - 1] != "\n")):
            return None
        elif not found["empty"] and name not in _VOID:
            open_.append(name)
        at = found.end()
    return None if open_ else f"{block}\n\n"

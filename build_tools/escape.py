"""Plain text to text that Markdown and HTML both show as it is.

Every character that Markdown, attribute lists, tables or HTML could read as markup becomes
a numeric character reference.  References survive in Markdown text, in raw HTML and in
attribute values alike, under MkDocs and Zensical, so one escape serves everywhere.
"""

from __future__ import annotations

import re

from markupsafe import Markup

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&|~^$\"']")
#: What means something only at the start of a line: lists, headings, quotes, rules, admonitions.
_LINE_START = re.compile(r"^([#>+=:!?%-]|\d{1,9}(?=[.)]))")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
#: Inside other text a link counts only with a scheme that cannot run a script.
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\]\(([^()\s]{1,2000})\)")
_SAFE_TARGET = re.compile(
    r"(https?://[^\s<>\"'`\\]+|mailto:[^\s<>\"'`\\]+|#[\w-]+|(\.\./)?\w[\w./-]*\.html(#[\w-]+)?)\Z"
)
_BOLD = re.compile(r"\*\*(?=[^\s*])(.+?)(?<=[^\s*])\*\*")


def escape(value: object) -> Markup:
    """``value`` as text that no parser takes for markup; line breaks become blanks.

    A value that is already :class:`Markup` stays as it is.
    """
    if isinstance(value, Markup):
        return value
    text = _CONTROL.sub("", " ".join(str(value).split("\n"))).strip()
    return Markup(_start(_references(text)))


def _references(text: str) -> str:
    return _SPECIAL.sub(lambda found: f"&#{ord(found[0])};", text)


def _start(escaped: str) -> str:
    found = _LINE_START.match(escaped)
    if not found:
        return escaped
    head = found.group()
    if head.isdigit():
        return f"{head}&#{ord(escaped[len(head)])};{escaped[len(head) + 1 :]}"
    return f"&#{ord(head)};{escaped[1:]}"


def inline(text: str) -> Markup:
    """Markdown of one paragraph: ``**bold**`` and safe links stay, all else is text."""
    text = _CONTROL.sub("", " ".join(text.split("\n"))).strip()
    return Markup(_start(_bold(text)))


def _bold(text: str) -> str:
    parts, last = [], 0
    for found in _BOLD.finditer(text):
        parts += [_links(text[last : found.start()]), f"**{_links(found.group(1))}**"]
        last = found.end()
    return "".join([*parts, _links(text[last:])])


def _links(text: str) -> str:
    parts, last = [], 0
    for found in _LINK.finditer(text):
        if _SAFE_TARGET.match(found.group(2)):
            href = found.group(2).replace("&", "&amp;")
            parts += [_references(text[last : found.start()])]
            parts += [f'<a href="{href}">{_references(found.group(1))}</a>']
            last = found.end()
    return "".join([*parts, _references(text[last:])])


def plain(text: str) -> str:
    """Markdown of one paragraph as bare words: without ``**`` and link targets."""
    return _BOLD.sub(r"\1", _LINK.sub(r"\1", text))

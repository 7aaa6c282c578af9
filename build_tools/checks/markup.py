"""Markup that a record's text must not hold: HTML, unsafe links, and extensions of Markdown.

The renderer escapes all of it, so nothing found here could act on a page; it is refused so
that readers do not see stray code.  Ordinary signs such as a<b or CO<24ppm are no HTML.
Every pattern is bounded, so that the time grows with the length of the text only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

#: Elements of HTML and SVG; a sign < before one of these words is a tag even if it never closes.
_ELEMENT_NAMES = """
    a abbr acronym address animate applet area article aside audio b base basefont bdi bdo bgsound big
    blink blockquote body br button canvas caption center circle cite code col colgroup command content
    data datalist dd del details dfn dialog dir div dl dt element em embed fieldset figcaption figure
    font footer foreignobject form frame frameset g h1 h2 h3 h4 h5 h6 head header hgroup hr html i
    iframe image img input ins isindex kbd keygen label legend li line link listing main map mark
    marquee math menu menuitem meta meter nav nobr noembed noframes noscript object ol optgroup option
    output p param path picture plaintext pre progress q rect rp rt rtc ruby s samp script search
    section select set shadow slot small source spacer span strike strong style sub summary sup svg
    table tbody td template text textarea tfoot th thead time title tr track tt u ul use var video wbr
    xml xmp
    """
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})(?=([\s/>]|\Z))")
_DECLARATION = re.compile(r"<!--|<!\[CDATA\[|<!DOCTYPE|<\?[a-z]", re.IGNORECASE)
#: What may follow a short element name such as b, so that “a<b 且 c>d” is no tag.
_ATTRIBUTES = re.compile(r"[^<>\u4e00-\u9fff]{0,200}>|\s{1,5}[A-Za-z_:@.-]{1,30}\s{0,3}=")

_LINK = re.compile(r"\]\(\s{0,20}<?([^)\n]{1,300})")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]{1,100}\]:[ \t]{0,20}<?(\S{1,300})", re.MULTILINE)
_AUTOLINK = re.compile(r"<\s{0,5}([A-Za-z][A-Za-z0-9+.\s-]{1,30}(?::|&#?\w{1,8};)[^<>\n]{0,300})>?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:")
_SAFE = ("http:", "https:", "mailto:", "tel:")
_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060\ufeff]")

_EXTENSIONS = (
    re.compile(r"!\[[^\]\n]{0,200}\][(\[]"),
    re.compile(r"\{:|\{#[\w-]|\{\.[\w-]|\{\{|\{%"),
    re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE),
    re.compile(r"^ {0,3}(?:!!!|\?\?\?\+?|===) +[\"\w]", re.MULTILINE),
    re.compile(r"^ {0,3}:::+ ?[\w.]", re.MULTILINE),
    re.compile(r"-{1,3}8<-{1,3}"),
    re.compile(r"^\[TOC\][ \t]*$", re.MULTILINE),
    re.compile(r"\[\^[^\]\s]{1,50}\]"),
    re.compile(r"^ {0,3}\*\[[^\]\n]{1,100}\]:", re.MULTILINE),
)


def find_html(text: str) -> Iterator[tuple[int, str]]:
    """Tags, comments and declarations, as position and beginning; a closing tag only without its opening."""
    opened: set[str] = set()
    for match in _DECLARATION.finditer(text):
        yield match.start(), match.group()
    for match in _TAG.finditer(text):
        name = match[2].lower()
        known = name in _ELEMENTS and (len(name) > 2 or match[1] == "/")
        if known or (match[3] and _ATTRIBUTES.match(text, match.end())):
            if not match[1]:
                opened.add(name)
            if not match[1] or name not in opened:
                end = text.find(">", match.start(), match.start() + 40) + 1
                yield match.start(), text[match.start() : end or match.start() + 40]


def find_unsafe_links(text: str) -> Iterator[tuple[int, str]]:
    """Links whose target could run a script or leaves the scheme open, as position and target."""
    for pattern in (_LINK, _DEFINITION, _AUTOLINK):
        for match in pattern.finditer(text):
            if not is_safe(match[1]):
                yield match.start(1), match[1][:60]


def is_safe(target: str) -> bool:
    """Whether a link may lead to ``target``: http, https, mail, telephone, or a page of this site."""
    plain = target
    for _ in range(3):
        plain = _IGNORED.sub("", unquote(html.unescape(plain)))
    plain = plain.replace("\\", "/")
    if plain.startswith("//"):
        return False
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme.group().lower() in _SAFE


def find_extensions(text: str) -> Iterator[tuple[int, str]]:
    """Images, code, footnotes, attributes, templates and the like, as position and sign."""
    for pattern in _EXTENSIONS:
        for match in pattern.finditer(text):
            yield match.start(), match.group()

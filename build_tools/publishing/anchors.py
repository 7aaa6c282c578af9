"""Links to anchors, checked between pages: what MkDocs says after all pages are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from logging import WARNING
from types import SimpleNamespace
from typing import Any, cast

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from .complaints import heard
from .facts import Facts
from .memory import Memory


def complaints(memory: Memory, made: Mapping[str, frozenset[str]]) -> list[str]:
    """What is wrong with links to anchors.

    Args:
        memory: Knows all pages, these included.
        made: The anchors of the pages just made; only links from and to them can have gone wrong.
    """
    paths = list(made)
    links = {*memory.links_from(paths), *memory.links_to(paths)}
    anchors = dict(made)
    for target in {link[0] for link in links} - anchors.keys():
        text = memory.facts(target)
        if text is not None:
            anchors[target] = frozenset(Facts.from_text(text).anchors)
    return list(_said(links, anchors))


def _said(links: Iterable[tuple[str, str, str, str]], anchors: Mapping[str, frozenset[str]]) -> Iterator[str]:
    for target, page, anchor, link in sorted(links):
        if target not in anchors or anchor in anchors[target]:
            continue
        file = File(page, "", "", False)
        aim = file if target == page else File(target, "", "", False)
        aim.page = cast(Page, SimpleNamespace(present_anchor_ids=anchors[target]))
        held = SimpleNamespace(file=file, links_to_anchors={aim: {anchor: link}})
        with heard() as texts:
            Page.validate_anchor_links(cast(Page, held), files=cast(Any, None), log_level=WARNING)
        yield from texts

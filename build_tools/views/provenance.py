"""From the text of a notice to the figures taken from it: links on the figures, a mark behind."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from ..archive import Archive
from ..body import Block, find
from ..kinds.base import Quote
from ..kinds.notice import Notice
from ..kinds.statistic import Observation, Statistic
from .frame import Links
from .text import Anchor, Linked, parts


def with_figures(archive: Archive, links: Links, notice: Notice, linked: Linked) -> Linked:
    """The links of a notice's paragraphs, with those to the observations made from them.

    The printed figure itself becomes a link unless something else is linked there; behind the
    paragraph a small mark leads to the release.
    """
    found: dict[str, list[Anchor]] = defaultdict(list, {key: list(held) for key, held in linked.items()})
    for release in _releases(archive, notice):
        href = links.address("statistic", release.id)
        counted: dict[str, tuple[Block, list[Observation]]] = {}
        for one in release.observations:
            block = _block(notice, one.quote)
            if block is None:
                continue
            counted.setdefault(block.id, (block, []))[1].append(one)
            spot = _figure(block.text, one)
            if spot and not any(each.start < spot[1] and spot[0] < each.end for each in found[block.id]):
                title = f"数据：{one.label} {one.value_printed}"
                found[block.id].append(Anchor(*spot, f"{href}#obs-{one.id}", "fg", title))
        for block, observed in counted.values():
            end = len(block.text)
            title = f"本段有 {len(observed)} 个数字登记在“{release.title}”"
            mark = Anchor(end, end, f"{href}#obs-{observed[0].id}", "dt", title, "数据")
            found[block.id].append(mark)
    return found


def _releases(archive: Archive, notice: Notice) -> Iterator[Statistic]:
    """The releases made from a notice."""
    for one in archive.referrers("notice", notice.id):
        if (one.kind, one.path) == ("statistic", ("source_record",)):
            release = archive.get("statistic", one.id)
            if isinstance(release, Statistic) and release.withdrawn is None:
                yield release


def _block(notice: Notice, quote: Quote) -> Block | None:
    """The paragraph that holds a quotation."""
    found = (find(part.blocks, quote.exact, quote.prefix, quote.suffix) for part in parts(notice))
    return next((block for block in found if block), None)


def _figure(text: str, one: Observation) -> tuple[int, int] | None:
    """Where the printed figure of an observation stands in a paragraph."""
    quote = one.quote
    start = text.find(quote.prefix + quote.exact + quote.suffix)
    start = start + len(quote.prefix) if start >= 0 else text.find(quote.exact)
    if start < 0:
        return None
    digits = re.compile(rf"(?<![0-9.]){re.escape(one.value_printed)}(?![0-9])")
    spot = digits.search(text, start, start + len(quote.exact))
    return spot.span() if spot else None

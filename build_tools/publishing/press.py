"""Makes one page: Markdown to HTML, HTML into its shell, the result onto the disk."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import Unfit
from .converter import Converter, Dialect, read
from .facts import Facts, digest
from .names import address
from .shell import CONTENT, Leaf, Look, Shells, Slots, encode


@dataclass(frozen=True, slots=True)
class Order:
    """What a press is set up for.

    Attributes:
        docs: Folder of the Markdown.
        site: Folder of the site as it is.
        stage: Folder for what is made.
        theme: Folder of the templates.
        dialect: See ``converter``, as text.
        look: See ``shell``, as text.
        codes: Compiled templates; what is missing is added.
    """

    docs: str
    site: str
    stage: str
    theme: str
    dialect: str
    look: str
    codes: dict[str, bytes]


class Press:
    """Makes the pages of one order."""

    def __init__(self, order: Order, shells: Shells, holds: Callable[[str], bool]) -> None:
        """``holds`` tells whether there is a file of the site at a path."""
        self._order = order
        self._shells = shells
        self._look = Look.from_text(order.look)
        self._slots = Slots(Path(order.theme), self._look, order.codes)
        self._converter = Converter(Dialect.from_text(order.dialect), holds)

    def make(self, path: str, known: Facts | None) -> tuple[Facts, str]:
        """Make the page of the Markdown at ``path``.

        Args:
            path: Relative to the folder of the Markdown.
            known: Facts of the page that still hold; only its shell is new then.

        Returns:
            The facts of the page, and the key of its sort.

        Raises:
            Unfit: the page does not fit.
        """
        content = self._kept(path, known) if known else None
        if known is None or content is None:
            facts, content = self._convert(path)
        else:
            facts = known
        leaf = Leaf(path, facts.meta, facts.toc, self._look)
        sort = leaf.sort(self._look).key
        page, start = self._shells(sort).fill({**dict(self._slots.draw(leaf)), CONTENT: content})
        place = Path(self._order.stage, address(path))
        try:
            place.write_bytes(page)
        except FileNotFoundError:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(page)
        return replace(facts, start=start, size=len(content)), sort

    def _convert(self, path: str) -> tuple[Facts, bytes]:
        source = Path(self._order.docs, path).read_bytes()
        try:
            text, meta = read(source)
            done = self._converter.convert(path, text)
        except Exception as error:
            # Whatever it is, MkDocs will say it in its own words.
            raise Unfit(f"{path}: {error}") from error
        if not _plain(meta):
            raise Unfit(f"{path}: front matter that JSON cannot hold")
        content = encode(done.content)
        facts = Facts(
            digest(source),
            meta,
            done.toc,
            done.asked,
            done.anchors,
            done.links,
            content=digest(content),
            complaints=done.complaints,
        )
        return facts, content

    def _kept(self, path: str, known: Facts) -> bytes | None:
        """The text of the page as the site has it, if it is what it was."""
        try:
            with Path(self._order.site, address(path)).open("rb") as page:
                page.seek(known.start)
                content = page.read(known.size)
        except OSError:
            return None
        return content if digest(content) == known.content else None


def _plain(meta: Mapping[str, Any]) -> bool:
    try:
        return json.loads(json.dumps(meta, ensure_ascii=False).encode()) == meta
    except (TypeError, ValueError):
        return False

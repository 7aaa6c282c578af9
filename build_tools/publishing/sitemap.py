"""The list of all pages, made anew without MkDocs when pages come, go or are dated otherwise."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, urljoin

from jinja2 import Environment, FileSystemLoader

from . import Unfit
from .names import address
from .shell import Known, Look, Refused, Stated

#: The list, plain and packed.
PLAIN, PACKED = "sitemap.xml", "sitemap.xml.gz"


def files(theme: Path, look: Look, updated: Mapping[str, str | None], day: date) -> dict[str, bytes]:
    """Both files; none if the template gives nothing.

    Args:
        theme: Folder of the template.
        look: The settings.
        updated: The day that each page states, by the path of its Markdown; see ``Facts.updated``.
        day: The day of the data.
    """
    environment = Environment(loader=FileSystemLoader(theme), auto_reload=False)
    pages = [_Entry(path, updated[path], look) for path in sorted(updated, key=_order)]
    refused = Refused()
    fixed = dict.fromkeys(("nav", "page", "base_url", "extra_css", "extra_javascript"), refused)
    config = Known(look.config)
    text = environment.get_template(PLAIN).render({**fixed, "pages": pages, "config": config})
    if not text.strip():
        return {}
    data = text.encode("utf-8")
    packed = BytesIO()
    seconds = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    with gzip.GzipFile(fileobj=packed, filename=PACKED, mode="wb", mtime=max(0, seconds)) as file:
        file.write(data)
    return {PLAIN: data, PACKED: packed.getvalue()}


class _Entry:
    """A page as the list of pages sees it."""

    def __init__(self, path: str, updated: str | None, look: Look) -> None:
        base = look.config["site_url"]
        self.page = self
        self.meta = Stated(updated)
        self.canonical_url = None
        if base:
            self.canonical_url = urljoin(base if base.endswith("/") else f"{base}/", quote(address(path)))

    def __getattr__(self, name: str) -> NoReturn:
        raise Unfit(f"a template asks for {name} of a page")


def _order(path: str) -> tuple[list[str], bool, str]:
    """MkDocs' order: a folder's index, its pages, then its folders."""
    *folders, name = path.split("/")
    return folders, name != "index.md", name

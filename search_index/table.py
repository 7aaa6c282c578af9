"""Results as a table that spreadsheets open in Chinese."""

import csv
import io
import re
from collections.abc import Iterable

from search_index.results import Hit

COLUMNS = ("标题", "种类", "文号", "机关", "日期", "有效性", "命中方式", "摘录", "网址")
PORTION = 100
"""Records of one question when all are wanted."""
MOST = 10_000
"""Records of a table."""
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What a spreadsheet would take for a formula."""
# Control characters have no place in a cell, and could steer a terminal.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def row(hit: Hit, root: str = "") -> tuple[str, ...]:
    """Return the cells of a hit; `root` is the site's address, ending in a slash."""
    first = hit.passages[0] if hit.passages else None
    excerpt = ""
    if first:
        excerpt = f"{'……' if first.more_before else ''}{first.text}{'……' if first.more_after else ''}"
    return (
        hit.title,
        "、".join(hit.facets.get("kind", ())),
        "、".join(hit.numbers),
        "、".join(hit.facets.get("issuer", ())),
        hit.date,
        hit.status,
        hit.tier_label,
        excerpt,
        root + hit.url,
    )


def table(rows: Iterable[tuple[str, ...]]) -> str:
    """Return CSV with a byte order mark, CRLF at line ends, and every cell in quotation marks."""
    file = io.StringIO()
    writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for cells in rows:
        writer.writerow(map(_cell, cells))
    return "\ufeff" + file.getvalue()


def _cell(value: str) -> str:
    text = _CONTROL.sub(" ", value)
    return f"'{text}" if FORMULA.match(text) else text

"""What is offered while a reader types, as parts: what is looked through, and in pieces what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .bits import Array
from .columns import deflate, planes

#: Rows a part.
ROWS = 1000


def parts(column: Callable[[str], str], docs: Array | None) -> Iterator[tuple[str, bytes]]:
    """The parts of some rows, each with its name; ``docs`` are the records of the rows."""
    if not column("rows"):
        return
    for name in ("folded", "pinyin"):
        yield name, deflate(column(name).encode("utf-8", "replace"))
    if docs is not None:
        # Loaded only where records were removed.
        yield "owners", deflate(planes(docs))
    rows = column("rows").split("\n")
    for start in range(0, len(rows), ROWS):
        text = f"[{','.join(rows[start : start + ROWS])}]"
        yield f"rows{start // ROWS}", deflate(text.encode("utf-8", "replace"))


def head(column: Callable[[str], str]) -> dict[str, int]:
    """How many rows there are, and how many a part holds."""
    rows = column("rows")
    return {"rows": rows.count("\n") + 1 if rows else 0, "each": ROWS}

"""A page that holds nothing but the exported index's reader, opened from the disk without a network."""

import json
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asked import Params

from search_index.engine import search
from search_index.export import export
from search_index.reader import Index

PAGE = '<!DOCTYPE html><meta charset="utf-8"><title>检索</title><script src="search/reader.js"></script>'
#: Parameters that are no filters.
OWN = ("q", "from", "to", "sort", "page", "size", "explain")
ASK = """async asked => {
    globalThis.search ??= searchReader.open("search/");
    const answers = [];
    for (const params of asked) {
        const refused = error => ({ error: error.message });
        answers.push(await search.search(params).catch(refused));
    }
    return answers;
}"""


def prepare(index: Path, folder: Path) -> Path:
    """Export an index beside a page that loads its reader; the page."""
    export(index, folder / "search")
    page = folder / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    return page


@contextmanager
def opened(browser, page: Path):
    """The page in a browser without a network; it fails the test if it asks for one."""
    context = browser.new_context(offline=True)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    tab = context.new_page()
    tab.goto(page.as_uri())
    yield tab
    context.close()
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []


def by_browser(tab, asked: Sequence[Params], at_once: int = 100) -> list[dict[str, Any]]:
    """What the reader in the browser answers."""
    pieces = [asked[start : start + at_once] for start in range(0, len(asked), at_once)]
    return [answer for piece in pieces for answer in tab.evaluate(ASK, piece)]


def by_python(index: Index, params: Mapping[str, Any]) -> dict[str, Any]:
    """What search_index answers to the same parameters."""
    filters = {name: value for name, value in params.items() if name not in OWN}
    try:
        result = search(
            index,
            params.get("q", ""),
            filters,
            params.get("from", ""),
            params.get("to", ""),
            params.get("sort", "relevance"),
            int(params.get("page", 1)),
            int(params.get("size", 20)),
            bool(params.get("explain")),
        )
    except ValueError as fault:
        return {"error": str(fault)}
    return json.loads(json.dumps(result.to_json()))


def differences(index: Index, tab, asked: Sequence[Params]) -> list[str]:
    """The questions that the two answer differently, each with the first thing that differs."""
    found = []
    for params, theirs in zip(asked, by_browser(tab, asked), strict=True):
        ours = by_python(index, params)
        if ours != theirs:
            name = next(name for name in {**ours, **theirs} if ours.get(name) != theirs.get(name))
            found.append(f"{params}: {name}: {str(ours.get(name))[:300]} | {str(theirs.get(name))[:300]}")
    return found

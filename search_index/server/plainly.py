"""A fault as an answer: JSON for programs, a page for people."""

import json
from html import escape
from typing import Any
from urllib.parse import quote

from starlette.responses import HTMLResponse, Response

from search_index.server.faults import Fault

RETRY = "3"
"""Seconds after which to try again."""
PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{message}</title></head><body><h1>{message}</h1><p><a href="/">回到首页</a></p></body></html>
"""


def plainly(path: str, fault: Fault) -> Response:
    """Return the answer to a request for `path` that met a fault."""
    headers = {503: {"Retry-After": RETRY}, 405: {"Allow": "GET, HEAD"}}.get(fault.status)
    if path.startswith("/api/") or path == "/healthz":
        return as_json(fault.to_json(), fault.status, headers)
    return HTMLResponse(PAGE.format(message=escape(fault.message)), fault.status, headers)


def as_json(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """Return an answer of the API."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    kept = {"Cache-Control": "no-cache", "X-Robots-Tag": "noindex", **(headers or {})}
    return Response(text.encode("utf-8", "replace"), status, kept, "application/json")


def as_csv(text: str) -> Response:
    """Return a table as a file to be saved."""
    kept = {
        "Cache-Control": "no-cache",
        "X-Robots-Tag": "noindex",
        "Content-Disposition": f"attachment; filename=search.csv; filename*=UTF-8''{quote('检索结果.csv')}",
    }
    return Response(text.encode("utf-8", "replace"), 200, kept, "text/csv; charset=utf-8")

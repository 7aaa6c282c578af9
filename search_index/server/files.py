"""The files of the site.  Each is opened before anything is said of it, so that a site that is replaced
meanwhile is sent either old or new, never half."""

import base64
import hashlib
import mimetypes
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from search_index.server.faults import NO_SITE, NOT_FOUND
from search_index.server.settings import Settings

WHOLE = 4 << 20
"""Bytes up to which a file is read at once and named by its content."""
PIECE = 1 << 18
TYPES = mimetypes.MimeTypes()
for suffix, kind in ((".js", "text/javascript"), (".xlsx", "application/vnd.ms-excel"), (".csv", "text/csv")):
    TYPES.add_type(kind, suffix)
TEXTS = re.compile(r"text/|application/(json|xml)|image/svg")
KEPT = re.compile(r"[.\-/][0-9a-f]{8,}[./]")
"""Files named by their content never change."""
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
TRIES = 3


@dataclass(frozen=True)
class Held:
    """An open file."""

    descriptor: int
    size: int
    """Bytes, as they were when it was opened."""


class Files:
    """Answers requests for files of the site."""

    def __init__(self, settings: Settings):
        self._site = settings.site
        self._dress = settings.dress

    async def answer(self, request: Request) -> Response:
        """Return the file that the address names; a folder's is its index.html."""
        path = request.url.path
        parts = path.split("/")[1:]
        if any(part in ("", ".", "..") or part.startswith(".") for part in parts[:-1]) or _odd(path):
            return await self.missing(request)
        name = "/".join(parts) if parts[-1] else "/".join([*parts[:-1], "index.html"])
        opened = await run_in_threadpool(self._open, name)
        if opened is None and parts[-1] and await run_in_threadpool((self._site / name).is_dir):
            return RedirectResponse(f"{path.rpartition('/')[2]}/", 307)
        if opened is None:
            return await self.missing(request)
        return await run_in_threadpool(self._send, request, name, opened)

    async def missing(self, request: Request) -> Response:
        """Return the page that says that there is nothing at an address."""
        opened = await run_in_threadpool(self._open, "404.html")
        if opened is None:
            raise NOT_FOUND
        response = await run_in_threadpool(self._send, request, "404.html", opened)
        response.status_code = 404
        return response

    async def page(self, name: str) -> str:
        """Return the text of a page.  Raises Fault where there is none."""
        opened = await run_in_threadpool(self._open, name)
        if opened is None:
            raise NO_SITE
        text = (await run_in_threadpool(_read, opened)).decode("utf-8")
        return self._dress(text) if self._dress else text

    def _open(self, name: str) -> Held | None:
        for attempt in range(TRIES):
            try:
                descriptor = os.open(self._site / name, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            except (OSError, ValueError):
                # On machines that cannot exchange two folders in one step the site is away for a moment.
                if attempt + 1 < TRIES and not self._site.is_dir():
                    continue
                return None
            known = os.fstat(descriptor)
            if stat.S_ISREG(known.st_mode):
                return Held(descriptor, known.st_size)
            os.close(descriptor)
            return None
        return None

    def _send(self, request: Request, name: str, opened: Held) -> Response:
        kind = TYPES.guess_type(name)[0] or "application/octet-stream"
        encoded = TYPES.guess_type(name)[1]
        headers = {"Cache-Control": "no-cache", "Content-Type": "application/gzip" if encoded else kind}
        if TEXTS.match(kind) and not encoded:
            headers["Content-Type"] = f"{kind}; charset=utf-8"
        if KEPT.search(f"/{name}"):
            headers["Cache-Control"] = "public, max-age=31536000, immutable"
        if opened.size > WHOLE:
            headers["Content-Length"] = str(opened.size)
            return StreamingResponse(_pieces(opened), headers=headers)
        body = _read(opened)
        if kind == "text/html" and self._dress:
            body = self._dress(body.decode("utf-8")).encode("utf-8")
        headers["ETag"] = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
        if name == "404.html":
            # Sent for any address, this page cannot name a script beside it: its one script stands in it.
            headers["X-Scripts"] = " ".join(
                _digest(script) for script in SCRIPT.findall(body.decode("utf-8"))
            )
        elif headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers)


def _odd(path: str) -> bool:
    last = path.rpartition("/")[2]
    return last.startswith(".") or "\\" in path or "\0" in path or len(path) > 1000


def _read(opened: Held) -> bytes:
    with os.fdopen(opened.descriptor, "rb") as file:
        return file.read()


def _pieces(opened: Held) -> Iterator[bytes]:
    with os.fdopen(opened.descriptor, "rb") as file:
        left = opened.size
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _digest(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode() + "'"

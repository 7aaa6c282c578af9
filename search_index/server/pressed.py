"""Compresses texts on their way; pictures, workbooks and archives are compressed already."""

from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

WHOLE = frozenset((".zip", ".xlsx", ".gz", ".png", ".ico", ".woff2", ".bin"))
SMALLEST = 1000
"""Bytes below which nothing is gained."""
LEVEL = 5


class Pressed:
    """Compresses what the client takes compressed."""

    def __init__(self, app: ASGIApp):
        self._app = app
        self._gzip = GZipMiddleware(app, minimum_size=SMALLEST, compresslevel=LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        whole = scope["type"] != "http" or any(scope["path"].endswith(suffix) for suffix in WHOLE)
        await (self._app if whole else self._gzip)(scope, receive, send)

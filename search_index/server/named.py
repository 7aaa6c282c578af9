"""Answers only requests that name this machine by one of its names, where names were given."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from search_index.server.faults import Fault
from search_index.server.plainly import plainly

STRANGER = Fault(400, "bad_host", "请求的主机名不对。")


class Named:
    """Checks the Host header."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]):
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and self._hosts:
            host = Headers(scope=scope).get("host", "").lower()
            name = host[: host.index("]") + 1] if "]" in host else host.partition(":")[0]
            if name not in self._hosts:
                await plainly(scope["path"], STRANGER)(scope, receive, send)
                return
        await self._app(scope, receive, send)

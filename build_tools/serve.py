"""Preview on this machine: serves the site on loopback, rebuilds on change, reloads the page.

Starlette and uvicorn do the serving (types, HEAD, no way out of the folder, Host check),
watchfiles the watching.  The small script that reloads a page is added to the answer,
never to the file.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from html import escape
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send
from watchfiles import awatch

import search_index.server as search

from . import pipeline
from .pipeline import Report
from .project import Project
from .terminal import refusal

LOOPBACK = "127.0.0.1"
#: How many ports after the wanted one are tried.
_PORTS = 20
_SCRIPT = Path(__file__).parent / "browser" / "live.js"
_NOTHING_YET = """<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>还没有网站</title>
<h1>还没有网站</h1><p>内容有错误，改好后会自动生成：</p><pre>{problems}</pre>
"""


def listen(port: int) -> socket.socket:
    """A socket on loopback at ``port``, or the next free one.  Raises OSError if none is free."""
    for candidate in range(port, min(port + _PORTS, 65536)):
        server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((LOOPBACK, candidate))
            server.listen()
        except OSError as error:
            server.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return server
    raise OSError(errno.EADDRINUSE, f"端口 {port} 和其后的 {_PORTS - 1} 个都不能用")


class Live:
    """The state that the watcher changes and the browser's pages follow."""

    def __init__(self, project: Project, strict: bool, report: Report, tell: Callable[[str], None]) -> None:
        self.project = project
        self.strict = strict
        self.report = report
        self.tell = tell
        self.problems: tuple[str, ...] = ()
        self.closing = False
        self._changed = asyncio.Event()

    @property
    def mark(self) -> str:
        """Names the site now served; a page that holds another mark is old."""
        try:
            return str(self.project.site.stat().st_mtime_ns)
        except FileNotFoundError:
            return ""

    def rebuild(self) -> None:
        """Build once; what went wrong is told and kept, the last good site stays."""
        try:
            outcome = pipeline.build(self.project, strict=self.strict, report=self.report)
        except pipeline.Busy:
            self.problems = ("另一个构建一直没有结束，没有生成网站。",)
        except OSError as error:
            self.problems = (refusal(error),)
        except Exception as error:
            # A defect must not end the preview: the next change may not meet it.
            self.problems = (f"程序出错（{type(error).__name__}: {error}）。",)
        else:
            shown = () if outcome.published else outcome.problems
            self.problems = tuple(str(problem) for problem in shown)
        for text in self.problems:
            self.tell(text)
        self.tell("内容有问题，网站仍是上一次生成的。" if self.problems else "网站已更新。")

    async def watch(self) -> None:
        """Rebuild after each change below ``content/``."""
        async for _ in awatch(self.project.content, recursive=True):
            await asyncio.to_thread(self.rebuild)
            self.wake()
            # What a build leaves refers to itself, and is large: it goes while the page is read.
            await asyncio.to_thread(gc.collect)

    def wake(self) -> None:
        """Let every open page look at the state."""
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """End every open answer."""
        self.closing = True
        self.wake()

    async def states(self) -> AsyncIterator[str]:
        """The state now and after each change, as server-sent events."""
        while not self.closing:
            changed = self._changed
            yield f"data: {json.dumps({'build': self.mark, 'problems': self.problems})}\n\n"
            await changed.wait()


class _Pages:
    """The site with its search; before the first good build the problems are the answer."""

    def __init__(self, live: Live) -> None:
        self.live = live
        dress = partial(_followed, live)
        self.app = search.application(search.Settings(live.project.site, live.project.index, dress=dress))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if self.live.project.site.is_dir():
            await self.app(scope, receive, send)
        else:
            text = _NOTHING_YET.format(problems=escape("\n".join(self.live.problems)))
            await HTMLResponse(_with_script(text, self.live.mark), 503)(scope, receive, send)


def _followed(live: Live, text: str) -> str:
    """A page with the script that follows the state."""
    return _with_script(text, live.mark)


def _with_script(text: str, mark: str) -> str:
    tag = f'<script src="/.live/live.js" data-build="{mark}"></script>'
    head, end, tail = text.rpartition("</body>")
    return f"{head}{tag}{end}{tail}" if end else f"{text}{tag}"


def application(live: Live, watching: bool = True) -> Starlette:
    """The web application: the site, the script and the events."""

    async def events(request: Request) -> Response:
        return StreamingResponse(
            live.states(), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
        )

    async def script(request: Request) -> Response:
        return FileResponse(_SCRIPT, media_type="text/javascript")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(live.watch()) if watching else None
        yield
        if task is not None:
            task.cancel()

    return Starlette(
        routes=[
            Route("/.live/events", events),
            Route("/.live/live.js", script),
            Mount("/", _Pages(live)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK, "localhost"])],
        lifespan=lifespan,
    )


class _Server(uvicorn.Server):
    """Ends the open event answers when it is told to stop."""

    live: Live

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop on a signal."""
        super().handle_exit(sig, frame)
        self.live.close()


def serve(live: Live, server: socket.socket) -> None:
    """Serve until Ctrl-C."""
    config = uvicorn.Config(
        application(live), log_level="critical", access_log=False, timeout_graceful_shutdown=2
    )
    runner = _Server(config)
    runner.live = live
    try:
        runner.run(sockets=[server])
    except KeyboardInterrupt:
        live.tell("已结束。")

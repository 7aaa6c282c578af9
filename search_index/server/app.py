"""The web application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from search_index.server import questions
from search_index.server.description import description
from search_index.server.desk import Desk
from search_index.server.faults import EMPTY, NOT_ALLOWED, NOT_FOUND, Fault
from search_index.server.files import Files
from search_index.server.guard import Guard
from search_index.server.named import Named
from search_index.server.page import PAGE, fill
from search_index.server.plainly import RETRY, as_csv, as_json, plainly
from search_index.server.pressed import Pressed
from search_index.server.settings import Settings
from search_index.table import table as written


def application(settings: Settings) -> Starlette:
    """Return the application that serves a site and searches its index."""
    desk = Desk(settings)
    files = Files(settings)

    async def search(request: Request) -> Response:
        _, result = await desk.answer(lambda keys: questions.read(request.query_params, keys))
        if result is None:
            raise EMPTY
        return as_json(result)

    async def table(request: Request) -> Response:
        rows = await desk.rows(lambda keys: questions.read(request.query_params, keys), str(request.base_url))
        if rows is None:
            raise EMPTY
        return as_csv(written(rows))

    async def suggest(request: Request) -> Response:
        text = questions.text(request.query_params.get("q") or "")
        found = await desk.suggest(text) if 0 < len(text) <= questions.LONGEST_BEGINNING else []
        return as_json({"suggestions": found})

    async def page(request: Request) -> Response:
        shell = await files.page(PAGE)
        params = request.query_params
        status, fault, result, question, days = 200, None, None, questions.Question(), None
        try:
            question, result = await desk.answer(lambda keys: questions.read(params, keys))
        except Fault as met:
            status, fault = met.status, met
        if fault and fault.code == questions.BAD_DATE:
            days = {key: (params.get(key) or "")[: questions.LONGEST_VALUE] for key in ("from", "to")}
            question, result = await desk.answer(lambda keys: questions.undated(params, keys))
        words = (params.get("q") or "")[: questions.LONGEST]
        text = fill(shell, words, question, result, fault.message if fault else "", days)
        headers = {"Cache-Control": "no-cache"}
        if status == 503:
            headers["Retry-After"] = RETRY
        if request.url.query:
            headers["X-Robots-Tag"] = "noindex"
        return HTMLResponse(text, status, headers)

    async def described(request: Request) -> Response:
        return as_json(description())

    async def health(request: Request) -> Response:
        await files.page("index.html")
        return as_json({"status": "ok", "documents": await desk.size()})

    async def api(request: Request) -> Response:
        raise NOT_FOUND

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        desk.close()

    async def faulty(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, Fault)
        return plainly(request.url.path, fault)

    async def refused(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        known = NOT_ALLOWED if fault.status_code == 405 else NOT_FOUND
        return plainly(request.url.path, Fault(fault.status_code, known.code, known.message))

    return Starlette(
        routes=[
            Route("/api/search", search),
            Route("/api/search.csv", table),
            Route("/api/suggest", suggest),
            Route("/api/openapi.json", described),
            Route("/api/{rest:path}", api),
            Route("/healthz", health),
            Route(f"/{PAGE}", page),
            Route("/{path:path}", files.answer),
        ],
        middleware=[
            Middleware(Guard),
            Middleware(Named, hosts=settings.hosts),
            Middleware(Pressed),
        ],
        exception_handlers={Fault: faulty, HTTPException: refused},
        lifespan=lifespan,
    )

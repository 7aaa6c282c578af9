"""Questions asked in headless Chromium of sites on loopback: bytes, times and what comes first."""

import gzip
import mimetypes
import shutil
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

FIRST = 10
PAGE = '<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>检索</title><script>0</script></html>'
#: How each engine is asked on a page: the addresses of the first results, best first.
ASK = {
    "ours": """async text => {
        if (!globalThis.engine) {
            await new Promise((resolve, reject) => {
                const script = document.createElement("script");
                Object.assign(script, { src: "/search-export/reader.js", onload: resolve, onerror: reject });
                document.head.append(script);
            });
            globalThis.engine = searchReader.open("/search-export/");
        }
        return (await engine.search({ q: text })).hits.slice(0, 10).map(hit => hit.url);
    }""",
    "pagefind": """async text => {
        globalThis.engine ??= await import("/pagefind/pagefind.js");
        const { results } = await engine.search(text);
        return (await Promise.all(results.slice(0, 10).map(one => one.data()))).map(one => one.url);
    }""",
    "material": """async text => {
        const field = document.querySelector(".md-search__input");
        const meta = document.querySelector(".md-search-result__meta");
        const list = document.querySelector(".md-search-result__list");
        const before = meta.textContent + list.innerHTML;
        const first = !globalThis.asked;
        globalThis.asked = true;
        field.focus();
        field.value = text;
        field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
        // It tells of no end: the list or the count changes, or nothing happens for a while.
        const end = performance.now() + (first ? 120000 : 1000);
        while (performance.now() < end) {
            await new Promise(resolve => setTimeout(resolve, 5));
            if (/结果/.test(meta.textContent) && meta.textContent + list.innerHTML !== before) break;
        }
        globalThis.answered = performance.now();
        // The list is filled piece by piece.
        await new Promise(resolve => setTimeout(resolve, 100));
        const links = [...list.querySelectorAll("a.md-search-result__link")];
        return [...new Set(links.map(one => new URL(one.href).pathname))].slice(0, 10);
    }""",
}


@dataclass(frozen=True)
class First:
    """A first answer of a fresh browser: bytes sent, and milliseconds since the page was asked for."""

    sent: int
    cold: float
    again: float


class Server:
    """Files on loopback, compressed as hosts do; counts the bytes it sends for each part of a site."""

    def __init__(self, folder: Path, search: tuple[str, ...]) -> None:
        self.sent = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body go together: apart, each answer would wait for the other side's receipt.
            wbufsize = -1

            def do_GET(self) -> None:
                path = unquote(urlsplit(self.path).path)
                found = (
                    _packed(folder / path.lstrip("/")) if path != "/" else (PAGE.encode(), "text/html", False)
                )
                data, kind, packed = found or (b"", "text/plain", False)
                self.send_response(200 if found else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                if packed:
                    self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                self.wfile.write(data)
                if path.startswith(search):
                    server.sent += len(data)

            def log_message(self, *arguments: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@lru_cache(maxsize=4096)
def _packed(place: Path) -> tuple[bytes, str, bool] | None:
    if not place.is_file():
        return None
    kind = mimetypes.guess_type(place.name)[0] or "application/octet-stream"
    data = place.read_bytes()
    text = kind.startswith("text/") or kind in ("application/json", "application/javascript")
    return (gzip.compress(data, 6), kind, True) if text else (data, kind, False)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(found for name in ("chromium", "google-chrome") if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def first_answers(browser: Browser, engine: str, folder: Path, texts: list[str]) -> list[First]:
    """Ask each text in a browser that has never been at the site."""
    return [_first(browser, engine, folder, text) for text in texts]


def _first(browser: Browser, engine: str, folder: Path, text: str) -> First:
    server = Server(folder, SEARCH[engine])
    context = browser.new_context()
    page = _opened(context.new_page(), engine, server.address)
    page.evaluate(ASK[engine], text)
    cold = page.evaluate("() => globalThis.answered ?? performance.now()")
    sent = server.sent
    again = _timed(page, engine, text)
    context.close()
    server.close()
    return First(sent, cold, again)


#: What of a site belongs to its search.
SEARCH = {
    "ours": ("/search-export/",),
    "pagefind": ("/pagefind/",),
    "material": ("/search/", "/assets/javascripts/"),
}


def _opened(page: Page, engine: str, address: str) -> Page:
    page.goto(address + ("/index.html" if engine == "material" else "/"))
    return page


def _timed(page: Page, engine: str, text: str) -> float:
    clock = "const start = performance.now(); await ask(text); return performance.now() - start;"
    return page.evaluate(f"async text => {{ const ask = {ASK[engine]}; {clock} }}", text)


def recall(
    browser: Browser, engine: str, folder: Path, asked: list[tuple[str, set[int]]]
) -> tuple[float, float]:
    """The share of the pages that hold each text which is among the first results; the median time (ms)."""
    server = Server(folder, SEARCH[engine])
    context = browser.new_context()
    page = _opened(context.new_page(), engine, server.address)
    shares, times = [], []
    for text, holders in asked:
        start = page.evaluate("() => performance.now()")
        found = page.evaluate(ASK[engine], text)
        times.append(page.evaluate("() => globalThis.answered ?? performance.now()") - start)
        ids = {int("".join(filter(str.isdigit, Path(url).stem)) or -1) for url in found}
        shares.append(len(holders & ids) / len(holders))
    context.close()
    server.close()
    return statistics.mean(shares), statistics.median(times)

"""A small site with its index, and the application that serves both, on a port of this machine."""

import http.client
import json
import threading
import time
from contextlib import contextmanager
from urllib.parse import urlencode

import uvicorn

import search_index
from search_index.document import Document, Facet, Lexicon, Passage
from search_index.server import Settings
from search_index.server.run import configuration, listen

PAGE = """<!doctype html><html><head><title>检索_某档案</title></head><body>
<form id="search-form" action="search.html"><input class="x" id="search-words" name="q" value=""></form>
<p id="search-status" role="status"></p>
<!--search--><noscript>没有脚本</noscript><div id="search-outcome"></div><!--/search-->
</body></html>
"""
LEXICON = Lexicon(
    facets=(
        Facet("kind", "种类"),
        Facet("type", "公文种类", ("类型", "文种")),
        Facet("year", "年", ("年份",)),
    ),
    names=(("某省安全生产委员会办公室", "某省安委办"),),
    synonyms=(("燃气泄漏", "漏气"),),
)


def document(number, **more):
    """One invented notice."""
    return Document(
        **{
            "id": f"notice/n{number}",
            "url": f"notices/n{number}.html",
            "title": f"关于开展第{number}次燃气安全检查的通知",
            "numbers": (f"某安办发〔2023〕{number}号",),
            "number_names": ("某省安委办",),
            "date": f"2023-03-{number:02}" if number < 29 else "2023-04-01",
            "meta": f"某安办发〔2023〕{number}号",
            "facets": {"kind": ("文件",), "type": ("通知" if number % 2 else "方案",), "year": ("2023",)},
            "passages": (Passage("p1", f"排查燃气泄漏隐患{1000 + number}项，<b>不是标记</b>。"),),
            "suggestions": (("燃气安全整治", "专项行动"),) if number == 1 else (),
        }
        | more
    )


def build(folder, documents, cache):
    """The site and its index in a folder, from invented documents."""
    site = folder / "site"
    (site / "notices").mkdir(parents=True, exist_ok=True)
    (site / "assets").mkdir(exist_ok=True)
    (site / "index.html").write_text("<title>首页</title>", encoding="utf-8")
    (site / "search.html").write_text(PAGE, encoding="utf-8")
    (site / "404.html").write_text("<title>没有找到</title><script>go()</script>", encoding="utf-8")
    (site / "assets" / "site.0123456789ab.js").write_text("go()", encoding="utf-8")
    for one in documents:
        (site / one.url).write_text(f"<title>{one.title}</title>", encoding="utf-8")
    search_index.update(folder / "index", list(documents), LEXICON, cache=cache)
    return Settings(site, folder / "index")


class Client:
    """Asks a server on this machine."""

    def __init__(self, port):
        self.port = port

    def get(self, path, params=None, headers=None, method="GET"):
        """The answer and its body as text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        query = f"?{urlencode(params, doseq=True)}" if params else ""
        connection.request(method, path + query, headers=headers or {})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        answer.data = body
        return answer, body.decode("utf-8", "replace")

    def json(self, path, params=None):
        """The status and the JSON of an answer."""
        answer, text = self.get(path, params)
        assert answer.headers["Content-Type"] == "application/json"
        return answer.status, json.loads(text)


@contextmanager
def served(settings):
    """A client of the application, which runs in a thread."""
    socket = listen("127.0.0.1", 0)
    server = uvicorn.Server(configuration(settings))
    thread = threading.Thread(target=server.run, args=([socket],))
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    assert server.started
    try:
        yield Client(socket.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        socket.close()

"""The preview: loopback only, follows the content, shows what is wrong, leaves the files alone."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading

import pytest

from build_tools import pipeline, serve

pytestmark = pytest.mark.slow


class Preview:
    """A running ``policy-archive serve``."""

    def __init__(self, project):
        self.project = project
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            wanted = free.getsockname()[1]
        command = [sys.executable, "-m", "build_tools", "--root", str(project.root), "serve"]
        self.process = subprocess.Popen(
            [*command, "--port", str(wanted)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.told = []
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        line = self.process.stdout.readline()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", line)[1])

    def _listen(self):
        for line in self.process.stderr:
            self.told.append(line)

    def ask(self, path, method="GET", host=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, body

    def states(self):
        """The states that an open page is told, one after the other."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/.live/events")
        answer = connection.getresponse()
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        try:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            answer.close()
            connection.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=120)
        self.listener.join()
        self.process.stdout.close()
        self.process.stderr.close()
        return code


@pytest.fixture
def preview(tiny):
    assert pipeline.build(tiny).published
    preview = Preview(tiny)
    yield preview
    preview.stop()


def test_serves_the_site(preview):
    answer, body = preview.ask("/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "微型档案" in body
    answer, body = preview.ask("/notices/moubanfa-2023-1.html")
    assert "关于开展检查的通知" in body
    answer, body = preview.ask("/no-such-page.html")
    assert answer.status == 404
    assert "<html" in body
    answer, body = preview.ask("/", method="HEAD")
    assert (answer.status, body) == (200, "")
    assert preview.ask("/", method="POST")[0].status == 405
    assert preview.ask("/sitemap.xml")[0].headers["Content-Type"].split(";")[0].endswith("/xml")


def test_the_script_is_in_the_answer_and_not_in_the_file(preview):
    _, body = preview.ask("/")
    assert "/.live/live.js" in body
    answer, body = preview.ask("/.live/live.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "EventSource" in body
    for place in preview.project.site.rglob("*.html"):
        assert ".live" not in place.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    ["/../mkdocs.yml", "/%2e%2e/mkdocs.yml", "/..%2f..%2fmkdocs.yml", "//etc/passwd", "/..\\..\\mkdocs.yml"],
)
def test_gives_nothing_outside_the_site(preview, path):
    answer, body = preview.ask(path)
    assert answer.status in (400, 404)
    assert "docs_dir" not in body and "root:" not in body


def test_refuses_a_foreign_host(preview):
    assert preview.ask("/", host="evil.example")[0].status == 400
    assert preview.ask("/", host="localhost")[0].status == 200


def test_follows_the_content_and_shows_faults(preview):
    place = preview.project.content / "notices" / "moubanfa-2023-1.yml"
    text = place.read_text(encoding="utf-8")
    states = preview.states()
    first = next(states)
    assert first["problems"] == []

    place.write_text(text.replace("全部煤矿", "全部露天煤矿"), encoding="utf-8")
    second = next(states)
    assert second["build"] != first["build"]
    assert "全部露天煤矿" in preview.ask("/notices/moubanfa-2023-1.html")[1]

    place.write_text(text + "no_such_field: 1\n", encoding="utf-8")
    third = next(states)
    assert third["build"] == second["build"]
    assert "no_such_field" in third["problems"][0]
    assert "全部露天煤矿" in preview.ask("/notices/moubanfa-2023-1.html")[1]
    assert "no_such_field" in "".join(preview.told)

    place.write_text(text, encoding="utf-8")
    fourth = next(states)
    assert fourth["build"] != third["build"]
    assert fourth["problems"] == []
    states.close()


def test_ctrl_c_ends_it_cleanly_even_with_an_open_page(preview):
    states = preview.states()
    next(states)
    assert preview.stop() == 0
    assert "Traceback" not in "".join(preview.told)
    states.close()


def test_without_a_site_the_faults_are_the_page(tiny):
    place = tiny.content / "notices" / "moubanfa-2023-1.yml"
    sound = place.read_text(encoding="utf-8")
    place.write_text(sound + "no_such_field: <script>\n", encoding="utf-8")
    preview = Preview(tiny)
    try:
        answer, body = preview.ask("/")
        assert answer.status == 503
        assert "no_such_field" in body and "<script>\n" not in body
        states = preview.states()
        assert next(states)["problems"]
        place.write_text(sound, encoding="utf-8")
        assert next(states)["problems"] == []
        assert preview.ask("/")[0].status == 200
        states.close()
    finally:
        assert preview.stop() == 0


def test_takes_the_next_free_port_on_loopback_only():
    with serve.listen(18000) as first:
        port = first.getsockname()[1]
        with serve.listen(port) as second:
            assert second.getsockname()[1] > port
            assert first.getsockname()[0] == second.getsockname()[0] == "127.0.0.1"


def test_says_so_when_no_port_is_free(monkeypatch):
    monkeypatch.setattr(serve, "_PORTS", 1)
    with serve.listen(18100) as taken, pytest.raises(OSError, match="端口"):
        serve.listen(taken.getsockname()[1])

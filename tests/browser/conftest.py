"""The real site, built once, served on loopback and open from the disk, in headless Chromium."""

import functools
import http.server
import shutil
import threading

import pytest
from playwright.sync_api import sync_playwright

from build_tools import pipeline
from build_tools.kinds import KINDS
from sorts import SINGLE
from tiny import real


def pytest_collection_modifyitems(items):
    """Mark every test here."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The outcome of building the real content, and where."""
    project = real(tmp_path_factory.mktemp("real"))
    outcome = pipeline.build(project)
    assert outcome.published, [str(problem) for problem in outcome.problems]
    return project, outcome.archive


@pytest.fixture(scope="session")
def site(built):
    """The folder of the site."""
    return built[0].site


@pytest.fixture(scope="session")
def archive(built):
    """The archive the site was made from."""
    return built[1]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture(scope="session")
def address(site):
    """Where the site is served, ending in a slash."""
    handler = functools.partial(_Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((found for name in names if (found := shutil.which(name))), None)
    assert program, "no Chromium: run make test, which installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, address):
    """Opens a page of the site; options are those of a Playwright context."""
    contexts = []

    def open_page(path, base=None, **options):
        context = chromium.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.goto((base or address) + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def samples(archive):
    """A page of each sort, by name: a record of each kind, lists, vocabularies, the home page."""
    longest = {kind: max(archive.of(kind), key=lambda record: len(repr(record))) for kind in KINDS}
    records = {kind: f"{KINDS[kind].folder}/{record.id}.html" for kind, record in longest.items()}
    return SINGLE | records

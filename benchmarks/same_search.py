"""The same questions to the library, to the server and to the reader in a browser: every answer equal.

Run ``.venv/bin/python benchmarks/same_search.py laws.jsonl.xz`` (3,500 notices, 1,000 questions; Chromium
from the system).  It prints how many answers differ, with the first differences, and exits with 1 if any do.
``make test`` asks the same of the archive's own content.
"""

import argparse
import shutil
import sys
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "search")]

import asked  # noqa: E402
import reader_page  # noqa: E402
from offline_sites import index  # noqa: E402
from search_corpus import notices  # noqa: E402
from search_ours import LEXICON, document  # noqa: E402
from serving import Client, served  # noqa: E402

from search_index.reader import Index  # noqa: E402
from search_index.server import Settings  # noqa: E402

SHOWN = 5


def by_server(client: Client, held: Index, questions: Sequence[asked.Params]) -> list[str]:
    """The questions that the server answers differently from the library."""
    found = []
    for params in questions:
        ours = reader_page.by_python(held, params)
        status, theirs = client.json("/api/search", params)
        refused = status == 400 and ("error" in ours or not params.get("q", "").strip())
        if not refused and ours != theirs:
            found.append(f"{params}: {status}: {str(theirs)[:300]}")
    return found


def main() -> int:
    """Ask, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--count", type=int, default=3500)
    parser.add_argument("--questions", type=int, default=1000)
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        index(folder, options.corpus, options.count)
        held = Index.open(folder / "index")
        documents = [document(one) for one in notices(options.corpus, options.count)]
        questions = asked.questions(documents, LEXICON, options.questions)
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with reader_page.opened(browser, reader_page.prepare(folder / "index", folder / "site")) as tab:
            browsers = reader_page.differences(held, tab, questions)
        browser.close()
        with served(Settings(folder / "site", folder / "index")) as client:
            servers = by_server(client, held, questions)
    print(f"{len(documents)} notices, {len(questions)} questions to each")
    for who, found in (("browser", browsers), ("server", servers)):
        print(f"{who}: {len(found)} answers differ from the library's", *found[:SHOWN], sep="\n  ")
    return int(bool(browsers or servers))


if __name__ == "__main__":
    sys.exit(main())

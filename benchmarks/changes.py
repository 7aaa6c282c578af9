"""Random changes to a large archive: whatever is done to it, it is built as if from nothing.

Run ``.venv/bin/python benchmarks/changes.py`` (1,000 notices beside the real content, 40 steps; another
number of notices may follow, ``--steps`` and ``--seed`` choose others).  Each step changes records of any
kind, vocabularies, settings or the theme, damages what builds keep or make, or makes another version of the
program; some builds are killed at a random change of the disk or a random moment, and taken up again.  Every
few steps (``--every``) and at the end pages, site, search and problems are compared with those of a build
from nothing in another folder.  At the end MkDocs alone makes the site of the same pages, and with
``--browser`` the exported search is asked what the index is asked.  Printed are CPU time, memory and
what was done.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = ROOT / "tests"
sys.path[:0] = [str(TESTS / name) for name in ("chain", "publishing", "search", "")]
sys.path.insert(0, str(ROOT / "benchmarks"))
# Tables that take seconds to make and are the same for every archive.
os.environ.setdefault("POLICY_ARCHIVE_TABLES", str(ROOT / "build" / "cache"))
import likeness  # noqa: E402
import mirror  # noqa: E402
import trial  # noqa: E402
from asked import questions  # noqa: E402
from builder import Builder  # noqa: E402
from scale import make  # noqa: E402
from versions import Version  # noqa: E402

from build_tools import pipeline  # noqa: E402
from build_tools.project import Project  # noqa: E402
from search_index.reader import Index  # noqa: E402

#: Questions asked in the browser.
_ASKED = 200


def by_mkdocs(project: Project) -> list[str]:
    """Files of the site that MkDocs alone makes otherwise."""
    site, complaints = mirror.plain(project, pipeline.check(project).archive.site.as_of)
    return [*complaints, *mirror.differences(mirror.tree(project.site), site)]


def in_browser(project: Project) -> list[str]:
    """Questions that the published search answers otherwise than the index."""
    import reader_page
    from offline_browser import chromium

    index = Index.open(project.index)
    documents = [index.stored(*place) for _, place in sorted(likeness.places(index).items())]
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        shutil.copytree(project.site / "search", Path(name, "search"))
        page = Path(name, "page.html")
        page.write_text(reader_page.PAGE, encoding="utf-8")
        with reader_page.opened(browser, page) as tab:
            return reader_page.differences(index, tab, questions(documents, index.lexicon, _ASKED))


def another(version: Version, tried: trial.Trial) -> None:
    """Have another version of the program go on."""
    tried.done.append(version.change())
    tried.builder.__exit__()
    tried.builder = Builder(version.folder)


def main() -> None:
    """Change, build, compare."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("count", nargs="?", type=int, default=1000)
    options.add_argument("--steps", type=int, default=40)
    options.add_argument("--every", type=int, default=5, help="steps between two comparisons")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--browser", action="store_true", help="ask the published search, too")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(folder, chosen)


def run(folder: Path, chosen: argparse.Namespace) -> None:
    """All steps."""
    version = Version(folder / "program", seed=chosen.seed)
    root, foreign = folder / "root", trial.sample(folder / "foreign")
    root.mkdir()
    make(root, chosen.count)
    tried = trial.Trial(folder, Project(root), Builder(version.folder), chosen.seed, foreign)
    tried.builder.build(foreign.root)
    tried.first()
    show(0, tried, 0)
    for step in range(1, chosen.steps + 1):
        begun = len(tried.done)
        if tried.dice.random() < 0.1:
            another(version, tried)
        tried.step(tried.dice.choice((0, 1, 1, 2, 3)), killed=tried.dice.random() < 0.3)
        show(step, tried, begun)
        if not tried.told.published or step % chosen.every == 0 or step == chosen.steps:
            tried.compare()
    if not tried.told.published:
        tried.step(0)
    found = by_mkdocs(tried.project)
    if chosen.browser:
        found += in_browser(tried.project)
    tried.builder.__exit__()
    if found:
        raise SystemExit(json.dumps(found[:20], ensure_ascii=False, indent=1))
    print("every result was that of a build from nothing")


def show(step: int, tried: trial.Trial, begun: int) -> None:
    """A line for a person who waits."""
    told = tried.told
    state = "published" if told.published else f"{len(told.problems)} problems"
    done = "; ".join(one for one in tried.done[begun:] if one != "/")
    print(f"{step:4} {told.spent:7.2f} CPU s {told.memory:5} MB  {state:12} {done}", flush=True)


if __name__ == "__main__":
    main()

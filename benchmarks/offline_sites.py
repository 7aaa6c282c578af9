"""The same notices as a site for each search: Material's own, Pagefind's over its pages, and ours."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from search_corpus import Notice

SETTINGS = """site_name: 公告
docs_dir: pages
site_dir: {site}
use_directory_urls: false
not_in_nav: "*"
nav: [index.md]
theme: {{name: material, language: zh, font: false}}
plugins: {plugins}
extra: {{generator: false}}
"""


@dataclass(frozen=True)
class Cost:
    """What a program cost: CPU seconds, greatest memory in MB."""

    cpu: float
    memory: float


def run(command: list[str]) -> Cost:
    """Run a program to its end; its cost, that of its own children included."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    told = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: {told.decode(errors='replace')[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def pages(folder: Path, notices: list[Notice]) -> None:
    """Write a page for each notice."""
    (folder / "pages" / "notices").mkdir(parents=True)
    (folder / "pages" / "index.md").write_text("# 公告\n", encoding="utf-8")
    for notice in notices:
        text = "\n\n".join(line for line in notice.body.split("\n") if line.strip())
        page = f"# {notice.title}\n\n{notice.number}　{notice.issuer}　{notice.day}\n\n{text}\n"
        (folder / "pages" / "notices" / f"{notice.serial}.md").write_text(page, encoding="utf-8")


def material(folder: Path) -> Cost:
    """Build the pages with Material's search and without; the site, and what the search cost more."""
    costs = []
    for site, plugins in (("plain", "[]"), ("site", "[search: {lang: zh}]")):
        place = folder / f"{site}.yml"
        place.write_text(SETTINGS.format(site=site, plugins=plugins), encoding="utf-8")
        costs.append(run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(place)]))
    without, full = costs
    return Cost(full.cpu - without.cpu, full.memory)


def pagefind(folder: Path, program: Path) -> Cost:
    """Let Pagefind index the pages of the site."""
    return run([str(program), "--site", str(folder / "plain"), "--root-selector", "article"])


def size(folder: Path) -> int:
    """Bytes of a file, or of all files of a folder."""
    if folder.is_file():
        return folder.stat().st_size
    return sum(place.stat().st_size for place in folder.rglob("*") if place.is_file())


def index(folder: Path, corpus: Path, count: int) -> None:
    """Build the index of so many notices (in a process of its own)."""
    from search_corpus import notices
    from search_ours import LEXICON, cache, document

    from search_index.indexer import update

    update(
        folder / "index",
        [document(one) for one in notices(corpus, count)],
        LEXICON,
        cache=cache(folder / "index"),
    )


def change(folder: Path, corpus: Path, count: int) -> None:
    """Change one notice, then bring index and export up to date; prints the CPU seconds of both."""
    from dataclasses import replace
    from itertools import islice

    from search_corpus import notices
    from search_ours import LEXICON, cache, document

    from search_index.export import export
    from search_index.indexer import amend

    changed = replace(document(next(islice(notices(corpus, count), count // 2, None))), title="改过的标题")
    start = time.process_time()
    amend(folder / "index", [changed], [], LEXICON, cache=cache(folder / "index"))
    middle = time.process_time()
    export(folder / "index", folder / "plain" / "search-export", seal=folder / "seal")
    print(f"{middle - start:.2f} {time.process_time() - middle:.2f}")

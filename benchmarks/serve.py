"""How long a saved file takes until it is on screen, and whether the preview grows.

Run ``.venv/bin/python benchmarks/serve.py laws.jsonl.xz`` (10,000 notices as in ``publish.py``, 50 saves;
``--count``, ``--saves`` for others).  A preview runs as it does for an editor, Chromium shows a notice, and a
sentence of that notice is changed again and again.  Printed are, for every tenth save, the time (s) from
the save until the build begins, until it is done, until the page is loaded anew, all together, the CPU time
of the preview's process and its memory; at the end the medians.  ``--folder`` names an archive that
``publish.py --keep`` made, or a new one to keep.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
from notices import load, make, save  # noqa: E402

from build_tools import cli, pipeline, serve  # noqa: E402
from build_tools.project import Project  # noqa: E402

_PARTS = ("watch", "build", "reload", "all", "CPU s", "MB")


def preview(project: Project) -> None:
    """Serve, and tell when each build begins and ends."""
    build, port = pipeline.build, serve.listen

    def timed(*given: object, **named: object) -> object:
        print("begins", time.time(), flush=True)
        try:
            return build(*given, **named)  # type: ignore[arg-type]
        finally:
            print("ends", time.time(), flush=True)

    def listening(wanted: int) -> object:
        found = port(wanted)
        print("port", found.getsockname()[1], flush=True)
        return found

    pipeline.build, serve.listen = timed, listening  # type: ignore[assignment]
    sys.argv = ["policy-archive", "--root", str(project.root), "serve"]
    cli.main()


def told(process: subprocess.Popen[str], what: str) -> float:
    """What the preview says next of something."""
    assert process.stdout is not None
    for line in process.stdout:
        name, _, value = line.partition(" ")
        if name == what:
            return float(value)
    raise SystemExit("the preview has ended")


def cost(process: subprocess.Popen[str]) -> tuple[float, float]:
    """CPU time (s) and memory (MB) of a process."""
    ticks = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000


def measure(project: Project, serial: int, saves: int) -> None:
    """Change a notice that is on screen, again and again."""
    command = [sys.executable, __file__, "--folder", str(project.root), "--preview"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        port = int(told(process, "port"))
        record = load(project, serial)
        with sync_playwright() as play:
            program = shutil.which("chromium") or shutil.which("google-chrome")
            page = play.chromium.launch(executable_path=program, args=["--no-sandbox"]).new_page()
            page.goto(f"http://127.0.0.1:{port}/notices/{record['id']}.html")
            rows = [saved(project, record, process, page, number) for number in range(saves)]
    finally:
        process.terminate()
        process.wait()
    print("".join(f"{name:>9}" for name in ("save", *_PARTS)))
    for number, row in enumerate(rows):
        if number % 10 == 0 or number == saves - 1:
            print(f"{number:9}" + "".join(f"{value:9.2f}" for value in row))
    middle = [statistics.median(column) for column in zip(*rows, strict=True)]
    print(f"{'median':>9}" + "".join(f"{value:9.2f}" for value in middle))


def saved(
    project: Project, record: dict, process: subprocess.Popen[str], page: Page, number: int
) -> tuple[float, ...]:
    """Save once, and wait until it is on screen."""
    words = f"请各单位第{number + 1}次报告落实情况。"
    before, _ = cost(process)
    with page.expect_event("load"):
        start = time.time()
        save(project, record | {"body": f"{record['body']}\n{words}\n"})
        begun, done = told(process, "begins"), told(process, "ends")
    shown = time.time()
    if words not in page.content():
        raise SystemExit(f"save {number} is not on screen")
    spent, memory = cost(process)
    return begun - start, done - begun, shown - done, shown - start, spent - before, memory


def main() -> None:
    """Make and build the archive if need be, then measure."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("corpus", type=Path, nargs="?")
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--saves", type=int, default=50)
    options.add_argument("--folder", type=Path)
    options.add_argument("--preview", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.preview:
        preview(Project(chosen.folder))
        return
    with tempfile.TemporaryDirectory() as name:
        project = Project((chosen.folder or Path(name)).absolute())
        if not project.content.is_dir():
            make(project.root, chosen.corpus, chosen.count, False)
        command = [sys.executable, "-m", "build_tools", "--root", str(project.root), "build"]
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
        measure(project, chosen.count // 2, chosen.saves)


if __name__ == "__main__":
    main()

"""Random changes to a large invented archive: each costs what changed, and the result is a full build's.

Run ``.venv/bin/python benchmarks/changes.py`` (1,000 notices and 40 steps; another number may follow,
``--steps`` and ``--seed`` choose others).  Each step changes some notices and runs the content step in a
process of its own; some are killed at a random moment and run again, now and then the cache is damaged.
Every fifth step and the last are compared with a build from nothing, byte for byte.  Printed are the CPU
time, the greatest memory, the files written, the way taken and what was done.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "benchmarks")]
from dice import Editor, copied, differing, held  # noqa: E402
from scale import make  # noqa: E402

from build_tools.kept import build  # noqa: E402
from build_tools.project import Project  # noqa: E402


def content(project: Project) -> dict[str, object]:
    """The content step, without a search."""
    made = build.content(
        project,
        lambda problems: any(one.severity == "error" for one in problems),
        lambda archive, changed: SimpleNamespace(pages=(), problems=()),
        lambda message: None,
    )
    kind = type(made.archive).__name__
    return {
        "made": made.made,
        "way": kind,
        "written": len(made.written),
        "problems": [*map(str, made.problems)],
    }


def run(project: Project, patience: float | None = None) -> tuple[dict[str, object], float, int] | None:
    """The content step in a process, its CPU time and memory in MB; killed after ``patience`` seconds."""
    command = [sys.executable, __file__, "--folder", str(project.root)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    if patience is not None:
        time.sleep(patience)
        os.kill(child.pid, signal.SIGKILL)
    told = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.stdout.close()
    if patience is not None:
        return None
    if status:
        raise SystemExit(f"failed: {told.decode()}")
    return json.loads(told), usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024


def damage(project: Project, dice: random.Random) -> None:
    """Make the cache shorter or other than it was."""
    place = project.build / "cache" / "content.sqlite"
    if place.exists():
        data = bytearray(place.read_bytes())
        at = dice.randrange(len(data))
        place.write_bytes(
            data[:at] if dice.random() < 0.5 else data[:at] + os.urandom(500) + data[at + 500 :]
        )


def anew(project: Project, folder: Path) -> list[str]:
    """The paths that a build from nothing gives otherwise."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copytree(project.content, folder / "content")
    other = Project(folder)
    run(other)
    return differing(held(other), held(project))


def main() -> None:
    """Change, build, compare."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("count", nargs="?", type=int, default=1000)
    options.add_argument("--steps", type=int, default=40)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.folder:
        print(json.dumps(content(Project(chosen.folder))))
        return
    dice = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory() as name:
        folder, good = Path(name, "project"), Path(name, "good")
        folder.mkdir()
        make(folder, chosen.count)
        project = Project(folder)
        told, spent, memory = run(project)
        print(f"from nothing {spent:6.2f} CPU s {memory:5} MB", flush=True)
        editor = Editor(project, chosen.seed)
        for step in range(1, chosen.steps + 1):
            copied(project, good)
            acts = [editor.change() for _ in range(dice.choice((0, 1, 1, 1, 2)))]
            if dice.random() < 0.1:
                damage(project, dice)
                acts.append("damage")
            if dice.random() < 0.3:
                run(project, dice.uniform(0.3, 3))
                acts.append("kill")
            told, spent, memory = run(project)
            if not told["made"]:
                shutil.rmtree(project.content)
                shutil.copytree(good, project.content)
            print(
                f"{step:4} {spent:6.2f} CPU s {memory:5} MB {told['written']:6} files"
                f"  {told['way']:12} {' '.join(acts)}",
                flush=True,
            )
            if told["made"] and (step % 5 == 0 or step == chosen.steps):
                found = anew(project, Path(name, "anew"))
                if found:
                    raise SystemExit(f"differs from a build from nothing: {found[:10]}")
    print("every result was a full build's")


if __name__ == "__main__":
    main()

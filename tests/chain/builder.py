"""Builds of projects, each in a process of its own that can be killed at a chosen change of the disk.

The processes are forked from one that has loaded the program, so that a build costs what it does and not
what loading costs.  Which program that is can be chosen: a changed copy stands for another version.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from build_tools.project import Project

ROOT = Path(__file__).parent.parent.parent
TESTS = ROOT / "tests"
PACKAGES = ("build_tools", "search_index")


@dataclass(frozen=True)
class Death:
    """When a build is killed, whichever comes first.

    Attributes:
        at: Before so many of its changes of the disk.
        among: Only changes count whose description (event and path) this expression finds.
        after: Seconds.
    """

    at: int = 0
    among: str = ""
    after: float | None = None


@dataclass(frozen=True)
class Told:
    """What a build tells.

    Attributes:
        killed: Whether it was; nothing else is told then.
        published: Whether a new site is in place.
        problems: All it complains of.
        error: What it failed with, if it did.
        spent: CPU seconds.
        memory: Greatest memory (MB), that of the process it was forked from included.
    """

    killed: bool = False
    published: bool = False
    problems: tuple[str, ...] = ()
    error: str = ""
    spent: float = 0.0
    memory: int = 0


class Builder:
    """Builds projects with one version of the program.

    Args:
        program: The folder of its packages.
    """

    def __init__(self, program: Path = ROOT) -> None:
        paths = [str(program), str(TESTS), str(TESTS / "search"), str(Path(__file__).parent)]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}
        command = [sys.executable, "-W", "ignore", "-m", "builder"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=program
        )

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def build(self, root: Path, death: Death | None = None) -> Told:
        """Build a project, or begin to."""
        told = self._ask("build", death, str(root))
        return Told(**told | {"problems": tuple(told.get("problems", ()))})

    def differing(self, one: Project, other: Project) -> list[str]:
        """What two built projects do not have in common, as this program sees it."""
        told = self._ask("compare", None, str(one.root), str(other.root))
        return [told["error"]] if told["error"] else told["found"]

    def _ask(self, task: str, death: Death | None, *given: str) -> dict[str, Any]:
        assert self._process.stdin is not None and self._process.stdout is not None
        line = json.dumps([task, given, vars(death) if death else None])
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


def _serve() -> None:
    """Do each task that comes in, in a process of its own."""
    import time

    import likeness
    import mkdocs.commands.build

    from build_tools import pipeline
    from build_tools.project import Project

    del mkdocs

    def build(root: str) -> dict[str, Any]:
        made = pipeline.build(Project(Path(root)))
        return {"published": made.published, "problems": [*map(str, made.problems)]}

    def compare(one: str, other: str) -> dict[str, Any]:
        return {"found": likeness.differing(Project(Path(one)), Project(Path(other)))}

    tasks = {"build": build, "compare": compare}
    for line in sys.stdin:
        task, given, death = json.loads(line)
        receiving, sending = os.pipe()
        child = os.fork()
        if not child:
            os.close(receiving)
            _child(tasks[task], given, death, sending)
        os.close(sending)
        if death and death["after"] is not None:
            time.sleep(death["after"])
            os.kill(child, 9)
        with os.fdopen(receiving, "rb") as pipe:
            data = pipe.read()
        _, _, usage = os.wait4(child, 0)
        told = json.loads(data) if data else {"killed": True}
        if task == "build":
            told |= {"spent": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss // 1024}
        print(json.dumps(told), flush=True)


def _child(task: Any, given: list[str], death: dict[str, Any] | None, sending: int) -> None:
    """One task in this process, which ends with it."""
    # The answer has a pipe of its own; whatever is printed must not be taken for it.
    os.dup2(os.open(os.devnull, os.O_RDWR), 1)
    try:
        if death and death["at"]:
            _doom(death["at"], re.compile(death["among"]))
        told = {"error": ""} | task(*given)
    except BaseException as error:
        import traceback

        told = {"error": "".join(traceback.format_exception(error))}
    os.write(sending, json.dumps(told).encode())
    os._exit(0)


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_EVENTS = {
    "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.utime",
    "ctypes.dlsym",
}  # fmt: skip


def _doom(at: int, among: re.Pattern[str]) -> None:
    """Have this process killed before one of its changes of the disk."""
    import sqlite3

    left = at

    def changing(description: str) -> None:
        nonlocal left
        if among.search(description):
            left -= 1
            if not left:
                os.kill(os.getpid(), 9)

    def heard(event: str, given: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = given
            if isinstance(flags, int) and flags & _WRITING:
                changing(f"open {path}")
        elif event in _EVENTS:
            changing(f"{event} {' '.join(map(str, given))}")

    class Mortal(sqlite3.Connection):
        """SQLite changes the disk unheard."""

        def execute(self, statement: str, *more: Any) -> sqlite3.Cursor:
            if not statement.lstrip().startswith(("SELECT", "PRAGMA")):
                changing(f"sqlite {statement}")
            return super().execute(statement, *more)

        def executemany(self, statement: str, *more: Any) -> sqlite3.Cursor:
            changing(f"sqlite {statement}")
            return super().executemany(statement, *more)

    plain = sqlite3.connect
    sqlite3.connect = lambda *given, **more: plain(*given, **{"factory": Mortal} | more)  # type: ignore[assignment]
    sys.addaudithook(heard)


if __name__ == "__main__":
    _serve()

"""What a command costs: processors, the clock, memory of one process and of all together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple

#: Seconds between two looks at the memory.
_PACE = 0.1


class Cost(NamedTuple):
    """What a command costs.

    Attributes:
        spent: CPU seconds, those of its children among them.
        passed: Seconds by the clock.
        memory: The greatest memory of one process (MB).
        together: The greatest memory of all processes at a time (MB), what they share counted once.
        said: What the command printed.
    """

    spent: float
    passed: float
    memory: int
    together: int
    said: str


class Failed(Exception):
    """The command did; what it printed."""


def measured(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder.

    Raises:
        Failed: it gave a status other than 0.
    """
    start = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder) as child:
        watch = _Watch(child.pid)
        assert child.stdout is not None
        said = child.stdout.read().decode()
        _, status, usage = os.wait4(child.pid, 0)
        passed = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        together = watch.end()
    if child.returncode:
        raise Failed(f"{' '.join(command)}: {child.returncode}\n{said[-3000:]}")
    one = usage.ru_maxrss // 1024
    return Cost(usage.ru_utime + usage.ru_stime, passed, one, max(one, together), said)


class _Watch(threading.Thread):
    """Looks again and again at the memory of a process and of all that it started."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process, self._most, self._over = process, 0, threading.Event()
        self.start()

    def run(self) -> None:
        """Look until the end."""
        while not self._over.wait(_PACE):
            self._most = max(self._most, sum(map(_held, _family(self._process))))

    def end(self) -> int:
        """Look no more; the greatest sum (MB)."""
        self._over.set()
        self.join()
        return self._most // 1024


def _family(process: int) -> list[int]:
    """A process and all that it started."""
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for place in Path(f"/proc/{one}/task").glob("*/children"):
            try:
                waiting += map(int, place.read_text().split())
            except OSError:
                continue
    return found


def _held(process: int) -> int:
    """The memory of a process, its share of what others hold too (KB); none if it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

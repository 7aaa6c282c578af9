"""Many pages at once: one process a core, each with a press, fed from this one.

A worker reads from a pipe that only this process writes, so it ends when this process does,
however that ends.  It asks for a shell that it has not seen yet and is given it here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO

from . import Unfit
from .facts import Facts
from .press import Order, Press
from .shell import Shell
from .tree import Tree

#: A page to make: path of its Markdown, and its facts as text if they still hold.
Task = tuple[str, str | None]
#: A page that was made: path, facts as text, key of its sort.
Made = tuple[str, str, str]
#: Gives the parts of a shell by its key.
Parts = Callable[[str], Sequence[str]]

#: From how many pages on other processes are worth their start, and how many go to one at a time.
_MANY, _BATCH = 200, 64


def make(
    order: Order,
    tree: Tree,
    extras: Iterable[str],
    parts: Parts,
    pages: Sequence[str],
    known: Callable[[str], str | None],
) -> Iterator[Made]:
    """Make all pages, in any order.

    Args:
        order: What to set the presses up for.
        tree: All files of the Markdown's folder.
        extras: Other files of the site that a page may link to.
        parts: Gives shells; may be called from any thread, by one at a time.
        pages: Paths of the Markdown.
        known: Gives the facts of a page if they still hold.

    Raises:
        Unfit: a page does not fit.
    """
    tasks = ((path, known(path)) for path in pages)
    more = frozenset(extras)
    if len(pages) < _MANY:
        press = Press(order, _Shells(parts).get, lambda path: path in tree or path in more)
        yield from _made(press, tasks)
    else:
        yield from _shared((order, tree.folders, more), parts, tasks)


class _Shells:
    """The shells that one press has seen."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._held: dict[str, Shell] = {}

    def get(self, key: str) -> Shell:
        """The shell of a sort."""
        if key not in self._held:
            self._held[key] = Shell(self._parts(key))
        return self._held[key]


def _made(press: Press, tasks: Iterable[Task]) -> Iterator[Made]:
    for path, known in tasks:
        facts, sort = press.make(path, Facts.from_text(known) if known else None)
        yield path, facts.text, sort


def _shared(setting: tuple[Any, ...], parts: Parts, tasks: Iterator[Task]) -> Iterator[Made]:
    lock = Lock()

    def guarded(key: str) -> Sequence[str]:
        with lock:
            return parts(key)

    with ExitStack() as stack:
        workers = [stack.enter_context(_Worker(setting)) for _ in range(_cores())]
        threads = stack.enter_context(ThreadPoolExecutor(len(workers)))
        running: dict[Future[list[Made]], _Worker] = {}

        def start(worker: _Worker) -> None:
            if batch := list(islice(tasks, _BATCH)):
                running[threads.submit(worker.make, batch, guarded)] = worker

        for worker in workers:
            start(worker)
        while running:
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                start(running.pop(done))
                yield from done.result()


class _Worker:
    """A process with a press of its own."""

    def __init__(self, setting: tuple[Any, ...]) -> None:
        here = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
            # Ctrl-C is for this process; the workers end with it.
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout
        _send(self._input, setting)

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._input.close()
        self._output.close()

    def make(self, batch: Sequence[Task], parts: Parts) -> list[Made]:
        """Have a batch made."""
        _send(self._input, batch)
        while True:
            try:
                what, value = pickle.load(self._output)
            except EOFError:
                raise RuntimeError("a process that makes pages has ended") from None
            if what == "made":
                return value
            if what == "unfit":
                raise Unfit(value)
            if what == "machine":
                raise value
            _send(self._input, parts(value))


def _serve(source: BinaryIO, sink: BinaryIO) -> None:
    """The other end of a worker: make batch after batch until there is no more to read."""

    def parts(key: str) -> Sequence[str]:
        _send(sink, ("shell", key))
        return pickle.load(source)

    order, folders, extras = pickle.load(source)
    tree = Tree(folders)
    press = Press(order, _Shells(parts).get, lambda path: path in tree or path in extras)
    while True:
        try:
            batch = pickle.load(source)
        except EOFError:
            return
        try:
            _send(sink, ("made", list(_made(press, batch))))
        except Unfit as reason:
            _send(sink, ("unfit", str(reason)))
        except OSError as error:
            _send(sink, ("machine", error))


def _send(sink: BinaryIO, value: Any) -> None:
    pickle.dump(value, sink, protocol=pickle.HIGHEST_PROTOCOL)
    sink.flush()


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)

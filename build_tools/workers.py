"""Other processes that do one sort of work batch by batch, one a core, fed from this one.

A worker reads from a pipe that only this process writes, so it ends when this process does, however that
ends: at the latest with the batch it is at.  It writes nothing itself; what it made goes back through a
pipe, so that of a killed program nothing goes on.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from importlib import import_module
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any, BinaryIO, TypeVar

_Item = TypeVar("_Item")

#: More processes than this one that feeds them cannot keep at work.
_MOST = 8

#: CPU time (s) that workers which still run have told of, by process; of those that ended the system knows.
_spent: dict[int, float] = {}


class Broken(RuntimeError):
    """A worker ended, or failed at what it cannot tell in another way."""


def cores() -> int:
    """How many processes may well run at once, each with memory of its own."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(there, _MOST)


def spent() -> float:
    """CPU time of the workers that still run (s), as far as they have told."""
    return sum(_spent.values())


def batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """The items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def ask(question: Any) -> Any:
    """On a worker's side, at work: the answer of the process that feeds it; see ``Workers``."""
    _send(sys.__stdout__.buffer, ("asked", question, None))
    return pickle.load(sys.stdin.buffer)


class Workers:
    """Some worker processes; use it in a ``with`` statement, at whose end they end."""

    def __init__(self, number: int | None = None, answer: Callable[[Any], Any] | None = None) -> None:
        """``answer`` tells what workers ``ask``; it is called from any thread, by one at a time."""
        lock = Lock()

        def answered(question: Any) -> Any:
            assert answer is not None
            with lock:
                return answer(question)

        self._workers = [_Worker(answered) for _ in range(number or cores())]
        self._threads = ThreadPoolExecutor(len(self._workers))

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        self._threads.shutdown()

    def prepare(self, make: Callable[..., Callable[[Any], Any]], *settings: Any) -> None:
        """Have each worker make what does the work of the next batches: ``make(*settings)``.

        Raises:
            Exception: whatever ``make`` raises.
        """
        message = ("prepare", make.__module__, make.__qualname__, settings)
        for done in [self._threads.submit(worker.ask, message) for worker in self._workers]:
            done.result()

    def results(self, batches: Iterable[Any]) -> Iterator[Any]:
        """What comes of each batch, in any order; no more batches are taken than are being worked at.

        Raises:
            Exception: whatever the work raises.
        """
        waiting = iter(batches)
        running: dict[Future[Any], _Worker] = {}

        def start(worker: _Worker) -> None:
            for batch in islice(waiting, 1):
                running[self._threads.submit(worker.ask, ("work", batch))] = worker

        for worker in self._workers:
            start(worker)
        while running:
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                start(running.pop(done))
                yield done.result()


class _Worker:
    def __init__(self, answer: Callable[[Any], Any]) -> None:
        self._answer = answer
        here = str(Path(__file__).parents[1])
        paths = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-c", f"from {__name__} import serve; serve()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths},
            # Ctrl-C is for this process; the workers end with it.
            start_new_session=True,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._input, self._output = self._process.stdin, self._process.stdout

    def ask(self, message: Sequence[Any]) -> Any:
        """The answer to a message."""
        try:
            _send(self._input, message)
            what, answer, failure = pickle.load(self._output)
            while what == "asked":
                _send(self._input, self._answer(answer))
                what, answer, failure = pickle.load(self._output)
            _spent[self._process.pid] = what
        except (EOFError, BrokenPipeError):
            raise Broken("a worker process has ended") from None
        if failure is not None:
            raise failure
        return answer

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        _spent.pop(self._process.pid, None)
        with suppress(BrokenPipeError):
            self._input.close()
        self._output.close()


def serve() -> None:
    """A worker's own side: answer messages until there are no more."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever prints must not come between the answers.
    sys.stdout = sys.stderr
    work: Callable[[Any], Any] | None = None
    with suppress(EOFError, BrokenPipeError):
        while True:
            what, *rest = pickle.load(source)
            answer, failure = None, None
            try:
                if what == "prepare":
                    module, name, settings = rest
                    work = getattr(import_module(module), name)(*settings)
                else:
                    assert work is not None
                    answer = work(rest[0])
            except Exception as error:
                failure = _portable(error)
            _send(sink, (time.process_time(), answer, failure))


def _portable(error: Exception) -> Exception:
    """An exception that another process can raise."""
    try:
        pickle.loads(pickle.dumps(error))
        error.add_note(traceback.format_exc())
    except Exception:
        return Broken(traceback.format_exc())
    return error


def _send(sink: BinaryIO, value: Any) -> None:
    pickle.dump(value, sink, protocol=pickle.HIGHEST_PROTOCOL)
    sink.flush()

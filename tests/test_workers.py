"""Work in other processes: all of it is done, faults come back, and nothing is left running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from build_tools import workers
from build_tools.workers import Broken, Workers, batches

HERE = Path(__file__).parent


def squares(offset):
    return lambda numbers: [number**2 + offset for number in numbers]


def failing(sort):
    def fail(batch):
        if sort == "told":
            raise FileNotFoundError(2, "没有", str(batch))
        if sort == "odd":
            raise type("Odd", (Exception,), {})("not to be pickled")
        os._exit(3)

    return fail


def naming():
    return lambda batch: os.getpid()


@pytest.fixture(autouse=True)
def importable(monkeypatch):
    """Workers find this module."""
    monkeypatch.setenv("PYTHONPATH", str(HERE))


def test_every_batch_is_worked_at_once():
    with Workers(3) as crew:
        crew.prepare(squares, 1)
        found = [number for batch in crew.results(batches(range(100), 7)) for number in batch]
        assert sorted(found) == sorted(number**2 + 1 for number in range(100))
        crew.prepare(squares, 0)
        assert list(crew.results([[2]])) == [[4]]


def asking(factor):
    return lambda numbers: [workers.ask(number) * factor for number in numbers]


def test_workers_may_ask_back():
    asked = []

    def answer(number):
        asked.append(number)
        return number + 1

    with Workers(2, answer) as crew:
        crew.prepare(asking, 10)
        found = [number for batch in crew.results(batches(range(50), 3)) for number in batch]
    assert sorted(found) == [(number + 1) * 10 for number in range(50)]
    assert sorted(asked) == list(range(50))


def test_an_answer_that_fails_is_told():
    def answer(number):
        raise ValueError(number)

    with Workers(2, answer) as crew:
        crew.prepare(asking, 1)
        with pytest.raises(ValueError, match="7"):
            list(crew.results([[7]]))


def test_no_more_batches_are_taken_than_are_worked_at():
    taken = []

    def endless():
        for number in range(1000):
            taken.append(number)
            yield [number]

    with Workers(2) as crew:
        crew.prepare(squares, 0)
        results = crew.results(endless())
        for _ in range(10):
            next(results)
        assert len(taken) <= 10 + 2 * 2


@pytest.mark.parametrize("sort, raised", [("told", FileNotFoundError), ("odd", Broken), ("dead", Broken)])
def test_faults_come_back(sort, raised):
    with Workers(1) as crew:
        crew.prepare(failing, sort)
        with pytest.raises(raised):
            list(crew.results([5]))


def test_nothing_runs_on():
    with Workers(2) as crew:
        crew.prepare(naming)
        pids = set(crew.results(range(20)))
        assert all(map(running, pids)) and workers.spent() > 0
    assert not any(map(running, pids)) and workers.spent() == 0


PROGRAM = """
import signal, sys, time
# Tests that a shell started in the background would hand on that Ctrl-C is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.insert(0, {here!r})
from test_workers import naming
from build_tools.workers import Workers
with Workers(2) as crew:
    crew.prepare(naming)
    print(*set(crew.results(range(50))), flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize("way", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_worker_outlives_its_program(way):
    command = [sys.executable, "-c", PROGRAM.format(here=str(HERE))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        pids = [int(one) for one in program.stdout.readline().split()]
        assert pids
        program.send_signal(way)
        program.wait(20)
    patience = time.monotonic() + 20
    while any(map(running, pids)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not any(map(running, pids))


def running(pid):
    """Whether a process is there and has not ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"

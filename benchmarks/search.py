"""How fast the search is beside SQLite FTS5, tantivy and Whoosh as it comes, on notices cut from laws.

Needs ``pip install tantivy rjieba`` and a file of laws (JSON lines in xz); then
``.venv/bin/python benchmarks/search.py laws.jsonl.xz --sizes 1000,10000,100000``.  All engines get the same
notices and the same terms: every pair of neighbouring characters, in order, and every dictionary word of
three characters or more.  Ours is measured twice: with its posting arrays kept in memory, and read each time.
Every engine is built and asked in a process of its own.  Times of questions are CPU milliseconds, so that a
busy machine changes little, of the second round of the same queries.

``--guarantee`` instead looks up random pieces of 300 laws and tells which are not found.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from search_corpus import Notice, Queries, Terms, notices, terms
from search_others import ChineseAnalyzer, Sqlite, Tantivy, Whoosh
from search_ours import Kept, Unkept, changed, document, first_answer

ENGINES = {engine.name: engine for engine in (Kept, Unkept, Sqlite, Tantivy, Whoosh, ChineseAnalyzer)}
#: Engines with an index of their own; ours has one for both ways of asking.
BUILT = ("ours", "FTS5", "tantivy", "Whoosh", "jieba")
ASKED = ("ours", "ours, not kept", "FTS5", "tantivy", "Whoosh")
#: Those in pure Python by the posting take hours for more.
SLOW, SLOW_MOST = ("Whoosh", "jieba"), 10_000
SAMPLE = 1000


class Clock:
    """CPU time of this process and its children, without what making the notices takes."""

    def __init__(self) -> None:
        self._made, self._start = 0.0, self._now()

    @staticmethod
    def _now() -> float:
        used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(one.ru_utime + one.ru_stime for one in used)

    def unclocked(self, stream: Iterator[tuple[Notice, Terms]]) -> Iterator[tuple[Notice, Terms]]:
        """The stream, whose making does not count."""
        while True:
            start = time.thread_time()
            one = next(stream, None)
            self._made += time.thread_time() - start
            if one is None:
                return
            yield one

    @property
    def spent(self) -> float:
        """Seconds since the start."""
        return self._now() - self._start - self._made


def build(name: str, corpus: Path, folder: Path, size: int, each: int) -> dict[str, float]:
    """Build an index; the CPU time, the elapsed time and the size on disk."""
    made = (Notice, Terms)
    wanted = terms if name not in {"ours", "jieba"} else lambda notice: made[1]("", "")
    clock, start = Clock(), time.perf_counter()
    stream = clock.unclocked((notice, wanted(notice)) for notice in notices(corpus, size))
    ENGINES[name]().build(folder, stream)
    bulk = sum(place.stat().st_size for place in folder.rglob("*") if place.is_file())
    return {"CPU s": clock.spent, "elapsed s": time.perf_counter() - start, "MB": bulk / 1e6}


def ask(name: str, corpus: Path, folder: Path, size: int, each: int) -> dict[str, list[float]]:
    """Ask every query twice; the milliseconds of the second time by the kind of query."""
    sample = [one for one in notices(corpus, size) if one.serial % max(1, size // SAMPLE) == 0]
    queries = Queries(sample, each).all()
    engine = ENGINES[name]()
    engine.open(folder)
    times: dict[str, list[float]] = defaultdict(list)
    for query in queries:
        engine.ask(query)
    for query in queries:
        start = time.process_time()
        engine.ask(query)
        times[query.kind].append((time.process_time() - start) * 1000)
    return times


def change(name: str, corpus: Path, folder: Path, size: int, each: int) -> dict[str, float]:
    """Change one document of our index; CPU and elapsed seconds."""
    documents = map(document, notices(corpus, size))
    made = [
        (one.id, one.digest, notice) for one, notice in zip(documents, notices(corpus, size), strict=True)
    ]
    clock, start = Clock(), time.perf_counter()
    changed(folder, made)
    return {"CPU s": clock.spent, "elapsed s": time.perf_counter() - start}


STEPS: dict[str, Callable[..., object]] = {"build": build, "ask": ask, "change": change}


def measured(step: str, name: str, corpus: Path, folder: Path, size: int, each: int) -> tuple[object, int]:
    """What a step in a process of its own tells, and its greatest memory in MB."""
    command = [sys.executable, __file__, str(corpus), "--step", step, "--engine", name]
    command += ["--folder", str(folder), "--sizes", str(size), "--each", str(each)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert child.stdout is not None
    told = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.stdout.close()
    if status:
        raise SystemExit(f"{step} {name}: {os.waitstatus_to_exitcode(status)} {told.decode()}")
    return json.loads(told), usage.ru_maxrss // 1024


def percentile(times: list[float], share: float) -> float:
    """The time that a share of all stay within."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def at(size: int, corpus: Path, each: int, names: set[str], base: Path) -> None:
    """Build and ask all engines at one size, and print the tables."""
    text = sum(len((one.title + one.body).encode()) for one in notices(corpus, size)) / 1e6
    print(f"\n{size} notices, {text:.1f} MB of text")
    print(f"{'build':16}{'CPU s':>9}{'elapsed s':>11}{'peak MB':>9}{'index MB':>10}{'of the text':>13}")
    here = [name for name in BUILT if name in names and (name not in SLOW or size <= SLOW_MOST)]
    for name in here:
        (base / name).mkdir(parents=True)
        told, memory = measured("build", name, corpus, base / name, size, each)
        print(
            f"{name:16}{told['CPU s']:9.1f}{told['elapsed s']:11.1f}{memory:9}{told['MB']:10.1f}"
            f"{told['MB'] / text:13.2f}",
            flush=True,
        )
    asked = [name for name in ASKED if name.split(",")[0] in here]
    times, memories = {}, {}
    for name in asked:
        folder = base / name.split(",")[0]
        times[name], memories[name] = measured("ask", name, corpus, folder, size, each)
    print(
        f"\n{'p50 / p95 ms':26}" + "".join(f"{name:>20}" for name in asked) + "   p95 of ours: tantivy, FTS5"
    )
    for kind in times[asked[0]]:
        ours = [percentile(times[name][kind], 0.95) for name in asked[:2]]
        cells = (
            f"{percentile(times[name][kind], 0.5):.2f} / {percentile(times[name][kind], 0.95):.2f}"
            for name in asked
        )
        rest = [
            f"{mine / percentile(times[other][kind], 0.95):.2f}"
            for mine, other in zip(ours, ("tantivy", "FTS5"), strict=False)
            if other in times
        ]
        print(f"{kind:26}" + "".join(f"{cell:>20}" for cell in cells) + "   " + ", ".join(rest))
    print(f"{'peak MB asking':26}" + "".join(f"{memories[name]:>20}" for name in asked))
    if "ours" in here:
        spent, elapsed = first_answer(base / "ours")
        print(f"\nfirst answer of a fresh process: {spent:.0f} ms CPU, {elapsed:.0f} ms")
        told, memory = measured("change", "ours", corpus, base / "ours", size, each)
        print(f"one changed document: {told['CPU s']:.2f} s CPU, {told['elapsed s']:.2f} s, peak {memory} MB")


def main() -> None:
    """Measure and print, or take the one step that is asked for."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--sizes", default="1000,10000,100000")
    options.add_argument("--each", type=int, default=40, help="queries of each kind")
    options.add_argument("--engines", default=",".join(BUILT))
    options.add_argument("--guarantee", action="store_true")
    options.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    if chosen.step:
        told = STEPS[chosen.step](chosen.engine, chosen.corpus, chosen.folder, sizes[0], chosen.each)
        print(json.dumps(told))
        return
    if chosen.guarantee:
        from search_guarantee import run

        run(chosen.corpus)
        return
    print("$ " + " ".join(["python", *sys.argv]))
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            at(size, chosen.corpus, chosen.each, set(chosen.engines.split(",")), Path(name))


if __name__ == "__main__":
    main()

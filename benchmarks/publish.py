"""What publishing costs: the whole chain from YAML to site and search, beside Hugo on the same pages.

Run ``.venv/bin/python benchmarks/publish.py laws.jsonl.xz`` (1,000 notices; ``--counts 1000,10000,100000``
for others, ``--full`` for whole laws instead of notices of up to 4 KB).  The notices are cut from the corpus,
always the same for the same number, and cite earlier ones by title and number.

Every step is the command ``build`` in a process of its own.  Printed are its CPU time with its children's,
the same in terms of Hugo's CPU time for these pages (the package ``hugo``; ``--hugo`` names another binary),
what of it went into the site and into the search, the time that passed, and the greatest memory of one
process and of all together.  Then what a notice costs from nothing, against the smallest number.

With ``--folder`` the figures stay there, and a size that is done is not done again; ``--keep`` keeps its
archive as well.  ``--table`` prints the figures as tables in Markdown and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
from cost import Failed, measured  # noqa: E402
from hugo_site import dress  # noqa: E402
from notices import add, clear, edit, look, make, remove, rename, retitle, settings  # noqa: E402

from build_tools.project import Project  # noqa: E402

_NOTHING, _HUGO = "from nothing", "Hugo"
STEPS: dict[str, tuple[str, Callable[[Project, int], None]]] = {
    _NOTHING: ("从零开始", clear),
    "nothing changed": ("没有改动", lambda project, count: None),
    "one edited": ("改一份正文", edit),
    "one retitled": ("改一份标题", retitle),
    "one added": ("增一份", add),
    "one removed": ("删一份", remove),
    "one renamed": ("换一份标识", rename),
    "a setting changed": ("改一项设置", settings),
    "the theme changed": ("改模板", look),
}
#: Steps of a build, as it tells them itself, that make the site, and that serve the search.
_SITE, _SEARCH = ("发布网站", "生成网页"), ("更新检索索引", "检索标题", "导出检索数据")
_LINE = re.compile(r"^ *(?P<spent>\d+\.\d\d) *\d+\.\d\d  (?P<name>\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """What a step costs: CPU seconds, those for the site and for the search, seconds passed, memory (MB)."""

    name: str
    spent: float
    site: float
    search: float
    passed: float
    memory: int
    together: int


@dataclass
class Size:
    """What was measured of one number of notices.

    Attributes:
        count: The number.
        full: Whether they are whole laws.
        steps: What each step costs.
        load: How many processes wanted a processor at the end.
        disk: What the archive takes, built (MB).
    """

    count: int
    full: bool
    steps: list[Step] = field(default_factory=list)
    load: float = 0.0
    disk: int = 0

    def spent(self, name: str) -> float:
        """CPU seconds of a step."""
        return next(one.spent for one in self.steps if one.name == name)


def measure(size: Size, project: Project, hugo: str) -> Iterator[Step]:
    """Take every step."""
    command = [sys.executable, "-m", "build_tools", "--root", str(project.root), "build", "--profile"]
    for name, (_, change) in STEPS.items():
        change(project, size.count)
        yield step(name, command)
        if name == _NOTHING:
            place = project.root / "hugo"
            dress(project.docs, place)
            yield step(_HUGO, [hugo, "--quiet", "--source", str(place)])
            shutil.rmtree(place)


def step(name: str, command: list[str]) -> Step:
    """What a command costs."""
    try:
        cost = measured(command, ROOT)
    except Failed as told:
        raise SystemExit(str(told)) from None
    own: dict[str, float] = {}
    for found in _LINE.finditer(cost.said):
        own[found["name"]] = float(found["spent"])
    site, search = (
        sum(spent for told, spent in own.items() if told.startswith(begun)) for begun in (_SITE, _SEARCH)
    )
    return Step(name, cost.spent, site, search, cost.passed, cost.memory, cost.together)


def show(one: Step, size: Size) -> None:
    """A line for a person who waits."""
    unit = next((two.spent for two in size.steps if two.name == _HUGO), 0.0)
    share = f"{one.spent / unit:9.2f}" if unit else f"{'':9}"
    print(
        f"{one.name:20}{one.spent:9.2f}{share}{one.site:9.2f}{one.search:9.2f}{one.passed:9.2f}"
        f"{one.memory:9}{one.together:9}",
        flush=True,
    )


def growth(sizes: list[Size]) -> Iterator[str]:
    """What a notice costs from nothing, against the smallest number of the same sort."""
    for full in (False, True):
        held = sorted((one for one in sizes if one.full == full), key=lambda one: one.count)
        first = held[0].spent(_NOTHING) / held[0].count if held else 0.0
        for one in held:
            spent = one.spent(_NOTHING)
            yield (
                f"{one.count:7}{' full' if full else ''}: {spent / one.count * 1000:.2f} CPU ms a notice, "
                f"{spent / one.count / first:.2f} of {held[0].count}'s, "
                f"{spent / one.spent(_HUGO):.2f} of Hugo's; {one.disk} MB on disk; load {one.load:.1f}"
            )


def tables(sizes: list[Size]) -> Iterator[str]:
    """The figures for readers, a table for each sort of text."""
    names = {_HUGO: "Hugo，从零开始", **{name: told for name, (told, _) in STEPS.items()}}
    for full in (False, True):
        held = sorted((one for one in sizes if one.full == full), key=lambda one: one.count)
        if not held:
            continue
        heads = [f"{one.count:,} 份{'全文' if full else ''}" for one in held]
        yield f"| CPU 秒（Hugo 的倍数）／历时秒／内存 MB | {' | '.join(heads)} |"
        yield f"|{'---|' * (len(held) + 1)}"
        for name, told in names.items():
            yield f"| {told} | {' | '.join(_cell(one, name) for one in held)} |"
        each = (f"{one.spent(_NOTHING) / one.count * 1000:.1f}" for one in held)
        yield f"| 从零开始，每份 CPU 毫秒 | {' | '.join(each)} |"
        found = (f"{next(two.search for two in one.steps if two.name == 'one edited'):.2f}" for one in held)
        yield f"| 改一份正文，其中检索 CPU 秒 | {' | '.join(found)} |"
        yield ""


def _cell(size: Size, name: str) -> str:
    one = next(one for one in size.steps if one.name == name)
    share = one.spent / size.spent(_HUGO)
    memory = (
        f"{one.memory:,}" if one.together < one.memory * 1.1 else f"{one.memory:,}，合计 {one.together:,}"
    )
    return f"{one.spent:.2f}（{share:.2f}）／{one.passed:.1f}／{memory}"


def occupied(folder: Path) -> int:
    """What a folder takes on the disk (MB)."""
    places = (Path(where, name) for where, _, names in os.walk(folder) for name in names)
    return sum(place.lstat().st_blocks for place in places) // 2048


def run(chosen: argparse.Namespace, folder: Path) -> list[Size]:
    """Measure every size that is not done; all that are."""
    place = folder / "figures.json"
    sizes: list[Size] = []
    if place.exists():
        for told in json.loads(place.read_text(encoding="utf-8")):
            sizes.append(Size(**told | {"steps": [Step(**one) for one in told["steps"]]}))
    for count in () if chosen.table else chosen.counts:
        if any((one.count, one.full) == (count, chosen.full) for one in sizes):
            continue
        size = Size(count, chosen.full)
        project = Project(folder / f"{count}{'-full' if chosen.full else ''}")
        shutil.rmtree(project.root, ignore_errors=True)
        project.root.mkdir(parents=True)
        # In a process of its own: a process counts the memory of the one that started it.
        here = [
            sys.executable,
            __file__,
            str(chosen.corpus),
            "--counts",
            str(count),
            "--make",
            str(project.root),
        ]
        measured([*here, "--full"] if chosen.full else here, ROOT)
        heads = ("CPU s", "of Hugo", "site", "search", "s", "MB", "MB all")
        print(f"{count:6} notices{'':6}{''.join(f'{head:>9}' for head in heads)}", flush=True)
        for one in measure(size, project, chosen.hugo):
            size.steps.append(one)
            show(one, size)
        size.load, size.disk = os.getloadavg()[0], occupied(project.root)
        sizes.append(size)
        place.write_text(json.dumps([asdict(one) for one in sizes], ensure_ascii=False), encoding="utf-8")
        if not chosen.keep:
            shutil.rmtree(project.root)
    return sizes


def main() -> None:
    """Make the archives, take every step, print the tables."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("corpus", type=Path)
    options.add_argument(
        "--counts", "--count", type=lambda text: [*map(int, text.split(","))], default=[1000]
    )
    options.add_argument("--full", action="store_true", help="whole laws")
    options.add_argument("--hugo", default=str(Path(sys.executable).with_name("hugo")))
    options.add_argument("--folder", type=Path, help="where figures stay, to go on later")
    options.add_argument("--keep", action="store_true", help="keep the archives as well")
    options.add_argument("--table", action="store_true", help="print the figures in the folder in Markdown")
    options.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.make:
        make(chosen.make, chosen.corpus, chosen.counts[0], chosen.full)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = (chosen.folder or Path(name)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        sizes = run(chosen, folder)
    print("\n".join(tables(sizes) if chosen.table else growth(sizes)))


if __name__ == "__main__":
    main()

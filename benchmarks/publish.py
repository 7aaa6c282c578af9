"""What publishing costs: the whole chain from YAML to site, beside Hugo on the same pages.

Run ``.venv/bin/python benchmarks/publish.py laws.jsonl.xz`` (1,000 notices; ``--count`` for others,
``--full`` for whole laws instead of notices of up to 4 KB).  The notices are cut from the corpus, always
the same for the same number, and cite earlier ones by title and number.  Every step is a process of its
own; printed are its CPU time (with its children's), what of it went into the last step, which makes the
site of the pages, both also in terms of Hugo's CPU time for these pages (the package ``hugo``; ``--hugo``
names another binary), the time that passed and the greatest memory of a process.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from hugo_site import dress  # noqa: E402

from build_tools.project import Project  # noqa: E402
from tiny import make as tiny  # noqa: E402

#: Greatest size of a text (bytes), and how many others it cites.
SIZE, CITED = 4000, 3
REGIONS = {"100000": "全国", "140000": "山西省", "350000": "福建省"}
INDUSTRIES = {"coal": "煤矿", "fire": "消防", "chemicals": "危险化学品", "construction": "建筑施工"}
BODIES = "金木水火土日月星"


def laws(place: Path) -> list[tuple[str, list[str]]]:
    """Title and paragraphs of each law, without headings."""
    found = []
    with lzma.open(place, "rt", encoding="utf-8") as lines:
        for line in lines:
            law = json.loads(line)
            plain = [
                text.strip() for text in law["body"].split("\n") if text.strip() and text[0] not in "#|-"
            ]
            # What the checks would take for something else: markup, names of other texts, addresses.
            plain = [re.sub(r"[《》<>*_`\\\[\]{}|]|[现居户]?住[址在]?|家住", "", text) for text in plain]
            found.append((re.sub(r"[《》]", "", law["title"]), [text for text in plain if text]))
    return found


def texts(corpus: list[tuple[str, list[str]]], full: bool) -> Iterator[tuple[str, list[str]]]:
    """Name and paragraphs of each piece, again and again; never twice the same name."""
    serial = 0
    while True:
        for title, paragraphs in corpus:
            for piece in [paragraphs] if full else cut(paragraphs):
                serial += 1
                yield f"{title}有关规定（第{serial}份）", piece


def cut(paragraphs: list[str]) -> Iterator[list[str]]:
    """Pieces of notice size."""
    piece: list[str] = []
    size = 0
    for text in paragraphs:
        long = len(text.encode())
        if piece and size + long > SIZE:
            yield piece
            piece, size = [], 0
        piece.append(text)
        size += long
    if piece:
        yield piece


def notice(
    serial: int, count: int, name: str, paragraphs: list[str], earlier: list[dict[str, object]]
) -> dict[str, object]:
    """One notice that cites some of the earlier ones."""
    dice = random.Random(serial)
    day = date(2001, 1, 1) + timedelta(days=serial * 8000 // count)
    parts = [f"现就{name}通知如下。"]
    for _ in range(CITED if earlier else 0):
        other = dice.choice(earlier)
        parts.append(f"认真落实《{other['title']}》（{other['document_number']}）要求。")
    for at, text in enumerate(paragraphs):
        if at % 8 == 0:
            parts.append(f"## 第{at // 8 + 1}项")
        parts.append(text)
    return {
        "id": f"jiceting-{serial}",
        "title": title(name),
        "type": "通知",
        "issuing_bodies": [f"office-{serial % len(BODIES)}"],
        "document_number": f"{BODIES[serial % len(BODIES)]}基测〔{day.year}〕{serial + 1}号",
        "document_date": day.isoformat(),
        "industries": [list(INDUSTRIES.values())[serial % len(INDUSTRIES)]],
        "region": list(REGIONS)[serial % len(REGIONS)],
        "body": "\n\n".join(parts) + "\n",
    }


def title(name: str) -> str:
    """The title of a notice about something."""
    return f"关于{name}的通知"


def save(project: Project, record: dict[str, object]) -> None:
    """Write a notice."""
    place = project.content / "notices" / f"{record['id']}.yml"
    text = yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    place.write_text(text, encoding="utf-8")


def make(folder: Path, corpus: Path, count: int, full: bool) -> Project:
    """A tiny archive and ``count`` notices."""
    project = tiny(folder)
    vocabularies = project.content / "vocabularies"
    listed = [{"id": key, "name": name} for key, name in INDUSTRIES.items()]
    (vocabularies / "industries.yml").write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    listed = [{"code": key, "name": name} for key, name in REGIONS.items()]
    (vocabularies / "regions.yml").write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    for number, sign in enumerate(BODIES):
        body = {"id": f"office-{number}", "names": [{"name": f"{sign}州市基础测试局"}]}
        place = project.content / "organizations" / f"office-{number}.yml"
        place.write_text(yaml.safe_dump(body, allow_unicode=True), "utf-8")
    pieces = texts(laws(corpus), full)
    earlier: list[dict[str, object]] = []
    for serial in range(count):
        record = notice(serial, count, *next(pieces), earlier)
        save(project, record)
        earlier.append({name: record[name] for name in ("title", "document_number")})
    return project


def load(project: Project, serial: int) -> dict[str, object]:
    """Read a notice back."""
    place = project.content / "notices" / f"jiceting-{serial}.yml"
    return yaml.load(place.read_text(encoding="utf-8"), yaml.CSafeLoader)


def edit(project: Project, count: int) -> None:
    """Add a sentence to one notice."""
    record = load(project, count // 2)
    save(project, record | {"body": f"{record['body']}\n请各单位及时报告落实情况。\n"})


def retitle(project: Project, count: int) -> None:
    """Give one notice another title, which the pages of those that it cites show."""
    record = load(project, count // 2 + 1)
    save(project, record | {"title": f"{record['title']}（修订）"})


def add(project: Project, count: int) -> None:
    """Add a notice."""
    record = load(project, count // 3)
    changed = {
        "id": f"jiceting-{count}",
        "title": f"{record['title']}的补充",
        "document_number": f"金基测〔2022〕{count + 1}号",
    }
    save(project, record | changed)


def remove(project: Project, count: int) -> None:
    """Remove the notice that was added."""
    (project.content / "notices" / f"jiceting-{count}.yml").unlink()


def rename(project: Project, count: int) -> None:
    """Give one notice another id."""
    record = load(project, count // 4)
    (project.content / "notices" / f"{record['id']}.yml").unlink()
    save(project, record | {"id": f"{record['id']}-a"})


def settings(project: Project, count: int) -> None:
    """Change a setting that every page shows."""
    text = project.config.read_text(encoding="utf-8")
    project.config.write_text(text.replace("切换到浅色", "换成浅色"), encoding="utf-8")


def look(project: Project, count: int) -> None:
    """Change the template of every page."""
    place = project.theme / "partials" / "footer.html"
    place.write_text(place.read_text(encoding="utf-8").replace("内容截至", "资料截至"), encoding="utf-8")


def clear(project: Project, count: int) -> None:
    """Nothing is left of earlier builds."""
    shutil.rmtree(project.build, ignore_errors=True)


STEPS: dict[str, Callable[[Project, int], None]] = {
    "from nothing": clear,
    "nothing changed": lambda project, count: None,
    "one edited": edit,
    "one retitled": retitle,
    "one added": add,
    "one removed": remove,
    "one renamed": rename,
    "a setting changed": settings,
    "the theme changed": look,
}


def build(project: Project) -> None:
    """The whole chain; tells the CPU time of its last step, which makes the site of the pages."""
    from build_tools import pipeline

    publish, spent = pipeline.publish.publish, 0.0

    def timed(*given: Any) -> Any:
        nonlocal spent
        before = sum(os.times()[:4])
        try:
            return publish(*given)
        finally:
            spent = sum(os.times()[:4]) - before

    pipeline.publish.publish = timed
    outcome = pipeline.build(project)
    if not outcome.published:
        errors = [str(problem) for problem in outcome.problems if problem.severity == "error"]
        raise SystemExit("\n".join(errors[:5]))
    print(spent)


class Cost(NamedTuple):
    """What a command costs: CPU seconds, of these for the site, seconds passed, memory (MB)."""

    spent: float
    site: float
    passed: float
    memory: int


def measured(command: list[str]) -> Cost:
    """What a command costs; it may tell on its last line what it spent on the site."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT)
    assert child.stdout is not None
    told = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stdout.close()
    if status:
        raise SystemExit(f"{' '.join(command)}: {child.returncode}\n{told}")
    last = told.strip().rpartition("\n")[2]
    spent = usage.ru_utime + usage.ru_stime
    site = float(last) if re.fullmatch(r"[0-9.]+", last) else spent
    return Cost(spent, site, time.monotonic() - start, usage.ru_maxrss // 1024)


def show(name: str, cost: Cost, unit: float) -> None:
    """A line of the table."""
    print(
        f"{name:20}{cost.spent:9.2f}{cost.spent / unit:9.2f}{cost.site:9.2f}{cost.site / unit:9.2f}"
        f"{cost.passed:9.2f}{cost.memory:9}",
        flush=True,
    )


def main() -> None:
    """Make the archive, take every step, print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--full", action="store_true")
    options.add_argument("--hugo", default=str(Path(sys.executable).with_name("hugo")))
    options.add_argument("--folder", type=Path, help="where to keep the archive; empty")
    options.add_argument("--step", choices=("make", "build"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.step == "build":
        build(Project(chosen.folder))
        return
    if chosen.step == "make":
        make(chosen.folder, chosen.corpus, chosen.count, chosen.full)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = (chosen.folder or Path(name)).absolute()
        project = Project(folder)
        command = [sys.executable, __file__, *sys.argv[1:], "--folder", str(folder), "--step"]
        # In a process of its own: a process counts the memory of the one that started it.
        measured([*command, "make"])
        run(project, chosen.count, chosen.hugo, [*command, "build"])


def run(project: Project, count: int, hugo: str, command: list[str]) -> None:
    """Take every step and print what it costs."""
    unit = 0.0
    print(f"{count:6} notices{'':6}{'CPU s':>9}{'of Hugo':>9}{'site':>9}{'of Hugo':>9}{'s':>9}{'MB':>9}")
    for step, change in STEPS.items():
        change(project, count)
        figures = measured(command)
        if not unit:
            place = project.root / "hugo"
            dress(project.docs, place)
            beside = measured([hugo, "--quiet", "--source", str(place)])
            unit = beside.spent
            show("Hugo, from nothing", beside, unit)
        show(step, figures, unit)


if __name__ == "__main__":
    main()

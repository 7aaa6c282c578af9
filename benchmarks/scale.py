"""How checks, pages and the whole build grow: an invented archive of many notices, against plain MkDocs.

Run ``.venv/bin/python benchmarks/scale.py`` (10,000 notices; another number may follow).  Every notice
is put together from sentences of the real content, always the same for the same number, and cites
earlier ones.  Each step runs in a process of its own; printed are its CPU time, that time in terms of
a plain ``mkdocs build`` of the same Markdown, and its greatest memory.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import yaml

from build_tools import archive, pipeline, render, scan, validate, write
from build_tools.project import Project

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from tiny import real  # noqa: E402

#: Characters of a text, and how many others it cites.
LENGTH, CITED = 3500, 3
BODIES = ("mem", "nmsa", "nwsc-office", "state-council-office", "shanxi-wsc-office")
INDUSTRIES = ("煤矿", "非煤矿山", "危险化学品", "消防", "建筑施工", "综合")
REGIONS = ("100000", "140000")
ACTS = ("开展", "加强", "做好", "规范")
THINGS = ("隐患排查", "汛期防范", "现场管理", "教育培训", "应急演练", "检查执法")
SMALL = "一二三四五六七八九十"


def sentences(project: Project) -> list[str]:
    """The sentences of the real notices, without headings, tables and citations."""
    found = []
    for place in sorted((project.content / "notices").glob("*.yml")):
        body = yaml.safe_load(place.read_text(encoding="utf-8")).get("body") or ""
        plain = [line for line in body.split("\n") if line and line[0] not in "#|-（("]
        found += [one for line in plain for one in re.findall("[^。《》]{12,120}。", line)]
    return found


def title(serial: int) -> str:
    """The title of an invented notice."""
    act, thing = ACTS[serial % len(ACTS)], THINGS[serial // 7 % len(THINGS)]
    return f"应急管理部办公厅关于{act}第{serial}批企业{thing}工作的通知"


def invented(serial: int, count: int, said: list[str]) -> dict[str, object]:
    """One notice."""
    dice = random.Random(serial)
    day = date(2001, 1, 1) + timedelta(days=serial * 8000 // count)
    parts, length, order = [], 0, 0
    cited = [dice.randrange(serial) for _ in range(CITED if serial else 0)]
    while length < LENGTH:
        if len(parts) % 6 == 1:
            parts.append(f"## {SMALL[order % 10]}、{dice.choice(THINGS)}")
            order += 1
            continue
        words = "".join(dice.choice(said) for _ in range(dice.randint(1, 4)))
        if cited:
            words = f"认真落实《{title(cited.pop())}》要求。{words}"
        parts.append(words)
        length += len(words)
    return {
        "id": f"yingjiting-{serial}",
        "title": title(serial),
        "type": "通知",
        "issuing_bodies": [BODIES[serial % len(BODIES)]],
        "document_number": f"应急厅〔{day.year}〕{serial + 1}号",
        "document_date": day.isoformat(),
        "industries": [INDUSTRIES[serial % len(INDUSTRIES)]],
        "region": REGIONS[serial % len(REGIONS)],
        "body": "\n\n".join(parts) + "\n",
    }


def make(folder: Path, count: int) -> None:
    """The real content and ``count`` invented notices."""
    project = real(folder)
    said = sentences(project)
    for serial in range(count):
        record = invented(serial, count, said)
        place = project.content / "notices" / f"{record['id']}.yml"
        place.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=10**6), "utf-8")


def check(project: Project) -> dict[str, float]:
    """Reads, checks, connects and renders; the time of each."""
    times: dict[str, float] = {}
    start = time.process_time()

    def lap(name: str) -> None:
        nonlocal start
        times[name] = time.process_time() - start
        start = time.process_time()

    raws, problems = scan.load(project.root, project.content)
    lap("read")
    validated, found = validate.validate(raws)
    problems += found
    lap("validate")
    linked, found = archive.link(validated)
    problems += found
    lap("link")
    errors = [str(problem) for problem in problems if problem.severity == "error"]
    if errors:
        raise SystemExit("\n".join(errors[:5]))
    pages = render.render(linked)
    lap("render")
    write.write(pages, project.docs)
    lap("write")
    return times


def build(project: Project) -> dict[str, float]:
    """The whole build."""
    start = time.process_time()
    outcome = pipeline.build(project)
    if not outcome.published:
        raise SystemExit("\n".join(map(str, outcome.problems[:5])))
    return {"build": time.process_time() - start}


def mkdocs(project: Project) -> dict[str, float]:
    """MkDocs alone, on the Markdown that is there."""
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config

    start = time.process_time()
    run(load_config(str(project.config), site_dir=str(project.build / "plain")))
    return {"mkdocs build": time.process_time() - start}


STEPS = {"check": check, "mkdocs": mkdocs, "build": build}


def measured(step: str, folder: Path) -> tuple[dict[str, float], int]:
    """The times of a step in a process of its own, and its greatest memory in MB."""
    command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    told = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.stdout.close()
    if status:
        raise SystemExit(f"{step}: {os.waitstatus_to_exitcode(status)} {told.decode()}")
    return json.loads(told), usage.ru_maxrss // 1024


def main() -> None:
    """Make the archive, measure each step, print the table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("count", nargs="?", type=int, default=10_000)
    options.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.step:
        print(json.dumps(STEPS[chosen.step](Project(chosen.folder))))
        return
    with tempfile.TemporaryDirectory() as name:
        make(Path(name), chosen.count)
        print(f"{chosen.count} notices{'':22}CPU s   of mkdocs   peak MB")
        checked, plain = measured("check", Path(name)), measured("mkdocs", Path(name))
        unit = plain[0]["mkdocs build"]
        show(*checked, unit)
        show(*plain, unit)
        show(*measured("build", Path(name)), unit)


def show(times: dict[str, float], memory: int, unit: float) -> None:
    """Lines of the table."""
    for step, spent in times.items():
        print(f"{step:34}{spent:7.1f}{spent / unit:11.2f}{memory:10}", flush=True)


if __name__ == "__main__":
    main()

"""The search without a server beside Material's own and Pagefind's, on the same pages in the same run.

Run ``.venv/bin/python benchmarks/offline.py LAWS.jsonl.xz --sizes 300,3500 --pagefind PROGRAM``; the file
holds laws as JSON lines, from which notices of 1,300 characters are cut, always the same.  PROGRAM is the
``pagefind_extended`` of the package pagefind_bin_extended; without it Pagefind is left out.  ``--only ours``
leaves out both others: Material's search takes very long on many pages.

Every question of the first answer is asked in a browser that was never at the site; the server compresses
what it sends, as hosts do.  Recall is the share of the pages holding a text that stand among the first ten
results; the texts are held by one to five pages each, cut anywhere, and document numbers with square
brackets.
"""

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import offline_sites as sites
from offline_browser import chromium, first_answers, recall
from search_corpus import Notice, letters, notices

SUBSTRINGS, NUMBERS = 200, 50
#: Of these, how many the slower engines are asked.
FEWER = 5
QUESTIONS = (
    "安全生产责任",
    "行政处罚决定",
    "未成年人保护",
    "应当承担民事责任",
    "合同 违约",
    "监督检查",
    "法律责任",
)


def texts(held: list[Notice]) -> list[tuple[str, set[int]]]:
    """Texts held by few pages, with these; then numbers."""
    dice = random.Random(6)
    plain = {one.serial: letters(one.title + one.body) for one in held}
    joined = "\n".join(plain.values())
    found: list[tuple[str, set[int]]] = []
    while len(found) < SUBSTRINGS:
        own = plain[dice.choice(held).serial]
        start = dice.randrange(len(own) - 8)
        text = own[start : start + dice.randint(3, 8)]
        if joined.count(text) <= 5:
            found.append((text, {serial for serial, other in plain.items() if text in other}))
    for one in dice.sample(held, NUMBERS):
        found.append((one.number.replace("〔", "[").replace("〕", "]"), {one.serial}))
    return found


def measure(corpus: Path, count: int, engines: list[str], pagefind: Path | None) -> None:
    """Print the figures of one size."""
    held = list(notices(corpus, count))
    written = sum(len((one.title + one.body).encode("utf-8")) for one in held)
    print(f"\n{count} notices, {written / 1e6:.1f} MB of text")
    folder = Path(tempfile.mkdtemp())
    try:
        made = build(folder, held, corpus, engines, pagefind)
        asked = texts(held)
        with chromium() as browser:
            for engine, (cost, size) in made.items():
                place = folder / ("site" if engine == "material" else "plain")
                firsts = first_answers(browser, engine, place, list(QUESTIONS))
                some = asked if engine == "ours" else asked[::FEWER]
                share, later = recall(browser, engine, place, some)
                sent, cold = [one.sent for one in firsts], [one.cold for one in firsts]
                again = statistics.median(one.again for one in firsts)
                disk = f"{size / 1e6:.1f} MB on disk, {size / written:.2f} of the text"
                print(f"{engine}: {cost.cpu:.1f} s CPU, {cost.memory:.0f} MB memory, {disk}")
                print(f"  recall {share:.3f} of {len(some)} texts")
                print(f"  first answer: {statistics.median(sent) / 1e3:.0f} KB (most {max(sent) / 1e3:.0f})")
                print(f"  {statistics.median(cold):.0f} ms cold (most {max(cold):.0f})")
                # Of Material the same question again shows no end.
                print(
                    f"  the same again: {again:.0f} ms"
                    if engine != "material"
                    else "  the same again: unknown"
                )
                print(f"  another question: {later:.0f} ms", flush=True)
        told = itself("--change", folder, corpus, count).split()
        print(f"ours, one change: index {told[0]} s CPU, export {told[1]} s CPU")
    finally:
        shutil.rmtree(folder)


def build(
    folder: Path, held: list[Notice], corpus: Path, engines: list[str], pagefind: Path | None
) -> dict[str, tuple[sites.Cost, int]]:
    """Make the sites; for each engine what its index cost and its size."""
    made = {}
    (folder / "plain").mkdir()
    if "material" in engines or ("pagefind" in engines and pagefind):
        sites.pages(folder, held)
        cost = sites.material(folder)
        if "material" in engines:
            made["material"] = cost, sites.size(folder / "site" / "search" / "search_index.json")
    if "pagefind" in engines and pagefind:
        made["pagefind"] = sites.pagefind(folder, pagefind), sites.size(folder / "plain" / "pagefind")
    itself("--index", folder, corpus, len(held))
    target = folder / "plain" / "search-export"
    script = (
        "import sys; from pathlib import Path; from search_index.export import export;"
        " export(sys.argv[1], sys.argv[2], seal=Path(sys.argv[3]))"
    )
    cost = sites.run([sys.executable, "-c", script, str(folder / "index"), str(target), str(folder / "seal")])
    made["ours"] = cost, sites.size(target)
    return made


def itself(part: str, folder: Path, corpus: Path, count: int) -> str:
    """Do a part of the work in a process of its own; what it prints."""
    command = [sys.executable, __file__, str(corpus), part, str(folder), "--sizes", str(count)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", default="300,3500", help="numbers of notices, parted by commas")
    parser.add_argument("--only", default="material,pagefind,ours", help="engines, parted by commas")
    parser.add_argument("--pagefind", type=Path, help="the program pagefind_extended")
    parser.add_argument("--index", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--change", type=Path, help=argparse.SUPPRESS)
    wishes = parser.parse_args()
    for count in map(int, wishes.sizes.split(",")):
        if wishes.index:
            sites.index(wishes.index, wishes.corpus, count)
        elif wishes.change:
            sites.change(wishes.change, wishes.corpus, count)
        else:
            measure(wishes.corpus, count, wishes.only.split(","), wishes.pagefind)


if __name__ == "__main__":
    main()

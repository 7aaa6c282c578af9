"""Random changes of pages in large: after each, the site is byte for byte what MkDocs alone makes.

Run ``.venv/bin/python benchmarks/publish_changes.py`` (20 sequences of 40 steps; other numbers may follow).
What ``tests/publishing`` does in small; a sequence that fails is named by its number and can be run alone
with ``--only``.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "publishing")]
import mirror  # noqa: E402

from build_tools.publish import publish  # noqa: E402
from build_tools.publishing import tree  # noqa: E402
from build_tools.publishing.complaints import translate  # noqa: E402

ANCHORS = "\nvalidation:\n  anchors: warn\n"


def sequence(number: int, steps: int, folder: Path) -> None:
    """One sequence; AssertionError with all that was done if the site differs."""
    project = mirror.made(folder, ANCHORS if number % 2 else "")
    dice = random.Random(number)
    done: list[str] = []
    for step in range(steps):
        if step:
            done += [mirror.change(dice, project) for _ in range(dice.randint(1, 3))]
        before = mirror.tree(project.site)
        docs = tree.scan(project.docs) if dice.random() < 0.5 else None
        problems = publish(project, mirror.DAY, docs=docs)
        site, texts = mirror.plain(project)
        assert problems == tuple(sorted({translate(text) for text in texts})), (number, done)
        assert mirror.differences(mirror.tree(project.site), before if texts else site) == [], (number, done)
        mirror.mend(project, problems)


def main() -> None:
    """Run the sequences, one line each."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("sequences", nargs="?", type=int, default=20)
    options.add_argument("steps", nargs="?", type=int, default=40)
    options.add_argument("--only", type=int, help="one sequence by its number")
    chosen = options.parse_args()
    numbers = range(chosen.sequences) if chosen.only is None else [chosen.only]
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            sequence(number, chosen.steps, Path(folder))
        print(f"sequence {number}: {chosen.steps} steps, all the same", flush=True)


if __name__ == "__main__":
    main()

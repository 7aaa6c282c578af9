"""One project that is changed and built again and again, each time against a build from nothing elsewhere."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from builder import Builder, Death, Told
from dice import invented, write
from upheaval import Upheaval

from build_tools.project import Project
from tiny import ROOT, dressed

SAMPLE = ROOT / "tests" / "sample" / "content"
#: What a killed build was about to change, as a build tells it; the last is anything.
AMONG = (
    "/docs/", "/site/", r"/\.site-", "/index/", "/search/", "/cache/", "sqlite COMMIT", "os.rename",
    "journal", "", "",
)  # fmt: skip


class Differs(AssertionError):
    """A build gave something else than a build from nothing."""


def sample(folder: Path, notices: int = 8, word: str = "检查") -> Project:
    """The sample archive with some more notices."""
    folder.mkdir(parents=True)
    shutil.copytree(SAMPLE, folder / "content")
    for serial in range(notices):
        data = invented(serial, invented(serial - 1)["title"] if serial else "")
        data["body"] = data["body"].replace("检查", word)
        # Two years, of which one has several months, so that both can be divided.
        year = 2020 + serial % 2
        data["document_number"] = f"某厅发〔{year}〕{serial + 1}号"
        data["document_date"] = f"{year}-0{serial % 5 + 1}-11"
        write(folder / "content" / "notices" / f"{data['id']}.yml", data)
    return dressed(folder)


class Trial:
    """A project under trial.

    Args:
        folder: Where it lies, with all that the trial needs beside it.
        project: The project, in ``folder``.
        builder: What builds it; another may take its place at any time.
        seed: Of all that is chosen.
        foreign: Another built project.
        judge: What makes the builds from nothing; the same if not given.
    """

    def __init__(
        self,
        folder: Path,
        project: Project,
        builder: Builder,
        seed: int,
        foreign: Project,
        judge: Builder | None = None,
    ) -> None:
        self.folder, self.project, self.builder, self.judge = folder, project, builder, judge
        self.dice = random.Random(f"trial {seed}")
        self.upheaval = Upheaval(project, seed, foreign, folder / "older")
        self.good, self.anew = folder / "good", Project(folder / "anew")
        self.done: list[str] = []
        self.patience = 0.0
        self.told = Told()

    def first(self) -> None:
        """The first build, and what may come back later."""
        self.told = self.builder.build(self.project.root)
        assert self.told.published, self.told
        self.patience = self.told.spent / 4
        self.upheaval.keep()
        self.remember()

    def remember(self) -> None:
        """Keep what the site is made from, to go back to it."""
        _copy(self.project.root, self.good)

    def go_back(self) -> None:
        """What the site is made from, as it was before the last changes."""
        _copy(self.good, self.project.root)

    def step(self, changes: int, killed: bool = False) -> None:
        """Change the project and build it; some builds are killed first, and the changes go on or are taken
        back.
        """
        self.remember()
        if self.dice.random() < 0.2:
            self.upheaval.keep()
        self.done.append("/")
        for _ in range(changes):
            self.done.append(self.upheaval.upset())
        while killed:
            self.kill()
            chance = self.dice.random()
            if chance < 0.2:
                self.go_back()
                self.done.append("taken back")
            elif chance < 0.4:
                self.done.append(self.upheaval.upset())
            killed = self.dice.random() < 0.3
        self.told = self.builder.build(self.project.root)

    def kill(self) -> None:
        """Begin a build that dies at a random change of the disk, or at a random moment."""
        death = (
            Death(at=int(2 ** self.dice.uniform(0, 8)), among=self.dice.choice(AMONG))
            if self.dice.random() < 0.7
            else Death(after=self.dice.uniform(0, 1.5 + self.patience))
        )
        told = self.builder.build(self.project.root, death)
        self.done.append(f"{'killed' if told.killed else 'not killed'} at {death}")

    def compare(self) -> None:
        """Compare with a build from nothing; after faults go back to what was free of them.

        Raises:
            Differs: they are not the same.
        """
        if self.anew.root.exists():
            shutil.rmtree(self.anew.root)
        self.anew.root.mkdir()
        _copy(self.project.root, self.anew.root)
        wanted = (self.judge or self.builder).build(self.anew.root)
        ours = (self.told.error, self.told.published, self.told.problems)
        found = [] if ours == (wanted.error, wanted.published, wanted.problems) else [f"{ours} not {wanted}"]
        if self.told.published and wanted.published:
            found += self.builder.differing(self.project, self.anew)
        if found or self.told.error:
            raise Differs("\n".join([*found[:20], self.told.error, f"after {self.done}"]))
        if not self.told.published:
            self.go_back()


def _copy(source: Path, target: Path) -> None:
    """What a site is made from, in the place of what is there."""
    target.mkdir(exist_ok=True)
    for name in ("content", "theme"):
        shutil.rmtree(target / name, ignore_errors=True)
        shutil.copytree(source / name, target / name)
    shutil.copy2(source / "mkdocs.yml", target)

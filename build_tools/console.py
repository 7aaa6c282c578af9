"""What is said to a person at the command line.  The only module that prints."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator

import click

from .project import Project
from .terminal import visible

#: About when the program began.
_BEGAN = time.monotonic()


class Progress:
    """Tells a person at a terminal what goes on; says nothing in a pipe."""

    def __init__(self) -> None:
        self.start = time.monotonic()

    def __call__(self, message: str) -> None:
        if sys.stderr.isatty():
            say(f"[{time.monotonic() - self.start:5.1f} 秒] {message}", error=True)


class Profile(Progress):
    """Keeps what each step costs: the time of all processors, also of other processes, and by the clock."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: dict[str, list[float]] = {}
        self._notes: dict[str, str] = {}
        self._name = "准备"
        # What the program has cost until now is part of it.
        self._last = (0.0, _BEGAN)

    def __call__(self, message: str) -> None:
        super().__call__(message)
        self._lap()
        self._name, _, note = message.partition("：")
        if note:
            self._notes[self._name] = note

    def lines(self) -> Iterator[str]:
        """A line for each step, and the sum."""
        self._lap()
        yield "  CPU 秒    用时  步骤"
        for name, (work, clock) in self._steps.items():
            note = f"（{self._notes[name]}）" if name in self._notes else ""
            yield f"{work:8.2f}{clock:8.2f}  {name}{note}"
        whole = [sum(column) for column in zip(*self._steps.values(), strict=True)]
        yield f"{whole[0]:8.2f}{whole[1]:8.2f}  合计"

    def _lap(self) -> None:
        now = self._now()
        held = self._steps.setdefault(self._name, [0.0, 0.0])
        for place in (0, 1):
            held[place] += now[place] - self._last[place]
        self._last = now

    @staticmethod
    def _now() -> tuple[float, float]:
        # Only who measures pays for loading what starts processes.
        from . import workers

        return sum(os.times()[:4]) + workers.spent(), time.monotonic()


def say(text: str, error: bool = False) -> None:
    """Print one text."""
    click.echo(visible(text), err=error)


def show(pieces: Iterable[tuple[str, bool]]) -> None:
    """Print one text made of pieces; the marked ones stand out at a terminal."""
    click.echo(
        "".join(
            click.style(visible(text), bold=True, fg="red") if mark else visible(text)
            for text, mark in pieces
        )
    )


def put(text: str) -> None:
    """Print a text for a program or a file, as it is."""
    click.echo(text)


def project_of(ctx: click.Context) -> Project:
    """The project that a command works on.

    Raises:
        UsageError: there is none.
    """
    project = Project.find(ctx.obj)
    if project is None:
        raise click.UsageError(f"{ctx.obj} 不是政策档案库：找不到 content/ 和 mkdocs.yml", ctx)
    return project

"""What is said to a person at the command line.  The only module that prints."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable

import click

from .project import Project
from .terminal import visible


class Progress:
    """Tells a person at a terminal what goes on; says nothing in a pipe."""

    def __init__(self) -> None:
        self.start = time.monotonic()

    def __call__(self, message: str) -> None:
        if sys.stderr.isatty():
            say(f"[{time.monotonic() - self.start:5.1f} 秒] {message}", error=True)


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

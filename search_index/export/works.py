"""The parts of a segment as files, written by one process or by several at once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..processes import pool
from ..reader import Index
from . import segment as segments
from .script_text import part

#: From so many records on other processes pay.
MANY = 2000


def write(index: Index, number: int, folder: Path, processes: int) -> None:
    """Write all parts of a segment of an index, given by its number, into a folder."""
    one = index.segments[number]
    told: dict[str, Any] = {}
    if processes > 1 and one.size >= MANY:
        with pool(min(processes, len(segments.WORKS))) as others:
            given = [
                (index.path, index.generation, number, work, folder) for work in range(len(segments.WORKS))
            ]
            for known in others.map(_elsewhere, *zip(*given, strict=True)):
                told |= known
    else:
        for work in segments.WORKS:
            told |= files(folder, work(one))
    files(folder, [("head", segments.head(one, told))])


def files(folder: Path, parts: Iterable[segments.Part]) -> dict[str, Any]:
    """Write parts as scripts; what is only told of them is returned."""
    told = {}
    for name, data in parts:
        if name.startswith("?"):
            told[name[1:]] = json.loads(data)
        else:
            (folder / f"{name}.js").write_bytes(part(data))
    return told


def _elsewhere(
    path: Path, generation: tuple[int, ...], number: int, work: int, folder: Path
) -> dict[str, Any]:
    """Do one piece of work in a process of its own."""
    index = Index.open(path)
    if index.generation != generation:
        raise RuntimeError("the index was changed while it was exported")
    return files(folder, segments.WORKS[work](index.segments[number]))

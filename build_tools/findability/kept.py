"""What asking for every record gave, kept until anything that it follows from changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path

import search_index

from .findings import Finding, Findings
from .questions import Question


def state(documents: Iterable[tuple[str, str]], lexicon: str) -> str:
    """Names what answers follow from: documents by id and digest, the lexicon's digest, the program."""
    named = hashlib.sha256(lexicon.encode())
    for id_, digest in sorted(documents):
        named.update(f"{id_} {digest}\n".encode())
    for folder in (Path(search_index.__file__).parent, Path(__file__).parent):
        for place in sorted(folder.rglob("*")):
            if place.suffix in (".py", ".json"):
                named.update(place.read_bytes())
    return named.hexdigest()


def keep(place: Path, named: str, found: Findings) -> None:
    """Keep findings under the name of their state."""
    rows = [[*astuple(one.question), one.place] for one in found.every]
    text = json.dumps([named, found.records, found.held, rows], ensure_ascii=False)
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(place)


def kept(place: Path, named: str) -> Findings | None:
    """What the same questions gave the last time; what cannot be read is none."""
    try:
        told, records, held, rows = json.loads(place.read_text(encoding="utf-8"))
        if told != named:
            return None
        every = (
            Finding(Question(sort, way, text, tuple(wanted), title), at)
            for sort, way, text, wanted, title, at in rows
        )
        return Findings(tuple(every), records, held)
    except (OSError, ValueError, TypeError):
        return None

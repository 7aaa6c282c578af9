"""Which records are asked for where there are too many for all: always the same ones of the same archive."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path

#: Ids kept beyond those chosen, so that records may go without all ids being read.
SPARE = 64


def first(ids: Iterable[str], most: int) -> list[str]:
    """So many of the ids by chance, but always the same ones."""
    return sorted(ids, key=_chance)[:most]


def _chance(id_: str) -> bytes:
    return hashlib.sha256(id_.encode()).digest()


class Pool:
    """The first ids by chance, and some more, kept from one state of the index to the next."""

    def __init__(self, place: Path, size: int) -> None:
        self._place = place
        self._size = size

    def chosen(
        self,
        generation: int,
        changes: tuple[int, Iterable[str], Iterable[str]] | None,
        every: Callable[[], Iterable[str]],
    ) -> list[str]:
        """The first ids of an index's generation.

        ``changes`` are the generation before, the ids that may be new since and those that are gone; without
        them, or if what is kept is not of that generation, ``every`` gives all ids.
        """
        kept = self._kept(changes[0]) if changes else None
        if kept is None or not changes:
            held = first(every(), self._size + SPARE)
        else:
            _, added, gone = changes
            last = _chance(kept[-1])
            known = {*kept, *added} - {*gone}
            # Behind the last one kept there may be others that are not known.
            held = [id_ for id_ in first(known, len(known)) if _chance(id_) <= last]
            if len(held) < self._size:
                held = first(every(), self._size + SPARE)
        text = json.dumps([generation, held[: self._size + SPARE]], ensure_ascii=False)
        self._place.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._place.with_name(f"{self._place.name}.new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self._place)
        return held[: self._size]

    def _kept(self, generation: int) -> list[str] | None:
        try:
            told, held = json.loads(self._place.read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError):
            return None
        sound = told == generation and isinstance(held, list) and len(held) > self._size
        return held if sound and all(isinstance(one, str) for one in held) else None

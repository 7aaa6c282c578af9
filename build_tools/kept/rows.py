"""What records leave and what pieces ask for, as rows of the store."""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from io import BytesIO
from typing import Any

#: Rank and value of a fact, by its key.
Facts = Mapping[str, tuple[str, Any]]
#: The same with values as bytes, ``None`` for a value that is ``None``.
Said = dict[str, tuple[str, bytes | None]]

#: From this size on bytes are worth making smaller; heads, which are read most, are shorter.
_LONG = 512


class Damaged(Exception):
    """What is kept cannot be used."""


def pack(value: Any) -> bytes:
    """A value as bytes with a checksum."""
    data = pickle.dumps(value, 5)
    if len(data) >= _LONG:
        data = zlib.compress(data, 1)
    return zlib.crc32(data).to_bytes(4, "big") + data


def unpack(data: Any) -> Any:
    """The value; raises Damaged if the bytes are not what was kept."""
    if not isinstance(data, bytes) or zlib.crc32(data[4:]) != int.from_bytes(data[:4], "big"):
        raise Damaged("checksum")
    try:
        # A pickle begins with 0x80, what zlib made smaller with 0x78.
        return pickle.loads(zlib.decompress(data[4:]) if data[4:5] == b"\x78" else data[4:])
    except Exception as error:
        raise Damaged(str(error)) from error


def said(facts: Facts) -> Said:
    """Facts with their values as bytes, which tell whether a value is another."""
    return {key: (rank, None if value is None else _bytes(value)) for key, (rank, value) in facts.items()}


def _bytes(value: Any) -> bytes:
    """A value as bytes: the same for equal values, whatever parts of them are one object in memory."""
    found = BytesIO()
    pickler = pickle.Pickler(found, 5)
    pickler.fast = True
    pickler.dump(value)
    return found.getvalue()


def value(held: Said, key: str) -> Any:
    """The value of a fact; raises Damaged if there is none."""
    if key not in held:
        raise Damaged(key)
    data = held[key][1]
    return None if data is None else pickle.loads(data)


def mark(text: str) -> int:
    """A number that stands for a key or a name: readers of keys take a fifth of the room so.

    Two keys with one number would only have a piece made once too often.
    """
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def marks(keys: Iterable[str]) -> array[int]:
    """The numbers of keys, in order."""
    return array("q", sorted({mark(key) for key in keys}))


class Rows:
    """Rows of a whole build, or of a part of it."""

    def __init__(self) -> None:
        self.facts: list[tuple[str, str, str, str]] = []
        self.said: list[tuple[str, str, bytes]] = []
        self.asked: list[tuple[int, str, bytes]] = []
        self.readers: list[tuple[int, int]] = []

    def leave(self, owner: str, step: str, facts: Facts) -> None:
        """What a record leaves in a step."""
        if facts:
            held = said(facts)
            self.facts += ((key, rank, owner, step) for key, (rank, _) in held.items())
            self.said.append((owner, step, pack(held)))

    def ask(self, name: str, keys: Iterable[str]) -> None:
        """What a piece or a reading asked for."""
        if found := marks(keys):
            own = mark(name)
            self.asked.append((own, name, pack(found.tobytes())))
            self.readers += ((key, own) for key in found)

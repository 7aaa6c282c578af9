"""Sorted keys as bytes: each says how much of the one before it repeats, then the rest."""

from __future__ import annotations

from collections.abc import Iterable

#: The longest beginning that is repeated, and the bit of a flag beside it.
_LONGEST, _FLAG = 15, 16


def write(keys: Iterable[str], flags: Iterable[bool] | None = None) -> bytes:
    """The keys, which hold no character below 32, each with its flag, as UTF-8."""
    pieces = []
    before = ""
    for key, flag in zip(keys, flags, strict=True) if flags is not None else ((key, False) for key in keys):
        shared = 0
        most = min(len(key), len(before), _LONGEST)
        # Beyond U+FFFF JavaScript counts two units: what is repeated ends before.
        while shared < most and key[shared] == before[shared] <= "\uffff":
            shared += 1
        pieces.append(chr(shared + (_FLAG if flag else 0)) + key[shared:])
        before = key
    return "".join(pieces).encode("utf-8")

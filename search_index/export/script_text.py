"""Bytes as the text of a script: seven bits a character.

A page opened from a disk may load a script, but may not read a file.  So every part is a script that
hands one string to the reader.  The string holds ASCII only, whatever character set a server
declares; its eight characters carry seven bytes, and the four that cannot stand in a string literal
are written with a backslash.
"""

from __future__ import annotations

import numpy as np

_ESCAPES = ((b"\\", b"\\\\"), (b"'", b"\\'"), (b"\n", b"\\n"), (b"\r", b"\\r"))


def characters(data: bytes) -> bytes:
    """The characters that carry ``data``: eight for every seven bytes, the last of them cut."""
    padded = np.zeros(-(-len(data) // 7) * 7, dtype=np.uint8)
    padded[: len(data)] = np.frombuffer(data, dtype=np.uint8)
    groups = padded.reshape(-1, 7)
    coded = np.empty((len(groups), 8), dtype=np.uint8)
    coded[:, 0] = groups[:, 0] >> 1
    for place in range(1, 7):
        coded[:, place] = (groups[:, place - 1] << (7 - place)) & 0x7F | groups[:, place] >> (place + 1)
    coded[:, 7] = groups[:, 6] & 0x7F
    return coded.tobytes()[: -(-len(data) * 8 // 7)]


def part(data: bytes) -> bytes:
    """The script that hands the data to the reader."""
    text = characters(data)
    for raw, escaped in _ESCAPES:
        text = text.replace(raw, escaped)
    return b"searchReader.part('" + text + b"')\n"

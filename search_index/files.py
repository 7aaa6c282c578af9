"""Files that are seen whole or not at all."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

SEAL = 16
"""Bytes of the digest that ends a sealed file."""


def sealed(data: bytes) -> bytes:
    """Return the data with a digest behind it, by which damage is seen."""
    return data + hashlib.blake2b(data, digest_size=SEAL).digest()


def unsealed(data: bytes) -> bytes:
    """Return the data without its digest; ValueError if the digest is not that of the data."""
    plain = data[:-SEAL]
    if sealed(plain) != data:
        raise ValueError("damaged")
    return plain


def replace_file(place: Path, data: bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part."""
    part = place.with_name(f"{place.name}.{os.getpid()}")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)


def settle(place: Path) -> None:
    """Make sure that the disk has a file and its name, so that what it replaces may go."""
    # Some systems refuse this for a folder or for a file opened to be read; there it is left to them.
    for one in (place, place.parent):
        with suppress(OSError):
            handle = os.open(one, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

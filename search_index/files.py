"""Files that are seen whole or not at all."""

import os
from contextlib import suppress
from pathlib import Path


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

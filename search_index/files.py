"""Files that are seen whole or not at all."""

import os
from pathlib import Path


def replace_file(place: Path, data: bytes) -> None:
    """Write a file so that a reader finds the old one or the new one, never a part."""
    part = place.with_name(f"{place.name}.{os.getpid()}")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)

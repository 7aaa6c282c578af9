"""Files of named arrays: written in pieces, read through a memory map without copying."""

import json
import mmap
import os
import shutil
import struct
import tempfile
from pathlib import Path

import numpy as np

MAGIC = b"arrays01"
ALIGN = 8
IN_MEMORY = 1 << 20
"""A growing array stays in memory up to this many bytes."""
TAIL = struct.Struct("<Q8s")


class ArraysWriter:
    """Writes one file of named arrays; every array may grow piece by piece."""

    def __init__(self, place: Path):
        self._place = place
        self._spools: dict[str, tempfile.SpooledTemporaryFile] = {}
        self._types: dict[str, str] = {}

    def append(self, name: str, values: np.ndarray) -> None:
        """Add values to an array; the first piece decides its type."""
        values = np.ascontiguousarray(values)
        if name not in self._spools:
            spool = tempfile.SpooledTemporaryFile(IN_MEMORY, dir=self._place.parent)  # noqa: SIM115 (close)
            self._spools[name] = spool
            self._types[name] = values.dtype.newbyteorder("<").str
        self._spools[name].write(values.astype(self._types[name], copy=False).data)

    def close(self) -> None:
        """Put the arrays into the file and make sure that the disk has them."""
        directory = {}
        with self._place.open("wb") as file:
            file.write(MAGIC)
            for name, spool in self._spools.items():
                file.write(b"\0" * (-file.tell() % ALIGN))
                start = file.tell()
                spool.seek(0)
                shutil.copyfileobj(spool, file, IN_MEMORY)
                spool.close()
                directory[name] = (self._types[name], start, file.tell() - start)
            start = file.tell()
            file.write(json.dumps(directory).encode("ascii"))
            file.write(TAIL.pack(start, MAGIC))
            file.flush()
            os.fsync(file.fileno())

    def abandon(self) -> None:
        """Drop what was written."""
        for spool in self._spools.values():
            spool.close()


class Arrays:
    """The arrays of a file, as read-only views of its memory map."""

    def __init__(self, place: Path):
        with place.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(self._map) < TAIL.size or self._map[: len(MAGIC)] != MAGIC:
            raise ValueError(place.name)
        start, magic = TAIL.unpack(self._map[-TAIL.size :])
        if magic != MAGIC:
            raise ValueError(place.name)
        self._directory = json.loads(self._map[start : -TAIL.size])

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> np.ndarray:
        """Return an array; one that was never written is empty."""
        kind, start, size = self._directory.get(name, ("u1", 0, 0))
        dtype = np.dtype(kind)
        return np.frombuffer(self._map, dtype, size // dtype.itemsize, start)

    @property
    def names(self) -> list[str]:
        """The names of all arrays of the file."""
        return list(self._directory)

"""Files of named arrays: written in pieces, read through a memory map without copying.

Every block of a file has a checksum, and nothing is handed out before the blocks it stands in were compared
with theirs, once as long as the file is open: damage is told, never taken for data.
"""

import json
import mmap
import os
import shutil
import struct
import tempfile
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np

from search_index.errors import BrokenIndex

MAGIC = b"arrays02"
ALIGN = 8
BLOCK = 1 << 14
"""Bytes under one checksum."""
IN_MEMORY = 1 << 20
"""A growing array stays in memory up to this many bytes."""
TAIL = struct.Struct("<QQI8s")
"""Where the directory and the checksums begin, the checksum of both, and the magic bytes again."""


class Summed:
    """A file being written, with the checksums of its blocks."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self._last = bytearray()
        self._sums: list[int] = []
        self.size = 0
        """Bytes written."""

    def write(self, data: bytes) -> None:
        """Append bytes."""
        self._file.write(data)
        self.size += len(data)
        self._last += data
        whole = len(self._last) - len(self._last) % BLOCK
        with memoryview(self._last) as view:
            self._sums += [zlib.crc32(view[start : start + BLOCK]) for start in range(0, whole, BLOCK)]
        del self._last[:whole]

    def sums(self) -> np.ndarray:
        """Return the checksums of everything written, block by block; the last block may be a short one."""
        return np.array([*self._sums, *([zlib.crc32(self._last)] if self._last else [])], "<u4")


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
            summed = Summed(file)
            summed.write(MAGIC)
            for name, spool in self._spools.items():
                summed.write(b"\0" * (-summed.size % ALIGN))
                start = summed.size
                spool.seek(0)
                shutil.copyfileobj(spool, summed, IN_MEMORY)
                spool.close()
                directory[name] = (self._types[name], start, summed.size - start)
            listed = json.dumps(directory).encode("ascii")
            sums = summed.sums().tobytes()
            file.write(listed + sums)
            begin = summed.size
            file.write(TAIL.pack(begin, begin + len(listed), zlib.crc32(listed + sums), MAGIC))
            file.flush()
            os.fsync(file.fileno())


class Arrays:
    """The arrays of a file, as read-only views of its memory map.

    Opening raises BrokenIndex if the file is not whole; so does whatever meets a damaged block.
    """

    def __init__(self, place: Path):
        with place.open("rb") as file:
            if os.fstat(file.fileno()).st_size < len(MAGIC) + TAIL.size:
                raise BrokenIndex
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._map = memoryview(self._file)
        end = len(self._map) - TAIL.size
        listed, sums, check, magic = TAIL.unpack(self._map[end:])
        if magic != MAGIC or not listed <= sums <= end or zlib.crc32(self._map[listed:end]) != check:
            raise BrokenIndex
        self._directory = json.loads(bytes(self._map[listed:sums]))
        self._size = listed
        self._sums = np.frombuffer(self._map[sums:end], "<u4").tolist()
        self._sound = bytearray(len(self._sums))
        self._views: dict[str, np.ndarray] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> np.ndarray:
        """Return an array; one that was never written is empty."""
        array = self._view(name)
        return self.part(name, 0, len(array))

    def part(self, name: str, first: int, last: int) -> np.ndarray:
        """Return the values of an array from first up to last, without looking at the others."""
        array = self._view(name)[first:last]
        if len(array):
            start = self._directory[name][1] + first * array.itemsize
            self._check(start, start + array.nbytes)
        return array

    def check(self) -> None:
        """Raise BrokenIndex if anything in the file is damaged."""
        self._check(0, self._size)

    def release(self) -> None:
        """Let the machine have the memory of what was read; reading it again reads the file again."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self._file.madvise(mmap.MADV_DONTNEED)

    def _view(self, name: str) -> np.ndarray:
        if name not in self._views:
            kind, start, size = self._directory.get(name, ("u1", 0, 0))
            dtype = np.dtype(kind)
            self._views[name] = np.frombuffer(self._map, dtype, size // dtype.itemsize, start)
        return self._views[name]

    def _check(self, start: int, end: int) -> None:
        """Compare the blocks that hold the bytes from start up to end with their checksums."""
        last = (end - 1) // BLOCK + 1
        block = self._sound.find(0, start // BLOCK, last)
        while block >= 0:
            begin = block * BLOCK
            if zlib.crc32(self._map[begin : min(begin + BLOCK, self._size)]) != self._sums[block]:
                raise BrokenIndex
            self._sound[block] = 1
            block = self._sound.find(0, block + 1, last)

    @property
    def names(self) -> list[str]:
        """The names of all arrays of the file."""
        return list(self._directory)

"""Arrays kept in memory, the least recently used dropped first."""

from collections import OrderedDict
from collections.abc import Callable, Collection
from threading import Lock
from typing import Any

import numpy as np

ENTRY = 200
"""Bytes that an entry costs beside its arrays, roughly."""


class Kept:
    """A bounded store of arrays; threads may share it.  Keys begin with the name of the segment."""

    def __init__(self, limit: int):
        self._limit = limit
        self._size = 0
        self._entries: OrderedDict[tuple[Any, ...], tuple[Any, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[Any, ...], make: Callable[[], Any]) -> Any:
        """Return what is kept under a key, or make it and keep it. The value is an array, a tuple or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
                return entry[0]
        value = make()
        size = ENTRY + bytes_in(value)
        if size <= self._limit:
            with self._lock:
                if key not in self._entries:
                    self._entries[key] = (value, size)
                    self._size += size
                while self._size > self._limit:
                    self._size -= self._entries.popitem(last=False)[1][1]
        return value

    def only(self, names: Collection[str]) -> None:
        """Forget what belongs to other segments: it would keep their deleted files alive."""
        with self._lock:
            for key in [key for key in self._entries if key[0] not in names]:
                self._size -= self._entries.pop(key)[1]

    @property
    def size(self) -> int:
        """Bytes kept now."""
        return self._size


def bytes_in(value: Any) -> int:
    """Return how many bytes arrays take, alone or in a tuple."""
    if isinstance(value, np.ndarray):
        return value.nbytes
    return sum(map(bytes_in, value)) if isinstance(value, tuple) else 0

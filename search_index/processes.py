"""Other processes that do part of the work, and end when the one that started them ends, however it does."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from threading import Thread
from typing import Any


def pool(processes: int, begin: Callable[..., None] | None = None, *given: Any) -> ProcessPoolExecutor:
    """Return a pool of so many processes, each of which calls ``begin(*given)`` first."""
    return ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(begin, given)
    )


def _begin(begin: Callable[..., None] | None, given: tuple[Any, ...]) -> None:
    Thread(target=_watch, daemon=True).start()
    if begin:
        begin(*given)


def _watch() -> None:
    """End this process when the one that started it was killed: nothing else would."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)

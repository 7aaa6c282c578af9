"""What a server is told when it starts."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """What to serve, and how much of it at once."""

    site: Path
    """The folder of the published site; it may be replaced as a whole at any time."""
    index: Path
    """The folder of the index; the newest commit answers."""
    hosts: tuple[str, ...] = ()
    """Names of this machine that requests may give; without any, every name is taken."""
    seconds: float = 5.0
    """Longest time of one question."""
    waiting: int = 64
    """Most questions of one process that wait or run at a time."""
    dress: Callable[[str], str] | None = None
    """What is done to the text of each page before it is sent."""

"""What MkDocs finds fault with, kept and put into our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from logging import WARNING, Handler, LogRecord, getLogger

from ..problems import Location, Problem
from ..rules import problem

#: What MkDocs says, the code of our rule, and where the page stands in it.
_SAYINGS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"Doc file '(?P<page>[^']+)' contains (?:a link|an absolute link|an unrecognized relative link) "
            r"'(?P<what>[^']+)', but the doc '[^']+' does not contain an anchor"
        ),
        "E512",
    ),
    (re.compile(r"Doc file '(?P<page>[^']+)' contains a link '(?P<what>#[^']+)', but there is no"), "E512"),
    (re.compile(r"Doc file '(?P<page>[^']+)' contains an? [a-z ]*link '(?P<what>[^']+)'"), "E511"),
    (re.compile(r"A reference to '(?P<what>[^']+)' is included in the 'nav' configuration"), "E513"),
    (re.compile(r"Config value '(?P<what>[^']+)'"), "E514"),
)


class _Keeper(Handler):
    """Keeps what is reported as a warning or an error."""

    def __init__(self) -> None:
        super().__init__(WARNING)
        self.texts: list[str] = []

    def emit(self, record: LogRecord) -> None:
        self.texts.append(record.getMessage())


@contextmanager
def heard() -> Iterator[list[str]]:
    """What MkDocs complains of meanwhile, in its own words; nothing of it reaches the terminal."""
    keeper = _Keeper()
    logger = getLogger("mkdocs")
    logger.addHandler(keeper)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield keeper.texts
    finally:
        logger.removeHandler(keeper)
        logger.propagate = propagate


def translate(text: str) -> Problem:
    """A complaint as a problem."""
    for pattern, code in _SAYINGS:
        if found := pattern.search(text):
            parts = found.groupdict()
            place = f"build/docs/{parts['page']}" if "page" in parts else "mkdocs.yml"
            return problem(Location(place), code, {"what": parts["what"], "text": text})
    return problem(Location("mkdocs.yml"), "E515", {"text": " ".join(text.split())})

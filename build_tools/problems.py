"""Problems an editor can mend: where, what, and what to try.

A check never raises.  It yields a :class:`Fault` (a rule broken at a path inside one
record); ``validate`` and ``archive`` turn it into a :class:`Problem` by looking up the
file, line and column of that path.  The rules themselves stand in ``rules.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]

#: Keys and list positions that lead to a value inside a record, e.g. ("observations", 0, "unit").
ValuePath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that can be wrong, with a code that is never reused.

    Attributes:
        code: ``E`` (error, stops a build) or ``W`` (warning) and three digits.
        message: Chinese message, a ``str.format`` template over the fault's parameters.
        hint: Chinese template that says what to try; may be empty.
        explanation: Chinese text for ``policy-archive explain CODE``: why the rule exists,
            its source where it has one, and how to mend it.
    """

    code: str
    message: str
    hint: str
    explanation: str

    @property
    def severity(self) -> Severity:
        """``error`` for E codes, ``warning`` for W codes."""
        return "error" if self.code.startswith("E") else "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule broken at a place inside one record.

    Attributes:
        code: Code of the rule.
        path: Where in the record; the nearest existing ancestor is shown if it is absent.
        params: Values for the rule's message and hint.
        offset: Position in characters inside the text value at ``path``, if it matters.
        on_key: Point to the key instead of the value.
    """

    code: str
    path: ValuePath = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    offset: int | None = None
    on_key: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file; line and column count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault with its place and its finished Chinese words.  Sorts by place, then code."""

    location: Location
    code: str
    message: str
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """``error`` stops a build, ``warning`` does not."""
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        text = f"{self.location}: {self.code} {self.message}"
        return f"{text}\n    提示：{self.hint}" if self.hint else text

"""Whether documents and accidents lie before the day up to which the archive says it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..kinds.base import term
from ..problems import Fault, Problem
from ..validate import Unit, Validated

#: Dates by kind on which something happened, so that they cannot lie after the archive's own date.
_HAPPENED = {
    "notice": ("document_date", "print_date", "publication_date"),
    "case": ("date",),
    "statistic": ("as_of",),
}


def check(validated: Validated) -> Iterator[Problem]:
    """Documents and accidents dated after the day up to which the archive says it goes."""
    if validated.site is not None:
        for unit in validated.units:
            yield from too_late(unit, validated.site.as_of)


def too_late(unit: Unit, as_of: date) -> Iterator[Problem]:
    """A document or accident dated after the day up to which the archive says it goes."""
    for name in _HAPPENED.get(unit.kind, ()):
        day = getattr(unit.instance, name, None)
        if day is not None and str(day) > str(as_of):
            params = {"term": term(unit.model, name), "value": day, "as_of": as_of}
            yield unit.problem(Fault("W237", (name,), params))

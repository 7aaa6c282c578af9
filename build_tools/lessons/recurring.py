"""Recurring causes: which classes of causes come back, in which cases.

Records class the causes of a case as a whole, not direct and indirect ones apart, so the
classes are all that can be counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..archive import Archive
from ..kinds.case import Case
from . import cases


@dataclass(frozen=True, slots=True)
class RecurringCause:
    """A class of causes with the cases of the archive that it was found in.

    Attributes:
        cause: Name of the class.
        cases: Ids, newest first, undated last.
        types: Accident types of these cases, scheme and type, with their number, most first.
    """

    cause: str
    cases: tuple[str, ...]
    types: tuple[tuple[tuple[str, str], int], ...]


@dataclass(frozen=True, slots=True)
class Recurring:
    """All classes that occur, most frequent first, and what the counts rest on.

    Attributes:
        causes: The classes; equally frequent ones in the order of the vocabulary.
        held: Accidents that the archive holds.
        classed: How many of them have classed causes.
        years: First and last year of these, empty if no case is dated.
    """

    causes: tuple[RecurringCause, ...]
    held: int
    classed: int
    years: tuple[str, ...]

    @property
    def caution(self) -> str:
        """What a reader must know beside every count."""
        period = "至".join(f"{year}年" for year in dict.fromkeys(self.years))
        when = f"，时间为{period}" if period else ""
        return (
            f"本档案收录事故 {self.held} 起，其中 {self.classed} 起有原因归类{when}。"
            "这不是全部事故，次数只说明所收录的案例，不能推断哪种原因更常见。"
        )


def recurring(archive: Archive) -> Recurring:
    """Count the cause classes over the accidents held."""
    held = [case for case in cases(archive) if case.type == "事故"]
    classed = [case for case in held if case.causes]
    found = [
        _cause(name, [case for case in classed if name in case.causes])
        for name in archive.vocabularies["causes"]
        if any(name in case.causes for case in classed)
    ]
    years = sorted(case.date[:4] for case in classed if case.date)
    return Recurring(
        tuple(sorted(found, key=lambda one: -len(one.cases))),
        len(held),
        len(classed),
        (years[0], years[-1]) if years else (),
    )


def _cause(name: str, held: list[Case]) -> RecurringCause:
    ordered = sorted(sorted(held, key=lambda c: c.id), key=lambda c: c.date or "", reverse=True)
    counts = Counter((one.scheme, one.type) for case in held for one in case.accident_types)
    types = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return RecurringCause(name, tuple(case.id for case in ordered), tuple(types))

"""Who names each record and each vocabulary entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ..kinds import KINDS
from ..kinds.vocabulary import VOCABULARIES
from ..problems import ValuePath
from ..validate import Validated
from . import references


@dataclass(frozen=True, slots=True)
class Referrer:
    """A record or vocabulary entry that names something, and the field in which it does.

    Attributes:
        kind: Kind of the record, or name of the vocabulary.
        id: Its id, or what records write for a vocabulary entry.
        path: Where in it.
    """

    kind: str
    id: str
    path: ValuePath


@dataclass(frozen=True, slots=True)
class Naming:
    """The records of a kind that name something in one of their fields, withdrawn ones left out.

    Attributes:
        kind: The kind, or the name of a vocabulary.
        field: The field.
        ids: As many as were asked for, newest first, then in the order of their addresses.
        count: Number of all that do.
    """

    kind: str
    field: str
    ids: tuple[str, ...]
    count: int


Uses = dict[tuple[str, str], tuple[Referrer, ...]]


def uses(validated: Validated) -> tuple[Uses, Uses]:
    """Who refers to each record, and who uses each vocabulary entry."""
    order = {name: place for place, name in enumerate((*KINDS, *VOCABULARIES, "site"))}
    referrers: dict[tuple[str, str], list[Referrer]] = defaultdict(list)
    users: dict[tuple[str, str], list[Referrer]] = defaultdict(list)
    names = references.type_names(validated)
    for unit in sorted(validated.units, key=lambda unit: (order[unit.kind], unit.id)):
        for use in references.uses(unit):
            found = users if use.vocabulary else referrers
            place = use.path[len(unit.prefix) :]
            found[(use.target, names.get(use.text, use.text))].append(Referrer(unit.kind, unit.id, place))
    return _frozen(referrers), _frozen(users)


def _frozen(found: Mapping[tuple[str, str], list[Referrer]]) -> Uses:
    return {key: tuple(value) for key, value in found.items()}

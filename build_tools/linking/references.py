"""Ids of other records and words of vocabularies: every one must name something that is held."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..kinds import KINDS
from ..kinds.case import AccidentType
from ..kinds.vocabulary import VOCABULARY_TERMS, AccidentScheme
from ..problems import Fault, Problem, ValuePath
from ..validate import Unit, Validated

#: Broken references of one run for which the nearest id is looked up; the search is slow.
_MOST_HINTS = 50


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a record names another record or a word of a vocabulary.

    Attributes:
        path: Where, in the file.
        text: The id or word.
        target: Name of the kind or of the vocabulary.
        vocabulary: Whether ``target`` is a vocabulary.
    """

    path: ValuePath
    text: str
    target: str
    vocabulary: bool


def uses(unit: Unit) -> Iterator[Use]:
    """Everything that a unit names; a type of accident as its scheme and as ``scheme/type``."""
    for leaf in unit.leaves():
        if leaf.shape.ref is not None:
            yield Use(leaf.path, leaf.text, leaf.shape.ref, False)
        elif leaf.shape.vocabulary is not None:
            yield Use(leaf.path, leaf.text, leaf.shape.vocabulary, True)
        elif leaf.model is AccidentType and leaf.name == "scheme":
            yield Use(leaf.path, leaf.text, "accident_types", True)
        elif leaf.model is AccidentType and leaf.name == "type":
            scheme = unit.raw.value(leaf.path[:-1]).get("scheme")
            if isinstance(scheme, str):
                yield Use(leaf.path, f"{scheme}/{leaf.text}", "accident_types", True)


def type_names(validated: Validated) -> dict[str, str]:
    """Other names of types of accidents to their names, both as ``scheme/type``."""
    return {
        f"{key}/{alias}": f"{key}/{kind.name}"
        for key, scheme in validated.vocabularies.get("accident_types", {}).items()
        if isinstance(scheme, AccidentScheme)
        for kind in scheme.types
        for alias in kind.aliases
    }


def check(validated: Validated) -> Iterator[Problem]:
    """Broken references, unknown words, parents that do not exist or go round in a circle."""
    run = _Run(validated)
    for unit in validated.units:
        for use in uses(unit):
            yield from run.use(unit, use)
    for name in ("industries", "regions"):
        yield from run.parents(name)
    yield from _circles(validated, "organization")


@dataclass(slots=True)
class _Run:
    """One run's lists of what there is to name, and its count of hints."""

    validated: Validated
    hints: int = 0
    ids: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    words: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        for kind, id_ in sorted(self.validated.known):
            self.ids[kind][id_] = None
        for kind, records in self.validated.records.items():
            for id_, record in records.items():
                self.words[kind].setdefault(record.label, id_)
                for name in getattr(record, "names", ()):
                    for word in (name.name, *name.short_forms):
                        self.words[kind].setdefault(word, id_)
        for name, entries in self.validated.vocabularies.items():
            for key, entry in entries.items():
                self.ids[name][key] = None
                self.words[name].setdefault(getattr(entry, "name", key), key)
                if isinstance(entry, AccidentScheme):
                    names = (word for kind in entry.types for word in (kind.name, *kind.aliases))
                    self.ids[name].update((f"{key}/{word}", None) for word in names)

    def use(self, unit: Unit, use: Use) -> Iterator[Problem]:
        if use.vocabulary:
            if use.target in self.validated.broken or use.text in self.ids[use.target]:
                return
            scheme, _, word = use.text.rpartition("/")
            if scheme and scheme not in self.ids[use.target]:
                return
            term = VOCABULARY_TERMS[use.target]
            near = self.nearest_type(scheme, word) if scheme else self.nearest(use.target, word)
            hint = f"是不是想写“{near}”？" if near else f"可用的词见 content/vocabularies/{use.target}.yml"
            params = {"term": term, "word": word, "hint": hint}
            yield unit.problem(Fault("E303", use.path, params))
        elif (use.target, use.text) not in self.validated.known:
            near = self.nearest(use.target, use.text)
            kind = KINDS[use.target]
            hint = f"是不是想写“{near}”？" if near else f"先建 content/{kind.folder}/ 下的记录，或改正标识"
            yield unit.problem(Fault("E302", use.path, {"term": kind.term, "id": use.text, "hint": hint}))

    def nearest(self, target: str, text: str) -> str:
        """The id that ``text`` was probably meant to be; empty if none comes near."""
        if text in self.words[target]:
            return self.words[target][text]
        self.hints += 1
        if self.hints > _MOST_HINTS:
            return ""
        near = difflib.get_close_matches(text[:80], list(self.ids[target]), 1, 0.6)
        return near[0] if near else ""

    def nearest_type(self, scheme: str, word: str) -> str:
        """The type of accident of a scheme that ``word`` was probably meant to be."""
        keys = (key.partition("/") for key in self.ids["accident_types"])
        types = [name for owner, _, name in keys if name and owner == scheme]
        near = difflib.get_close_matches(word[:80], types, 1, 0.5)
        return near[0] if near else ""

    def parents(self, name: str) -> Iterator[Problem]:
        """Entries whose parent is not in the same vocabulary, or is below them."""
        entries = self.validated.vocabularies.get(name, {})
        for unit in self.validated.units:
            parent = getattr(unit.instance, "parent", None)
            if unit.kind != name or parent is None:
                continue
            place = (*unit.prefix, "parent")
            if parent not in entries and name not in self.validated.broken:
                yield from self.use(unit, Use(place, parent, name, True))
        yield from _circles(self.validated, name)


def _circles(validated: Validated, kind: str) -> Iterator[Problem]:
    """Units of a kind that are above themselves; each circle is told once."""
    units = {unit.id: unit for unit in validated.units if unit.kind == kind}
    above: Mapping[str, str | None] = {
        id_: getattr(unit.instance, "parent", None) for id_, unit in units.items()
    }
    settled: set[str] = set()
    for start in units:
        trail: list[str] = []
        here: str | None = start
        while here is not None and here in units and here not in settled:
            settled.add(here)
            trail.append(here)
            here = above[here]
        if here in trail:
            circle = trail[trail.index(here) :]
            unit = units[circle[0]]
            params = {"circle": " → ".join((*circle, circle[0]))}
            yield unit.problem(Fault("E308", (*unit.prefix, "parent"), params))

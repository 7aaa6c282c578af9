"""The content as it is: what releases hold, what an editor may call things, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from .. import archive as linking
from .. import scan, validate
from ..archive import Archive
from ..kinds import KINDS
from ..load import RawRecord
from ..problems import Problem
from ..project import Project

FOLDER = KINDS["statistic"].folder


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything read, and what is wrong with it.

    Attributes:
        raws: Every file.
        archive: The archive.
        problems: What is wrong.
    """

    raws: tuple[RawRecord, ...]
    archive: Archive
    problems: tuple[Problem, ...]

    @classmethod
    def read(cls, project: Project) -> Holdings:
        """Read and check the content of a project."""
        raws, unread = scan.load(project.root, project.content)
        validated, found = validate.validate(raws)
        archive, linked = linking.link(validated)
        return cls(tuple(raws), archive, (*unread, *found, *linked))

    @property
    def releases(self) -> dict[str, RawRecord]:
        """The files of releases by id."""
        paths = {PurePosixPath(raw.file): raw for raw in self.raws}
        return {path.stem: raw for path, raw in paths.items() if path.parent.name == FOLDER}

    @property
    def faulty(self) -> frozenset[str]:
        """The files with errors."""
        return frozenset(p.location.path for p in self.problems if p.severity == "error")

    def called(self, vocabulary: str) -> dict[str, str]:
        """What the keys of a vocabulary are called, where the name means one key only."""
        entries = self.archive.vocabularies[vocabulary]
        names = {key: str(getattr(entry, "name", key)) for key, entry in entries.items()}
        counts = Counter(names.values())
        return {
            key: name
            for key, name in names.items()
            if name == key or (counts[name] == 1 and name not in entries)
        }

    def keys(self) -> dict[str, dict[str, str]]:
        """Keys by what they are called: vocabulary entries by name, records by title or number."""
        found = {
            vocabulary: {name: key for key, name in self.called(vocabulary).items()}
            for vocabulary in self.archive.vocabularies
        }
        for kind in KINDS:
            called: dict[str, list[str]] = {}
            for record in self.archive.of(kind):
                for word in {record.label, getattr(record, "document_number", None)} - {None}:
                    called.setdefault(str(word), []).append(record.id)
            found[kind] = {word: ids[0] for word, ids in called.items() if len(ids) == 1}
        return found

    def new_problems(self, raws: Iterable[RawRecord]) -> list[Problem]:
        """What would be wrong with these files that is not wrong now."""
        known = Counter((p.location.path, p.code, p.message) for p in self.problems)
        validated, found = validate.validate(raws)
        problems = []
        for problem in (*found, *linking.link(validated)[1]):
            key = (problem.location.path, problem.code, problem.message)
            if known[key]:
                known[key] -= 1
            else:
                problems.append(problem)
        return problems

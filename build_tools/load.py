"""YAML text to :class:`RawRecord`: plain dicts, lists and strings, with the place of each.

YAML gives text, the model gives types: every scalar stays a string, so that 007, 12:30
and no keep what the editor wrote.  The reader works on the event stream, without
recursion, and refuses what an archive record never needs and an attacker would use:
anchors and aliases, tags, duplicate keys, several documents, deep nesting, huge files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .problems import Fault, Location, Problem, ValuePath
from .rules import problem

#: A record larger than this is refused (bytes); the longest real document has 80 kB.
MAX_BYTES = 4_000_000
#: Levels of nesting a record may have; the models need eight.
MAX_DEPTH = 24
#: Values one file may hold.
MAX_NODES = 100_000

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Mark:
    """Place of a value: line and column from 0, and the scalar's style ('' for plain)."""

    line: int
    column: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One file's content before it is checked against a model.

    Attributes:
        file: Path of the file relative to the project's root, with ``/``.
        data: Nested dicts, lists and strings; ``None`` for an empty value.
        marks: Place of every value.
        key_marks: Place of every mapping key, by the path of its value.
        lines: The file's lines, for places inside a block of text.
    """

    file: str
    data: Any
    marks: dict[ValuePath, Mark] = field(repr=False)
    key_marks: dict[ValuePath, Mark] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)

    def value(self, path: ValuePath) -> Any:
        """The value at ``path``; raises KeyError or IndexError if there is none."""
        value = self.data
        for step in path:
            value = value[step]
        return value

    def locate(self, path: ValuePath, offset: int | None = None, on_key: bool = False) -> Location:
        """The place of a value, of its key, or of a character inside a block of text.

        A path that does not exist gives the place of its nearest existing ancestor.
        """
        marks = self.key_marks if on_key else self.marks
        steps = path
        while steps and steps not in marks:
            steps = steps[:-1]
            marks = self.marks
        mark = marks.get(steps) or Mark(0, 0)
        if offset is not None and steps == path and not on_key:
            mark = self._inside(path, mark, offset)
        return Location(self.file, mark.line + 1, mark.column + 1)

    def _inside(self, path: ValuePath, mark: Mark, offset: int) -> Mark:
        text = self.value(path)
        if not isinstance(text, str) or not 0 <= offset <= len(text):
            return mark
        if mark.style == "|":
            row = text.count("\n", 0, offset)
            column = offset - (text.rfind("\n", 0, offset) + 1)
            return Mark(mark.line + 1 + row, self._indent(mark.line + 1) + column)
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        quote = 1 if mark.style in ("'", '"') else 0
        start = mark.column + quote
        if mark.style != ">" and line[start : start + offset + 1] == text[: offset + 1]:
            return Mark(mark.line, start + offset)
        return mark

    def _indent(self, line: int) -> int:
        for text in self.lines[line:]:
            if text.strip():
                return len(text) - len(text.lstrip(" "))
        return 0

    def problem(self, fault: Fault) -> Problem:
        """The fault with its place in this file and its Chinese words."""
        return problem(self.locate(fault.path, fault.offset, fault.on_key), fault.code, fault.params)


class _Stop(Exception):
    """The rest of the file cannot be read after this fault."""


class _Builder:
    """Builds values from YAML events on an explicit stack."""

    def __init__(self, file: str, lines: tuple[str, ...]) -> None:
        self.raw = RawRecord(file, None, {}, {}, lines)
        self.problems: list[Problem] = []
        self.root: Any = None
        self.stack: list[tuple[Any, ValuePath]] = []
        self.keys: list[str | None] = []
        self.nodes = 0
        self.documents = 0

    def fault(self, code: str, event: yaml.Event, **params: Any) -> None:
        mark = event.start_mark
        place = Location(self.raw.file, mark.line + 1, mark.column + 1)
        self.problems.append(problem(place, code, params))

    def feed(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.fault("E108", event)
                raise _Stop
        elif isinstance(event, yaml.AliasEvent):
            self.fault("E103", event, name=event.anchor)
            raise _Stop
        elif isinstance(event, yaml.NodeEvent):
            self.nodes += 1
            if self.nodes > MAX_NODES:
                self.fault("E107", event, limit=MAX_NODES)
                raise _Stop
            if event.anchor is not None:
                self.fault("E103", event, name=event.anchor)
                raise _Stop
            if event.tag is not None and event.tag != "!":
                self.fault("E104", event, tag=event.tag)
            self.node(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
            self.keys.pop()

    def node(self, event: yaml.NodeEvent) -> None:
        if self.stack and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None:
            self.key(event)
            return
        if isinstance(event, yaml.ScalarEvent):
            empty = event.value == "" and event.implicit[0]
            self.place(event, None if empty else event.value, event.style or "")
            return
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self.place(event, value, "")
        self.stack.append((value, path))
        self.keys.append(None)
        if len(self.stack) > MAX_DEPTH:
            self.fault("E106", event, limit=MAX_DEPTH)
            raise _Stop

    def key(self, event: yaml.NodeEvent) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self.fault("E109", event)
            raise _Stop
        parent, path = self.stack[-1]
        name = event.value
        mark = Mark(event.start_mark.line, event.start_mark.column)
        if name in parent:
            first = self.raw.key_marks[(*path, name)].line + 1
            self.fault("E102", event, key=name, first=first)
            # The second value is read, so that its own faults show, but kept apart.
            name = f"{name}\0{self.nodes}"
        self.raw.key_marks[(*path, name)] = mark
        self.keys[-1] = name

    def place(self, event: yaml.NodeEvent, value: Any, style: str) -> ValuePath:
        mark = Mark(event.start_mark.line, event.start_mark.column, style)
        if not self.stack:
            self.root = value
            self.raw.marks[()] = mark
            return ()
        parent, path = self.stack[-1]
        if isinstance(parent, list):
            path = (*path, len(parent))
            parent.append(value)
        else:
            name = self.keys[-1]
            assert name is not None
            path = (*path, name)
            if "\0" not in name:
                parent[name] = value
            self.keys[-1] = None
        self.raw.marks[path] = mark
        return path


def parse(file: str, text: str) -> tuple[RawRecord | None, list[Problem]]:
    """Read one YAML text.  Returns the record (``None`` if unreadable) and the problems."""
    if text.startswith("\ufeff"):
        text = text[1:]
    builder = _Builder(file, tuple(text.split("\n")))
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.feed(event)
    except _Stop:
        return None, builder.problems
    except (yaml.YAMLError, RecursionError) as error:
        builder.problems.append(_syntax_problem(file, text, error))
        return None, builder.problems
    raw = builder.raw
    if builder.documents == 0 or builder.root is None:
        return None, [problem(Location(file), "E110", {})]
    if not isinstance(builder.root, dict) and not isinstance(builder.root, list):
        return None, [*builder.problems, problem(Location(file), "E111", {})]
    return RawRecord(file, builder.root, raw.marks, raw.key_marks, raw.lines), builder.problems


def _syntax_problem(file: str, text: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if mark is None:
        position = getattr(error, "position", None)
        line = text.count("\n", 0, position) + 1 if isinstance(position, int) else 1
        return problem(Location(file, line, 1), "E101", {"what": what})
    return problem(Location(file, mark.line + 1, mark.column + 1), "E101", {"what": what})


def read(root: Path, path: Path) -> tuple[RawRecord | None, list[Problem]]:
    """Read one file under ``root``; a file that cannot be read is a problem, not an exception."""
    file = path.relative_to(root).as_posix()
    try:
        if path.stat().st_size > MAX_BYTES:
            size = path.stat().st_size
            return None, [problem(Location(file), "E105", {"size": size, "limit": MAX_BYTES})]
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [problem(Location(file), "E112", {"byte": error.start})]
    except OSError as error:
        return None, [problem(Location(file), "E113", {"what": error.strerror or str(error)})]
    return parse(file, text.replace("\r\n", "\n").replace("\r", "\n"))


def content_files(content: Path) -> Iterator[Path]:
    """Every YAML file under ``content``, in a fixed order; symbolic links are not followed."""
    for path in sorted(content.rglob("*")):
        if path.suffix in (".yml", ".yaml") and path.is_file() and not path.is_symlink():
            yield path

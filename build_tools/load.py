"""YAML text to :class:`RawRecord`: plain dicts, lists and strings, with the place of each.

YAML gives text, the model gives types: every scalar stays a string, so that 007, 12:30
and no keep what the editor wrote.  The reader works on the event stream, without
recursion, and refuses what an archive record never needs and an attacker would use:
anchors and aliases, tags, duplicate keys, several documents, deep nesting, huge files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problems import Fault, Location, Problem, ValuePath
from .rules import MAX_PROBLEMS, problem
from .syntax import in_chinese

#: Levels of nesting a record may have; the models need eight.
MAX_DEPTH = 24
#: Values one file may hold.
MAX_NODES = 100_000

#: Characters beside the line feed that YAML takes for the end of a line.
_BREAKS = "\x85\u2028\u2029"
#: These and the control characters, which YAML refuses.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")

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
        data: Nested dicts, lists and strings; ``None`` for an empty value, and for a file that
            could not be read.
        marks: Place of every value.
        key_marks: Place of every mapping key, by the path of its value.
        lines: The file's lines, for places inside a block of text.
        refused: Places whose value was refused (an alias) and reads as empty.
    """

    file: str
    data: Any
    marks: dict[ValuePath, Mark] = field(repr=False)
    key_marks: dict[ValuePath, Mark] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    refused: frozenset[ValuePath] = frozenset()

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


@dataclass(frozen=True, slots=True)
class _Key:
    """A mapping key whose value comes next; the value of a repeated key is read and dropped."""

    name: str
    repeated: bool = False


class _Stop(Exception):
    """The rest of the file cannot be read after this fault."""


class _Builder:
    """Builds values from YAML events on an explicit stack."""

    def __init__(self, file: str, lines: tuple[str, ...], problems: list[Problem]) -> None:
        self.raw = RawRecord(file, None, {}, {}, lines)
        self.problems = problems
        self.root: Any = None
        self.stack: list[tuple[Any, ValuePath]] = []
        self.keys: list[_Key | None] = []
        self.nodes = 0
        self.documents = 0
        self.refused: set[ValuePath] = set()

    def fault(self, code: str, event: yaml.Event, **params: Any) -> None:
        mark = event.start_mark
        place = Location(self.raw.file, mark.line + 1, mark.column + 1)
        if len(self.problems) >= MAX_PROBLEMS:
            self.problems.append(problem(place, "E114", {"limit": MAX_PROBLEMS}))
            raise _Stop
        self.problems.append(problem(place, code, params))

    def feed(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self.fault("E108", event)
                raise _Stop
        elif isinstance(event, yaml.NodeEvent):
            self.nodes += 1
            if self.nodes > MAX_NODES:
                self.fault("E107", event, limit=MAX_NODES)
                raise _Stop
            if event.anchor is not None:
                sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                self.fault("E103", event, name=f"{sign}{event.anchor}")
            if isinstance(event, yaml.AliasEvent):
                if self.expects_key():
                    raise _Stop
                self.refused.add(self.place(event, None, ""))
                return
            if event.tag is not None and event.tag != "!":
                self.fault("E104", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!"))
            self.node(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.stack.pop()
            self.keys.pop()

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and self.keys[-1] is None

    def node(self, event: yaml.NodeEvent) -> None:
        if self.expects_key():
            self.key(event)
            return
        if isinstance(event, yaml.ScalarEvent):
            empty = event.value == "" and not event.style
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
        repeated = name in parent
        if repeated:
            first = self.raw.key_marks[(*path, name)].line + 1
            self.fault("E102", event, key=name, first=first)
        else:
            self.raw.key_marks[(*path, name)] = Mark(event.start_mark.line, event.start_mark.column)
        self.keys[-1] = _Key(name, repeated)

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
            key = self.keys[-1]
            assert key is not None
            self.keys[-1] = None
            if key.repeated:
                # Below a path of its own, so that it hides nothing of the first value.
                path = (*path, key.name, self.nodes)
            else:
                path = (*path, key.name)
                parent[key.name] = value
        self.raw.marks[path] = mark
        return path


def parse(file: str, text: str) -> tuple[RawRecord, list[Problem]]:
    """Read one YAML text.  Returns what it says (``data`` is ``None`` if unreadable) and the problems."""
    text, problems = _plain_lines(file, text.removeprefix("\ufeff"))
    lines = tuple(text.split("\n"))
    builder = _Builder(file, lines, problems)
    unread = RawRecord(file, None, {}, {}, lines)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.feed(event)
    except _Stop:
        return unread, problems
    except (yaml.YAMLError, RecursionError) as error:
        problems.append(_syntax_problem(file, lines, error))
        return unread, problems
    raw = builder.raw
    if builder.documents == 0 or builder.root is None:
        return unread, problems or [problem(Location(file), "E110", {})]
    if not isinstance(builder.root, (dict, list)):
        problems.append(problem(Location(file), "E111", {}))
        return unread, problems
    refused = frozenset(builder.refused)
    return RawRecord(file, builder.root, raw.marks, raw.key_marks, lines, refused), problems


def _plain_lines(file: str, text: str) -> tuple[str, list[Problem]]:
    """The text with plain line breaks and without control characters; a blank for each refused one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems: list[Problem] = []
    if _REFUSED.search(text):
        for number, line in enumerate(text.split("\n"), 1):
            for match in _REFUSED.finditer(line):
                code = "E115" if match.group() in _BREAKS else "E409"
                place = Location(file, number, match.start() + 1)
                if len(problems) < MAX_PROBLEMS:
                    problems.append(problem(place, code, {"name": f"U+{ord(match.group()):04X}"}))
        text = _REFUSED.sub(" ", text)
    return text, problems


def _syntax_problem(file: str, lines: tuple[str, ...], error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    if mark is None or (context is not None and "end of stream" in said):
        mark = context or mark
    place = Location(file, mark.line + 1, mark.column + 1) if mark is not None else Location(file)
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    what, hint = in_chinese(said, line[place.column - 1 : place.column])
    return problem(place, "E101", {"what": what, "hint": hint})

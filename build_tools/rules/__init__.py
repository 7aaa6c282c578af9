"""The table of rules: every code with its Chinese message, hint and explanation.

Codes are never reused.  E1xx reading files (``reading.toml``), E2xx one record's values
(``values.toml``), E3xx several records together (``links.toml``), E4xx text that must not be
published (``texts.toml``), E5xx the site (``site.toml``); W codes likewise.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from ..problems import Location, Problem, Rule

_TABLES = ("reading", "values", "links", "texts", "site", "history")
#: Problems of one file that one step tells.
MAX_PROBLEMS = 200
#: Characters of a value that a message shows.
_LONGEST = 60


def _read() -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for name in _TABLES:
        table = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        for code, words in table.items():
            if code in rules:
                raise ValueError(f"rule {code} stands in two tables")
            rules[code] = Rule(code, words["message"], words.get("hint", ""), words["explanation"].strip())
    return dict(sorted(rules.items(), key=lambda item: (item[0][1:], item[0])))


RULES: dict[str, Rule] = _read()


def problem(location: Location, code: str, params: Mapping[str, Any]) -> Problem:
    """A problem with the words of its rule filled in.  Raises KeyError for an unknown code."""
    rule = RULES[code]
    message = rule.message.format(**{name: _shown(value) for name, value in params.items()})
    hint = rule.hint.format(**{name: _one_line(value) for name, value in params.items()})
    return Problem(location, code, message, hint)


def told(problems: Iterable[Problem]) -> list[Problem]:
    """Problems sorted by place; of a file with very many only the first, and that there are more."""
    found: list[Problem] = []
    counts: Counter[str] = Counter()
    for each in sorted(problems):
        counts[each.location.path] += 1
        if counts[each.location.path] <= MAX_PROBLEMS:
            found.append(each)
        elif counts[each.location.path] == MAX_PROBLEMS + 1:
            found.append(problem(each.location, "E114", {"limit": MAX_PROBLEMS}))
    return found


def _one_line(value: Any) -> str:
    """A value on one line, with control characters made visible."""
    return "".join(char if char.isprintable() or char == " " else _escape(char) for char in str(value))


def _escape(char: str) -> str:
    return " " if char == "\n" else f"\\u{ord(char):04x}"


def _shown(value: Any) -> str:
    text = str(value)
    shown = _one_line(text[:_LONGEST])
    return f"{shown}……" if len(text) > _LONGEST else shown

"""The query language: what a reader types, taken apart into clauses.

Blanks part clauses; all are required. “…” is taken word for word, a minus excludes, 或 (OR, |) gives a
choice, 机关:省安委办 asks in a field. What is not well formed is plain text, and no text is an error.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from whoosh.qparser.syntax import SyntaxNode

from search_index.document import Facet
from search_index.tags import And, Field, Minus, Not, Or, Quote, parser

LONGEST = 400
MOST_CLAUSES = 16
#: Fields beside the facets: their keys, and what readers call them.
FIELDS = {"title": ("标题", "题目"), "number": ("文号", "发文字号"), "date": ("日期", "成文日期")}

_SAYS_SOMETHING = re.compile(r"[^\W_]|[%‰]")
_OPERATORS = (Or, And, Not)


@dataclass(frozen=True)
class Clause:
    """One thing asked for."""

    text: str
    """As typed, without quotation marks, minus and name of a field."""
    quoted: bool = False
    field: str = ""
    """Empty, title, number, date or the key of a facet."""
    excluded: bool = False


@dataclass(frozen=True)
class Query:
    """A query taken apart."""

    raw: str
    groups: tuple[tuple[Clause, ...], ...] = ()
    """All groups are required, one clause of each is enough; an excluded clause stands alone."""
    whole: Clause | None = None
    """All of it as one clause, where it is several plain ones: a title or number may hold blanks."""
    limit: int = 0
    """Characters that were looked at, if there were more; 0 if all were."""


def parse(text: str, facets: Iterable[Facet] = (), limit: int = LONGEST) -> Query:
    """Take a query apart.

    Args:
        text: Anything.
        facets: Their labels and aliases are names of fields.
        limit: Characters that are looked at; the rest is cut off.
    """
    typed = text.strip()
    raw = typed[:limit].rstrip()
    return replace(_parsed(raw, facets), limit=limit if len(typed) > limit else 0)


def _parsed(raw: str, facets: Iterable[Facet]) -> Query:
    if not raw:
        return Query(raw)
    names = _names(facets)
    parts = _parts(raw, names)
    groups = _groups(parts)
    clauses = [clause for group in groups for clause in group]
    if not clauses or len(clauses) > MOST_CLAUSES:
        return Query(raw, ((Clause(raw),),))
    if len(clauses) == 1 and clauses[0].excluded and clauses[0].text[:1].isdigit():
        # Nobody excludes a figure from nothing: -22.73% is a negative one.
        return Query(raw, ((Clause(raw),),))
    plain = all(clause == Clause(clause.text) for clause in clauses)
    several = len(clauses) > 1 and not any(isinstance(part, _OPERATORS) for part in parts)
    return Query(raw, tuple(groups), Clause(raw) if plain and several else None)


def _names(facets: Iterable[Facet]) -> dict[str, str]:
    names = {name: facet.key for facet in facets for name in (facet.label, *facet.aliases)}
    return names | {name: key for key, own in FIELDS.items() for name in own}


def _parts(raw: str, names: dict[str, str]) -> list[Clause | SyntaxNode]:
    """Return clauses and operators in order."""
    parts: list[Clause | SyntaxNode] = []
    waiting: list[SyntaxNode] = []
    for node in [*parser(tuple(sorted(names))).tag(raw), None]:
        if node is not None and not node.is_ws() and not isinstance(node, _OPERATORS):
            waiting.append(node)
            continue
        if waiting:
            parts.append(_clause(raw, waiting, names))
            waiting = []
        if isinstance(node, _OPERATORS):
            parts.append(node)
    return parts


def _clause(raw: str, nodes: list[SyntaxNode], names: dict[str, str]) -> Clause:
    """Return the clause of nodes that stand together."""
    rest = list(nodes)
    excluded = isinstance(rest[0], Minus)
    if excluded:
        rest.pop(0)
    field = names[rest.pop(0).name] if rest and isinstance(rest[0], Field) else ""
    if len(rest) == 1 and isinstance(rest[0], Quote):
        return Clause(rest[0].text, True, field, excluded)
    if not rest:
        return Clause(raw[nodes[0].startchar : nodes[-1].endchar])
    return Clause(raw[rest[0].startchar : rest[-1].endchar], False, field, excluded)


def _groups(parts: list[Clause | SyntaxNode]) -> list[tuple[Clause, ...]]:
    """Return the groups; operators that lack a neighbour and clauses that say nothing are left out."""
    groups: list[tuple[Clause, ...]] = []
    before: SyntaxNode | None = None
    for part in parts:
        if not isinstance(part, Clause):
            before = part
            continue
        if not _SAYS_SOMETHING.search(part.text):
            continue
        if isinstance(before, Not):
            part = replace(part, excluded=True)
        free = groups and not part.excluded and not groups[-1][0].excluded
        if isinstance(before, Or) and free:
            groups[-1] = (*groups[-1], part)
        else:
            groups.append((part,))
        before = None
    return groups


def describe(query: Query, facets: Iterable[Facet] = ()) -> tuple[str, ...]:
    """Return the groups of a query in Chinese."""
    return tuple(" 或 ".join(shown(clause, facets) for clause in group) for group in query.groups)


def shown(clause: Clause, facets: Iterable[Facet]) -> str:
    """Return a clause in Chinese."""
    labels = {facet.key: facet.label for facet in facets} | {key: own[0] for key, own in FIELDS.items()}
    text = f"“{clause.text}”" if clause.quoted or clause.excluded else clause.text
    field = f"{labels[clause.field]}：" if clause.field else ""
    return f"不含 {field}{text}" if clause.excluded else f"{field}{text}"

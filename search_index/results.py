"""What a search answers, and the same as JSON with its schema."""

import types
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Union, get_args, get_origin, get_type_hints

from search_index.passages import Marks, Shown

TIERS = {
    1: "文号相符",
    2: "标题相符",
    3: "标题中有",
    4: "正文中有",
    5: "词语都有，但不相连",
    6: "有近义词",
    7: "只有部分词语",
}


@dataclass(frozen=True)
class Value:
    """A value of a filter."""

    value: str
    count: int
    """Matching documents with this value, under all other filters."""
    selected: bool


@dataclass(frozen=True)
class FacetCount:
    """A filter with its values, the most frequent first."""

    key: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Title:
    """A document held, by its title."""

    title: str
    url: str


@dataclass(frozen=True)
class Missing:
    """A document that is cited but not held."""

    title: str
    numbers: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class Share:
    """A term's part of a score."""

    field: str
    """The field of the index, in Chinese."""
    term: str
    df: int
    """Documents that hold it."""
    tf: int
    """How often this document holds it."""
    weight: int
    idf: int
    """In thousandths."""
    points: int


@dataclass(frozen=True)
class Explanation:
    """Why a document stands where it stands."""

    reason: str
    """In Chinese."""
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Hit:
    """A document found."""

    id: str
    url: str
    title: str
    title_marks: Marks
    """Ranges of the title to be marked, in characters."""
    meta: str
    status: str
    date: str
    numbers: tuple[str, ...]
    """Its own document numbers, as written."""
    facets: dict[str, tuple[str, ...]]
    """Its values by the keys of the filters."""
    repealed: bool
    tier: int
    """1 to 7; 0 where nothing was asked but filters."""
    tier_label: str
    score: int
    passages: tuple[Shown, ...]
    explain: Explanation | None = None


@dataclass(frozen=True)
class Result:
    """The answer to a search."""

    query: tuple[str, ...]
    """What was understood, part by part, in Chinese."""
    total: int
    tiers: dict[int, int]
    """How many documents each tier has; tiers without any are left out."""
    hits: tuple[Hit, ...]
    facets: tuple[FacetCount, ...]
    notes: tuple[str, ...]
    """What was added, relaxed or not found, in Chinese."""
    suggestions: tuple[str, ...]
    """Other queries that would find something."""
    titles: tuple[Title, ...]
    """The nearest titles, if nothing was found."""
    wanted: tuple[Missing, ...]
    """Documents the query names that are cited but not held."""
    page: int
    pages: int
    size: int
    sort: str

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON types, by the schema of this module."""
        return plain(self)


def plain(value: Any) -> Any:
    """Return a value of this module as JSON types."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    return value


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a result."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_shape(Result)}


def _shape(kind: Any) -> dict[str, Any]:
    simple = {str: "string", int: "integer", bool: "boolean", types.NoneType: "null"}
    if kind in simple:
        return {"type": simple[kind]}
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return {
            "type": "object",
            "properties": {name: _shape(hint) for name, hint in hints.items()},
            "required": list(hints),
            "additionalProperties": False,
        }
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return {"anyOf": [_shape(one) for one in inner]}
    if origin is dict:
        return {"type": "object", "additionalProperties": _shape(inner[1])}
    if inner[-1] is Ellipsis:
        return {"type": "array", "items": _shape(inner[0])}
    return {
        "type": "array",
        "prefixItems": [_shape(one) for one in inner],
        "minItems": len(inner),
        "items": False,
    }

"""JSON Schemas of the content files, for completion and checks in an editor.

An editor reads YAML's own types (2023 is a number there), our reader takes every scalar
as text.  So the schemas take both, and the Chinese words of the fields go along.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from .kinds import KINDS
from .kinds.base import UNVERIFIED
from .kinds.vocabulary import VOCABULARIES, VOCABULARY_TERMS, Site

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: How a text of a format looks; the formats' own rules are stricter than ours (time needs a zone).
_PATTERNS = {"date": r"^\d{4}-\d{2}-\d{2}$", "time": r"^\d{2}:\d{2}$"}


def schemas() -> dict[str, str]:
    """File name to the text of each schema."""
    made = {f"{kind.name}.json": _schema(kind.model, kind.term) for kind in KINDS.values()}
    for name, model in VOCABULARIES.items():
        made[f"vocabulary-{name}.json"] = _schema(list[model], VOCABULARY_TERMS[name])  # type: ignore[valid-type]
    made["site.json"] = _schema(Site, "网站")
    return {name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()}


def save(folder: Path) -> list[str]:
    """Write every schema into ``folder``; returns the file names."""
    folder.mkdir(exist_ok=True)
    made = schemas()
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(made)


def _schema(model: type[BaseModel] | Any, title: str) -> dict[str, Any]:
    schema = TypeAdapter(model).json_schema()
    definitions = schema.pop("$defs", {})
    schema.pop("description", None)
    top = {"$schema": _DIALECT, "title": title, **_relaxed({**schema, "title": title})}
    if definitions:
        top["$defs"] = {name: _relaxed(_untitled(body)) for name, body in sorted(definitions.items())}
    return top


def _untitled(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key not in ("title", "description")}


def _relaxed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with Chinese titles, and with what an editor's YAML types make of our texts."""
    schema = _scalar(schema)
    if "properties" in schema:
        needed = schema.get("required", [])
        schema["properties"] = {
            name: _property(body, name in needed) for name, body in schema["properties"].items()
        }
    if "items" in schema:
        schema["items"] = _relaxed(_untitled(schema["items"]))
    if "anyOf" in schema:
        schema["anyOf"] = [_relaxed(_untitled(option)) for option in schema["anyOf"]]
    return schema


def _property(body: dict[str, Any], needed: bool) -> dict[str, Any]:
    words = body.get("description", "")
    inner = {key: value for key, value in body.items() if key not in ("title", "description", "default")}
    if not needed:
        # An optional field may be left empty, or say that the fact is not confirmed.
        options = [option for option in inner.get("anyOf", [inner]) if option != {"type": "null"}]
        unverified = [] if options == [{"type": "string"}] else [{"const": UNVERIFIED}]
        inner = {"anyOf": [*options, *unverified, {"type": "null"}]}
    short = words.replace("：", "。").split("。", 1)[0]
    return {"title": short, "description": words, **_relaxed(inner)}


def _scalar(schema: dict[str, Any]) -> dict[str, Any]:
    schema = dict(schema)
    if schema.get("type") == "string" and "enum" not in schema and "const" not in schema:
        pattern = _PATTERNS.get(schema.pop("format", ""))
        schema["type"] = "string" if pattern else ["string", "number", "boolean"]
        if pattern:
            schema["pattern"] = pattern
    elif schema.get("type") == "integer":
        schema = {"type": ["integer", "string"], "pattern": r"^\d{1,12}$", "minimum": 0}
    elif schema.get("type") == ["number", "string"]:
        schema["pattern"] = r"^[+-]?\d{1,18}(\.\d{1,9})?$"
    return schema

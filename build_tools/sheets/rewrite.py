"""Editing YAML in place: only what changes is written anew; the rest stays as the editor wrote it.

ruamel.yaml keeps comments, quotes and block texts.  Whether the result says what it should is
checked with our own reader afterwards.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString
from ruamel.yaml.tag import Tag

from ..fields import shapes
from ..kinds.statistic import Statistic
from ..load import parse
from .form import field_type

#: Ways to indent a list, the archive's own first.
_INDENTS = ((4, 2), (2, 0), (3, 1), (4, 0))
_BARE = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?|\d{4}(-\d{2}){0,2}")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)


_TEXT, _NOTHING = Tag(suffix="tag:yaml.org,2002:str"), Tag(suffix="tag:yaml.org,2002:null")


class _TextResolver(VersionedResolver):
    """Reads and writes every scalar as text, as our own reader does: 007, 22.730 and no stay as they are."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node."""
        if kind is ScalarNode and implicit[0]:
            return _TEXT if value else _NOTHING
        return super().resolve(kind, value, implicit)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A file's new text and what an editor should know of it.

    Attributes:
        text: The text.
        rearranged: Whether lines that hold no change are laid out anew.
        lost: Comments that went with what they stood beside.
    """

    text: str
    rearranged: bool = False
    lost: tuple[str, ...] = ()


def new(data: Mapping[str, Any]) -> Rewritten:
    """The text of a new release."""
    return Rewritten(_dumped(_yaml(_INDENTS[0]), _node(data, Statistic)))


def rewrite(text: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Rewritten:
    """``text``, which says ``before``, edited to say ``after``; new figures come last in it.

    Raises:
        ValueError: the result would not say ``after``.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    yaml, kept = _settings(text)
    tree = yaml.load(text)
    _merge(tree, before, after, Statistic)
    result = _dumped(yaml, tree)
    if parse("", result)[0].data != after:
        raise ValueError("the edited file does not say what it should")
    left = [comment.strip() for comment in _COMMENT.findall(result)]
    lost = tuple(comment.strip() for comment in _COMMENT.findall(text) if comment.strip() not in left)
    return Rewritten(result, not kept, lost)


def _settings(text: str) -> tuple[YAML, bool]:
    """The settings under which the file comes back unchanged, and whether there are any."""
    for indent in _INDENTS:
        yaml = _yaml(indent)
        try:
            if _dumped(yaml, yaml.load(text)) == text:
                return yaml, True
        except YAMLError:
            continue
    return _yaml(_INDENTS[0]), False


def _yaml(indent: tuple[int, int]) -> YAML:
    yaml = YAML()
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = 10**9
    sequence, offset = indent
    yaml.indent(mapping=2, sequence=sequence, offset=offset)
    return yaml


def _dumped(yaml: YAML, tree: Any) -> str:
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _merge(node: Any, before: Mapping[str, Any], after: Mapping[str, Any], model: type[BaseModel]) -> None:
    for name in before:
        if name not in after:
            del node[name]
    for name, value in after.items():
        shape = shapes(model).get(name)
        if name not in before:
            inner = shape and (shape.model or (shape.item and shape.item.model))
            node.insert(_position(node, name, model), name, _node(value, inner, model, name))
        elif before[name] != value:
            inner = shape and (shape.model or (shape.item and shape.item.model))
            if isinstance(value, dict) and isinstance(before[name], dict) and inner:
                _merge(node[name], before[name], value, inner)
            elif isinstance(value, list) and isinstance(before[name], list) and inner:
                _merge_list(node[name], before[name], value, inner)
            else:
                node[name] = _node(value, inner, model, name, node[name])


def _merge_list(node: Any, before: list[Any], after: list[Any], model: type[BaseModel]) -> None:
    """Items are the same where their id is, or, without one, their place."""
    old = {item.get("id", place): place for place, item in enumerate(before)}
    new_ = {item.get("id", place): item for place, item in enumerate(after)}
    for key, item in new_.items():
        if key in old:
            _merge(node[old[key]], before[old[key]], item, model)
        else:
            node.append(_node(item, model))
    for key, place in reversed(old.items()):
        if key not in new_:
            del node[place]


def _position(node: Any, name: str, model: type[BaseModel]) -> int:
    """Where a new key goes: behind those that come before it in the model."""
    order = list(model.model_fields)
    earlier = set(order[: order.index(name)])
    places = [place for place, key in enumerate(node) if key in earlier]
    return places[-1] + 1 if places else 0


def _node(
    value: Any,
    inner: type[BaseModel] | None,
    owner: type[BaseModel] | None = None,
    name: str = "",
    old: Any = None,
) -> Any:
    if isinstance(value, dict):
        found = CommentedMap()
        for key, item in value.items():
            shape = shapes(inner).get(key) if inner else None
            deeper = shape and (shape.model or (shape.item and shape.item.model))
            found[key] = _node(item, deeper or None, inner, key)
        return found
    if isinstance(value, list):
        return CommentedSeq(_node(item, inner, owner, name) for item in value)
    return _scalar(value, owner, name, old)


def _scalar(text: str, owner: type[BaseModel] | None, name: str, old: Any) -> Any:
    """A text as an editor would write it: plain where that is safe, else in double quotes."""
    if isinstance(old, DoubleQuotedScalarString):
        return DoubleQuotedScalarString(text)
    bare = (
        owner is not None and name in owner.model_fields and field_type(owner, name) not in ("text", "exact")
    )
    if bare and _BARE.fullmatch(text):
        return text
    if "\n" in text and not re.search(r"\A\s|[ \t]\n|\s\Z", text):
        return LiteralScalarString(text)
    return text if _safe(text) else DoubleQuotedScalarString(text)


def _safe(text: str) -> bool:
    """Whether a text may stand in YAML without quotes."""
    try:
        return bool(YAML(typ="safe", pure=True).load(f"- x: {text}\n") == [{"x": text}])
    except YAMLError:
        return False

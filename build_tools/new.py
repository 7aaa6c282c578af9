"""A new record: a YAML file with Chinese comments, made from the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, TypeAdapter, ValidationError

from . import describe
from .kinds import KINDS, Kind
from .kinds.base import remark, term
from .kinds.values import Id
from .project import Project
from .validate import RESERVED


class Refused(Exception):
    """Nothing was made; the message says why, in Chinese."""


def create(project: Project, kind: str, id: str, text: str | None = None) -> Path:
    """Make ``content/<folder>/<id>.yml`` with a text, else from the model, and return its path.

    Raises:
        Refused: the id is not safe or taken.
    """
    try:
        TypeAdapter(Id).validate_python(id)
    except ValidationError:
        raise Refused(f"标识“{id}”不能用：只用小写字母、数字和单个连字符，最多 80 个字符") from None
    if RESERVED.match(id):
        raise Refused(f"标识“{id}”是保留的，换一个，如加上年份或者地名")
    place = project.content / KINDS[kind].folder / f"{id}.yml"
    if place.parent.is_symlink():
        raise Refused(f"{place.parent} 是符号链接，没有写入")
    place.parent.mkdir(exist_ok=True)
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(template(KINDS[kind], id) if text is None else text)
    except FileExistsError:
        raise Refused(f"已经有 {place.relative_to(project.root).as_posix()}，没有改动") from None
    return place


def template(kind: Kind, id: str) -> str:
    """The text of a new record: required fields to fill in, optional ones as comments."""
    required = [name for name in kind.model.model_fields if describe.required(kind.model, name)]
    optional = [name for name in kind.model.model_fields if name not in required]
    lines = [
        f"# {kind.term}",
        "# 先填写必填字段；其余字段需要时去掉字段各行行首的“# ”再填写，不需要的可以删去。",
        "# 来源没有写明的事实不填，不要推测；读者会想知道而来源没有交代的，写 未核实。",
    ]
    for name in required:
        lines += ["", *_field(kind.model, name)]
    lines[lines.index("id:")] = f"id: {id}"
    lines += ["", "# 以下选填"]
    for name in optional:
        explanation, *rest = _field(kind.model, name)
        lines += ["", explanation, *(f"# {line}" for line in rest)]
    return "\n".join(lines) + "\n"


def _field(model: type[BaseModel], name: str) -> Iterator[str]:
    """The lines of one field: what it is, then its key, then the fields inside it."""
    yield f"# {_explanation(model, name)}"
    inner = describe.nested(model, name)
    if inner is not None:
        yield f"{name}:"
        yield from _inside(inner, "  - " if describe.many(model, name) else "  ")
    elif describe.many(model, name):
        yield f"{name}:"
        yield "  -"
    elif describe.markdown(model, name):
        yield f"{name}: |"
        yield "  （正文）"
    else:
        yield f"{name}:"


def _inside(model: type[BaseModel], start: str) -> Iterator[str]:
    needed = any(describe.required(model, name) for name in model.model_fields)
    for name in model.model_fields:
        explanation, *rest = _field(model, name)
        optional = needed and not describe.required(model, name)
        for line in (explanation, *(f"# {line}" if optional else line for line in rest)):
            yield start + line
            start = " " * len(start)


def _explanation(model: type[BaseModel], name: str) -> str:
    label = term(model, name) + ("（必填）" if describe.required(model, name) else "")
    words, form = remark(model, name).rstrip("。"), describe.form(model, name)
    choices = describe.choices(model, name)
    said = (
        form in ("文字", "数", "标识", "分项")
        or ("标识" in form and "标识" in words)
        or ("词汇表" in form and "词汇表" in words)
        or (choices and all(choice in words for choice in choices))
    )
    parts = [label, words, "" if said else form]
    return "。".join(part for part in parts if part) + "。"

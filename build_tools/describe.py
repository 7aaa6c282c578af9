"""What an editor should write in each field, in Chinese words; read from the models."""

from __future__ import annotations

from typing import Any, get_type_hints

from pydantic import BaseModel

from .fields import shapes
from .kinds import KINDS
from .kinds.values import ClockTime, Count, Day, Id, Number, PartialDate
from .kinds.vocabulary import VOCABULARY_TERMS

_FORMS: tuple[tuple[Any, str], ...] = (
    (Day, "日期，如 2023-03-13"),
    (PartialDate, "日期，可以只写到年或月，如 2023-03"),
    (ClockTime, "时间，如 09:30"),
    (Number, "数"),
    (Count, "不带单位的整数"),
    (Id, "标识"),
)


def required(model: type[BaseModel], name: str) -> bool:
    """Whether the field must be there."""
    return model.model_fields[name].is_required()


def many(model: type[BaseModel], name: str) -> bool:
    """Whether the field is a list."""
    return shapes(model)[name].form == "list"


def nested(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """The model of the field's value, or of its items."""
    shape = shapes(model)[name]
    return (shape.item or shape).model


def markdown(model: type[BaseModel], name: str) -> bool:
    """Whether the field is a long text in Markdown."""
    return shapes(model)[name].markdown


def choices(model: type[BaseModel], name: str) -> tuple[str, ...]:
    """The words allowed, if the field is a choice."""
    shape = shapes(model)[name]
    return (shape.item or shape).choices


def form(model: type[BaseModel], name: str) -> str:
    """What to write, e.g. 日期，如 2023-03-13; nested models say 分项."""
    shape = shapes(model)[name]
    one = shape.item or shape
    if one.model is not None:
        text = "分项"
    elif one.choices:
        text = "选一：" + "、".join(one.choices)
    elif one.ref is not None:
        text = f"{KINDS[one.ref].term}的标识"
    elif one.vocabulary is not None:
        text = f"词汇表“{VOCABULARY_TERMS[one.vocabulary]}”中的词"
    elif one.markdown:
        text = "Markdown 文字"
    else:
        text = _plain_form(get_type_hints(model, include_extras=True)[name])
    if shape.form == "list" and one.model is None:
        return "可写多项" if text == "文字" else f"可写多项，每项为{text}"
    return text


def _plain_form(hint: Any) -> str:
    for known, words in _FORMS:
        if hint in (known, known | None, tuple[known, ...]):
            return words
    return "文字"

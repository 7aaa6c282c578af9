"""Every field of every model has a value in the sample, and every value reaches its page."""

import re
import types
from datetime import date, time
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel
from sample_archive import archive, article, words

from build_tools.escape import plain
from build_tools.kinds import KINDS
from build_tools.kinds.base import MarkdownText, MentionChoice, Ref, Term, Withdrawal
from build_tools.kinds.vocabulary import VOCABULARIES
from build_tools.mentions.passages import blocks
from build_tools.views.frame import VOCABULARY_FOLDERS, figure, zh_date

#: Not for readers: addresses, what becomes a page of its own, what the editor tells the linker.
HIDDEN = {
    "id", "aliases", "withdrawn", "mentions",
    "Observation.id", "RegionEntry.parent", "Derivation.inputs",
}  # fmt: skip


def shape(annotation):
    """The type of a field without None, lists and Annotated, and the marks it carries."""
    marks = []
    while True:
        origin, args = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            annotation, more = args[0], args[1:]
            marks += more
        elif origin in (Union, types.UnionType):
            annotation = next(arg for arg in args if arg is not type(None))
        elif origin is tuple:
            annotation = args[0]
        else:
            return annotation, marks


def leaves(value: BaseModel, path=""):
    """Every value of a model: where it stands, the value, and the marks of its field."""
    for name, field in type(value).model_fields.items():
        if name in HIDDEN or f"{type(value).__name__}.{name}" in HIDDEN:
            continue
        _, marks = shape(field.annotation)
        held = getattr(value, name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, BaseModel):
                yield from leaves(one, f"{path}.{name}")
            elif one is not None:
                yield f"{path}.{name}", type(value).__name__ + "." + name, one, [*marks, *field.metadata]


def seen(name: str, value: Any, marks: list[Any]) -> list[str]:
    """What a reader should find for a value."""
    if name.endswith(".approximation") and value == "确数":
        return []
    if name == "AccidentType.scheme":
        return [archive().vocabularies["accident_types"][value].name]
    for mark in marks:
        if isinstance(mark, Ref):
            return [archive().get(mark.kind, value).label]
        if isinstance(mark, Term):
            return [archive().vocabularies[mark.vocabulary][value].name]
        if isinstance(mark, MarkdownText):
            return [plain(block.text) for block in blocks(value, "x-") if block.kind != "table"]
    if isinstance(value, date):
        return [zh_date(value)]
    if isinstance(value, time):
        return [value.strftime("%H:%M")]
    if isinstance(value, (Decimal, int)):
        return [figure(value)]
    text = str(value)
    return (
        [zh_date(text)] if text[:4].isdigit() and text.replace("-", "").isdigit() and "-" in text else [text]
    )


def subjects():
    """Every record and vocabulary entry with its page."""
    for kind in KINDS.values():
        for record in archive().of(kind.name):
            if not record.withdrawn:
                yield f"{kind.folder}/{record.id}.md", record
    for vocabulary, folder in VOCABULARY_FOLDERS.items():
        for entry in archive().vocabularies[vocabulary].values():
            if vocabulary == "synonyms":
                yield f"{folder}/index.md", entry
            elif vocabulary == "accident_types":
                yield from ((f"{folder}/{entry.id}-{one.id}.md", one) for one in entry.types)
                yield f"{folder}/index.md", entry
            else:
                yield f"{folder}/{entry.id}.md", entry


def models(model):
    """A model and the models inside it."""
    yield model
    for field in model.model_fields.values():
        inner, _ = shape(field.annotation)
        if (
            isinstance(inner, type)
            and issubclass(inner, BaseModel)
            and inner not in (MentionChoice, Withdrawal)
        ):
            yield from models(inner)


def notes_taken_out(markup):
    """A page without the notes beside the text and their marks, which part the words."""
    return re.sub(r'<aside.*?</aside>|<a class="nr".*?</a>', "", markup, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("path", "subject"), list(subjects()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_every_value_is_on_its_page(path, subject):
    whole = words(article(path))
    text = whole + words(notes_taken_out(article(path)))
    missing = [
        (place, expected)
        for place, name, value, marks in leaves(subject)
        for expected in seen(name, value, marks)
        if "".join(expected.split()) not in text
    ]
    assert missing == []


def test_the_sample_fills_every_field():
    filled = {name for _, subject in subjects() for _, name, _, _ in leaves(subject)}
    wanted = set()
    for top in [*(kind.model for kind in KINDS.values()), *VOCABULARIES.values()]:
        for model in models(top):
            for name, field in model.model_fields.items():
                full = f"{model.__name__}.{name}"
                inner, _ = shape(field.annotation)
                if (
                    name in HIDDEN
                    or full in HIDDEN
                    or (isinstance(inner, type) and issubclass(inner, BaseModel))
                ):
                    continue
                wanted.add(full)
    assert wanted - filled == set()

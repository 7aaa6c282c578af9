"""The docstrings of the fields of models, read from the source when they are asked for.

Python does not keep them.  pydantic can read them too, but on import and for every class anew, which
costs each start of the program more than all else about the models.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel


@cache
def words(model: type[BaseModel]) -> Mapping[str, str]:
    """The docstring of each field of a model, of its bases' too, by the field's name."""
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if issubclass(one, BaseModel):
            found |= _documented(one.__module__).get(one.__name__, {})
    return {name: found[name] for name in model.model_fields if name in found}


@cache
def _documented(module: str) -> dict[str, dict[str, str]]:
    """The docstrings of the fields of each class of a module."""
    source = Path(str(sys.modules[module].__file__)).read_text(encoding="utf-8")
    tree = ast.parse(source)
    return {one.name: dict(_fields(one)) for one in tree.body if isinstance(one, ast.ClassDef)}


def _fields(found: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for before, after in pairwise(found.body):
        match before, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                yield name, inspect.cleandoc(text)

"""Data without its faulty values, so that the rest of a record can still be checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from ..problems import ValuePath


@dataclass(frozen=True, slots=True)
class Pruned:
    """What is left of some data, and where each list item stood before.

    Attributes:
        data: The data without the removed values.
        origins: For each list that lost items, by its path in ``data``: the former index of every item.
    """

    data: Any
    origins: dict[ValuePath, list[int]] = field(default_factory=dict)

    def origin(self, path: ValuePath) -> ValuePath:
        """The path that a value of ``data`` had before values were removed."""
        former: list[str | int] = []
        for depth, step in enumerate(path):
            kept = self.origins.get(path[:depth])
            if kept is not None and isinstance(step, int) and step < len(kept):
                step = kept[step]
            former.append(step)
        return tuple(former)


def prune(data: Any, removed: Collection[ValuePath]) -> Pruned:
    """``data`` without the values at the paths in ``removed``."""
    pruned = Pruned(None)
    return Pruned(_prune(data, (), (), removed, pruned.origins), pruned.origins)


def _prune(
    value: Any,
    old: ValuePath,
    new: ValuePath,
    removed: Collection[ValuePath],
    origins: dict[ValuePath, list[int]],
) -> Any:
    if isinstance(value, dict):
        return {
            key: _prune(item, (*old, key), (*new, key), removed, origins)
            for key, item in value.items()
            if (*old, key) not in removed
        }
    if isinstance(value, list):
        kept = [index for index in range(len(value)) if (*old, index) not in removed]
        if len(kept) != len(value):
            origins[new] = kept
        return [
            _prune(value[index], (*old, index), (*new, place), removed, origins)
            for place, index in enumerate(kept)
        ]
    return value

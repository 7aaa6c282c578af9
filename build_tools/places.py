"""Regions as chains: a county lies in a city, a city in a province."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: The code of the whole country.
COUNTRY = "100000"


def chain(regions: Mapping[str, Any], code: str | None) -> tuple[str, ...]:
    """The codes from a region up to its province: county, city, province; not the country."""
    found: list[str] = []
    while code and code != COUNTRY and code in regions and code not in found:
        found.append(code)
        code = regions[code].parent
    return tuple(found)


def shared(regions: Mapping[str, Any], one: str | None, other: str | None) -> str | None:
    """The smallest region that holds both, within one province."""
    theirs = chain(regions, other)
    return next((code for code in chain(regions, one) if code in theirs), None)

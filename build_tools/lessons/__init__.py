"""Lessons from cases: what the archive's cases teach together.

Pure functions over the archive, one module a question; views show what they return.

- ``similar``    which cases are like this one, each with its reasons in words; ``kinship`` weighs two
- ``recurring``  which causes come back, in which cases
- ``aftermath``  what was done in the 30 days after an accident
- ``actions``    required actions as records of their own
- ``facets``     one row a case for filtering
- ``words``      distinctive words of texts (jieba, TF-IDF); knows nothing of cases
- ``places``     regions as chains from county to province
"""

from __future__ import annotations

from typing import cast

from ..archive import Archive
from ..kinds.case import Case


def cases(archive: Archive) -> tuple[Case, ...]:
    """The cases that are not withdrawn, sorted by id."""
    return tuple(cast(Case, case) for case in archive.of("case") if case.withdrawn is None)

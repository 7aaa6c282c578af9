"""Other versions of the program: a copy in which some file says something else."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from builder import PACKAGES, ROOT

#: What a site shows or a search answers by it: file, words in it, words instead; none: the end.
CHANGES = {
    "template": ("build_tools/templates/notice.md.j2", "引用本文", "引用这份文件"),
    "part of templates": ("build_tools/templates/_parts.md.j2", "", "\n{# another #}\n"),
    "message": ("build_tools/rules/values.toml", 'message = "', 'message = "另：'),
    "document": ("build_tools/documents/documents.py", '_SILENT = "不适用"', '_SILENT = "适用"'),
    "codes": ("build_tools/agency_codes.txt", "", "某厅发\n"),
    "words": ("build_tools/lessons/boilerplate.txt", "", "支护不足\n"),
    "analysis": ("search_index/analysis.py", "record.number_names, record.date,", 'record.number_names, "",'),
    "weights": ("search_index/data/weights.json", "", "\n"),
    "reader": ("search_index/browser/engine.js", "", "\nsearchReader.another = true;\n"),
    "publishing": ("build_tools/publishing/plan.py", "", "\n_ANOTHER = True\n"),
    "model": ("build_tools/kinds/base.py", "", "\n_ANOTHER = True\n"),
}
#: Constants by file: limits from which on pages are made otherwise, so low that a few records reach them ...
Limits = Mapping[str, Mapping[str, str]]
LOW: Limits = {
    "build_tools/findable.py": {"ALL, SAMPLE": "6, 3", "CHANGED": "2"},
    "build_tools/views/divided.py": {"LONG, NEWEST": "3, 2"},
    "build_tools/views/filters.py": {"PART": "3"},
    "build_tools/views/citations.py": {"SHOWN, SENTENCES": "2, 1"},
    "build_tools/views/files.py": {"_FEED_LENGTH": "3"},
    "build_tools/downloads/years.py": {"MOST": "4", "PART": "2"},
}
#: ... and those from which on the same pages are made in another way.
OTHER_WAYS: Limits = {
    "build_tools/kept/whole.py": {"MANY": "3", "_BATCH, _PAGES": "2, 3"},
    "build_tools/kept/rows.py": {"_LONG": "16"},
    "build_tools/publishing/crew.py": {"_MANY, _BATCH": "5, 3"},
    "build_tools/publishing/sitemap.py": {"_FEW": "2"},
    "search_index/policy.py": {"SMALL": "2"},
    "search_index/building.py": {"BATCH": "3000"},
    "search_index/export/works.py": {"MANY": "3"},
}


class Version:
    """A copy of the program that becomes another version, and another.

    Args:
        folder: Where the copy is put.
        limits: Constants that it has otherwise from the beginning.
        seed: Of the changes.
    """

    def __init__(self, folder: Path, *limits: Limits, seed: int = 0) -> None:
        self.folder, self.dice = folder, random.Random(f"version {seed}")
        for name in PACKAGES:
            shutil.copytree(ROOT / name, folder / name)
        for path, constants in (pair for some in limits for pair in some.items()):
            place = folder / path
            text = place.read_text(encoding="utf-8")
            for name, value in constants.items():
                text, found = re.subn(rf"^{name} = .+$", f"{name} = {value}", text, flags=re.MULTILINE)
                assert found == 1, f"{path} no longer has {name}"
            place.write_text(text, encoding="utf-8")

    def change(self, name: str = "") -> str:
        """One change, or its undoing; which."""
        name = name or self.dice.choice(sorted(CHANGES))
        path, old, new = CHANGES[name]
        place = self.folder / path
        text = place.read_text(encoding="utf-8")
        assert old in text, f"{path} no longer says {old}"
        other = text.replace(old, new) if old else text + new
        fresh = text.replace(new, old) if new in text else other
        place.write_text(fresh, encoding="utf-8")
        return f"version: {name}"

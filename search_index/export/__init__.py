"""The index as a folder of static parts that a reader in the browser asks, without a server.

Every segment becomes a group of parts once and for all, named by its content; so does the lexicon.
A change adds a small group, rewrites the small manifest and takes away the groups of segments that
are no more; nothing else is touched, and browsers may keep every part for ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ..reader import Index
from . import lexicon, segment, sources
from .folder import Folder
from .lexicon import packed
from .script_text import part

#: The names of the two files that are not named by content.
MANIFEST, READER = "manifest.js", "reader.js"


def _silent(message: str) -> None:
    """Reports nothing."""


def export(index_path: str | Path, target: str | Path, report: Callable[[str], None] = _silent) -> None:
    """Bring a folder in step with an index.

    Args:
        index_path: The index.
        target: The folder of parts; made if missing.  Nothing else may be kept in it.
        report: Gets a line, in Chinese, for each segment that is written.

    Raises:
        SearchError: there is no index, or it is broken.
        OSError: the machine refused.
    """
    index = Index.open(index_path)
    folder = Folder(Path(target))
    schema = index.schema
    analysis = json.dumps([schema.version, schema.fold, schema.dictionary])
    segments = []
    for number, one in enumerate(index.segments, 1):
        name = segment.name(one, analysis)
        group = folder.group(name)
        if group is None:
            report(f"导出检索数据：第 {number} 段，共 {len(index.segments)} 段")
            group = folder.write(name, segment.parts(one))
        segments.append([group, np.flatnonzero(~one.live).tolist()])
    name = lexicon.name(index)
    words = folder.group(name) or folder.write(name, lexicon.parts(index))
    folder.file(READER, sources.reader())
    manifest = {"segments": segments, "lexicon": words, "size": index.size, "length": index.total_length}
    # The manifest comes last: what it names is there.
    folder.file(MANIFEST, part(packed(manifest)))
    folder.tidy()

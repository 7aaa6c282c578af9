"""The index as a folder of static parts that a reader in the browser asks, without a server.

Every segment becomes a group of parts once and for all, named by its content; so does the lexicon.
A change adds a small group, rewrites the small manifest and takes away the groups of segments that
are no more; nothing else is touched, and browsers may keep every part for ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from ..facets import gone
from ..reader import Index
from . import lexicon, segment, sources, works
from .folder import Folder
from .lexicon import packed
from .script_text import part

#: The names of the two files that are not named by content.
MANIFEST, READER = "manifest.js", "reader.js"


def _silent(message: str) -> None:
    """Reports nothing."""


def export(
    index_path: str | Path,
    target: str | Path,
    report: Callable[[str], None] = _silent,
    *,
    seal: Path | None = None,
    processes: int = 1,
) -> None:
    """Bring a folder in step with an index.

    Args:
        index_path: The index.
        target: The folder of parts; made if missing.  Nothing else may be kept in it.
        report: Gets a line, in Chinese, for each segment that is written.
        seal: A file, outside of the folder, by which the next export knows what this one left; without it
            all is written anew.
        processes: How many may write a large segment together; the calling script must be importable.

    Raises:
        SearchError: there is no index, or it is broken.
        OSError: the machine refused.
    """
    index = Index.open(index_path)
    folder = Folder(Path(target), seal)
    schema = index.schema
    analysis = json.dumps([schema.version, schema.fold, schema.dictionary])
    segments = []
    for number, one in enumerate(index.segments, 1):
        name = segment.name(one, analysis)
        group = folder.group(name)
        if group is None:
            report(f"导出检索数据：第 {number} 段，共 {len(index.segments)} 段")
            group = folder.write(name, partial(works.write, index, number - 1, processes=processes))
        unused = {key: places for key in one.facet_keys if (places := gone(one, key))}
        segments.append([group, np.flatnonzero(~one.live).tolist(), unused])
    name = lexicon.name(index)
    words = folder.group(name) or folder.write(
        name, lambda place: works.files(place, lexicon.parts(index)) and None
    )
    folder.file(READER, sources.reader())
    manifest = {"segments": segments, "lexicon": words, "size": index.size, "length": index.total_length}
    # The manifest comes last: what it names is there.
    folder.file(MANIFEST, part(packed(manifest)))
    folder.tidy()

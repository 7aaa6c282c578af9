"""Whoosh's table of contents: what a commit is. Written in one step, sealed so that damage is seen.

It is pickled, so nothing of it may be loaded before the seal is found right. Whoosh itself reads it too: it
does not look at what stands behind its own data.
"""

import os
from pathlib import Path

from whoosh.filedb.filestore import RamStorage
from whoosh.index import TOC

from search_index.errors import BrokenIndex, NoIndex
from search_index.files import replace_file, sealed, settle, unsealed
from search_index.places import NAME, toc_file
from search_index.schema import SearchSchema


def latest_generation(path: Path) -> int:
    """Return the generation of the last commit, -1 without one."""
    before, after = f"_{NAME}_", ".toc"
    try:
        with os.scandir(path) as entries:
            names = [entry.name for entry in entries]
    except FileNotFoundError:
        return -1
    tocs = (name for name in names if name.startswith(before) and name.endswith(after))
    numbers = (name[len(before) : -len(after)] for name in tocs)
    return max((int(number) for number in numbers if number.isdigit()), default=-1)


def read_toc(path: Path) -> TOC:
    """Return the table of contents of the last commit; raises NoIndex or BrokenIndex.

    FileNotFoundError if a writer removed it meanwhile.
    """
    generation = latest_generation(path)
    if generation < 0:
        raise NoIndex
    place = toc_file(path, generation)
    try:
        data = unsealed(place.read_bytes())
    except ValueError as fault:
        raise BrokenIndex from fault
    storage = RamStorage()
    with storage.create_file(place.name) as file:
        file.write(data)
    try:
        toc = TOC.read(storage, NAME, generation)
    except Exception as fault:
        # Written whole by another version: what it pickled can fail here in any way.
        raise BrokenIndex from fault
    if not isinstance(toc.schema, SearchSchema) or toc.schema.version != SearchSchema().version:
        raise BrokenIndex
    return toc


def write_toc(path: Path, toc: TOC) -> None:
    """Put a table of contents in place, and make sure that the disk has it."""
    place = toc_file(path, toc.generation)
    storage = RamStorage()
    toc.write(storage, NAME)
    data = storage.open_file(place.name).get(0, storage.file_length(place.name))
    replace_file(place, sealed(bytes(data)))
    settle(place)

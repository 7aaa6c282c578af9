"""What has to be done: from a look at the disk and the memory of the last publishing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from . import Unfit
from .facts import digest
from .memory import Memory
from .names import STATIC, address, hides, is_page
from .tree import Tree, changes

#: What stands between the parts of a note.
_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Disk:
    """What lies on the disk now.

    Attributes:
        docs: The pages' Markdown and the files beside it.
        site: The site as it stands.
    """

    docs: Tree
    site: Tree


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done.

    Attributes:
        pages: Markdown whose page is to be made, sorted.
        converted: Those of them whose text is to be converted; of the others only the shell is new.
        files: Other files to copy, sorted.
        gone: Markdown that is no longer there.
        removed: Paths in the site that nothing stands for any more, sorted.
    """

    pages: list[str]
    converted: frozenset[str]
    files: list[str]
    gone: list[str]
    removed: list[str]

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.pages or self.files or self.gone or self.removed)


def usual(docs: Tree) -> None:
    """Raises Unfit if MkDocs would choose among files or follow links."""
    if docs.odd:
        raise Unfit(f"{docs.odd[0]} is neither a file nor a folder")
    _check_names(docs, docs)


def after(disk: Disk, memory: Memory, folder: Path) -> Plan | None:
    """What to do when only content changed; None if the whole site is to be made.

    ``folder`` is where the Markdown lies.
    """
    was, stood = memory.tree("docs"), memory.tree("site")
    docs, site = changes(was, disk.docs), changes(stood, disk.site)
    extras = _noted(memory, "extras")
    moved = [*docs.added, *docs.removed]
    if disk.docs.odd or disk.site.odd or extras.intersection(docs.added):
        return None
    if _noted(memory, "titled").intersection(moved):
        return None
    _check_names(docs.added, disk.docs)
    damaged = [*site.removed, *site.changed]
    sources = [_source(path, disk.docs) for path in damaged]
    if any(
        path in extras or path in STATIC for path, source in zip(damaged, sources, strict=True) if not source
    ):
        return None
    edited = [path for path in docs.changed if is_page(path) and not _same(path, memory, folder)]
    fresh = {path for path in (*docs.added, *edited, *sources) if is_page(path) and not hides(path)}
    fresh |= {path for path in memory.askers(moved) if path in disk.docs}
    files = {
        path
        for path in (*docs.added, *docs.changed, *sources)
        if path and not is_page(path) and not hides(path)
    }
    gone = [path for path in docs.removed if is_page(path) and not hides(path)]
    removed = {_target(path) for path in docs.removed if not hides(path)}
    removed |= {
        path for path, source in zip(damaged, sources, strict=True) if not source and path in disk.site
    }
    removed |= set(site.added)
    removed -= {_target(path) for path in (*fresh, *files)}
    removed = {
        path for path in removed if not _source(path, disk.docs) and path not in extras and path not in STATIC
    }
    return Plan(sorted(fresh), frozenset(fresh), sorted(files), gone, sorted(removed))


def everything(disk: Disk, memory: Memory, folder: Path, same_dialect: bool, extras: Iterable[str]) -> Plan:
    """What to do to make the whole site.

    Args:
        disk: What lies there.
        memory: What the last publishing knew.
        folder: Where the Markdown lies.
        same_dialect: Whether Markdown still becomes the same HTML.
        extras: Files of the theme.
    """
    pages = [path for path in disk.docs if is_page(path) and not hides(path)]
    files = [path for path in disk.docs if not is_page(path) and not hides(path)]
    converted = set(pages)
    if same_dialect:
        docs = changes(memory.tree("docs"), disk.docs)
        moved = [*docs.added, *docs.removed, *_noted(memory, "extras").symmetric_difference(extras)]
        edited = {path for path in docs.changed if is_page(path) and not _same(path, memory, folder)}
        converted &= edited | set(docs.added) | memory.askers(moved)
    gone = sorted(memory.updated().keys() - set(pages))
    return Plan(pages, frozenset(converted), files, gone, [])


def kept(disk: Disk, memory: Memory, files: Iterable[str]) -> list[str]:
    """Those of ``files`` that the site already has as they are."""
    docs = changes(memory.tree("docs"), disk.docs)
    site = changes(memory.tree("site"), disk.site)
    differing = {*docs.added, *docs.changed, *site.added, *site.changed}
    return [path for path in files if path not in differing and path in disk.site]


def note(names: Iterable[str]) -> str:
    """Names as a note of the memory."""
    return _BETWEEN.join(sorted(names))


def _noted(memory: Memory, name: str) -> set[str]:
    text = memory.note(name)
    return set(text.split(_BETWEEN)) if text else set()


def _check_names(paths: Iterable[str], docs: Tree) -> None:
    for path in paths:
        stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
        if (stem == "README" and suffix == "md") or f".{suffix}" in (".markdown", ".mdown", ".mkdn", ".mkd"):
            raise Unfit(f"{path}: a name that MkDocs treats in its own way")
        if dot and suffix == "html" and f"{path[:-5]}.md" in docs:
            raise Unfit(f"{path}: a page and a file share an address")
        if is_page(path) and address(path) in docs:
            raise Unfit(f"{path}: a page and a file share an address")


def _same(path: str, memory: Memory, folder: Path) -> bool:
    """Whether a page's Markdown still says what was made of it."""
    return digest((folder / path).read_bytes()) == memory.source(path)


def _target(path: str) -> str:
    return address(path) if is_page(path) else path


def _source(path: str, docs: Tree) -> str:
    """What in the docs a file of the site is made of; empty if nothing."""
    if path in docs and not is_page(path) and not hides(path):
        return path
    page = f"{path[:-5]}.md" if path.endswith(".html") else ""
    return page if page and page in docs and not hides(page) else ""

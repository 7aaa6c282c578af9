"""The files of an index beside Whoosh's own: each named by a digest, written once, removed when not used."""

from pathlib import Path

NAME = "MAIN"
"""Whoosh's name of the index."""
CACHE = "cache"
"""The folder of tables that may be deleted at any time."""


def toc_file(path: Path, generation: int) -> Path:
    """Return the place of Whoosh's table of contents of a commit."""
    return path / f"_{NAME}_{generation}.toc"


def fold_file(path: Path, digest: str) -> Path:
    """Return the place of a fold table."""
    return path / f"fold-{digest}.json"


def lexicon_file(path: Path, digest: str) -> Path:
    """Return the place of a lexicon."""
    return path / f"lexicon-{digest}.json"


def suggestions_file(path: Path, digest: str) -> Path:
    """Return the place of the suggestions made from a lexicon."""
    return path / f"suggestions-{digest}.json"


def seal_file(path: Path) -> Path:
    """Return the place of the marks by which files are trusted."""
    return path / "seal-files.json"


def leftovers(path: Path, used: set[str]) -> list[Path]:
    """Return the files of indexes at a folder whose names are not among those used."""
    patterns = (f"_{NAME}_*", f"{NAME}_*", "fold-*", "lexicon-*", "suggestions-*", "seal-*")
    places = (place for pattern in patterns for place in path.glob(pattern))
    return sorted(place for place in places if place.name not in used and place.name != f"{NAME}_WRITELOCK")

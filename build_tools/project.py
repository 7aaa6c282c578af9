"""One checkout of an archive: every path and setting, in one frozen place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Project:
    """The project under ``root``.  Everything the program makes lies under ``build``."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> Project | None:
        """The project that ``start`` lies in: the nearest folder upwards with ``content/``."""
        for folder in (start, *start.parents):
            if (folder / "content").is_dir() and (folder / "mkdocs.yml").is_file():
                return cls(folder)
        return None

    @property
    def content(self) -> Path:
        """The truth: one record a file."""
        return self.root / "content"

    @property
    def config(self) -> Path:
        """Settings of the site builder."""
        return self.root / "mkdocs.yml"

    @property
    def theme(self) -> Path:
        """The look of the site, laid over Material for MkDocs."""
        return self.root / "theme"

    @property
    def schemas(self) -> Path:
        """JSON Schemas for editors; committed."""
        return self.root / "schemas"

    @property
    def build(self) -> Path:
        """Everything that can be made again."""
        return self.root / "build"

    @property
    def docs(self) -> Path:
        """The generated Markdown pages."""
        return self.build / "docs"

    @property
    def site(self) -> Path:
        """The published site: always whole."""
        return self.build / "site"

    @property
    def index(self) -> Path:
        """The search index."""
        return self.build / "index"

    @property
    def tables(self) -> Path:
        """Tables of the search that hold nothing of the archive; several archives may share them."""
        return Path(os.environ.get("POLICY_ARCHIVE_TABLES") or self.build / "cache")

    @property
    def lock(self) -> Path:
        """Held by the one build that may write."""
        return self.build / ".lock"

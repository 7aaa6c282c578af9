"""The names of files as MkDocs takes them: what is a page, what is hidden, where a page goes."""

from __future__ import annotations

#: What MkDocs makes beside the pages and files.
TEMPLATES = ("404.html", "sitemap.xml")
#: All files of the site that no file of the docs or the theme stands for.
STATIC = (*TEMPLATES, "sitemap.xml.gz")
_PAGE = ".md"


def is_page(path: str) -> bool:
    """Whether a page is made of the file."""
    return path.endswith(_PAGE)


def address(path: str) -> str:
    """The path in the site of the page made of ``path``."""
    return f"{path.removesuffix(_PAGE)}.html"


def hides(path: str) -> bool:
    """Whether MkDocs leaves a file out of the site unless it is told otherwise."""
    return path.startswith((".", "templates/")) or "/." in path

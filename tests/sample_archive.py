"""The invented miniature archive, linked, and its pages as readers see them."""

import re
from functools import cache
from html import unescape
from pathlib import Path

import markdown
import yaml

from build_tools import pipeline
from build_tools.project import Project
from build_tools.render import Page, render

SAMPLE = Path(__file__).parent / "sample"
SETTINGS = Path(__file__).parent.parent / "mkdocs.yml"


@cache
def outcome():
    """The sample, read and checked."""
    return pipeline.check(Project(SAMPLE))


def archive():
    """The sample, linked."""
    return outcome().archive


@cache
def pages():
    """Path to text of every page of the sample."""
    return {path: file.text for path, file in files().items() if isinstance(file, Page)}


@cache
def files():
    """Every file of the sample by its path: the pages and the downloads."""
    return {file.path: file for file in render(archive())}


@cache
def _extensions():
    listed = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))["markdown_extensions"]
    names = [next(iter(one)) if isinstance(one, dict) else one for one in listed]
    options = {name: values for one in listed if isinstance(one, dict) for name, values in one.items()}
    return names, options


def html(text):
    """Markdown as the site builder turns it into HTML, without the front matter."""
    body = text.split("\n---\n", 1)[1] if text.startswith("---\n") else text
    names, options = _extensions()
    return markdown.markdown(body, extensions=[*names, "fenced_code"], extension_configs=options)


@cache
def article(path):
    """The HTML of one page of the sample."""
    return html(pages()[path])


def words(markup):
    """What a reader reads: no tags, no scripts, no blanks."""
    bare = re.sub(r"<script.*?</script>", "", markup, flags=re.DOTALL)
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", bare)))

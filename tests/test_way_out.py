"""The generated pages build without us: plain MkDocs gives the same site, Zensical one with the same text."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from build_tools import pipeline
from tiny import real

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("way_out")]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The real archive, built by us."""
    project = real(tmp_path_factory.mktemp("way-out"))
    outcome = pipeline.build(project)
    assert [str(problem) for problem in outcome.problems if problem.severity == "error"] == []
    project.site.rename(project.root / "ours")
    return project


@pytest.fixture
def ours(project):
    shutil.rmtree(project.site, ignore_errors=True)
    return project.root / "ours"


def run(project, program, *arguments):
    day = pipeline.check(project).archive.site.as_of
    epoch = datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(epoch)), "NO_MKDOCS_2_WARNING": "1"}
    command = [Path(sys.executable).parent / program, "build", *arguments]
    done = subprocess.run(
        command, cwd=project.root, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def digest(folder):
    return {
        place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in folder.rglob("*")
        if place.is_file()
    }


def test_plain_mkdocs_gives_the_same_bytes(project, ours):
    run(project, "mkdocs", "--strict")
    assert digest(project.site) == digest(ours)


def words(page):
    """The text of the article, without blanks."""
    article = re.search(r"<article.*?</article>", page.read_text(encoding="utf-8"), re.DOTALL)[0]
    article = re.sub(r"<(script|style).*?</\1>", "", article, flags=re.DOTALL)
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]+>", "", article)))


def test_zensical_gives_every_page_with_the_same_text(project, ours):
    run(project, "zensical")
    for page in sorted(ours.rglob("*.html")):
        theirs = project.site / page.relative_to(ours)
        assert theirs.is_file(), theirs
        if "<article" in page.read_text(encoding="utf-8") and page.name != "404.html":
            assert words(theirs) == words(page), theirs.relative_to(project.site)
    for name in ("feeds/notices.xml", "sitemap.xml", "assets/site.css"):
        assert (project.site / name).is_file()


def test_the_same_content_in_another_place_gives_the_same_bytes(project, ours, tmp_path):
    other = real(tmp_path)
    elsewhere = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "America/Lima", "LC_ALL": "C"}
    command = [sys.executable, "-m", "build_tools", "--root", str(tmp_path), "build"]
    subprocess.run(command, env=elsewhere, check=True, timeout=300)
    assert digest(other.site) == digest(ours)
    assert digest(other.docs) == digest(project.docs)

"""After any changes, the site is byte for byte what MkDocs alone makes of the same pages."""

import random
import subprocess
import sys
import time

import mirror
import pytest
import sample_archive

from build_tools import pipeline, render, write
from build_tools.publish import publish
from build_tools.publishing import tree
from build_tools.publishing.complaints import translate
from tiny import dressed, real

pytestmark = pytest.mark.slow

ENOUGH = 14


def same_as_mkdocs(project, what, handed=False):
    """Publish and compare with MkDocs alone; a look at the pages may be ``handed`` over."""
    before = mirror.tree(project.site)
    problems = publish(project, mirror.DAY, docs=tree.scan(project.docs) if handed else None)
    site, texts = mirror.plain(project)
    assert problems == tuple(sorted({translate(text) for text in texts})), what
    expected = before if texts else site
    if not texts:
        # MkDocs alone would have left no memory.
        assert (project.build / "cache" / "publish.sqlite").exists(), what
        assert mirror.differences(mirror.tree(project.site), expected) == [], what
    assert sorted(place.name for place in project.build.iterdir()) == ["cache", "docs", "site"], what
    mirror.mend(project, problems)


@pytest.mark.parametrize("more", ["", "\nvalidation:\n  anchors: warn\n"])
@pytest.mark.parametrize("seed", range(3))
def test_random_changes_give_what_mkdocs_gives(tmp_path, seed, more):
    project = mirror.made(tmp_path, more)
    same_as_mkdocs(project, "first")
    dice = random.Random(seed)
    told = []
    for step in range(ENOUGH):
        told += [mirror.change(dice, project) for _ in range(dice.randint(1, 3))]
        same_as_mkdocs(project, told, handed=step % 2 == 0)


@pytest.mark.parametrize("name", mirror.CHANGES)
def test_each_sort_of_change_alone(tmp_path, name):
    project = mirror.made(tmp_path)
    same_as_mkdocs(project, "first")
    dice = random.Random(name)
    site = sorted(place for place in project.site.rglob("*") if place.is_file())
    cache = project.build / "cache" / "publish.sqlite"
    for _ in range(2):
        held = [path for path in mirror.pages(project) if "/" in path and not path.endswith("index.md")]
        site = [place for place in site if place.exists()]
        mirror.CHANGES[name](dice, project, held, site, cache)
        same_as_mkdocs(project, name)


KILLED = (
    "import sys, pathlib, datetime\n"
    "from build_tools.project import Project\n"
    "from build_tools.publish import publish\n"
    "print('ready', flush=True)\n"
    "publish(Project(pathlib.Path(sys.argv[1])), datetime.date(2024, 4, 30))\n"
)


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment_and_taken_up_again(tmp_path, seed):
    project = mirror.made(tmp_path)
    same_as_mkdocs(project, "first")
    dice = random.Random(seed)
    for _ in range(4):
        mirror.change(dice, project)
        mirror.CHANGES["add"](dice, project, [], [], None)
        child = subprocess.Popen([sys.executable, "-c", KILLED, str(project.root)], stdout=subprocess.PIPE)
        child.stdout.readline()
        time.sleep(dice.random() * 0.5)
        child.kill()
        child.communicate()
    same_as_mkdocs(project, "killed")


@pytest.mark.parametrize("archive", ["real", "sample"])
def test_the_archives_give_what_mkdocs_gives(tmp_path, archive):
    if archive == "real":
        project = real(tmp_path)
        files = render.render(pipeline.check(project).archive)
    else:
        project = dressed(tmp_path)
        files = sample_archive.files().values()
    write.write(files, project.docs)
    same_as_mkdocs(project, archive)
    for path in mirror.pages(project)[::50]:
        place = project.docs / path
        place.write_text(place.read_text("utf-8") + "\n另有**补充**。\n", encoding="utf-8")
    same_as_mkdocs(project, "edited")

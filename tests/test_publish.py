"""Publishing: whole or not at all, whatever happens, and the same bytes each time."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from build_tools.project import Project
from build_tools.publish import publish, tidy
from build_tools.publishing import placing

DAY = date(2023, 3, 13)
CONFIG = """
site_name: 样例
site_url: https://archive.example/
docs_dir: build/docs
site_dir: build/site
use_directory_urls: false
theme:
  name: mkdocs
validation:
  anchors: warn
"""

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path):
    return make(tmp_path, {"index.md": "# 首页\n\n第一版\n"})


def make(root, files):
    project = Project(root)
    project.config.write_text(CONFIG, encoding="utf-8")
    for path, text in files.items():
        place = project.docs / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return project


def digest(folder):
    return {
        place.relative_to(folder).as_posix(): hashlib.sha256(place.read_bytes()).hexdigest()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }


def rest(project):
    return sorted(place.name for place in project.build.iterdir() if place.name != "cache")


def page(project):
    return (project.site / "index.html").read_text(encoding="utf-8")


def test_publishes_and_replaces(project):
    assert publish(project, DAY) == ()
    assert "第一版" in page(project)
    (project.docs / "index.md").write_text("# 首页\n\n第二版\n", encoding="utf-8")
    (project.docs / "neu.md").write_text("# 新页\n", encoding="utf-8")
    assert publish(project, DAY) == ()
    assert "第二版" in page(project)
    assert (project.site / "neu.html").exists()
    (project.docs / "neu.md").unlink()
    assert publish(project, DAY) == ()
    assert not (project.site / "neu.html").exists()
    assert rest(project) == ["docs", "site"]


def test_the_site_can_be_read_by_a_web_server(project):
    publish(project, DAY)
    assert project.site.stat().st_mode & 0o055 == 0o055 & ~_umask()


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_complaint_keeps_the_last_good_site(project):
    publish(project, DAY)
    before = digest(project.site)
    (project.docs / "index.md").write_text(
        "# 首页\n\n[甲](none.md) [乙](#none) [丙](b.md#none)\n", encoding="utf-8"
    )
    (project.docs / "b.md").write_text("# 乙\n", encoding="utf-8")
    problems = publish(project, DAY)
    assert [(problem.code, problem.location.path) for problem in problems] == [
        ("E511", "build/docs/index.md"),
        ("E512", "build/docs/index.md"),
        ("E512", "build/docs/index.md"),
    ]
    assert "none.md" in problems[0].message
    assert digest(project.site) == before
    assert rest(project) == ["docs", "site"]


@pytest.mark.parametrize(
    "config, code",
    [
        (CONFIG + "nav:\n  - 甲: none.md\n", "E513"),
        (CONFIG + "plugins: [no-such-plugin]\n", "E514"),
        ("site_name: [", "E515"),
    ],
)
def test_faulty_settings_are_named(project, config, code):
    project.config.write_text(config, encoding="utf-8")
    problems = publish(project, DAY)
    assert code in [problem.code for problem in problems]
    assert {problem.location.path for problem in problems} == {"mkdocs.yml"}
    assert rest(project) == ["docs"]


def test_two_builds_in_two_places_on_two_days_give_the_same_bytes(tmp_path, monkeypatch):
    files = {"index.md": "# 首页\n\n[甲](notices/a.md)\n", "notices/a.md": "# 甲\n"}
    trees = []
    for name in ("one", "two/deeper"):
        (tmp_path / name).mkdir(parents=True)
        project = make(tmp_path / name, files)
        assert publish(project, DAY) == ()
        trees.append(digest(project.site))
        time.sleep(1.1)  # the clock must not show in a gzip header
    assert trees[0] == trees[1]
    sitemap = (tmp_path / "one" / "build" / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "<lastmod>2023-03-13</lastmod>" in sitemap


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2100, 12, 31)])
def test_the_data_may_be_of_any_day_that_a_date_can_be(project, day):
    assert publish(project, day) == ()


def test_the_environment_is_as_before(project, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "5")
    monkeypatch.delenv("NO_MKDOCS_2_WARNING", raising=False)
    publish(project, DAY)
    assert os.environ["SOURCE_DATE_EPOCH"] == "5"
    assert "NO_MKDOCS_2_WARNING" not in os.environ


def test_a_build_killed_in_the_middle_leaves_the_site_whole(project):
    publish(project, DAY)
    before = digest(project.site)
    for number in range(60):
        (project.docs / f"p{number}.md").write_text(f"# 页 {number}\n", encoding="utf-8")
    code = (
        "import sys, pathlib, datetime\n"
        "from build_tools.project import Project\n"
        "from build_tools.publish import publish\n"
        "publish(Project(pathlib.Path(sys.argv[1])), datetime.date(2023, 3, 13))\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(project.root)])
    deadline = time.monotonic() + 60
    while not list(project.build.glob(".site-new-*/site/p1.html")) and child.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    child.send_signal(signal.SIGKILL)
    child.wait()
    if child.returncode == -signal.SIGKILL:
        assert digest(project.site) == before
        assert len(rest(project)) == 3
    assert publish(project, DAY) == ()
    assert (project.site / "p59.html").exists()
    assert rest(project) == ["docs", "site"]


@pytest.mark.parametrize("link", [False, True])
def test_what_is_no_folder_of_ours_makes_room(project, tmp_path, link):
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("site", ".site-new-dead"):
        place = project.build / name
        place.symlink_to(outside) if link else place.write_text("x", encoding="utf-8")
    assert publish(project, DAY) == ()
    assert not project.site.is_symlink()
    assert rest(project) == ["docs", "site"]
    assert list(outside.iterdir()) == []


def test_without_an_exchange_two_renames_do(project, monkeypatch):
    publish(project, DAY)
    monkeypatch.setattr(placing, "_exchange", lambda one, other: False)
    (project.docs / "index.md").write_text("# 首页\n\n第二版\n", encoding="utf-8")
    assert publish(project, DAY) == ()
    assert "第二版" in page(project)
    assert rest(project) == ["docs", "site"]


def test_a_build_killed_between_two_renames_is_mended(project):
    publish(project, DAY)
    project.site.rename(project.build / ".site-old-1234")
    tidy(project)
    assert "第一版" in page(project)
    assert rest(project) == ["docs", "site"]


def test_a_reader_never_misses_the_site_during_a_swap(project):
    publish(project, DAY)
    watcher = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, os\n"
            "missing = seen = 0\n"
            "while not os.path.exists(sys.argv[2]):\n"
            "    seen += 1\n"
            "    missing += not os.path.exists(sys.argv[1])\n"
            "    if seen == 1: print('ready', flush=True)\n"
            "print(missing, seen)\n",
            str(project.site / "index.html"),
            str(project.root / "stop"),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert watcher.stdout.readline() == "ready\n"
    for number in range(40):
        fresh = project.build / f".site-new-{number}"
        fresh.mkdir()
        (fresh / "index.html").write_text(str(number), encoding="utf-8")
        placing.swap(fresh, project.site)
    (project.root / "stop").touch()
    missing, seen = watcher.communicate()[0].split()
    assert (missing, page(project)) == ("0", "39")
    assert int(seen) > 0

"""Files are put in place whole, in an order that leaves no dead link, and what was begun is completed."""

import json
import os

import mirror
import pytest

from build_tools.publish import publish, tidy
from build_tools.publishing import placing, tree

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path):
    project = mirror.made(tmp_path)
    assert publish(project, mirror.DAY) == ()
    return project


def prepared(project, journal):
    """A stage as a killed run leaves it: two new files, and what to do with them."""
    staged = project.build / ".site-new-dead" / "site"
    (staged / "new" / "deep").mkdir(parents=True)
    (staged / "about.html").write_text("更改", encoding="utf-8")
    (staged / "new" / "deep" / "added.html").write_text("增加", encoding="utf-8")
    if journal:
        text = json.dumps({"placed": ["new/deep/added.html", "about.html"], "removed": ["downloads/all.csv"]})
        (staged.parent / "journal.json").write_text(text, encoding="utf-8")
    return staged


def test_what_the_journal_names_is_completed(project):
    prepared(project, journal=True)
    tidy(project)
    site = mirror.tree(project.site)
    assert site["about.html"].decode() == "更改"
    assert site["new/deep/added.html"].decode() == "增加"
    assert not (project.site / "downloads").exists()
    assert sorted(place.name for place in project.build.iterdir()) == ["cache", "docs", "site"]


def test_completing_can_itself_be_killed_anywhere(project, monkeypatch):
    prepared(project, journal=True)
    steps = 0

    def killed(*args):
        nonlocal steps
        steps += 1
        if steps == 2:
            raise KeyboardInterrupt
        return move(*args)

    move = placing._put
    monkeypatch.setattr(placing, "_put", killed)
    with pytest.raises(KeyboardInterrupt):
        tidy(project)
    monkeypatch.undo()
    tidy(project)
    assert mirror.tree(project.site)["about.html"].decode() == "更改"
    assert not (project.site / "downloads" / "all.csv").exists()


def test_without_a_journal_nothing_was_begun(project):
    before = mirror.tree(project.site)
    prepared(project, journal=False)
    tidy(project)
    assert mirror.tree(project.site) == before
    assert sorted(place.name for place in project.build.iterdir()) == ["cache", "docs", "site"]


def test_new_pages_come_first_and_removals_last(project, monkeypatch):
    order = []
    put, unlink = placing._put, os.unlink
    monkeypatch.setattr(
        placing, "_put", lambda source, target: (order.append(target.name), put(source, target))
    )
    gone = next(path for path in mirror.pages(project) if path.startswith("cases/"))
    mirror._unlink(project, gone)
    (project.docs / gone).unlink()
    mirror.write(project, "cases/zz-new.md", "# 新 { #top }\n")
    mirror.write(project, "about.md", "# 关于 { #top }\n\n[新](cases/zz-new.md)\n")
    removed = project.site / gone.replace(".md", ".html")
    monkeypatch.setattr(
        placing.Path,
        "unlink",
        lambda place, **how: (order.append(place.name), place.exists() and unlink(place)),
    )
    assert publish(project, mirror.DAY) == ()
    shown = [name for name in order if name in ("zz-new.html", "about.html", removed.name)]
    assert shown == ["zz-new.html", "about.html", removed.name]


def test_one_changed_page_touches_nothing_else(project):
    before = {path: (project.site / path).stat().st_ino for path in mirror.tree(project.site)}
    mirror.write(project, "about.md", (project.docs / "about.md").read_text("utf-8") + "\n又及。\n")
    assert publish(project, mirror.DAY) == ()
    after = {path: (project.site / path).stat().st_ino for path in mirror.tree(project.site)}
    assert [path for path in after if after[path] != before.get(path)] == ["about.html"]


def test_nothing_changed_writes_nothing(project):
    cache = project.build / "cache" / "publish.sqlite"
    before = (cache.stat().st_mtime_ns, tree.scan(project.site))
    assert publish(project, mirror.DAY) == ()
    assert (cache.stat().st_mtime_ns, tree.scan(project.site)) == before


def test_a_folder_in_the_place_of_a_page_makes_room(project):
    gone = next(path for path in mirror.pages(project) if path.startswith("cases/"))
    mirror._unlink(project, gone)
    (project.docs / gone).unlink()
    (project.docs / gone.replace(".md", ".html")).mkdir()
    mirror.write(project, gone.replace(".md", ".html/inner.md"), "# 内页 { #top }\n")
    assert publish(project, mirror.DAY) == ()
    assert mirror.differences(mirror.tree(project.site), mirror.plain(project)[0]) == []


def test_a_disk_that_cannot_link_gets_copies(project, monkeypatch):
    def refuse(*args, **how):
        raise OSError("no links here")

    monkeypatch.setattr(placing.os, "link", refuse)
    mirror.write(project, ".site.yml", mirror.SETTINGS.format(name="另一个", address=mirror.ADDRESS))
    assert publish(project, mirror.DAY) == ()
    assert mirror.differences(mirror.tree(project.site), mirror.plain(project)[0]) == []

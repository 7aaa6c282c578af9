"""Two looks at a folder differ exactly where its files do, however the second was come by."""

import os
import random

import pytest

from build_tools.publishing import tree

NAMES = ["a", "a-b", "ab", "a.md", "通知.md", "通知", "zz", "Z", "é", "空 格", *(f"n{n}" for n in range(300))]
FOLDERS = ["", "notices", "notices/old", "search", "search/s-1"]


def paths(root):
    return sorted(place.relative_to(root).as_posix() for place in root.rglob("*") if place.is_file())


def put(root, path, text):
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    # A new file in its place, so that the inode tells even where the times are the same.
    fresh = place.with_name(".fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(place)


def filled(root, dice):
    root.mkdir()
    for _ in range(400):
        put(root, f"{dice.choice(FOLDERS)}/{dice.choice(NAMES)}".lstrip("/"), "甲")


@pytest.mark.parametrize("seed", range(8))
def test_what_differs_is_what_was_done(tmp_path, seed):
    dice = random.Random(seed)
    root = tmp_path / "root"
    filled(root, dice)
    old, held = tree.scan(root), paths(root)
    assert sorted(old) == held
    assert len(old) == len(held)
    removed = set(dice.sample(held, dice.choice([0, 1, 20])))
    changed = set(dice.sample(sorted(set(held) - removed), dice.choice([0, 1, 20])))
    added = {f"{dice.choice(FOLDERS)}/new{number}".lstrip("/") for number in range(dice.choice([0, 1, 20]))}
    for path in removed:
        (root / path).unlink()
    for path in changed | added:
        put(root, path, "乙")
    new = tree.scan(root)
    assert tree.changes(old, new) == (sorted(added), sorted(changed), sorted(removed))
    assert tree.changes(old, old) == ([], [], [])
    assert tree.updated(old, root, [*removed, *changed, *added, "notices"]) == new
    assert all(path in new for path in paths(root))
    assert not any(path in new for path in (*removed, "none", "none/none", "notices", ""))


def test_a_file_written_in_its_place_is_seen_by_its_size_or_time(tmp_path):
    for name in ("long", "timed"):
        (tmp_path / name).write_text("甲", encoding="utf-8")
    before = tree.scan(tmp_path)
    (tmp_path / "long").write_text("甲乙", encoding="utf-8")
    os.utime(tmp_path / "timed", ns=(1, 1))
    assert tree.changes(before, tree.scan(tmp_path)).changed == ["long", "timed"]


def test_what_is_passed_over_at_the_top_can_be_joined_again(tmp_path):
    root = tmp_path / "root"
    filled(root, random.Random(0))
    put(root, "notices/search/x", "甲")
    (root / "search" / "link").symlink_to("x")
    rest, part = tree.scan(root, without=("search",)), tree.scan(root, only="search")
    assert "notices/search/x" in rest
    assert not any(path.startswith("search/") for path in rest)
    assert part.odd == ("search/link",)
    assert tree.joined(rest, part) == tree.scan(root)
    assert tree.scan(root, only="none") == tree.Tree({})


def test_the_part_that_is_looked_at_may_be_a_link(tmp_path):
    (tmp_path / "search").symlink_to("elsewhere")
    assert tree.scan(tmp_path, only="search").odd == ("search",)


def test_links_are_told_and_not_followed(tmp_path):
    root, outside = tmp_path / "root", tmp_path / "outside"
    filled(root, random.Random(1))
    outside.mkdir()
    (outside / "far").write_text("甲", encoding="utf-8")
    (root / "folder").symlink_to(outside)
    (root / "file").symlink_to(outside / "far")
    seen = tree.scan(root)
    assert sorted(seen.odd) == ["file", "folder"]
    assert not any(path.startswith(("folder", "file")) for path in seen)
    (root / "file").unlink()
    put(root, "file", "乙")
    (root / "ab").unlink(missing_ok=True)
    (root / "ab").symlink_to("none")
    assert tree.updated(seen, root, ["file", "ab", "folder"]) == tree.scan(root)
    assert list(tree.scan(root / "folder")) == []
    assert list(tree.scan(tmp_path / "none")) == []


def test_rows_hold_all_of_a_tree(tmp_path):
    root = tmp_path / "root"
    filled(root, random.Random(2))
    seen = tree.scan(root)
    assert tree.from_rows(tree.to_rows(seen.folders)) == seen

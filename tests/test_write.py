"""Writing pages: only what differs, nothing left over, nothing outside the folder."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools.write import write


@dataclass(frozen=True)
class Page:
    path: str
    text: str

    @property
    def data(self):
        return self.text.encode("utf-8")


def pages(files):
    return [Page(path, text) for path, text in files.items()]


def tree(folder):
    return {
        place.relative_to(folder).as_posix(): place.read_text(encoding="utf-8")
        for place in folder.rglob("*")
        if place.is_file()
    }


def test_writes_every_page(tmp_path):
    files = {"index.md": "首页\n", "notices/a.md": "甲\n"}
    result = write(pages(files), tmp_path / "docs")
    assert tree(tmp_path / "docs") == files
    assert result.written == ("index.md", "notices/a.md")


def test_keeps_what_is_the_same(tmp_path):
    docs = tmp_path / "docs"
    write(pages({"a.md": "甲\n", "b.md": "乙\n"}), docs)
    before = (docs / "a.md").stat()
    result = write(pages({"a.md": "甲\n", "b.md": "丙\n"}), docs)
    assert (result.written, result.unchanged) == (("b.md",), 1)
    assert (docs / "a.md").stat().st_mtime_ns == before.st_mtime_ns
    assert (docs / "a.md").stat().st_ino == before.st_ino


def test_removes_leftovers_and_their_folders(tmp_path):
    docs = tmp_path / "docs"
    write(pages({"notices/a.md": "甲\n", "cases/b.md": "乙\n", "index.md": "首页\n"}), docs)
    result = write(pages({"index.md": "首页\n"}), docs)
    assert result.removed == ("cases/b.md", "notices/a.md")
    assert [place.name for place in docs.iterdir()] == ["index.md"]


def test_spares_the_search_index_beside_the_pages_but_no_link_in_its_place(tmp_path):
    docs, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
    write(pages({"index.md": "首页\n", "notices/search/a.md": "甲\n"}), docs)
    (docs / "search").mkdir()
    (docs / "search" / "manifest.js").write_text("1")
    assert write(pages({"index.md": "首页\n"}), docs).removed == ("notices/search/a.md",)
    assert tree(docs) == {"index.md": "首页\n", "search/manifest.js": "1"}
    (docs / "search").rename(elsewhere)
    (docs / "search").symlink_to(elsewhere)
    write(pages({"index.md": "首页\n"}), docs)
    assert tree(docs) == {"index.md": "首页\n"}
    assert tree(elsewhere) == {"manifest.js": "1"}


def test_a_folder_gives_way_to_a_page_and_back(tmp_path):
    docs = tmp_path / "docs"
    write(pages({"a/b.md": "甲\n"}), docs)
    write(pages({"a": "乙\n"}), docs)
    assert tree(docs) == {"a": "乙\n"}
    write(pages({"a/b.md": "甲\n"}), docs)
    assert tree(docs) == {"a/b.md": "甲\n"}


def test_a_half_written_file_of_a_killed_build_goes(tmp_path):
    docs = tmp_path / "docs"
    write(pages({"a.md": "甲\n"}), docs)
    (docs / "a.md.writing").write_text("half", encoding="utf-8")
    write(pages({"a.md": "甲\n"}), docs)
    assert tree(docs) == {"a.md": "甲\n"}


@pytest.mark.parametrize(
    "path",
    [
        "../a.md",
        "/a.md",
        "a/../../b.md",
        "a//b.md",
        "",
        ".",
        "a/.",
        "..",
        "a\\b.md",
        "c:a.md",
        "a\0.md",
        "a\n.md",
    ],
)
def test_refuses_a_path_that_is_not_safe(tmp_path, path):
    with pytest.raises(ValueError, match="safe"):
        write(pages({"good.md": "甲\n", path: "乙\n"}), tmp_path / "docs")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("one, other", [("a.md", "A.md"), ("a", "a/b.md"), ("A/b.md", "a")])
def test_refuses_pages_that_share_a_path(tmp_path, one, other):
    with pytest.raises(ValueError, match="path"):
        write(pages({one: "甲\n", other: "乙\n"}), tmp_path / "docs")


def test_does_not_follow_links_out_of_the_folder(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("外\n", encoding="utf-8")
    docs = tmp_path / "build" / "docs"
    docs.mkdir(parents=True)
    (docs / "notices").symlink_to(outside)
    (docs / "index.md").symlink_to(outside / "a.md")
    write(pages({"notices/a.md": "甲\n", "index.md": "首页\n"}), docs)
    assert tree(outside) == {"a.md": "外\n"}
    assert tree(docs) == {"notices/a.md": "甲\n", "index.md": "首页\n"}
    assert not (docs / "notices").is_symlink()


@pytest.mark.parametrize("linked", ["build", "build/docs"])
def test_refuses_a_folder_that_is_a_link(tmp_path, linked):
    outside = tmp_path / "outside"
    outside.mkdir()
    place: Path = tmp_path / linked
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside)
    with pytest.raises(OSError, match="符号链接"):
        write(pages({"a.md": "甲\n"}), tmp_path / "build" / "docs")
    assert list(outside.iterdir()) == []

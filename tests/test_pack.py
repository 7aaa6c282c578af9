"""The edition for a USB stick: everything in one zip, its sums true, the same bytes for the same site."""

import hashlib
import zipfile

import pytest

from build_tools import pipeline
from build_tools.pack import LIST, OPEN, VERIFY, pack
from tiny import make


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    project = make(tmp_path_factory.mktemp("tiny"))
    outcome = pipeline.build(project)
    assert outcome.published
    return project, outcome.archive.site


def test_holds_every_file_of_the_site_with_its_sum(built, tmp_path):
    project, site = built
    packed = pack(project, site, tmp_path / "a.zip")
    with zipfile.ZipFile(packed.place) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    site_files = {
        f"site/{place.relative_to(project.site).as_posix()}": place.read_bytes()
        for place in project.site.rglob("*")
        if place.is_file()
    }
    assert {name: data for name, data in held.items() if name.startswith("site/")} == site_files
    assert held.keys() - site_files.keys() == {OPEN, VERIFY, LIST}
    sums = dict(line.split("  ", 1)[::-1] for line in held[LIST].decode("utf-8").splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in held.items() if name != LIST}
    assert packed.files == len(held)
    assert packed.size == packed.place.stat().st_size
    assert packed.digest == hashlib.sha256(held[LIST]).hexdigest()


def test_the_same_site_gives_the_same_bytes_on_any_day(built, tmp_path):
    project, site = built
    pack(project, site, tmp_path / "a.zip")
    for place in project.site.rglob("*"):
        place.touch()
    pack(project, site, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_start_page_names_the_site_and_the_day_of_its_data(built, tmp_path):
    project, site = built
    pack(project, site, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        text = archive.read(OPEN).decode("utf-8")
    assert site.name in text and "2023年3月13日" in text
    assert 'href="site/index.html"' in text and "http" not in text


def test_without_a_site_nothing_is_packed(tmp_path):
    project = make(tmp_path)
    site = pipeline.check(project).archive.site
    with pytest.raises(FileNotFoundError):
        pack(project, site)
    assert not project.build.exists() or list(project.build.glob("*.zip*")) == []

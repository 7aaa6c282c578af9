"""What the look of the site is known by: whenever the look is another, so is its stamp."""

from datetime import date

import mirror
import pytest

from build_tools.publishing import origin


@pytest.fixture
def project(tmp_path):
    return mirror.made(tmp_path)


def footer(project):
    return project.theme / "partials" / "footer.html"


def same_size(project):
    place = footer(project)
    place.write_text(place.read_text("utf-8").replace("footer", "fooder", 1), encoding="utf-8")


def inherited(project):
    mirror.write(project, ".site.yml", mirror.SETTINGS.format(name="别的", address=mirror.ADDRESS))


CHANGES = {
    "a template": lambda project: footer(project).write_text("<footer></footer>\n", encoding="utf-8"),
    "a template of the same size": same_size,
    "a new file of the theme": lambda project: (project.theme / "assets" / "x.css").write_text("/**/"),
    "a file of the theme less": lambda project: footer(project).unlink(),
    "a file of the theme renamed": lambda project: footer(project).rename(
        footer(project).with_name("x.html")
    ),
    "the settings": lambda project: project.config.write_text(project.config.read_text("utf-8") + "\n#\n"),
    "the inherited settings": inherited,
}


@pytest.mark.parametrize("name", CHANGES)
def test_another_look_has_another_stamp(project, name):
    told = [tell(project, mirror.DAY) for tell in (origin.look, origin.stamp)]
    assert [tell(project, mirror.DAY) for tell in (origin.look, origin.stamp)] == told
    CHANGES[name](project)
    changed = [tell(project, mirror.DAY) for tell in (origin.look, origin.stamp)]
    assert [one == other for one, other in zip(told, changed, strict=True)] == [False, False]


def test_another_day_has_another_stamp(project):
    assert origin.stamp(project, mirror.DAY) != origin.stamp(project, date(2024, 5, 1))


def test_another_set_of_packages_has_another_stamp(project, tmp_path, monkeypatch):
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = origin.stamp(project, mirror.DAY)
    (folder / "mkdocs-9.dist-info").mkdir()
    assert origin.stamp(project, mirror.DAY) != before


@pytest.mark.parametrize("place", ["mkdocs.yml", "build/docs/.site.yml"])
def test_settings_that_ask_the_environment_have_none(project, place):
    path = project.root / place
    path.write_text(path.read_text("utf-8") + "\nsite_author: !ENV USER\n", encoding="utf-8")
    assert origin.stamp(project, mirror.DAY) == origin.look(project, mirror.DAY) == ""

"""After any changes, deaths and damage the whole chain gives what a build from nothing gives elsewhere."""

import pytest
import trial
from builder import Builder
from versions import LOW, OTHER_WAYS, Version

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """Another archive with records of the same names, built."""
    project = trial.sample(tmp_path_factory.mktemp("foreign") / "root", 6, "巡查")
    with Builder() as builder:
        assert builder.build(project.root).published
    return project


def test_any_changes_and_deaths(tmp_path, foreign):
    with Builder() as builder:
        try_out(tmp_path, foreign, builder, builder, 0)


def test_any_changes_and_deaths_of_an_archive_with_much_in_all_its_parts(tmp_path, foreign):
    """Made by several processes and in pieces, and judged by what is made at once."""
    ours = Version(tmp_path / "ours", LOW, OTHER_WAYS).folder
    judges = Version(tmp_path / "judges", LOW).folder
    with Builder(ours) as builder, Builder(judges) as judge:
        project = try_out(tmp_path, foreign, builder, judge, 2)
    assert list(project.docs.glob("notices/*--*-*.md")), "no list is divided by month"


def try_out(folder, foreign, builder, judge, seed):
    tried = trial.Trial(folder, trial.sample(folder / "root"), builder, seed, foreign, judge)
    tried.first()
    for number in range(3):
        tried.step(tried.dice.choice((1, 2, 3)), killed=number % 2 == 1)
        tried.compare()
    return tried.project


def test_other_versions_of_the_program(tmp_path, foreign):
    """Each in its turn builds what the one before it built."""
    version = Version(tmp_path / "program")
    with Builder(version.folder) as builder:
        tried = trial.Trial(tmp_path, trial.sample(tmp_path / "root"), builder, 0, foreign)
        tried.first()
    for name in ("message", "analysis"):
        tried.done.append(version.change(name))
        with Builder(version.folder) as tried.builder:
            tried.step(1)
            tried.compare()

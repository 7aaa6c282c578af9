"""After any changes, deaths and damage the whole chain gives what a build from nothing gives elsewhere."""

import pytest
import trial
from builder import Builder
from versions import Version

pytestmark = pytest.mark.slow

#: So that the sample goes the ways of large archives.
LIMITS = {"build_tools.findable:ALL": 6, "build_tools.findable:SAMPLE": 3}


@pytest.fixture(scope="module")
def foreign(tmp_path_factory):
    """Another archive with records of the same names, built."""
    project = trial.sample(tmp_path_factory.mktemp("foreign") / "root", 6, "巡查")
    with Builder() as builder:
        assert builder.build(project.root).published
    return project


@pytest.mark.parametrize(("seed", "limits"), [(0, {}), (2, LIMITS)])
def test_any_changes_and_deaths(tmp_path, foreign, seed, limits):
    with Builder(limits=limits) as builder:
        tried = trial.Trial(tmp_path, trial.sample(tmp_path / "root"), builder, seed, foreign)
        tried.first()
        for number in range(4):
            tried.step(tried.dice.choice((1, 2, 3)), killed=number % 2 == 1)
            tried.compare()


def test_other_versions_of_the_program(tmp_path, foreign):
    """Each in its turn builds what the one before it built."""
    version = Version(tmp_path / "program", 0)
    with Builder(version.folder) as builder:
        tried = trial.Trial(tmp_path, trial.sample(tmp_path / "root"), builder, 0, foreign)
        tried.first()
    for name in ("template", "message", "document"):
        tried.done.append(version.change(name))
        with Builder(version.folder) as tried.builder:
            tried.step(1)
            tried.compare()

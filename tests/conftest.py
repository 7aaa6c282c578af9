"""What several tests share."""

import os

import pytest
from hypothesis import settings

from tiny import ROOT, make

# Tables that take seconds to make and are the same for every archive.
os.environ.setdefault("POLICY_ARCHIVE_TABLES", str(ROOT / "build" / "cache"))

# A busy machine must not fail a test, and two runs try the same examples.
settings.register_profile("archive", deadline=None, derandomize=True)
settings.load_profile("archive")


@pytest.fixture
def tiny(tmp_path):
    """A project with one organization and one notice."""
    return make(tmp_path)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the pages of the sample anew, then compare"
    )

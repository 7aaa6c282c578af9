"""What several tests share."""

import pytest

from tiny import make


@pytest.fixture
def tiny(tmp_path):
    """A project with one organization and one notice."""
    return make(tmp_path)


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the pages of the sample anew, then compare"
    )

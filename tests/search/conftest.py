"""What the tests of the search share."""

import pytest


@pytest.fixture(scope="session")
def cache(tmp_path_factory):
    """A folder for the tables that are made once: folding and the dictionary."""
    return tmp_path_factory.mktemp("cache")

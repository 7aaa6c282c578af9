"""What the program loads: a build that finds nothing changed needs none of what makes pages."""

import subprocess
import sys

import pytest

#: Libraries that take long to load.
HEAVY = ("jieba", "jinja2", "markdown", "mkdocs", "numpy", "pydantic", "pypinyin", "whoosh", "xlsxwriter")
LOADED = f"""
import sys
from build_tools import cli
assert cli.run(sys.argv[1:]) == 0
print([name for name in {HEAVY} if name in sys.modules])
"""


def loaded(*arguments):
    command = [sys.executable, "-c", LOADED, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]


@pytest.mark.slow
def test_a_build_that_finds_nothing_changed_loads_no_library_of_pages(tiny):
    assert "jinja2" in loaded("--root", tiny.root, "build")
    assert loaded("--root", tiny.root, "build") == "[]"


def test_help_loads_none_either():
    assert loaded("build", "--help") == "[]"

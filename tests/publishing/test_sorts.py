"""A page of a sort that was not there before gets its frame without a look at all other pages."""

import mirror
import pytest

from build_tools.publish import publish
from build_tools.publishing import reference

pytestmark = pytest.mark.slow

PAGE = """---
title: 新案例
kind: case
---

# 新案例 { #top }

见[关于](../about.md)、[文件](../notices/index.md#top)与[全部](../downloads/all.csv)。
"""


@pytest.mark.parametrize("path", ["cases/new/first.md", "statistics/none.md"])
def test_a_new_sort_reads_the_settings_and_the_pages_in_the_nav_only(tmp_path, monkeypatch, path):
    project = mirror.made(tmp_path)
    assert publish(project, mirror.DAY) == ()
    mirror.write(project, path, PAGE.replace("../", "../" * path.count("/")))

    def refuse(config):
        raise AssertionError("all files are looked at")

    monkeypatch.setattr(reference, "get_files", refuse)
    assert publish(project, mirror.DAY) == ()
    monkeypatch.undo()
    assert mirror.differences(mirror.tree(project.site), mirror.plain(project)[0]) == []

"""What was published is not published again."""

import mirror
import pytest

from build_tools.publish import publish
from build_tools.publishing import tree

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("many", [False, True])
def test_nothing_is_made_again_after_few_or_many_files_were_put_in_place(tmp_path, many):
    project = mirror.made(tmp_path)
    if many:
        for number in range(80):
            mirror.write(project, f"downloads/{number}.txt", "一\n")
    assert publish(project, mirror.DAY) == ()
    for number in range(80 if many else 1):
        mirror.write(project, f"downloads/{number}.txt", "二\n")
    assert publish(project, mirror.DAY) == ()
    left = tree.scan(project.site)
    assert publish(project, mirror.DAY) == ()
    assert tree.changes(left, tree.scan(project.site)) == ([], [], [])

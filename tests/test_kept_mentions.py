"""The store says who mentions a record as the archive in memory does, and reads only what is shown."""

import random

import pytest

from build_tools.kept import facts, store
from build_tools.kept.held import KeptArchive, KeptConnections
from build_tools.kept.rows import Rows
from build_tools.kinds.vocabulary import Site

SITE = Site(name="样例档案", as_of="2024-06-30", description="样例。")
DAYS = ("", "2011", "2012", "2012-03", "2012-03-05", "2012-03-06", "2013-01-01")


@pytest.mark.parametrize("newest", [True, False])
@pytest.mark.parametrize("seed", range(6))
def test_the_first_by_day_and_the_count_of_all(tmp_path, seed, newest):
    dice = random.Random(seed)
    citing = {f"n-{number:02}": (dice.choice(DAYS), dice.randrange(1, 12)) for number in range(20)}
    rows = Rows()
    for id_, (day, times) in citing.items():
        left = {"cited:notice/n-03": (f"{day}\t{times}", (id_,) * times)}
        rows.leave(facts.owner("notice", id_), facts.LINK, left)
    # A record's own mentions of itself do not count; undated ones stand last, equal days by id.
    others = sorted((id_, *held) for id_, held in citing.items() if id_ != "n-03")
    others.sort(key=lambda one: one[1], reverse=newest)
    others.sort(key=lambda one: not one[1])
    with store.opened(tmp_path / "kept.sqlite", "program") as opened:
        opened.add(rows)
        connections = KeptConnections(store=opened)
        archive = KeptArchive(SITE, {}, {}, connections, store=opened, read=lambda kind, id_: None)
        for most in (None, 1, 3, 8, 19, 40):
            found = archive.mentioning("notice", "n-03", most, newest)
            shown = [(one.id, one.day, len(one.citations)) for one in found.sources]
            assert shown == others[:most]
            assert (found.count, found.total) == (19, sum(times for _, _, times in others))

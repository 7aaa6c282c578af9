"""Every piece of a title or a text, two characters or more, finds its record."""

import pieces
import pytest
import real

pytestmark = pytest.mark.xdist_group("real-search")

COUNT = 2000


def test_every_piece_finds_its_record():
    finder = pieces.Finder(real.index())
    lost = [
        (one.id, piece) for one, piece in pieces.pieces(real.held(), COUNT) if not finder.finds(one, piece)
    ]
    assert not lost, f"{len(lost)} of {COUNT}: {lost[:20]}"

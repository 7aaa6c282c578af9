"""Small segments are merged, the large one stays until much of it is dead."""

import pytest

from search_index.policy import to_merge


class Part:
    def __init__(self, size, dead=0):
        self.size, self.dead = size, dead

    def doc_count(self):
        return self.size - self.dead

    def doc_count_all(self):
        return self.size


def merged(*sizes):
    parts = [Part(*size) if isinstance(size, tuple) else Part(size) for size in sizes]
    return [(part.size, part.dead) for part in to_merge(parts)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([100_000], []),
        ([100_000, 1], []),
        ([100_000, 1, 1], [(1, 0), (1, 0)]),
        ([100_000, 240, 1], [(240, 0), (1, 0)]),
        ([100_000, 5_000, 1], []),
        ([(100_000, 20_000), 1], []),
        ([(100_000, 20_001), 1], [(100_000, 20_001)]),
        ([1_500] * 5, [(1_500, 0)] * 5),
        ([100, 100], [(100, 0), (100, 0)]),
    ],
)
def test_choice(sizes, expected):
    assert merged(*sizes) == expected


def test_changes_one_by_one_keep_the_segments_few_and_the_work_small():
    parts, written = [Part(100_000)], 0
    for _ in range(3_000):
        parts.append(Part(1))
        joined = to_merge(parts)
        if joined:
            total = sum(part.doc_count() for part in joined)
            parts = [*(part for part in parts if part not in joined), Part(total)]
            written += total
        assert len(parts) <= 6
    assert all(part.size == 100_000 or part.size <= 3_000 for part in parts)
    assert written < 3_000 * 1_000

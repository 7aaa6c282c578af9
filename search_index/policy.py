"""Which segments are merged: small ones often, the large one only when much of it is dead."""

from whoosh.codec.base import Segment

SMALL = 250
"""Documents; segments below are merged whenever there are two."""
RATIO = 3
"""A segment joins a merge when it is at most so many times as large as all smaller ones together."""
DEAD = 0.2
"""The share of deleted documents above which a segment is written anew."""


def to_merge(segments: list[Segment]) -> list[Segment]:
    """Return the segments to be replaced by one, in their order; none if all stay as they are."""
    chosen: list[Segment] = []
    weight = 0
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        if chosen and segment.doc_count() > RATIO * max(weight, SMALL):
            break
        chosen.append(segment)
        weight += segment.doc_count()
    worn = [
        segment
        for segment in segments
        if segment.doc_count_all() - segment.doc_count() > DEAD * segment.doc_count_all()
    ]
    if len(chosen) < 2:
        chosen = []
    return [segment for segment in segments if segment in chosen or segment in worn]

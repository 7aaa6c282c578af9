"""Columns of a segment: what filters, counts and the order of results need of every record.

Cut by records, so that a rare term loads only the pieces its records stand in.  Only the lengths,
which tell how wide the places are written, stay together.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from .bits import Array, varints

#: Records a piece.
RECORDS = 1024


def deflate(data: bytes) -> bytes:
    """The data compressed, without a head."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def planes(values: Array) -> bytes:
    """Numbers from 0 on: how many, the bytes of each, then all lowest bytes, all second bytes and so on."""
    values = values.astype("<u4")
    width = max(1, (int(values.max(initial=0)).bit_length() + 7) // 8)
    table = values.view(np.uint8).reshape(-1, 4)[:, :width]
    return varints(len(values), width) + np.ascontiguousarray(table.T).tobytes()


def pieces(dates: Array, repealed: Array, facets: Sequence[tuple[Array, Array]]) -> list[bytes]:
    """The pieces of the columns.

    Args:
        dates: As numbers yyyymmdd; 0 where unknown.
        repealed: Whether each record is.
        facets: For each facet where the values of each record begin, and the values.
    """
    done = []
    for start in range(0, len(dates), RECORDS):
        stop = min(start + RECORDS, len(dates))
        columns = [planes(dates[start:stop]), planes(repealed[start:stop])]
        for starts, codes in facets:
            bounds = starts[start : stop + 1].astype(np.int64)
            columns += [planes(np.diff(bounds)), planes(codes[bounds[0] : bounds[-1]])]
        done.append(deflate(b"".join(columns)))
    return done


def table(segment: Any, keys: Sequence[str]) -> list[tuple[Array, Array]]:
    """The facets of a segment, in the order of their keys."""
    return [segment.facet(key) for key in keys]

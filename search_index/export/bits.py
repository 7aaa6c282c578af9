"""Numbers as bits, many at once: each a run of zeros, a one, and some low bits.

That one shape serves for all: Golomb-Rice codes (the zeros are the quotient) and Elias gamma codes
(the zeros are the number of low bits).  The most significant bit comes first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Array = np.ndarray


@dataclass(frozen=True)
class Codes:
    """Codes in the order they are written: ``zeros``, how many ``low`` bits, and their ``values``."""

    zeros: Array
    low: Array
    values: Array

    @property
    def lengths(self) -> Array:
        """The bits of each code."""
        return self.zeros + self.low + 1


def powers(numbers: Array) -> Array:
    """The greatest power of two in each number, as its exponent; 0 for 0.  Below 2**53."""
    return np.frexp(numbers.astype(np.float64))[1].clip(1).astype(np.int64) - 1


def gamma(numbers: Array) -> Codes:
    """Numbers from 1 on, short where they are small."""
    numbers = numbers.astype(np.int64)
    exponents = powers(numbers)
    return Codes(exponents, exponents, numbers - (1 << exponents))


def rice(numbers: Array, low: Array) -> Codes:
    """Numbers from 0 on, each with its number of low bits."""
    numbers = numbers.astype(np.int64)
    return Codes(numbers >> low, low, numbers & ((1 << low) - 1))


def pack(codes: Codes, bounds: Array) -> list[bytes]:
    """The codes as bytes, one piece for each group; a piece ends with zeros up to a whole byte.

    Args:
        codes: All groups one after the other.
        bounds: Where each group begins, and last where all end.
    """
    lengths = codes.lengths
    ends = np.concatenate(([0], np.cumsum(lengths)))
    sizes = -(-np.diff(ends[bounds]) // 8)
    first = np.concatenate(([0], np.cumsum(sizes)))
    # Every group moves up to the next whole byte.
    shift = first[:-1] * 8 - ends[bounds[:-1]]
    starts = ends[:-1] + np.repeat(shift, np.diff(bounds))
    bits = np.zeros(int(first[-1]) * 8, dtype=np.uint8)
    ones = starts + codes.zeros
    bits[ones] = 1
    for place in range(int(codes.low.max(initial=0))):
        some = np.flatnonzero(codes.low > place)
        bits[ones[some] + place + 1] = codes.values[some] >> (codes.low[some] - place - 1) & 1
    data = np.packbits(bits).tobytes()
    return [data[start:stop] for start, stop in zip(first[:-1].tolist(), first[1:].tolist(), strict=True)]


def varints(*numbers: int) -> bytes:
    """Numbers from 0 on, seven bits a byte, the lowest first; the last byte of each is below 128."""
    out = bytearray()
    for number in numbers:
        rest = int(number)
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)

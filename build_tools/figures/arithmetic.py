"""Exact arithmetic of printed figures: bands, recomputation and verdicts.

Everything is decimal or rational; nothing is a float.  A printed figure stands for a band:
2.5万 is 25000 ± 500, 5700余万元 is at least 57,000,000.  A stated rate, share, change or sum
agrees, agrees by rounding, agrees by truncation, cannot be checked, or does not agree with
the figures printed beside it.  The verdict never says who erred.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction


class Verdict(StrEnum):
    """What recomputing a stated figure gives, in the words shown to readers."""

    AGREES = "一致"
    ROUNDED = "四舍五入内一致"
    TRUNCATED = "截断一致"
    UNCHECKABLE = "无法复核"
    DIFFERS = "与所列数字不符"


class Reason(StrEnum):
    """Why a figure cannot be checked."""

    APPROXIMATE = "所列数字为约数"
    PERCENT_ONLY = "只列百分比，没有列出增减数"
    INPUTS_MISSING = "计算所需的数字没有列出"
    ZERO_BASE = "基数为零，不能计算百分比"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        verdict: What recomputing gives.
        computed: The recomputed figure, exact; ``None`` if it cannot be computed.
        reason: Why it cannot be checked; ``None`` otherwise.
        bases: For a change stated only in per cent: lowest and highest whole base that gives
            the printed per cent; ``None`` if not asked, empty if there is none.
    """

    verdict: Verdict
    computed: Fraction | None = None
    reason: Reason | None = None
    bases: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The values a printed figure may stand for; ``None`` is an open end."""

    low: Fraction | None
    high: Fraction | None

    @property
    def exact(self) -> bool:
        """Whether the band is one value."""
        return self.low is not None and self.low == self.high


def places(printed: Decimal) -> int:
    """Decimal places that a figure was printed with: 2 for 22.73, 0 for 20."""
    exponent = printed.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def shown(value: Fraction, digits: int) -> Decimal:
    """A value rounded half up to ``digits`` decimal places, for showing it to a reader."""
    return _round(value, digits, ROUND_HALF_UP)


def _round(value: Fraction, digits: int, mode: str) -> Decimal:
    scaled = abs(value) * 10**digits
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    if mode == ROUND_HALF_UP and 2 * rest >= scaled.denominator:
        whole += 1
    return Decimal(whole).scaleb(-digits).copy_sign(Decimal(-1 if value < 0 else 1))


def compare(printed: Decimal, computed: Fraction) -> Finding:
    """Hold a printed figure against the exact one."""
    digits = places(printed)
    if Fraction(printed) == computed:
        return Finding(Verdict.AGREES, computed)
    if _round(computed, digits, ROUND_HALF_UP) == printed:
        return Finding(Verdict.ROUNDED, computed)
    if _round(computed, digits, ROUND_DOWN) == printed:
        return Finding(Verdict.TRUNCATED, computed)
    return Finding(Verdict.DIFFERS, computed)


def uncheckable(reason: Reason) -> Finding:
    """The finding for a figure that cannot be checked."""
    return Finding(Verdict.UNCHECKABLE, reason=reason)


def rate(part: Decimal, whole: Decimal, printed: Decimal) -> Finding:
    """A rate or share in per cent: part ÷ whole × 100."""
    if whole == 0:
        return uncheckable(Reason.ZERO_BASE)
    return compare(printed, Fraction(part) / Fraction(whole) * 100)


def change(current: Decimal, difference: Decimal, printed: Decimal) -> Finding:
    """A change in per cent against the earlier figure, which is current − difference.

    ``difference`` and ``printed`` carry their sign: a fall is negative.
    """
    base = Fraction(current) - Fraction(difference)
    if base == 0:
        return uncheckable(Reason.ZERO_BASE)
    return compare(printed, Fraction(difference) / base * 100)


def combine(computed: Fraction, printed: Decimal, slack: Fraction = Fraction(0)) -> Finding:
    """A sum or difference that the printed figure may miss by ``slack``.

    Rounded figures (19.12万) may each be off by half a unit of their last place; exact ones
    leave no slack.
    """
    missed = abs(Fraction(printed) - computed)
    if missed == 0:
        return Finding(Verdict.AGREES, computed)
    return Finding(Verdict.ROUNDED if missed <= slack else Verdict.DIFFERS, computed)


def half_unit(printed: Decimal) -> Fraction:
    """Half a unit of the last decimal place printed."""
    return Fraction(1, 2 * 10 ** places(printed))


def integer_bases(current: int, printed: Decimal) -> tuple[int, ...]:
    """Lowest and highest whole earlier figure that gives the printed change in per cent.

    Empty if no whole number gives it, by rounding or by truncation.  ``printed`` carries
    its sign; at −100 % or less there is no base.
    """
    half, unit = half_unit(printed), 2 * half_unit(printed)
    stated = Fraction(printed)
    # Changes that round or are cut to the printed one, as a band of exact per cents.
    low = stated - (half if stated > 0 else unit)
    high = stated + (half if stated < 0 else unit)
    if low <= -100:
        return ()
    first, last = Fraction(current) * 100 / (100 + high), Fraction(current) * 100 / (100 + low)
    candidates = {math.floor(first), math.floor(first) + 1, math.floor(last), math.floor(last) - 1}
    fitting = sorted(base for base in candidates if base > 0 and _gives(current, base, printed))
    return (fitting[0], fitting[-1]) if fitting else ()


def _gives(current: int, base: int, printed: Decimal) -> bool:
    return compare(printed, Fraction(current - base, base) * 100).verdict is not Verdict.DIFFERS


def percent_only(current: int, printed: Decimal) -> Finding:
    """A change of a whole number stated only in per cent: it cannot be checked.

    The bases say whether a whole earlier figure exists that gives the printed per cent at
    all.  That it does proves nothing; but where the only one gives it by truncation and none
    by rounding, the per cent was cut, and the verdict says so.
    """
    bases = integer_bases(current, printed)
    if bases and bases[0] == bases[1]:
        found = compare(printed, Fraction(current - bases[0], bases[0]) * 100)
        if found.verdict is Verdict.TRUNCATED:
            return Finding(found.verdict, found.computed, bases=bases)
    return Finding(Verdict.UNCHECKABLE, reason=Reason.PERCENT_ONLY, bases=bases)

"""Exact arithmetic: properties that hold for all figures, and the edges."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.figures import arithmetic
from build_tools.figures.arithmetic import Reason, Verdict

counts = st.integers(min_value=1, max_value=100_000)
printed_places = st.integers(min_value=0, max_value=3)


def at_places(value: Fraction, digits: int, half: Fraction) -> Decimal:
    """The value cut (half 0) or rounded (half 1/2) to decimal places, by integers alone."""
    return Decimal(int(value * 10**digits + half)).scaleb(-digits)


@given(part=counts, whole=counts, digits=printed_places)
def test_a_rounded_rate_never_differs(part, whole, digits):
    exact = Fraction(100 * part, whole)
    printed = at_places(exact, digits, Fraction(1, 2))
    finding = arithmetic.rate(Decimal(part), Decimal(whole), printed)
    assert finding.verdict in (Verdict.AGREES, Verdict.ROUNDED)
    assert (finding.verdict is Verdict.AGREES) == (Fraction(printed) == exact)


@given(part=counts, whole=counts, digits=printed_places)
def test_a_cut_rate_never_differs(part, whole, digits):
    exact = Fraction(100 * part, whole)
    finding = arithmetic.rate(Decimal(part), Decimal(whole), at_places(exact, digits, Fraction(0)))
    assert finding.verdict is not Verdict.DIFFERS
    rounded = at_places(exact, digits, Fraction(1, 2))
    if rounded != at_places(exact, digits, Fraction(0)):
        assert finding.verdict is Verdict.TRUNCATED


@given(part=counts, whole=counts, digits=printed_places, steps=st.sampled_from((-3, -2, 2, 3)))
def test_a_rate_two_units_off_always_differs(part, whole, digits, steps):
    exact = Fraction(100 * part, whole)
    wrong = at_places(exact, digits, Fraction(1, 2)) + Decimal(steps).scaleb(-digits)
    assert arithmetic.rate(Decimal(part), Decimal(whole), wrong).verdict is Verdict.DIFFERS


@settings(deadline=None, max_examples=60)
@given(
    current=st.integers(min_value=1, max_value=60),
    percent=st.integers(min_value=-960, max_value=3000),
    digits=st.integers(min_value=0, max_value=1),
)
def test_whole_bases_are_those_of_a_search(current, percent, digits):
    printed = Decimal(percent).scaleb(-digits)
    if printed < -96:
        return
    searched = [
        base
        for base in range(1, 40 * (current + 1))
        if arithmetic.compare(printed, Fraction(current - base, base) * 100).verdict is not Verdict.DIFFERS
    ]
    ends = (searched[0], searched[-1]) if searched else ()
    assert arithmetic.integer_bases(current, printed) == ends


def test_zero_base_cannot_be_checked():
    assert arithmetic.change(Decimal(3), Decimal(3), Decimal(100)).reason is Reason.ZERO_BASE
    assert arithmetic.rate(Decimal(0), Decimal(0), Decimal(100)).reason is Reason.ZERO_BASE


def test_a_per_cent_alone_cannot_be_checked_unless_it_was_cut():
    rounded = arithmetic.percent_only(221, Decimal("3.3"))
    assert (rounded.verdict, rounded.bases) == (Verdict.UNCHECKABLE, (214, 214))
    only = arithmetic.percent_only(849, Decimal("11.12"))
    assert (only.verdict, only.bases) == (Verdict.TRUNCATED, (764, 764))
    several = arithmetic.percent_only(1732, Decimal("7.8"))
    assert (several.verdict, several.bases) == (Verdict.UNCHECKABLE, (1606, 1607))
    none = arithmetic.percent_only(3, Decimal("7.8"))
    assert (none.verdict, none.bases) == (Verdict.UNCHECKABLE, ())


def test_a_sum_of_rounded_figures_may_miss_by_their_rounding_only():
    half = Fraction(1, 2)
    assert arithmetic.combine(Fraction(10), Decimal(10)).verdict is Verdict.AGREES
    assert arithmetic.combine(Fraction(10), Decimal(11), 3 * half).verdict is Verdict.ROUNDED
    assert arithmetic.combine(Fraction(10), Decimal(12), 3 * half).verdict is Verdict.DIFFERS
    assert arithmetic.combine(Fraction(10), Decimal(11)).verdict is Verdict.DIFFERS

"""Checks of stated figures: what is recomputed from what, the finding, and it in words.

The words never show more digits than the source printed for the figure that is checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from . import arithmetic
from .arithmetic import Finding, Reason, Verdict
from .printed import Figure, show_like

CheckKind = Literal["比率", "占比", "合计", "差", "增减幅度"]


@dataclass(frozen=True, slots=True)
class Check:
    """One stated figure held against the figures printed beside it.

    Attributes:
        kind: What was recomputed.
        inputs: The figures it was recomputed from, as printed.
        printed: The stated figure, as printed.
        finding: The result.
        formula: The calculation in words; for what cannot be checked, the reason.
    """

    kind: CheckKind
    inputs: tuple[str, ...]
    printed: str
    finding: Finding
    formula: str

    @property
    def differs(self) -> bool:
        """Whether recomputing gives another figure than is stated."""
        return self.finding.verdict is Verdict.DIFFERS


def ratio(kind: Literal["比率", "占比"], part: Figure | None, whole: Figure | None, stated: Figure) -> Check:
    """A rate or share in per cent of two printed figures."""
    if part is None or whole is None:
        return _unchecked(kind, (part, whole), stated, Reason.INPUTS_MISSING)
    if not (part.exact and whole.exact and stated.exact):
        return _unchecked(kind, (part, whole), stated, Reason.APPROXIMATE)
    finding = arithmetic.rate(part.value, whole.value, stated.value)
    return _checked(kind, (part, whole), stated, finding, f"{_bare(part)} ÷ {_bare(whole)}")


def change(
    current: Figure, difference: Figure | None, percent: Figure, sign: int, percent_sign: int, whole: bool
) -> Check:
    """A stated change in per cent.

    Args:
        current: The figure of this period.
        difference: The stated change in the same unit, without sign; ``None`` if not printed.
        percent: The stated per cent, without sign.
        sign: Of the difference: 1 for a rise, -1 for a fall.
        percent_sign: Of the per cent; another one than ``sign`` contradicts it.
        whole: Whether the figure counts whole things, so that an earlier figure must be whole.
    """
    if difference is None:
        return _percent_only(current, percent, percent_sign, whole)
    inputs = (current, difference)
    if not (current.exact and difference.exact and percent.exact):
        return _unchecked("增减幅度", inputs, percent, Reason.APPROXIMATE)
    finding = arithmetic.change(current.value, sign * difference.value, percent_sign * percent.value)
    joint = "-" if sign > 0 else "+"
    words = f"{_bare(difference)} ÷ ({_bare(current)} {joint} {_bare(difference)})".replace("-", "−")
    return _checked("增减幅度", inputs, percent, finding, words, _turn(finding, percent_sign))


def _turn(finding: Finding, sign: int) -> str:
    """The direction of a computed change, where the source states the other one."""
    if not finding.computed or (finding.computed > 0) == (sign > 0):
        return ""
    return "（上升）" if finding.computed > 0 else "（下降）"


def _percent_only(current: Figure, percent: Figure, sign: int, whole: bool) -> Check:
    if not (current.exact and percent.exact):
        return _unchecked("增减幅度", (current,), percent, Reason.APPROXIMATE)
    if not whole or current.value != current.value.to_integral_value():
        return _unchecked("增减幅度", (current,), percent, Reason.PERCENT_ONLY)
    finding = arithmetic.percent_only(int(current.value), sign * percent.value)
    bases = finding.bases or ()
    if finding.reason is None:
        base, now = bases[0], int(current.value)
        check = _checked("增减幅度", (current,), percent, finding, f"{abs(now - base)} ÷ {base}")
        return replace(check, formula=f"{check.formula}；基数 {base} 由百分比反推，为唯一可能的整数")
    if not bases:
        remark = "没有整数基数能得出所列百分比"
    else:
        one = bases[0] == bases[-1]
        span = f"只有整数基数 {bases[0]} " if one else f"整数基数在 {bases[0]} 至 {bases[-1]} 之间"
        remark = f"{span}可得出所列百分比"
    return Check("增减幅度", (current.printed,), percent.printed, finding, f"{Reason.PERCENT_ONLY}；{remark}")


def combination(kind: Literal["合计", "差"], inputs: Sequence[Figure], stated: Figure) -> Check:
    """A sum, or the first figure less the second.  Approximate figures are never added up."""
    figures = (*inputs, stated)
    if any(figure.approximation not in ("确数", "约数") for figure in figures):
        return _unchecked(kind, tuple(inputs), stated, Reason.APPROXIMATE)
    values = [Fraction(figure.value) for figure in inputs]
    computed = sum(values, Fraction(0)) if kind == "合计" else values[0] - sum(values[1:], Fraction(0))
    slack = sum((figure.rounding for figure in figures), Fraction(0))
    finding = arithmetic.combine(computed, stated.value, slack)
    words = (" + " if kind == "合计" else " − ").join(_bare(figure) for figure in inputs)
    return _checked(kind, tuple(inputs), stated, finding, words)


def missing(kind: CheckKind, stated: Figure) -> Check:
    """A stated figure whose inputs are not printed."""
    return _unchecked(kind, (), stated, Reason.INPUTS_MISSING)


def _unchecked(kind: CheckKind, inputs: tuple[Figure | None, ...], stated: Figure, reason: Reason) -> Check:
    printed = tuple(figure.printed for figure in inputs if figure)
    return Check(kind, printed, stated.printed, arithmetic.uncheckable(reason), reason.value)


def _checked(
    kind: CheckKind, inputs: tuple[Figure, ...], stated: Figure, finding: Finding, words: str, turn: str = ""
) -> Check:
    formula = finding.reason.value if finding.reason else f"{words} {_result(stated, finding)}{turn}"
    return Check(kind, tuple(figure.printed for figure in inputs), stated.printed, finding, formula)


def _result(stated: Figure, finding: Finding) -> str:
    """The computed value, with the places printed: exact, rounded, or cut with … behind."""
    unit = "%" if stated.unit == "%" else ""
    if finding.verdict is Verdict.AGREES:
        return f"= {_bare(stated)}{unit}"
    if finding.verdict is Verdict.TRUNCATED:
        return f"= {_bare(stated)}…{unit}"
    computed = finding.computed or Fraction(0)
    text = show_like(abs(computed), stated)
    exact = Fraction(Decimal(text.removesuffix(stated.scale_word)).scaleb(stated.scale)) == abs(computed)
    return f"{'=' if exact else '≈'} {text}{unit}"


def _bare(figure: Figure) -> str:
    """A figure in plain form without its unit and approximation words."""
    return f"{figure.digits}{figure.scale_word}"


def sentence(check: Check) -> str:
    """The check in one line for a reader: verdict, calculation and what the source prints."""
    return f"{check.finding.verdict.value}：{check.formula}（原文 {''.join(check.printed.split())}）"

"""The audit of a release (数字体检): every stated rate, share, sum, difference and change.

Works on observations as an editor confirmed them.  The wording is neutral: a figure that does
not agree is 与所列数字不符, whoever erred; the source's text is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ..kinds.statistic import Comparison, Observation, Statistic
from . import checks
from .checks import Check
from .printed import Figure, parse
from .scanning import WHOLE_UNITS, scan

#: Below this earlier figure a change in per cent says little: both numbers are shown.
SMALL_BASE = 10


@dataclass(frozen=True, slots=True)
class Audited:
    """A stated figure of a release and what recomputing it gives.

    Attributes:
        observation: Id of the observation that states it.
        label: What the observation counts, in the source's words.
        basis: 同比 or 环比, for a change; empty otherwise.
        check: The calculation and its finding.
        earlier: For a change whose amount is printed: the earlier figure; ``None`` otherwise.
    """

    observation: str
    label: str
    basis: Literal["", "同比", "环比"]
    check: Check
    earlier: Decimal | None = None

    @property
    def small_base(self) -> bool:
        """Whether the change is on so small a figure that both numbers must be shown."""
        return self.earlier is not None and self.earlier < SMALL_BASE


def audit(release: Statistic) -> tuple[Audited, ...]:
    """Everything stated in a release that can be held against its own figures, in order."""
    return tuple(_audited(release))


def _audited(release: Statistic) -> Iterator[Audited]:
    figures = {observation.id: reading(observation) for observation in release.observations}
    for observation in release.observations:
        check = _derived(observation, figures)
        if check is not None:
            yield Audited(observation.id, observation.label, "", check)
        for comparison in observation.comparisons:
            if comparison.percent is not None:
                yield _changed(observation, figures[observation.id], comparison)


def _derived(observation: Observation, figures: dict[str, Figure]) -> Check | None:
    derivation = observation.derivation
    if derivation is None:
        return None
    stated = figures[observation.id]
    inputs = [figures[name] for name in derivation.inputs if name in figures]
    if derivation.kind in ("比率", "占比"):
        part, whole = inputs if len(inputs) == 2 else (None, None)
        return checks.ratio(derivation.kind, part, whole, stated)
    if len(inputs) < 2 or len(inputs) != len(derivation.inputs):
        return checks.missing(derivation.kind, stated)
    return checks.combination(derivation.kind, inputs, stated)


def _changed(observation: Observation, current: Figure, comparison: Comparison) -> Audited:
    percent = _stated(comparison.percent_printed, comparison.percent or Decimal(0), "%")
    percent_sign = -1 if (comparison.percent or 0) < 0 else 1
    difference, earlier, sign = None, None, percent_sign
    if comparison.change is not None:
        difference = _stated(comparison.change_printed, comparison.change, current.unit)
        sign = -1 if comparison.change < 0 else 1
        earlier = current.value - comparison.change
    check = checks.change(current, difference, percent, sign, percent_sign, current.unit in WHOLE_UNITS)
    return Audited(observation.id, observation.label, comparison.basis, check, earlier)


def reading(observation: Observation) -> Figure:
    """The figure as confirmed: the typed number, with the places that were printed."""
    read = parse(observation.value_printed)
    if read is not None and read.value == observation.value:
        digits, scale, word = read.digits, read.scale, read.scale_word
    else:
        digits, scale, word = observation.value, 0, ""
    return Figure(observation.value_printed, digits, scale, word, observation.unit, observation.approximation)


def _stated(printed: str | None, value: Decimal, unit: str) -> Figure:
    """A stated change without its sign; the words around the figure say how exact it is."""
    read = next((one.figure for one in scan(printed or "") if one.figure.value == abs(value)), None)
    if read is not None:
        return Figure(read.printed, read.digits, read.scale, read.scale_word, unit, read.approximation)
    return Figure(printed or f"{abs(value)}{unit}", abs(value), 0, "", unit, "确数")

"""What is known of a figure while its sentence is read, and the finished proposal."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ..problems import ValuePath
from .checks import Check
from .printed import Figure
from .roles import Item

DerivationKind = Literal["比率", "占比", "合计", "差"]


@dataclass(frozen=True, slots=True)
class Step:
    """One stated rise or fall.

    Attributes:
        sign: 1 for a rise, -1 for a fall.
        direction: The word that says so.
        figure: By how much, without sign.
    """

    sign: int
    direction: str
    figure: Figure

    @property
    def value(self) -> Decimal:
        """By how much, with its sign."""
        return self.sign * self.figure.value

    @property
    def printed(self) -> str:
        """The word and the figure, as printed."""
        return self.direction + self.figure.printed


@dataclass(frozen=True, slots=True)
class StatedChange:
    """A change that the source states beside a figure.

    Attributes:
        basis: 同比, 环比 or what else the source compares with; empty if it does not say.
        amount: The change in the figure's unit with its direction; ``None`` if not printed.
        percent: The change in per cent with its direction; ``None`` if not printed.
        unchanged: Whether the source says 持平.
    """

    basis: str
    amount: Step | None = None
    percent: Step | None = None
    unchanged: bool = False


@dataclass(eq=False, slots=True)
class Draft:
    """A figure of a sentence while the others are being linked to it."""

    item: Item
    label: str
    start: int
    end: int
    of: str = ""
    unit: str = ""
    supported: bool = False
    comparisons: list[StatedChange] = field(default_factory=list)
    derivation: DerivationKind | None = None
    inputs: list[Draft] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    note: str = ""

    def stated(self, basis: str) -> StatedChange | None:
        """The change stated against ``basis``."""
        return next((change for change in self.comparisons if change.basis == basis), None)

    def state(self, change: StatedChange) -> None:
        """Take a stated change, in place of what was known of it before."""
        self.comparisons = [other for other in self.comparisons if other.basis != change.basis] + [change]

    @property
    def full_label(self) -> str:
        """The label behind what it belongs to, as one phrase."""
        return f"{self.of}{self.label}" if self.of and self.of not in self.label else self.label

    @property
    def figure(self) -> Figure:
        """The figure, with the unit it was found to have."""
        figure = self.item.found.figure
        if figure.unit or not self.unit:
            return figure
        return Figure(
            figure.printed, figure.digits, figure.scale, figure.scale_word, self.unit, figure.approximation
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure that an editor may take into a release.

    Attributes:
        path: The text of the record it stands in, e.g. ("body",).
        start: Position of the figure in that text.
        end: Position after it.
        quote: The clause that holds it, exactly as printed.
        prefix: What stands before the quote, if the quote alone occurs more than once.
        suffix: What stands behind it, in that case.
        label: What is counted, in the source's words; empty if the source leaves it to the context.
        of: What the label belongs to, in the source's words (较大事故 for 死亡); may be empty.
        figure: The figure as printed and as a number.
        comparisons: The changes stated beside it, one a basis.
        derivation: How it follows from other figures of the same sentence.
        inputs: Positions of those figures in the tuple of proposals.
        checks: What can be recomputed, with the findings.
        note: A remark for the editor; may be empty.
    """

    path: ValuePath
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    label: str
    of: str
    figure: Figure
    comparisons: tuple[StatedChange, ...] = ()
    derivation: DerivationKind | None = None
    inputs: tuple[int, ...] = ()
    checks: tuple[Check, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """The label with what it belongs to."""
        return f"{self.label}（{self.of}）" if self.of and self.of not in self.label else self.label

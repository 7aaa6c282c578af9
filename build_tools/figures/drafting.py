"""Proposals as YAML: the ``observations`` of a release, ready to be pasted and confirmed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from ..kinds.vocabulary import IndicatorEntry
from .checks import sentence
from .drafts import Proposal, StatedChange

#: Text that YAML reads as it stands, without quotation marks.
_PLAIN = re.compile(
    r"[\u4e00-\u9fff0-9A-Za-z“《（]"
    r"[\u4e00-\u9fff0-9A-Za-z“”《》（）〔〕，。、；·.%+/ -]*(?<! )\Z"
)
_SUGGESTIONS = 3


def to_yaml(proposals: Sequence[Proposal], indicators: Iterable[IndicatorEntry] = ()) -> str:
    """The proposals as an ``observations`` block, with the findings as Chinese comments.

    Args:
        proposals: What :func:`finder.propose` found in one record.
        indicators: The vocabulary of indicators; the nearest are suggested.
    """
    if not proposals:
        return "# 没有找到可以登记的数据。\n"
    known = tuple(indicators)
    lines = ["# 逐条核对名目、数值和所据原文，并从词汇表选定指标；不需要的条目删去。", "observations:"]
    for number, proposal in enumerate(proposals, 1):
        lines += _observation(proposal, number, known)
    return "\n".join(lines) + "\n"


def suggest(proposal: Proposal, indicators: Iterable[IndicatorEntry]) -> tuple[IndicatorEntry, ...]:
    """The indicators nearest to a proposal: same unit, most characters in common."""
    unit, pairs = proposal.figure.unit, _pairs(proposal.name)
    scored = [
        (len(pairs & _pairs(entry.name)) / len(pairs | _pairs(entry.name)), entry)
        for entry in indicators
        if not unit or entry.unit == unit
    ]
    near = sorted((pair for pair in scored if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(entry for _, entry in near[:_SUGGESTIONS])


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[i : i + 2] for i in range(len(words) - 1)) or frozenset((words,))


def _observation(proposal: Proposal, number: int, indicators: tuple[IndicatorEntry, ...]) -> Iterator[str]:
    near = "；".join(f"{entry.id} {entry.name}" for entry in suggest(proposal, indicators))
    figure = proposal.figure
    yield f"  - id: figure-{number}"
    yield f"    # indicator: 待选{f'（相近：{near}）' if near else ''}"
    label = f"label: {_scalar(proposal.name)}" if proposal.name else "# label: 待填（原文此处没有写明名目）"
    yield f"    {label}"
    yield f"    value_printed: {_scalar(figure.printed)}"
    yield f"    value: {figure.value:f}"
    yield f"    unit: {_scalar(figure.unit)}" if figure.unit else "    # unit: 待填（原文没有计量单位）"
    if figure.approximation != "确数":
        yield f"    approximation: {figure.approximation}"
    yield "    quote:"
    yield f"      exact: {_scalar(proposal.quote)}"
    if proposal.prefix:
        yield f"      prefix: {_scalar(proposal.prefix)}"
    if proposal.suffix:
        yield f"      suffix: {_scalar(proposal.suffix)}"
    if proposal.derivation:
        yield "    derivation:"
        yield f"      kind: {proposal.derivation}"
        yield "      inputs:"
        for position in proposal.inputs:
            yield f"        - figure-{position + 1}"
    if proposal.comparisons:
        yield "    comparisons:"
        for change in proposal.comparisons:
            yield from _comparison(change)
    if proposal.note:
        yield f"    note: {_scalar(proposal.note)}"
    for check in proposal.checks:
        yield f"    # 复核：{sentence(check)}"


def _comparison(change: StatedChange) -> Iterator[str]:
    lines = [f"basis: {change.basis}" if change.basis in ("同比", "环比") else _no_basis(change.basis)]
    if change.unchanged:
        lines += ["change_printed: 持平", "change: 0"]
    if change.amount is not None:
        lines += [f"change_printed: {_scalar(change.amount.printed)}", f"change: {change.amount.value:f}"]
    if change.percent is not None:
        lines.append(f"percent_printed: {_scalar(change.percent.printed)}")
        lines.append(f"percent: {change.percent.value:f}")
    # A comment cannot open a list item: the first key does.
    lines.sort(key=lambda line: line.startswith("#"))
    yield f"      - {lines[0]}"
    yield from (f"        {line}" for line in lines[1:])


def _no_basis(words: str) -> str:
    return f"# basis: 待选（原文：{words}）" if words else "# basis: 待选（原文此处没有写明与什么相比）"


def _scalar(text: str) -> str:
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)

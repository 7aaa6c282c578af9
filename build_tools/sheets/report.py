"""What a sheet would change, in words for the editor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from .changes import ReleaseChange
from .exchange import Plan

_SORTS = ("增加", "更改", "删除")


def report(plan: Plan) -> str:
    """The whole plan: changes, errors, warnings, notes and the sum."""
    lines = [line for change in plan.changes for line in _release(change)]
    for heading, texts in (("错误", plan.faults), ("警告", plan.warnings), ("说明", plan.notes)):
        if texts:
            lines += [f"{heading}：", *(f"  {text}" for text in texts)]
    return "\n".join([*lines, _sum(plan)])


def _release(change: ReleaseChange) -> Iterator[str]:
    if change.empty:
        yield f"{change.id}：没有改动"
        return
    yield f"{change.id}：{'新的统计发布' if change.new else '有改动'}"
    for difference in change.own:
        yield f"  {difference}"
    for figure in change.figures:
        yield f"  {figure.sort} {figure.id}" + (f"（{figure.label}）" if figure.label else "")
        for difference in figure.differences:
            yield f"    {difference}"


def _sum(plan: Plan) -> str:
    counts = Counter(figure.sort for change in plan.changes for figure in change.figures)
    figures = "，".join(f"{sort} {counts[sort]} 条" for sort in _SORTS)
    changed = sum(not change.empty for change in plan.changes)
    found = f"{len(plan.faults)} 个错误，{len(plan.warnings)} 个警告。"
    return f"共 {len(plan.changes)} 次发布，改动 {changed} 次；数据{figures}。{found}"

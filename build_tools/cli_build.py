"""The commands that read the whole content: check and build."""

from __future__ import annotations

import click

from . import pipeline
from .console import Progress, project_of, say
from .pipeline import Outcome
from .terminal import ChineseCommand

_STRICT = click.option("--strict", is_flag=True, help="把警告也当作错误。")


@click.command(cls=ChineseCommand)
@_STRICT
@click.pass_context
def check(ctx: click.Context, strict: bool) -> int:
    """检查全部记录，列出问题。

    \b
    每个问题一行：文件:行:列: 代码 说明，下面一行是提示。
    以 E 开头的是错误，以 W 开头的是警告。
    """
    outcome = pipeline.check(project_of(ctx), Progress())
    _show(outcome)
    say(_count(outcome))
    return int(outcome.failed(strict))


@click.command(cls=ChineseCommand)
@_STRICT
@click.pass_context
def build(ctx: click.Context, strict: bool) -> int:
    """检查全部记录，生成网站。

    \b
    网页在 build/site，中间的 Markdown 在 build/docs。
    有错误时不生成，原有的网站保持不变。
    """
    project = project_of(ctx)
    progress = Progress()
    try:
        outcome = pipeline.build(project, strict=strict, report=progress)
    except pipeline.Busy:
        say("另一个构建一直没有结束，请稍后再试。", error=True)
        return 1
    _show(outcome)
    if outcome.published:
        progress(f"网站已生成：{project.site}")
    else:
        say(f"{_count(outcome)}没有生成网站。", error=True)
    return int(not outcome.published)


def _show(outcome: Outcome) -> None:
    for problem in outcome.problems:
        say(str(problem))


def _count(outcome: Outcome) -> str:
    records = sum(len(records) for records in outcome.archive.records.values())
    return f"{records} 条记录，{outcome.errors} 个错误，{outcome.warnings} 个警告。"

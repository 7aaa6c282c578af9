"""The commands that read the whole content: check, build and pack."""

from __future__ import annotations

from pathlib import Path

import click

from . import pipeline
from .console import Profile, Progress, project_of, say
from .pipeline import Outcome
from .project import Project
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
@click.option("--profile", is_flag=True, help="最后列出每一步用去的时间。")
@click.pass_context
def build(ctx: click.Context, strict: bool, profile: bool) -> int:
    """检查全部记录，生成网站。

    \b
    网页在 build/site，中间的 Markdown 在 build/docs。
    有错误时不生成，原有的网站保持不变。
    """
    project = project_of(ctx)
    progress = Profile() if profile else Progress()
    outcome = _built(project, strict, progress)
    if isinstance(progress, Profile):
        for line in progress.lines():
            say(line)
    if outcome is None or not outcome.published:
        return 1
    progress(f"网站已生成：{project.site}")
    return 0


@click.command("pack", cls=ChineseCommand)
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="压缩包写到哪里；不写时在 build 文件夹。",
)
@click.pass_context
def pack_(ctx: click.Context, output: Path | None) -> int:
    """生成网站，打成一个压缩包，供U盘等没有网络的场合使用。

    \b
    解压后打开“打开.html”，网页和检索都不需要联网。
    “校验.html”核对文件是否完整；清单的 SHA-256 请另行公布。
    """
    project = project_of(ctx)
    progress = Progress()
    outcome = _built(project, False, progress)
    if outcome is None or not outcome.published:
        return 1
    progress("打包")
    from . import pack

    packed = pack.pack(project, pipeline.site(project), output)
    progress(f"已打包：{packed.place}，{packed.files} 个文件，{packed.size / 1_000_000:.1f} MB")
    say(f"清单的 SHA-256：{packed.digest}")
    return 0


def _built(project: Project, strict: bool, progress: Progress) -> Outcome | None:
    """Build, and show what was found; nothing when another build does not end."""
    try:
        outcome = pipeline.build(project, strict=strict, report=progress)
    except pipeline.Busy:
        say("另一个构建一直没有结束，请稍后再试。", error=True)
        return None
    _show(outcome)
    if not outcome.published:
        say(f"{_count(outcome)}没有生成网站。", error=True)
    return outcome


def _show(outcome: Outcome) -> None:
    if outcome.problems:
        # In one piece: there may be thousands.
        say("\n".join(map(str, outcome.problems)))


def _count(outcome: Outcome) -> str:
    return f"{outcome.records} 条记录，{outcome.errors} 个错误，{outcome.warnings} 个警告。"

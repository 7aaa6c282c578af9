"""The commands about spreadsheets: releases out to a workbook, and back.

``sheets`` is imported late: few commands need the libraries that it reads and writes with.
"""

from __future__ import annotations

from pathlib import Path

import click

from .console import project_of, say
from .terminal import ChineseGroup


@click.group(cls=ChineseGroup)
def sheet() -> None:
    """把统计发布导出为表格，修改后再导入。"""


@sheet.command(name="export")
@click.argument("file", metavar="文件.xlsx", type=click.Path(path_type=Path))
@click.argument("ids", metavar="[标识]...", nargs=-1)
@click.pass_context
def export_(ctx: click.Context, file: Path, ids: tuple[str, ...]) -> int:
    """把统计发布写成 Excel 工作簿。

    \b
    不写标识时导出全部统计发布；已有同名文件时覆盖。
    """
    from . import sheets

    if file.suffix.lower() != ".xlsx":
        raise click.UsageError("只能导出为 .xlsx，文件名要以 .xlsx 结尾", ctx)
    try:
        file.write_bytes(sheets.export(project_of(ctx), ids))
    except sheets.Unreadable as error:
        say(f"{error}。", error=True)
        return 1
    say(f"已导出 {file}")
    return 0


@sheet.command(name="import")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="没有错误时写入 content/statistics/。")
@click.pass_context
def import_(ctx: click.Context, file: Path, write: bool) -> int:
    """读取 .xlsx 或 .csv，列出会有哪些改动。

    \b
    默认只列出改动，不写入；确认后加 --write 再运行一次。
    有任何错误时都不写入。CSV 可以是 UTF-8 或 GBK 编码。
    """
    from . import sheets

    project = project_of(ctx)
    try:
        with file.open("rb") as stream:
            plan = sheets.plan(project, file.name, stream.read(sheets.MAX_BYTES + 1))
        say(sheets.report(plan))
        if plan.faults:
            say("有错误，没有写入。", error=True)
            return 1
        if not plan.texts:
            return 0
        if not write:
            say("没有写入；确认后加 --write 再运行一次。")
            return 0
        plan.write()
    except sheets.Unreadable as error:
        say(f"{file}：{error}。", error=True)
        return 1
    for place in plan.texts:
        say(f"已写入 {place.relative_to(project.root).as_posix()}")
    return 0

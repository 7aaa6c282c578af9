"""The commands.  The only module that exits.

Exit codes: 0 done; 1 problems in the content, or the machine refused, or nobody reads the
output any more (click sees to that); 2 wrong use; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import re
import sys
import traceback
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from . import bulletin, pipeline, schema
from . import new as templates
from .cli_sheet import sheet
from .console import Progress, project_of, say
from .kinds import KINDS, Record
from .pipeline import Outcome
from .rules import RULES
from .terminal import ChineseGroup, refusal, usage_message

_STRICT = click.option("--strict", is_flag=True, help="把警告也当作错误。")


@click.group(cls=ChineseGroup)
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True, resolve_path=True),
    default=Path.cwd,
    metavar="文件夹",
    help="项目所在的文件夹；不写时从当前文件夹向上找。",
)
@click.option("--debug", is_flag=True, help="程序出错时显示详细经过。")
@click.version_option(
    version("policy-archive"), "--version", message="policy-archive %(version)s", help="显示版本。"
)
@click.pass_context
def app(ctx: click.Context, root: Path, debug: bool) -> None:
    """政策档案库：检查 content/ 中的记录，生成网站。"""
    ctx.obj = root


@app.command()
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


@app.command()
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
    outcome = pipeline.build(project, strict=strict, report=progress)
    _show(outcome)
    if outcome.published:
        progress(f"网站已生成：{project.site}")
    else:
        say(f"{_count(outcome)}没有生成网站。", error=True)
    return int(not outcome.published)


@app.command()
@_STRICT
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    metavar="端口",
    help="端口，1 到 65535 的整数；不写时为 8000。",
)
@click.pass_context
def serve(ctx: click.Context, strict: bool, port: int) -> int:
    """在本机预览网站，内容改动后自动更新。

    \b
    只有本机能够访问。需要时先生成网站；此后 content/ 有改动就
    重新生成并刷新网页。内容有错误时，终端和网页都列出问题，
    网页仍是上一次生成的。按 Ctrl+C 结束。
    """
    from . import serve as server

    project = project_of(ctx)
    socket = server.listen(port)
    actual = socket.getsockname()[1]
    if actual != port:
        say(f"端口 {port} 已被占用，改用 {actual}。", error=True)
    live = server.Live(project, strict, Progress(), lambda text: say(text, error=True))
    if not pipeline.current(project):
        live.rebuild()
    say(f"网站：http://127.0.0.1:{actual}/ （按 Ctrl+C 结束）")
    server.serve(live, socket)
    return 0


@app.command()
@click.argument("kind", metavar="种类")
@click.argument("id", metavar="标识")
@click.pass_context
def new(ctx: click.Context, kind: str, id: str) -> int:
    """新建一条记录，得到带说明的 YAML 文件。

    \b
    种类：organization 机构、notice 文件、campaign 专项行动、
          statistic 统计发布、case 案例。
    标识：小写字母、数字和连字符，永久不变，如 anweibanhan-2022-37。
    """
    project = project_of(ctx)
    if kind not in KINDS:
        raise click.UsageError(f"没有种类 {kind}；可用：{'、'.join(KINDS)}", ctx)
    try:
        place = templates.create(project, kind, id)
    except templates.Refused as error:
        raise click.UsageError(str(error), ctx) from None
    say(f"已新建 {place.relative_to(project.root).as_posix()}")
    return 0


@app.command()
@click.argument("source", metavar="来源")
@click.option("--save", metavar="标识", help="存为这一标识的统计发布，不显示。")
@click.pass_context
def figures(ctx: click.Context, source: str, save: str | None) -> int:
    """从一份通报中找出数字，复核，拟成统计发布。

    \b
    来源：文件或案例的标识；或者一个粘贴了通报全文的纯文本文件，
          如 tongbao.txt。
    显示可以直接粘贴到 content/statistics 的 YAML，开头是数字体检
    的结果。逐条核对后选定指标，再用 check 检查。
    """
    project = project_of(ctx)
    outcome = pipeline.check(project, Progress())
    place = Path(source)
    try:
        if place.suffix in bulletin.TEXTS:
            record: Record = bulletin.pasted(place)
        else:
            record = bulletin.held(outcome.archive, source)
        text = bulletin.draft(outcome.archive, record, save or "")
        if save is None:
            say(text.rstrip("\n"))
            return 0
        made = templates.create(project, "statistic", save, text)
    except templates.Refused as error:
        more = "。内容有错误，先用 check 检查" if outcome.errors else ""
        raise click.UsageError(f"{error}{more}", ctx) from None
    say(f"已新建 {made.relative_to(project.root).as_posix()}")
    return 0


app.add_command(sheet)


@app.command()
@click.argument("code", metavar="[代码]", required=False)
@click.pass_context
def explain(ctx: click.Context, code: str | None) -> int:
    """说明一个问题代码的意思和改法，如 explain E302。

    \b
    不写代码时列出全部代码。
    """
    if code is None:
        for rule in RULES.values():
            say(f"{rule.code}  {_sample(rule.message)}")
        return 0
    rule = RULES.get(code.upper())
    if rule is None:
        raise click.UsageError(f"没有代码 {code}；不写代码时列出全部代码", ctx)
    say(f"{rule.code}（{'错误' if rule.severity == 'error' else '警告'}） {_sample(rule.message)}")
    if (hint := _sample(rule.hint)).strip("…"):
        say(f"    提示：{hint}")
    say(f"\n{rule.explanation}")
    return 0


@app.command(name="schema")
@click.pass_context
def schema_(ctx: click.Context) -> int:
    """由数据模型生成供编辑器使用的 JSON Schema。

    \b
    写入 schemas/；编辑器据此补全字段、提示说明、检查写法。
    """
    project = project_of(ctx)
    for name in schema.save(project.schemas):
        say(f"schemas/{name}")
    return 0


def _sample(template: str) -> str:
    """The words of a rule with dots where a problem names a value."""
    return re.sub(r"\{\w+\}", "……", template)


def _show(outcome: Outcome) -> None:
    for problem in outcome.problems:
        say(str(problem))


def _count(outcome: Outcome) -> str:
    records = sum(len(records) for records in outcome.archive.records.values())
    return f"{records} 条记录，{outcome.errors} 个错误，{outcome.warnings} 个警告。"


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code; never raises on the user."""
    debug = "--debug" in arguments
    try:
        code: Any = app.main(args=arguments, prog_name="policy-archive", standalone_mode=False)
        return int(code or 0)
    except click.UsageError as error:
        say(usage_message(error), error=True)
        return 2
    except (KeyboardInterrupt, click.Abort):
        say("\n已中断。", error=True)
        return 130
    except pipeline.Busy:
        say("另一个构建一直没有结束，请稍后再试。", error=True)
        return 1
    except OSError as error:
        if debug:
            traceback.print_exc()
        say(refusal(error), error=True)
        return 1
    except Exception as error:
        if debug:
            traceback.print_exc()
        else:
            say(f"程序出错（{type(error).__name__}: {error}）。", error=True)
            say("这是程序的缺陷，不是内容的问题；加上 --debug 再运行一次，可以看到详细经过。", error=True)
        return 1


def main() -> None:
    """Entry point of ``policy-archive``."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))

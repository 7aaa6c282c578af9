"""The commands for editors: new records, drafts of figures, codes explained, schemas."""

from __future__ import annotations

import re
from pathlib import Path

import click

from . import bulletin, pipeline, schema
from . import new as templates
from .console import Progress, project_of, say
from .kinds import KINDS, Record
from .rules import RULES
from .terminal import ChineseCommand


@click.command(cls=ChineseCommand)
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


@click.command(cls=ChineseCommand)
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


@click.command(cls=ChineseCommand)
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


@click.command(name="schema", cls=ChineseCommand)
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

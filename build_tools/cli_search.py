"""The command that searches.  The index is all it reads, so that the answer comes at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from .console import project_of, put, say, show
from .terminal import ChineseCommand

if TYPE_CHECKING:
    from search_index.reader import Index
    from search_index.results import Hit, Result

#: Options that filter, each with what its help says.
_FILTERS = {
    "kind": "种类，如 文件、案例",
    "type": "公文种类，如 通知",
    "issuer": "机关，全称或简称",
    "campaign": "专项行动",
    "industry": "行业",
    "region": "地区",
    "grade": "事故等级",
    "validity": "有效性",
    "year": "年份",
}


class _Search(ChineseCommand):
    """Takes -煤矿 for a word to be left out, not for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments."""
        words = [f"－{word[1:]}" if word[:1] == "-" and not word[1:2].isascii() else word for word in args]
        return super().parse_args(ctx, words)


def _filters(command: Any) -> Any:
    for name, told in reversed(_FILTERS.items()):
        help_ = f"只要这一{told}；可以写几次。"
        command = click.option(f"--{name}", multiple=True, metavar="值", help=help_)(command)
    return command


@click.command(name="search", cls=_Search)
@click.argument("words", metavar="检索词...", nargs=-1)
@_filters
@click.option("--from", "start", default="", metavar="日期", help="日期从，如 2023 或 2023-03-13。")
@click.option("--to", "end", default="", metavar="日期", help="日期到。")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    metavar="次序",
    help="relevance 按相关程度，newest 新的在前，oldest 旧的在前。",
)
@click.option("--page", type=click.IntRange(1, 10_000), default=1, metavar="页码", help="第几页，从 1 起。")
@click.option(
    "--size",
    type=click.IntRange(1, 100),
    default=10,
    metavar="条数",
    help="每页条数，1 到 100；不写时为 10。",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，与接口 /api/search 的答复相同。")
@click.option("--csv", "as_csv", is_flag=True, help="输出全部结果的 CSV 表格。")
@click.option("--explain", is_flag=True, help="说明每条结果为什么排在这里。")
@click.pass_context
def search(ctx: click.Context, words: tuple[str, ...], as_json: bool, as_csv: bool, **asked: Any) -> int:
    """检索全部记录。

    \b
    检索词可以是标题、文号、数字、日期、机关或任何词句。
    “…” 原样，－词 不含，甲 或 乙，字段:值，如 文种:通知。
    用上一次 build 建立的索引。
    """
    from search_index.errors import SearchError
    from search_index.reader import Index
    from search_index.readings.dates import span

    filters = {name: values for name in _FILTERS if (values := asked.pop(name))}
    text = " ".join(words)
    if not (text or filters or asked["start"] or asked["end"]):
        raise click.UsageError("缺少检索词或条件", ctx)
    for day in filter(None, (asked["start"], asked["end"])):
        if span(day) is None:
            raise click.UsageError(f"看不懂日期“{day}”，请写成 2023、2023-03 或 2023-03-13", ctx)
    question = {"text": text, "filters": filters, **asked}
    try:
        # Damage of the index is seen only where it is read: asking can fail as opening can.
        index = Index.open(project_of(ctx).index)
        if as_csv:
            put(_table(index, question))
            return 0
        result = index.search(**question)
    except SearchError as error:
        say(f"{error}（policy-archive build）", error=True)
        return 1
    if as_json:
        put(json.dumps(result.to_json(), ensure_ascii=False, indent=1))
    else:
        _show(result)
    return 0


def _show(result: Result) -> None:
    say("；".join(result.query))
    say(_told(result))
    for note in result.notes:
        say(note)
    for missing in result.wanted:
        title = f"《{missing.title}》" if missing.title else ""
        say(f"尚未收录：{title}{'、'.join(missing.numbers)}")
    if result.suggestions:
        say(f"是不是要找：{'、'.join(result.suggestions)}")
    label = ""
    for place, hit in enumerate(result.hits, (result.page - 1) * result.size + 1):
        if hit.tier_label != label and result.sort == "relevance":
            label = hit.tier_label
            say(f"\n── {label}")
        _show_hit(place, hit)
    for one in result.titles:
        say(f"标题相近：{one.title}  {one.url}")


def _told(result: Result) -> str:
    if not result.total:
        return "没有找到符合条件的记录。"
    if result.page > result.pages:
        last = f"最后一页为 --page {result.pages}"
        return f"找到 {result.total} 条，共 {result.pages} 页，没有第 {result.page} 页（{last}）。"
    pages = f"，第 {result.page} 页，共 {result.pages} 页" if result.pages > 1 else ""
    return f"找到 {result.total} 条{pages}。"


def _show_hit(place: int, hit: Hit) -> None:
    show([(f"\n{place:>3}  ", False), *_marked(hit.title, hit.title_marks)])
    for line in (hit.meta, hit.status):
        if line:
            say(f"     {line}")
    for one in hit.passages:
        before, after = "……" if one.more_before else "", "……" if one.more_after else ""
        label = f"{one.label}：" if one.label else ""
        show([(f"     {label}{before}", False), *_marked(one.text, one.marks), (after, False)])
    say(f"     {hit.url}")
    if hit.explain:
        say(f"     {hit.explain.reason}得分 {hit.score}")
        for share in hit.explain.shares[:12]:
            counts = f"出现 {share.tf} 次，{share.df} 份记录中有"
            say(f"       {share.points:>12}  {share.field} “{share.term}” 权重 {share.weight}，{counts}")


def _marked(text: str, marks: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, bool]]:
    last = 0
    for start, end in marks:
        yield text[last:start], False
        yield text[start:end], True
        last = end
    yield text[last:], False


def _table(index: Index, question: dict[str, Any]) -> str:
    """All that is found, as a table that spreadsheets open in Chinese."""
    from search_index.table import MOST, PORTION, row, table

    rows = []
    for page in range(1, MOST // PORTION + 1):
        result = index.search(**{**question, "page": page, "size": PORTION, "explain": False})
        rows += map(row, result.hits)
        if page >= result.pages:
            break
    return table(rows).rstrip("\r\n")

"""The command that shows the site: to its editors as a preview, or to an intranet."""

from __future__ import annotations

import errno

import click

from .console import Progress, project_of, say
from .terminal import ChineseCommand

#: Why a server cannot start here, and what helps.
_UNUSABLE = {
    errno.EADDRINUSE: "端口 {port} 已被占用，请用 --port 换一个。",
    errno.EADDRNOTAVAIL: "本机没有地址 {host}，请用 --host 换一个。",
}


@click.command(cls=ChineseCommand)
@click.option("--strict", is_flag=True, help="把警告也当作错误。")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    metavar="端口",
    help="端口，1 到 65535 的整数；不写时为 8000。",
)
@click.option("--host", metavar="地址", help="供其他计算机访问：本机的地址，0.0.0.0 为全部地址。")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    metavar="个数",
    help="供其他计算机访问时的进程数，1 到 64 的整数；不写时为 1。",
)
@click.option(
    "--name", "names", multiple=True, metavar="主机名", help="只答复用这一主机名的请求；可以写几次。"
)
@click.pass_context
def serve(
    ctx: click.Context,
    strict: bool,
    port: int,
    host: str | None,
    workers: int | None,
    names: tuple[str, ...],
) -> int:
    """在本机预览网站，内容改动后自动更新；或者供内网访问。

    \b
    不写 --host 和 --workers 时只有本机能够访问：需要时先生成网站；
    此后 content/ 有改动就重新生成并刷新网页。内容有错误时，终端和
    网页都列出问题，网页仍是上一次生成的。
    写了 --host 或 --workers 时提供已经生成的网站和检索，不监视
    content/；另行 build 后自动换成新的网站和索引。按 Ctrl+C 结束。
    """
    if host is None and workers is None:
        return _preview(ctx, strict, port)
    from search_index.server import Settings, run

    project = project_of(ctx)
    if not project.site.is_dir():
        say("还没有网站，请先用 policy-archive build 生成。", error=True)
        return 1
    try:
        socket = run.listen(host or "127.0.0.1", port)
    except OSError as error:
        if error.errno not in _UNUSABLE:
            raise
        say(_UNUSABLE[error.errno].format(port=port, host=host), error=True)
        return 1
    say(f"网站：http://{host or '127.0.0.1'}:{port}/ （按 Ctrl+C 结束）")
    run.run(Settings(project.site, project.index, names), socket, workers or 1)
    return 0


def _preview(ctx: click.Context, strict: bool, port: int) -> int:
    from . import pipeline
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

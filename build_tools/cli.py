"""The command line: its commands by name, each imported when it is asked for.  The only module that exits.

Exit codes: 0 done; 1 problems in the content, or the machine refused, or nobody reads the
output any more (click sees to that); 2 wrong use; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from .console import say
from .terminal import ChineseGroup, refusal, usage_message

#: Each command with the module that defines it and its name there, in the order of the help.
_PLACES = {
    "check": ("cli_build", "check"),
    "build": ("cli_build", "build"),
    "pack": ("cli_build", "pack_"),
    "serve": ("cli_serve", "serve"),
    "search": ("cli_search", "search"),
    "new": ("cli_edit", "new"),
    "figures": ("cli_edit", "figures"),
    "sheet": ("cli_sheet", "sheet"),
    "explain": ("cli_edit", "explain"),
    "schema": ("cli_edit", "schema_"),
}

#: New objects before Python looks for those that only refer to one another.  A build makes many that
#: stay and few of these; after every 700, as by itself, looking costs a tenth of the build.
_MANY = 50_000


class _Commands(Mapping[str, click.Command]):
    """The commands by name; a search must not wait for the libraries of a build."""

    def __getitem__(self, name: str) -> click.Command:
        module, attribute = _PLACES[name]
        command: click.Command = getattr(import_module(f".{module}", __package__), attribute)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)


@click.group(cls=ChineseGroup, commands=_Commands())
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True, resolve_path=True),
    default=Path.cwd,
    metavar="文件夹",
    help="项目所在的文件夹；不写时从当前文件夹向上找。",
)
@click.option("--debug", is_flag=True, help="程序出错时显示详细经过。")
@click.version_option(
    package_name="policy-archive",
    prog_name="policy-archive",
    message="%(prog)s %(version)s",
    help="显示版本。",
)
@click.pass_context
def app(ctx: click.Context, root: Path, debug: bool) -> None:
    """政策档案库：检查 content/ 中的记录，生成网站。"""
    ctx.obj = root


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
    except OSError as error:
        if debug:
            _trace()
        say(refusal(error), error=True)
        return 1
    except Exception as error:
        if debug:
            _trace()
        else:
            say(f"程序出错（{type(error).__name__}: {error}）。", error=True)
            say("这是程序的缺陷，不是内容的问题；加上 --debug 再运行一次，可以看到详细经过。", error=True)
        return 1


def _trace() -> None:
    import traceback

    traceback.print_exc()


def main() -> None:
    """Entry point of ``policy-archive``."""
    gc.set_threshold(_MANY)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))

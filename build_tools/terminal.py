"""What the command line looks like: Chinese words in place of click's English ones."""

from __future__ import annotations

import errno
import unicodedata
from typing import Any

import click

_REFUSALS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ENOENT: "文件或文件夹不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
    errno.EEXIST: "已经有同名的文件",
    errno.ELOOP: "是符号链接",
    errno.EFBIG: "文件太大",
    errno.EMFILE: "打开的文件太多",
    errno.EIO: "磁盘读写出错",
}


class _Chinese(click.Command):
    """A command whose help has Chinese headings.  Mixed into commands and groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **kwargs)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix="用法：")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write nothing: the help text explains the arguments."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and the commands of a group."""
        options = [option for option in self.get_params(ctx) if isinstance(option, click.Option)]
        with formatter.section("选项"):
            rows = [
                (" ".join(filter(None, (*option.opts, option.metavar))), option.help or "")
                for option in options
            ]
            _write_table(formatter, rows)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The ``--help`` option."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option


class ChineseCommand(_Chinese):
    """One command."""


class ChineseGroup(_Chinese, click.Group):
    """The program with its commands."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("subcommand_metavar", "命令 [参数]")
        super().__init__(*args, **kwargs)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with the first line of its help."""
        with formatter.section("命令"):
            rows = []
            for name in self.list_commands(ctx):
                command = self.get_command(ctx, name)
                rows.append((name, (command.help or "").split("\n", 1)[0] if command else ""))
            _write_table(formatter, rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of their definition."""
        return list(self.commands)


def _write_table(formatter: click.HelpFormatter, rows: list[tuple[str, str]]) -> None:
    """Two columns; a Chinese character is two columns of a terminal wide."""
    widest = max(_width(name) for name, _ in rows)
    for name, words in rows:
        blanks = " " * (widest - _width(name) + 2)
        formatter.write(f"{'':{formatter.current_indent}}{name}{blanks}{words}\n")


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def usage_message(error: click.UsageError) -> str:
    """Chinese words for a wrong use of the command line."""
    match error:
        case click.exceptions.NoArgsIsHelpError():
            return error.ctx.get_help()
        case click.NoSuchOption():
            text = f"没有选项 {error.option_name}"
        case click.exceptions.NoSuchCommand():
            text = f"没有命令 {error.command_name}"
        case click.MissingParameter():
            text = f"缺少 {_name(error)}"
        case click.BadOptionUsage():
            text = f"选项 {error.option_name} 的写法不对"
        case click.BadParameter() if isinstance(error.param, click.Option):
            text = f"{_name(error)} 的值不对（{(error.param.help or '').rstrip('。')}）"
        case _ if error.message.isascii():
            text = "参数太多或写法不对"
        case _:
            text = error.message
    possible = getattr(error, "possibilities", None)
    hint = f"\n    提示：是不是想写 {'、'.join(possible)}？" if possible else ""
    path = error.ctx.command_path if error.ctx else "policy-archive"
    return f"{text}{hint}\n用 {path} --help 查看用法。"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return ""
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    return error.param.make_metavar(error.ctx) if error.ctx else str(error.param.name)


def refusal(error: OSError) -> str:
    """Chinese words for what the machine refused."""
    said = error.strerror or str(error)
    reason = _REFUSALS.get(error.errno or 0, said) if said.isascii() else said
    where = f"：{error.filename}" if error.filename else ""
    return f"系统拒绝了操作{where}（{reason}）"


def visible(text: str) -> str:
    """The text with control characters written out, so that content cannot steer a terminal."""
    # Most texts hold nothing odd; of these three Python says, too, that they are not printable.
    if text.replace("\n", "").replace("\t", "").replace("\u3000", "").isprintable():
        return text
    return "".join(
        char
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
        else f"\\u{ord(char):04x}"
        for char in text
    )

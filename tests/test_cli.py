"""The commands as a person at a terminal or a script uses them."""

import os
import pty
import re
import signal
import subprocess
import sys
import time
import unicodedata

import pytest
from filelock import FileLock

from build_tools import cli, pipeline
from build_tools.rules import RULES
from build_tools.terminal import visible

COMMANDS = ["check", "build", "pack", "serve", "search", "new", "figures", "sheet", "explain", "schema"]


def run(root, *arguments, **kwargs):
    command = [sys.executable, "-m", "build_tools", "--root", str(root), *arguments]
    kwargs = {"capture_output": True, "text": True, "encoding": "utf-8"} | kwargs
    return subprocess.run(command, check=False, timeout=120, **kwargs)


def break_content(project):
    place = project.content / "notices" / "moubanfa-2023-1.yml"
    place.write_text(place.read_text(encoding="utf-8") + "no_such_field: 1\n", encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [[], *([name] for name in COMMANDS), ["sheet", "export"], ["sheet", "import"]],
    ids=["all", *COMMANDS, "sheet export", "sheet import"],
)
def test_help_is_chinese(command, capsys):
    assert cli.run([*command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("用法：policy-archive")
    assert "显示这段说明。" in text
    english = re.findall(r"\b(?:Usage|Options|Commands|Arguments|Show|Show this|default|required)\b", text)
    assert english == []
    for line in text.splitlines():
        columns = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)
        assert columns <= 80, line


def test_help_names_every_command(capsys):
    assert cli.run(["--help"]) == 0
    text = capsys.readouterr().out
    assert list(cli.app.commands) == COMMANDS
    assert re.findall(r"^  ([a-z]+)  ", text, re.MULTILINE) == COMMANDS


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([], "用法："),
        (["chek"], "没有命令 chek"),
        (["check", "--strct"], "是不是想写 --strict？"),
        (["check", "more"], "参数太多"),
        (["new", "notice"], "缺少 标识"),
        (["new", "letter", "a-b"], "没有种类 letter"),
        (["new", "notice", "../a"], "标识“../a”不能用"),
        (["explain", "E999"], "没有代码 E999"),
        (["figures"], "缺少 来源"),
        (["figures", "moubanfa-2023-2"], "相近的有 moubanfa-2023-1"),
        (["serve", "--port", "web"], "--port 的值不对"),
        (["serve", "--port"], "选项 --port 的写法不对"),
        (["serve", "--port", "70000"], "--port 的值不对"),
        (["--root", "no-such-folder", "check"], "--root 的值不对"),
    ],
)
def test_wrong_use_is_2_and_says_what_is_wrong(tiny, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(tiny.root)
    assert cli.run(arguments) == 2
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""
    assert not re.search(r"Error|Usage|Traceback|Invalid|Missing|No such", told.err)


def test_outside_a_project_is_wrong_use(tmp_path, capsys):
    assert cli.run(["--root", str(tmp_path), "check"]) == 2
    assert "不是政策档案库" in capsys.readouterr().err


def test_a_folder_inside_the_project_will_do(tiny, monkeypatch, capsys):
    monkeypatch.chdir(tiny.content / "notices")
    assert cli.run(["check"]) == 0


def test_check_of_sound_content(tiny, capsys):
    assert cli.run(["--root", str(tiny.root), "check"]) == 0
    told = capsys.readouterr()
    assert re.fullmatch(r"2 条记录，0 个错误，0 个警告。\n", told.out)
    assert told.err == ""
    assert not tiny.build.exists()


def test_check_of_faulty_content_lists_the_problems(tiny, capsys):
    break_content(tiny)
    assert cli.run(["--root", str(tiny.root), "check"]) == 1
    told = capsys.readouterr().out
    assert re.search(
        r"^content/notices/moubanfa-2023-1\.yml:\d+:\d+: E\d{3} .*no_such_field", told, re.MULTILINE
    )
    assert "1 个错误" in told


def test_strict_counts_warnings(tiny, capsys):
    (tiny.content / "notices" / "scan.pdf").write_bytes(b"%PDF")
    root = ["--root", str(tiny.root)]
    assert cli.run([*root, "check"]) == 0
    assert re.search(r": W\d{3} ", capsys.readouterr().out)
    assert cli.run([*root, "check", "--strict"]) == 1
    assert cli.run([*root, "build", "--strict"]) == 1
    assert not tiny.site.exists()


@pytest.mark.slow
def test_build_makes_the_site_and_says_nothing_in_a_pipe(tiny):
    done = run(tiny.root, "build")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tiny.site / "index.html").exists()


@pytest.mark.slow
def test_build_shows_progress_on_a_terminal(tiny):
    leader, follower = pty.openpty()
    done = run(tiny.root, "build", capture_output=False, stdout=subprocess.PIPE, stderr=follower)
    os.close(follower)
    told = os.read(leader, 100_000).decode("utf-8")
    os.close(leader)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"\[ *\d+\.\d 秒\] 读取内容", told)
    assert "网站已生成" in told


@pytest.mark.slow
def test_a_failed_build_keeps_the_site(tiny):
    run(tiny.root, "build")
    before = (tiny.site / "index.html").read_bytes()
    break_content(tiny)
    done = run(tiny.root, "build")
    assert done.returncode == 1
    assert "no_such_field" in done.stdout
    assert "没有生成网站" in done.stderr
    assert (tiny.site / "index.html").read_bytes() == before


@pytest.mark.slow
def test_the_page_of_a_removed_record_goes(tiny):
    place = tiny.content / "notices" / "moubanfa-2023-2.yml"
    place.write_text("id: moubanfa-2023-2\ntitle: 关于总结检查的通知\n", encoding="utf-8")
    assert pipeline.build(tiny).published
    page = tiny.site / "notices" / "moubanfa-2023-2.html"
    assert page.exists()
    assert pipeline.current(tiny)
    place.unlink()
    assert not pipeline.current(tiny)
    assert pipeline.build(tiny).published
    assert not page.exists()


@pytest.mark.slow
def test_two_builds_at_once_wait_for_each_other(tiny):
    command = [sys.executable, "-m", "build_tools", "--root", str(tiny.root), "build"]
    children = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    assert [(*child.communicate(), child.returncode) for child in children] == [(b"", b"", 0)] * 2
    assert sorted(place.name for place in tiny.build.iterdir() if not place.name.startswith(".")) == [
        "cache",
        "docs",
        "index",
        "site",
    ]


def test_a_build_that_waits_says_so_and_gives_up_in_the_end(tiny):
    tiny.build.mkdir()
    told = []
    with FileLock(tiny.lock), pytest.raises(pipeline.Busy):
        pipeline.build(tiny, report=told.append, patience=0.1)
    assert told == ["另一个构建正在进行，等待它结束"]


def test_new_makes_a_file_once(tiny, capsys):
    arguments = ["--root", str(tiny.root), "new", "case", "somewhere-2023-01-02"]
    assert cli.run(arguments) == 0
    assert capsys.readouterr().out == "已新建 content/cases/somewhere-2023-01-02.yml\n"
    assert cli.run(arguments) == 2
    assert "已经有 content/cases/somewhere-2023-01-02.yml" in capsys.readouterr().err


def test_explain_knows_every_code(capsys):
    for code, rule in RULES.items():
        assert cli.run(["explain", code.lower()]) == 0
        told = capsys.readouterr().out
        assert told.startswith(f"{code}（{'错误' if code.startswith('E') else '警告'}） ")
        assert rule.explanation in told
    assert cli.run(["explain"]) == 0
    assert [line[:4] for line in capsys.readouterr().out.splitlines()] == list(RULES)


def test_schema_writes_the_schemas(tiny, capsys):
    assert cli.run(["--root", str(tiny.root), "schema"]) == 0
    assert "schemas/notice.json\n" in capsys.readouterr().out
    assert (tiny.schemas / "notice.json").exists()


def test_a_machine_that_refuses_gives_a_sentence(tiny, monkeypatch, capsys):
    def refuse(*arguments, **kwargs):
        raise OSError(28, "No space left on device", "build/docs/a.md")

    monkeypatch.setattr(pipeline, "build", refuse)
    assert cli.run(["--root", str(tiny.root), "build"]) == 1
    told = capsys.readouterr().err
    assert told == "系统拒绝了操作：build/docs/a.md（磁盘空间不足）\n"


def test_a_file_in_the_place_of_the_folder_is_named(tiny, capsys):
    tiny.build.write_text("x", encoding="utf-8")
    assert cli.run(["--root", str(tiny.root), "build"]) == 1
    assert capsys.readouterr().err == f"系统拒绝了操作：{tiny.build}（已经有同名的文件）\n"
    tiny.build.unlink()
    tiny.build.symlink_to(tiny.content)
    assert cli.run(["--root", str(tiny.root), "build"]) == 1
    assert capsys.readouterr().err == f"系统拒绝了操作：{tiny.build}（拒绝写入符号链接所指的文件夹）\n"


def test_a_defect_gives_one_line_and_a_way_to_see_more(tiny, monkeypatch, capsys):
    def fail(*arguments):
        raise RuntimeError("x")

    monkeypatch.setattr(pipeline, "check", fail)
    assert cli.run(["--root", str(tiny.root), "check"]) == 1
    told = capsys.readouterr().err
    assert "RuntimeError: x" in told and "--debug" in told and "Traceback" not in told
    assert cli.run(["--root", str(tiny.root), "--debug", "check"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_stops_reading(tiny):
    break_content(tiny)
    reader, writer = os.pipe()
    os.close(reader)
    done = run(tiny.root, "check", capture_output=False, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (1, "")


def _heed_interrupts():
    """Undo what a shell does to a job in the background: let Ctrl-C be heard."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_a_waiting_build(tiny):
    tiny.build.mkdir()
    with FileLock(tiny.lock):
        leader, follower = pty.openpty()
        command = [sys.executable, "-m", "build_tools", "--root", str(tiny.root), "build"]
        child = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=follower, preexec_fn=_heed_interrupts
        )
        os.close(follower)
        told = ""
        deadline = time.monotonic() + 30
        while "等待" not in told and time.monotonic() < deadline:
            told += os.read(leader, 1000).decode("utf-8", "replace")
        child.send_signal(signal.SIGINT)
        assert child.wait(timeout=120) == 130
        told += os.read(leader, 1000).decode("utf-8", "replace")
        os.close(leader)
        child.stdout.close()
    assert "已中断" in told
    assert "Traceback" not in told


def test_content_cannot_steer_the_terminal():
    assert visible("甲\x1b[2J乙\u202e\n丙") == "甲\\u001b[2J乙\\u202e\n丙"


def test_build_tells_what_each_step_costs(tiny, capsys):
    assert cli.run(["--root", str(tiny.root), "build", "--profile"]) == 0
    lines = capsys.readouterr().out.splitlines()
    start = next(place for place, line in enumerate(lines) if line.split() == ["CPU", "秒", "用时", "步骤"])
    rows = [line.split(maxsplit=2) for line in lines[start + 1 :]]
    names = [row[2].partition("（")[0] for row in rows]
    order = [names.index(name) for name in ("读取内容", "检查记录", "生成页面", "发布网站")]
    assert order == sorted(order) and names[-1] == "合计"
    for column in (0, 1):
        costs = [float(row[column]) for row in rows]
        assert abs(sum(costs[:-1]) - costs[-1]) < 0.01 * len(costs)

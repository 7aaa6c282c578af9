"""README: every command it shows runs or exists, its tables are current, its links lead somewhere."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from build_tools import cli, pipeline
from tiny import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SHELL = [
    line.strip()
    for block in re.findall(r"^ *```sh\n(.*?)^ *```$", README, re.DOTALL | re.MULTILINE)
    for line in block.splitlines()
]
EVERY_COMMAND = {*SHELL, *(code for code in re.findall(r"`([^`\n]+)`", README) if code.startswith("make "))}


@pytest.mark.parametrize("line", sorted(EVERY_COMMAND))
def test_a_command_it_shows_works(line, tiny, monkeypatch, capsys):
    program, *arguments = shlex.split(line)
    if program == "make":
        targets = re.search(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)[1].split()
        assert arguments and set(arguments) <= set(targets)
        for target in arguments:
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)
    elif program == ".":
        assert arguments == [".venv/bin/activate"] and "VENV := .venv" in MAKEFILE
    else:
        assert program == "policy-archive"
        monkeypatch.chdir(tiny.root)
        arguments = ["serve", "--help"] if arguments == ["serve"] else arguments
        bulletin = Path("notices", "anweibanhan-2018-67.yml")
        (tiny.root / "tongbao.txt").write_text("排查隐患5项、完成整改5项，整改率100%。", encoding="utf-8")
        if arguments[0] == "figures":
            shutil.copy(ROOT / "content" / bulletin, tiny.content / bulletin)
        if arguments[0] == "search":
            assert cli.run(["build"]) == 0
        if arguments[:2] == ["sheet", "import"]:
            assert cli.run(["sheet", "export", arguments[2]]) == 0
        assert cli.run(arguments) == 0, capsys.readouterr()


def test_the_table_of_commands_names_each_and_its_options():
    rows = re.findall(r"^\| `policy-archive ([a-z]+(?: [a-z]+)?)", README, re.MULTILINE)
    commands = {}
    for name, command in cli.app.commands.items():
        inner = getattr(command, "commands", {})
        commands |= {f"{name} {part}": one for part, one in inner.items()} or {name: command}
    assert rows == list(commands)
    options = {
        option for command in [cli.app, *commands.values()] for p in command.params for option in p.opts
    }
    for option in options:
        if option.startswith("--") and option != "--version":
            assert f"`{option}" in README, option


def test_the_program_it_shows_works(tmp_path, monkeypatch, capsys):
    block = re.search(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)[1]
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})
    assert capsys.readouterr().out == "1 关于开展安全生产大检查的通知\n"


def test_the_notice_it_shows_is_sound(tiny):
    block = re.search(r"^ *```yaml\n(.*?)^ *```$", README, re.DOTALL | re.MULTILINE)[1]
    text = "\n".join(line.removeprefix("   ") for line in block.splitlines()) + "\n"
    id = yaml.safe_load(text)["id"]
    (tiny.content / "notices" / f"{id}.yml").write_text(text, encoding="utf-8")
    issuer = "id: nwsc-office\nnames:\n  - name: 国务院安全生产委员会办公室\n"
    (tiny.content / "organizations" / "nwsc-office.yml").write_text(issuer, encoding="utf-8")
    assert [str(problem) for problem in pipeline.check(tiny).problems if problem.severity == "error"] == []


def test_the_field_tables_are_current():
    done = subprocess.run([sys.executable, "tools/readme.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run: make readme"


def test_the_folders_it_maps_exist():
    section = README.split("\n## 文件夹\n")[1].split("\n## ")[0]
    places = re.findall(r"^\| `([^`]+)`", section, re.MULTILINE)
    assert len(places) > 10
    for place in places:
        assert place == "build/" or (ROOT / place).exists(), place


def test_its_links_and_pictures_exist():
    for target in re.findall(r"\]\(([^)#]+)", README):
        assert not target.startswith("http"), target
        assert (ROOT / target).exists(), target
    shown = set(re.findall(r"docs/pictures/[\w.-]+", README))
    held = {place.relative_to(ROOT).as_posix() for place in (ROOT / "docs" / "pictures").glob("*")}
    assert shown == held != set()


def test_the_table_of_dependencies_names_each():
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {
        re.match(r"[\w.-]+", item)[0]
        for item in [*settings["dependencies"], *settings["optional-dependencies"]["dev"]]
    }
    section = README.split("\n### 依赖\n")[1].split("\n## ")[0]
    told = {
        name for row in re.findall(r"^\| ([a-z][^|]*) \|", section, re.MULTILINE) for name in row.split("、")
    }
    assert told == names


def test_every_dependency_is_locked_with_checksums_and_without_addresses():
    for name in ("requirements.lock", "requirements-build.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"://|--index|--find-links|--trusted|/opt/", text)
        blocks = re.split(r"\n(?=\S)", text.strip())
        for block in blocks:
            assert re.match(r"[a-z0-9-]+==[\w.]+", block) and "--hash=sha256:" in block, block
    assert Path(ROOT / "requirements-build.lock").read_text(encoding="utf-8").startswith("setuptools==")

"""A project whose pages are written by hand, changed at random, and what MkDocs alone makes of it."""

import os
import random
import shutil
import sqlite3
from datetime import date
from pathlib import Path

from build_tools.publish import _fixed_environment, _run_mkdocs
from tiny import dressed

DAY = date(2024, 4, 30)
SETTINGS = """site_name: {name}
site_url: {address}
nav:
- 首页: index.md
- 文件: notices/index.md
- 关于: about.md
extra:
  site:
    name: {name}
    as_of: '2024-04-30'
"""
ADDRESS = "https://archive.example/a/"
SECTIONS = ("notices", "cases", "statistics/old", "")
KINDS = ("notice", "listing", "audit", "lesson", None)
WORDS = [
    "安全",
    "生产",
    "隐患",
    "排查",
    "整治",
    "通知",
    "“检查”",
    "A&amp;B",
    "<b>重点</b>",
    "《条例》",
    "*强调*",
    "`代码`",
    "100%",
    "&#42;",
    "α",
]


def made(root, more=""):
    """A project with a few pages and files; ``more`` settings for MkDocs."""
    project = dressed(root)
    project.config.write_text(project.config.read_text("utf-8") + more, encoding="utf-8")
    write(project, ".site.yml", SETTINGS.format(name="样例", address=ADDRESS))
    dice = random.Random(0)
    for path in ("index.md", "about.md", "notices/index.md"):
        write(project, path, text(dice, project, path))
    for number in range(12):
        path = f"{dice.choice(SECTIONS)}/p{number}.md".lstrip("/")
        write(project, path, text(dice, project, path))
    write(project, "downloads/all.csv", "标题\n通知\n")
    write(project, "feeds/notices.xml", "<feed/>\n")
    return project


def write(project, path, content):
    place = project.docs / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(content, encoding="utf-8")


def pages(project):
    return sorted(place.relative_to(project.docs).as_posix() for place in project.docs.rglob("*.md"))


def text(dice, project, own):
    """A page: front matter or none, headings, paragraphs, raw HTML, lists, tables, links to what there is."""
    front = {"title": "".join(dice.choices(WORDS, k=2)).replace('"', ""), "hide": dice.choice([[], ["toc"]])}
    lines = []
    if dice.random() < 0.9:
        kind = dice.choice(KINDS)
        lines += ["---", f"title: '{front['title']}'"]
        lines += [f"kind: {kind}"] if kind else []
        lines += ["hide:", "- navigation", *(f"- {one}" for one in front["hide"])]
        if dice.random() < 0.5:
            lines += [f"description: '{dice.choice(WORDS)}“说明”'", "meta:", "  ColumnName: 文件 & 'A'"]
        if dice.random() < 0.3:
            lines += [f"updated: '2023-0{dice.randint(1, 9)}-11'"]
        lines += ["---", ""]
    if dice.random() < 0.9:
        lines += [f"# {front['title']} {{ #top }}", ""]
    for number in range(dice.randint(0, 6)):
        lines += [block(dice, number, project, own), ""]
    return "\n".join(lines) + "\n"


def block(dice, number, project, own):
    words = "".join(dice.choices(WORDS, k=5))
    aim = dice.choice(pages(project) or [own])
    aim = dice.choice([aim, f"{aim}#top"])
    if dice.random() < 0.03:
        aim = dice.choice(["none.md", f"{own}#none", "../../../x.md", "folder"])
    return dice.choice(
        [
            f'{words}<a class="at" href="#p{number}"></a>\n{{ #p{number} }}',
            f"## {words} {{ #h{number} }}",
            f"### {words}",
            f'<dl class="facts">\n<div><dt>{words}</dt><dd>{words}</dd></div>\n</dl>',
            f"- {words}\n- 乙\n    - 丙",
            f"1. {words}\n2. 乙\n\n    续",
            f"| 甲 | 乙 |\n|---|---|\n| {words} | 2 |",
            f"> {words}\n\n```\n代码\n```",
            f"{link(own, aim)} 与 [外链](https://example.com/)",
            f'<div markdown="1">\n\n{words}\n\n</div>',
            f"{words}  \n换行",
        ]
    )


def link(source, target):
    """A link from one page to another as Markdown."""
    return f"[链接]({os.path.relpath(target, Path(source).parent)})"


def tree(folder):
    """Every file below a folder and what it holds."""
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in folder.rglob("*")
        if place.is_file()
    }


def plain(project, day=DAY):
    """What MkDocs alone makes of the project, and what it complains of."""
    target = project.root / "plain"
    shutil.rmtree(target, ignore_errors=True)
    with _fixed_environment(day):
        complaints = _run_mkdocs(project, target)
    return tree(target), complaints


def differences(one, other):
    """The paths at which two trees differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def change(dice, project):
    """Change something at random; the name of what was done."""
    held = [path for path in pages(project) if path not in ("index.md", "about.md", "notices/index.md")]
    site = sorted(place for place in project.site.rglob("*") if place.is_file())
    cache = project.build / "cache" / "publish.sqlite"
    names = list(CHANGES)
    done = dice.choice(names[:CONTENT] if dice.random() < 0.8 else names)
    CHANGES[done](dice, project, held, site, cache)
    return done


def _edit(dice, project, held, site, cache):
    path = dice.choice(pages(project))
    write(project, path, text(dice, project, path))


def _append(dice, project, held, site, cache):
    path = dice.choice(pages(project))
    write(project, path, (project.docs / path).read_text("utf-8") + "\n又及。\n")


def _add(dice, project, held, site, cache):
    path = f"{dice.choice(SECTIONS)}/n{dice.randrange(10**6)}.md".lstrip("/")
    write(project, path, text(dice, project, path))


def mend(project, problems):
    """Empty the pages that were complained of."""
    for problem in problems:
        place = project.root / problem.location.path
        if place.suffix == ".md" and place.exists():
            place.write_text("# 重写 { #top }\n", encoding="utf-8")


def _link(dice, project, held, site, cache):
    source, target = dice.choice(pages(project)), dice.choice(pages(project))
    write(project, source, (project.docs / source).read_text("utf-8") + f"\n{link(source, target)}\n")


def _remove(dice, project, held, site, cache):
    if held:
        gone = dice.choice(held)
        (project.docs / gone).unlink()
        _unlink(project, gone)


def _rename(dice, project, held, site, cache):
    if held:
        old = dice.choice(held)
        new = f"{dice.choice(SECTIONS)}/r{dice.randrange(10**6)}.md".lstrip("/")
        write(project, new, text(dice, project, new))
        (project.docs / old).unlink()
        _unlink(project, old)


def _unlink(project, gone):
    """Take out the links that would lead nowhere."""
    for path in pages(project):
        place = project.docs / path
        lines = place.read_text(encoding="utf-8").split("\n")
        name = gone.rpartition("/")[2]
        kept = [line for line in lines if f"{name})" not in line]
        if kept != lines:
            place.write_text("\n".join(kept), encoding="utf-8")


def _file(dice, project, held, site, cache):
    write(project, f"downloads/f{dice.randrange(3)}.csv", f"{dice.random()}\n")


def _unfile(dice, project, held, site, cache):
    (project.docs / f"downloads/f{dice.randrange(3)}.csv").unlink(missing_ok=True)


def _settings(dice, project, held, site, cache):
    address = dice.choice([ADDRESS, "", "https://b.example/"])
    write(project, ".site.yml", SETTINGS.format(name=f"样例{dice.randrange(5)}", address=f"'{address}'"))


def _theme(dice, project, held, site, cache):
    place = project.theme / "partials" / "footer.html"
    place.write_text(place.read_text("utf-8") + f"<!-- {dice.randrange(10)} -->\n", encoding="utf-8")


def _asset(dice, project, held, site, cache):
    (project.theme / "assets" / "more.css").write_text(f"/* {dice.random()} */\n", encoding="utf-8")


def _damage(dice, project, held, site, cache):
    if site:
        dice.choice(site).write_bytes(b"damaged")


def _lose(dice, project, held, site, cache):
    if site:
        dice.choice(site).unlink()


def _stray(dice, project, held, site, cache):
    place = project.site / dice.choice(["stray.html", "notices/stray.txt", "new/stray.html"])
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("stray", encoding="utf-8")


def _forget(dice, project, held, site, cache):
    cache.unlink(missing_ok=True)


def _truncate(dice, project, held, site, cache):
    if cache.exists():
        cache.write_bytes(cache.read_bytes()[: dice.randrange(1, 40000)])


def _scramble(dice, project, held, site, cache):
    if cache.exists():
        data = bytearray(cache.read_bytes())
        for _ in range(200):
            data[dice.randrange(len(data))] = dice.randrange(256)
        cache.write_bytes(data)


def _falsify(dice, project, held, site, cache):
    if cache.exists():
        try:
            base = sqlite3.connect(cache)
            base.execute("UPDATE shells SET parts = replace(parts, 'body', 'BODY')")
            base.execute("UPDATE pages SET facts = replace(facts, 'start', 'START') WHERE rowid % 2")
            base.commit()
        except sqlite3.DatabaseError:
            cache.unlink()
        finally:
            base.close()


def _version(dice, project, held, site, cache):
    if cache.exists():
        base = sqlite3.connect(cache)
        base.execute("PRAGMA user_version = 99")
        base.close()


#: So many of the changes concern content only.
CONTENT = 8
CHANGES = {
    "edit": _edit,
    "append": _append,
    "add": _add,
    "link": _link,
    "remove": _remove,
    "rename": _rename,
    "file": _file,
    "unfile": _unfile,
    "settings": _settings,
    "theme": _theme,
    "asset": _asset,
    "damage": _damage,
    "lose": _lose,
    "stray": _stray,
    "forget": _forget,
    "truncate": _truncate,
    "scramble": _scramble,
    "falsify": _falsify,
    "version": _version,
}

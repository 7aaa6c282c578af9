"""The list of pages, changed where it is, is the list made anew; templates that forbid that are known."""

import random
from pathlib import Path

import pytest
from jinja2 import Environment

from build_tools.publishing import sitemap
from build_tools.publishing.shell import Look
from build_tools.publishing.tree import Folder, Tree
from tiny import ROOT

THEME = ROOT / "theme"
FOLDERS = ["", "a", "a-b", "a/b", "notices", "通知"]
NAMES = ["index", "a", "a-b", "home", "jin", "z", "页 面", "p&q", *(f"n{number}" for number in range(20))]
DAYS = [None, "", "2023-01-11", "2024-04-30"]


def look(address="https://archive.example/a/"):
    return Look({"site_url": address}, frozenset(), True, "1")


def tree(paths):
    folders = {}
    for path in (*paths, "a/data.csv", "a/n10.md.txt"):
        folder, _, name = path.rpartition("/")
        folders.setdefault(folder, []).append(name)
    return Tree({folder: Folder("\0".join(sorted(names)).encode(), b"") for folder, names in folders.items()})


def page(dice):
    return f"{dice.choice(FOLDERS)}/{dice.choice(NAMES)}.md".lstrip("/")


def changing(pages, theme=THEME, address="https://archive.example/a/"):
    return sitemap.Changing(
        theme, look(address), tree(pages), lambda path: (pages[path],) if path in pages else None
    )


@pytest.mark.parametrize("address", ["https://archive.example/a/", ""])
@pytest.mark.parametrize("seed", range(6))
def test_a_changed_list_is_the_list_made_anew(seed, address):
    dice = random.Random(seed)
    pages = {page(dice): dice.choice(DAYS) for _ in range(60)} | {"index.md": None}
    data = sitemap.made(THEME, look(address), pages)
    changed = 0
    for _ in range(25):
        old = dict(pages)
        for _ in range(dice.choice([1, 1, 1, 2, 6])):
            pages[page(dice)] = dice.choice(DAYS)
        for path in dice.sample(sorted(pages.keys() - {"index.md"}), dice.choice([0, 1, 1, 4])):
            del pages[path]
        touched = {path for path in (*old, *pages) if old.get(path, 0) != pages.get(path, 0)}
        touched |= set(dice.sample(sorted(pages), 2))
        before = {path: (old[path],) if path in old else None for path in touched}
        expected = sitemap.made(THEME, look(address), pages)
        given = changing(pages, address=address).changed(data, before)
        assert given in (None, expected)
        changed += given is not None
        data = expected
    assert changed > 15, "most changes should be made in the list that is there"


def test_an_entry_that_is_not_there_once_has_the_list_made_anew():
    pages = {"index.md": None, "a.md": None}
    data = sitemap.made(THEME, look(), pages)
    before = {"a.md": ("2023-01-11",)}
    assert changing(pages).changed(data, before) is None
    assert changing(pages).changed(data * 2, {"b.md": (None,), "a.md": None}) is None


@pytest.mark.parametrize(
    "template",
    [
        "{% for p in pages %}{{ p.canonical_url }}{% endfor %}",
        "{{ config.a }}{% for p in pages %}{% if p.meta %}{{ p.meta.updated | e }}{% endif %}{% endfor %}",
        "{% for p in pages %}{% set q = p.page or p %}{{ q.canonical_url ~ '|' }}{% endfor %}",
    ],
)
def test_a_template_that_says_the_same_of_each_page_by_itself(template):
    assert sitemap._loop(Environment().parse(template)) is not None


@pytest.mark.parametrize(
    "template",
    [
        "{% for p in pages %}{{ loop.index }}{% endfor %}",
        "{% for p in pages %}{{ pages | length }}{% endfor %}",
        "{{ pages | length }}{% for p in pages %}{{ p.canonical_url }}{% endfor %}",
        "{% for p in pages %}x{% endfor %}{% for p in pages %}y{% endfor %}",
        "{% for p in pages if p.meta.updated %}x{% endfor %}",
        "{% for p in pages | reverse %}x{% endfor %}",
        "{% for p in pages %}x{% else %}y{% endfor %}",
        "{% for p in pages[1:] %}x{% endfor %}",
        "{% set n = namespace(at=0) %}{% for p in pages %}{% set n.at = n.at + 1 %}{{ n.at }}{% endfor %}",
        "{% for p in pages %}{% for q in pages %}x{% endfor %}{% endfor %}",
        "{% for p in pages %}{{ cycler('a', 'b').next() }}{% endfor %}",
        "{% if pages %}{% for p in pages %}x{% endfor %}{% endif %}",
        "{% set first = pages[0] %}{% for p in pages %}{{ first.canonical_url }}{% endfor %}",
        "{% for p in pages %}{{ [p, 1] | random }}{% endfor %}",
        "{% for p in pages %}{{ build_date_utc }}{% endfor %}",
        "{% for p, q in pages %}x{% endfor %}",
        "x",
    ],
)
def test_a_template_that_says_more(template):
    assert sitemap._loop(Environment().parse(template)) is None


def test_a_list_is_made_anew_with_such_a_template(tmp_path):
    Path(tmp_path, "sitemap.xml").write_text("{% for p in pages %}{{ loop.index }}{% endfor %}", "utf-8")
    assert changing({"index.md": None}, tmp_path).changed(b"1", {"index.md": (None,)}) is None

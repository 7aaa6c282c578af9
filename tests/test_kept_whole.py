"""A first build by several processes gives and keeps what one in memory does."""

import shutil
from types import SimpleNamespace

import pytest
from dice import Editor, copied, differing, expected, grown, held, read
from dice import write as save

from build_tools import pipeline, write
from build_tools.kept import build, whole
from build_tools.kept.held import KeptArchive
from build_tools.kept.rows import pack, unpack
from build_tools.kept.store import looking
from build_tools.mentions import connect
from build_tools.project import Project


def failed(problems):
    return any(one.severity == "error" for one in problems)


def built(project, report=print):
    """The content step, without a search."""
    return build.content(
        project, failed, lambda archive, changed, bring=None: SimpleNamespace(pages=(), problems=()), report
    )


@pytest.fixture
def project(tmp_path):
    """The sample archive with some more notices, not yet built."""
    return grown(tmp_path / "project", 12)


@pytest.fixture
def by_several(monkeypatch):
    """Every archive has very many notices; it is an error to read one in memory."""
    monkeypatch.setattr(whole, "MANY", 0)
    monkeypatch.setattr(whole, "_BATCH", 5)
    monkeypatch.setattr(whole, "_PAGES", 5)


def kept(project):
    """What a store holds, but for moments and for how records lie in memory."""
    store = looking(project.build / "cache" / "content.sqlite")
    plain = {
        table: sorted(store.rows(f"SELECT * FROM {table}"))
        for table in ("fact", "reader", "file", "page", "tally")
    }
    groups = "SELECT name, facet, slug, label, day, id FROM grouping JOIN member USING (number)"
    packed = {
        "said": store.rows("SELECT owner, step, value FROM said"),
        "asked": store.rows("SELECT shown, name, keys FROM asked"),
        "head": store.rows("SELECT 'head', id, value FROM head"),
        "linked": store.rows("SELECT 'linked', name, value FROM about WHERE name LIKE 'linked:%'"),
        "about": [("", name, pack(store.about(name))) for name in ("small", "contested", "alike", "parts")],
    }
    numbers = {"tally": dict(store.rows("SELECT number, name FROM grouping"))}
    plain["tally"] = sorted((numbers["tally"][number], *rest) for number, *rest in plain["tally"])
    problems = (one for (value,) in store.rows("SELECT value FROM problem") for one in unpack(value))
    return {
        **plain,
        "groups": sorted(store.rows(groups)),
        "problems": sorted(problems),
        **{name: {row[:2]: unpack(row[2]) for row in rows} for name, rows in packed.items()},
    }


def built_in_memory(project, folder):
    """The same archive, built in memory in another folder."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.content, folder / "content")
    other = Project(folder)
    with pytest.MonkeyPatch.context() as context:
        context.setattr(whole, "MANY", 10**6)
        made = built(other)
    return other, made


@pytest.mark.parametrize("seed", range(2))
def test_several_processes_make_and_keep_what_one_in_memory_does(project, tmp_path, by_several, seed):
    editor = Editor(project, seed)
    built(project)
    for _ in range(3):
        good = tmp_path / "good"
        copied(project, good)
        for _ in range(12):
            editor.change()
        shutil.rmtree(project.build / "cache")
        told = []
        made = built(project, told.append)
        other, wanted = built_in_memory(project, tmp_path / "other")
        assert made.problems == wanted.problems and made.made == wanted.made
        if not made.made:
            shutil.rmtree(project.content)
            shutil.copytree(good, project.content)
            continue
        assert isinstance(made.archive, KeptArchive), told
        assert differing(held(other), held(project)) == []
        assert made.files == wanted.files
        first, second = kept(project), kept(other)
        for part in second:
            assert first[part] == second[part], part


@pytest.mark.parametrize("seed", range(2))
def test_changes_after_it_cost_and_give_the_same(project, tmp_path, by_several, seed):
    editor = Editor(project, seed + 10)
    built(project)
    for _ in range(4):
        editor.change()
        pages, found = built(project), expected(project)
        assert pages.problems == found[0]
        if not pages.made:
            return
        assert differing(found[1], held(project)) == []


def test_nothing_is_written_after_it_when_nothing_changed(project, by_several):
    built(project)
    made = built(project)
    assert made.written == made.removed == ()


def test_an_edit_of_a_body_stays_cheap_after_it(project, by_several):
    built(project)
    place = project.content / "notices" / "invented-3.yml"
    save(place, read(place) | {"body": "改写了正文。\n"})
    made = built(project)
    pages = {path for path in made.written if path.startswith("notices/")}
    assert pages == {"notices/invented-3.md", "notices/invented-2.md"}
    assert len(made.written) < 10


def test_faults_are_told_in_full(project, by_several):
    place = project.content / "notices" / "invented-3.yml"
    save(place, read(place) | {"document_date": "明天"})
    made = built(project)
    assert not made.made and made.problems == expected(project)[0]
    assert not held(project)


@pytest.mark.parametrize(
    "fields",
    [
        {"document_number": "某厅发〔2020〕6号"},
        {"campaigns": ["没有的行动"]},
        {"relations": [{"verb": "依据", "notice": "没有这件"}]},
        {"relations": [{"verb": "依据", "notice": "invented-3"}]},
        {"aliases": ["notices/invented-5.html"]},
        {"title": "某厅关于开展第7批检查的通知", "document_number": None, "document_date": "2022-03-08"},
    ],
)
def test_what_only_several_records_show_is_told(project, by_several, fields):
    if "title" in fields:
        other = project.content / "notices" / "invented-7.yml"
        save(other, read(other) | {"document_number": None})
    place = project.content / "notices" / "invented-3.yml"
    save(place, read(place) | fields)
    made = built(project)
    assert made.problems == expected(project)[0]
    assert any("/invented-" in one.location.path for one in made.problems)


def test_leftovers_go_and_links_are_not_followed(project, tmp_path, by_several):
    outside = tmp_path / "outside"
    outside.mkdir()
    project.docs.mkdir(parents=True)
    (project.docs / "notices").symlink_to(outside)
    (project.docs / "old.md").write_text("旧", encoding="utf-8")
    made = built(project)
    assert made.made and not list(outside.iterdir())
    assert "old.md" in made.removed
    assert differing(expected(project)[1], held(project)) == []


def test_a_killed_first_build_leaves_the_last_whole_one(project, by_several, monkeypatch):
    built(project)
    place = project.build / "cache" / "content.sqlite"
    before = kept(project)
    glossary = project.content / "vocabularies" / "glossary.yml"
    glossary.write_text(glossary.read_text(encoding="utf-8") + "- id: g-1\n  name: 第1批\n", "utf-8")

    put, count = write.put, iter(range(100))

    def dying(place, data):
        if next(count) == 20:
            raise KeyboardInterrupt
        return put(place, data)

    with monkeypatch.context() as context:
        context.setattr(write, "put", dying)
        with pytest.raises(KeyboardInterrupt):
            built(project)
    assert kept(project) == before
    assert not list(place.parent.glob("content.new*")) + list(place.parent.glob("content.passing*"))
    built(project)
    assert differing(expected(project)[1], held(project)) == []


def test_it_tells_how_far_it_is(project, by_several, monkeypatch):
    monkeypatch.setattr("build_tools.kept.pace.PACE", 0)
    told = []
    built(project, told.append)
    notices = len(list((project.content / "notices").iterdir()))
    assert f"读取和检查记录：{notices}/{notices}" in told
    pages = [line for line in told if line.startswith("生成页面：")]
    assert pages and len({line.partition("/")[2] for line in pages}) == 1


def test_texts_that_are_read_twice_mean_the_same(project, monkeypatch):
    once = pipeline.check(project)
    monkeypatch.setattr(connect, "_FEW", 0)
    twice = pipeline.check(project)
    assert once.archive.connections.citations and once.archive.connections == twice.archive.connections
    assert once.problems == twice.problems

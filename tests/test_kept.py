"""Builds after changes give byte for byte what a build from nothing gives, and cost what changed."""

import os
import shutil
from types import SimpleNamespace

import pytest
from dice import Editor, copied, differing, expected, grown, held, read
from dice import write as save

from build_tools import render, write
from build_tools.kept import build, program
from build_tools.kept.held import KeptArchive
from build_tools.publishing import tree


def erroneous(problems):
    return any(one.severity == "error" for one in problems)


def built(project, failed=erroneous, look=lambda archive: ()):
    """The content step, without a search; ``look`` is shown the archive where the search would be."""

    def search(archive, changed):
        look(archive)
        return SimpleNamespace(pages=(), problems=())

    made = build.content(project, failed, search, print)
    # The publish step goes by it.
    assert made.docs == (tree.scan(project.docs) if made.made else None)
    return made


@pytest.fixture
def project(tmp_path):
    """The sample archive with some more notices, not yet built."""
    return grown(tmp_path, 8)


def edit(project, name, **fields):
    place = project.content / "notices" / f"{name}.yml"
    save(place, read(place) | fields)


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_changes_gives_what_a_build_from_nothing_gives(project, tmp_path, seed):
    editor, good = Editor(project, seed), tmp_path / "good"
    built(project)
    for step in range(10):
        copied(project, good)
        acts = [editor.change() for _ in range(editor.dice.choice((0, 1, 1, 2, 4)))]
        made = built(project)
        problems, pages = expected(project)
        assert made.problems == problems, (step, acts)
        assert made.made == (not any(one.severity == "error" for one in problems))
        if made.made:
            assert differing(pages, held(project)) == [], (step, acts)
        else:
            shutil.rmtree(project.content)
            shutil.copytree(good, project.content)


def test_a_changed_body_costs_few_pages(project):
    built(project)
    edit(project, "invented-3", body="改写了正文。\n")
    made = built(project)
    assert isinstance(made.archive, KeptArchive)
    pages = {path for path in made.written if path.startswith("notices/")}
    # Its own page, and that of the notice it cited until now.
    assert pages == {"notices/invented-3.md", "notices/invented-2.md"}
    assert len(made.written) < 10


def test_a_changed_title_reaches_the_pages_that_show_it(project):
    built(project)
    edit(project, "invented-3", title="某厅关于新名称的通知")
    made = built(project)
    assert isinstance(made.archive, KeptArchive)
    shown = {path for path, data in held(project).items() if "某厅关于新名称的通知".encode() in data}
    assert {"notices/index.md", "notices/invented-2.md", "notices/invented-3.md"} <= shown
    assert {path for path in shown if path.endswith(".md")} <= set(made.written)


def test_one_more_text_that_names_a_law_makes_no_page_of_the_others(project, monkeypatch):
    law = "贯彻落实《中华人民共和国样例法》（国务院令第493号）。\n"
    for serial in range(4):
        edit(project, f"invented-{serial}", body=f"现通知如下。\n\n{law}")
    built(project)
    edit(project, "invented-5", body=f"现通知如下。\n\n{law}")
    piece, names = render.piece, []
    monkeypatch.setattr(render, "piece", lambda plan, name: names.append(name) or piece(plan, name))
    built(project)
    monkeypatch.undo()
    # Itself, the notice that it cited no more, and those beside it in its series.
    assert {name for name in names if name.startswith("page:")} == {
        "page:notice/invented-5", "page:notice/invented-4", "page:notice/invented-6",
    }  # fmt: skip
    assert differing(expected(project)[1], held(project)) == []


def test_another_way_to_write_a_law_reaches_all_who_name_it(project):
    for serial in range(3):
        edit(project, f"invented-{serial}", body="现通知如下。\n\n贯彻落实《中华人民共和国样例法》。\n")
    built(project)
    edit(project, "invented-5", body="现通知如下。\n\n贯彻《中华人民共和国样例法》（国务院令第493号）。\n")
    made = built(project)
    # Known by its number now, it has another place in the list of documents to be found.
    assert {f"notices/invented-{serial}.md" for serial in range(3)} <= set(made.written)
    assert differing(expected(project)[1], held(project)) == []


def test_nothing_changed_writes_nothing(project):
    built(project)
    made = built(project)
    assert made.archive is None and made.made
    assert made.written == made.removed == ()


@pytest.mark.parametrize("folder", ["index", "docs/search"])
def test_the_search_is_brought_up_to_date_where_its_files_are_not_as_left(project, folder):
    built(project)
    place = project.build / folder / "stray"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("甲", encoding="utf-8")
    asked = []
    assert built(project, look=asked.append).made
    assert len(asked) == 1
    assert built(project, look=asked.append).archive is None
    assert len(asked) == 1


def test_faults_forbid_the_site_when_nothing_changed(project):
    edit(project, "invented-3", document_date="2031-01-01")
    assert built(project).made
    made = built(project, failed=bool)
    assert made.problems == expected(project)[0] and not made.made
    assert "W237" in {one.code for one in made.problems}


def test_a_removed_notice_leaves_no_page(project):
    built(project)
    (project.content / "notices" / "invented-7.yml").unlink()
    made = built(project)
    assert "notices/invented-7.md" in made.removed
    assert made.records == expected_records(project)


def expected_records(project):
    folders = ("organizations", "notices", "campaigns", "statistics", "cases")
    return sum(len(list((project.content / folder).glob("*.yml"))) for folder in folders)


@pytest.mark.parametrize("when", [0, 1, 3, 6])
def test_a_build_that_is_killed_while_it_writes_is_made_good(project, monkeypatch, when):
    built(project)
    before = read(project.content / "notices" / "invented-3.yml")["title"]
    edit(project, "invented-3", title="某厅关于新名称的通知")
    put, count = write.put, iter(range(100))

    def dying(place, data):
        if next(count) == when:
            raise KeyboardInterrupt
        return put(place, data)

    with monkeypatch.context() as context:
        context.setattr(write, "put", dying)
        with pytest.raises(KeyboardInterrupt):
            built(project)
    # The change is taken back: what the killed build wrote must go, too.
    edit(project, "invented-3", title=before)
    built(project)
    assert differing(expected(project)[1], held(project)) == []


def spoilt(data):
    return bytes([*data[: len(data) // 2], *(byte ^ 255 for byte in data[len(data) // 2 :])])


@pytest.mark.parametrize(
    "harm", [lambda data: b"", lambda data: data[: len(data) // 2], lambda data: b"x" * 5000, spoilt, None]
)
def test_a_damaged_cache_is_thrown_away(project, harm):
    built(project)
    place = project.build / "cache" / "content.sqlite"
    data = place.read_bytes()
    place.unlink()
    if harm is not None:
        place.write_bytes(harm(data))
    edit(project, "invented-3", title="某厅关于新名称的通知")
    built(project)
    assert differing(expected(project)[1], held(project)) == []
    assert built(project).archive is None


def test_another_program_starts_from_nothing(project, monkeypatch):
    built(project)
    with monkeypatch.context() as context:
        context.setattr(program, "digest", lambda: "another")
        assert not isinstance(built(project).archive, KeptArchive)
    assert not isinstance(built(project).archive, KeptArchive)


def test_the_program_is_all_its_files(tmp_path, monkeypatch):
    package = tmp_path / "build_tools"
    (package / "kept").mkdir(parents=True)
    (package / "page.md.j2").write_text("甲", encoding="utf-8")
    monkeypatch.setattr(program, "__file__", str(package / "kept" / "program.py"))
    first = program.digest()
    (package / "page.md.j2").write_text("乙", encoding="utf-8")
    assert program.digest() != first


def test_faults_are_told_in_full_and_nothing_is_written(project):
    built(project)
    pages = held(project)
    edit(project, "invented-3", document_date="明天")
    made = built(project)
    assert not made.made and made.problems == expected(project)[0]
    assert held(project) == pages


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text.replace("title:", "title"),
        lambda text: text.replace("title:", "标题:"),
        lambda text: text.replace("document_date: ", "document_date: 明天"),
        lambda text: text.replace("document_number: ", "document_number: 文号"),
        lambda text: text + "body: 再写一遍。\n",
        lambda text: "",
    ],
)
def test_a_fault_in_one_notice_is_told_without_reading_the_others(project, harm):
    built(project)
    pages = held(project)
    place = project.content / "notices" / "invented-3.yml"
    text = place.read_text(encoding="utf-8")
    place.write_text(harm(text), encoding="utf-8")
    made = built(project)
    assert isinstance(made.archive, KeptArchive) and not made.made
    assert made.problems == expected(project)[0]
    assert held(project) == pages
    place.write_text(text, encoding="utf-8")
    made = built(project)
    assert isinstance(made.archive, KeptArchive) and made.made and not made.written


def test_warnings_of_unchanged_notices_stay(project):
    edit(
        project,
        "invented-1",
        body="其中煤矿5处，非煤矿山6处，合计12处。\n\n比上年同期10起增加5起，上升60%。\n",
    )
    warned = built(project).problems
    assert warned
    edit(project, "invented-5", title="某厅关于新名称的通知")
    made = built(project)
    assert isinstance(made.archive, KeptArchive) and set(warned) <= set(made.problems)


def test_an_edit_that_keeps_size_and_date_is_seen(project):
    place = project.content / "notices" / "invented-3.yml"
    built(project)
    status, text = place.stat(), place.read_text(encoding="utf-8")
    place.write_text(text.replace("检查23家", "检查24家"), encoding="utf-8")
    assert place.stat().st_size == status.st_size
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "notices/invented-3.md" in built(project).written


def test_stray_files_among_the_pages_go(project):
    built(project)
    (project.docs / "notices" / "old.md").write_text("旧", encoding="utf-8")
    (project.docs / "about.md").write_text("坏", encoding="utf-8")
    made = built(project)
    assert made.written == ("about.md",)
    assert differing(expected(project)[1], held(project)) == []


def test_heads_hold_no_texts(project):
    built(project)
    edit(project, "invented-3", title="某厅关于新名称的通知")
    heads = {}
    built(project, look=lambda archive: heads.update((one.id, one) for one in archive.of("notice")))
    head = heads["invented-3"]
    assert head.title == "某厅关于新名称的通知" and not head.is_stub
    assert not hasattr(head, "body")


def test_a_notice_that_a_release_quotes_is_no_exception(project):
    built(project)
    place = project.content / "notices" / "shianfa-2030-2.yml"
    save(place, read(place) | {"title": "示例省安全生产委员会关于新进展的通报"})
    made = built(project)
    assert isinstance(made.archive, KeptArchive)
    assert "statistics/jindu-2030-03.md" in made.written
    assert made.problems == expected(project)[0]
    assert differing(expected(project)[1], held(project)) == []


def test_a_lost_quotation_is_told(project):
    built(project)
    place = project.content / "notices" / "shianfa-2030-2.yml"
    place.write_text(place.read_text(encoding="utf-8").replace("1200余项", "1300余项"), encoding="utf-8")
    made = built(project)
    assert not made.made and made.problems == expected(project)[0]
    assert any(one.code == "E331" for one in made.problems)

"""Lists, data of filters and downloads that are divided by year and month are after changes what a build from
nothing gives, and a change makes few of them anew.
"""

import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from dice import Editor, copied, differing, expected, held, invented, read
from dice import write as save

from build_tools.downloads import years
from build_tools.kept import build
from build_tools.kept.held import KeptArchive
from build_tools.project import Project
from build_tools.views import divided, filters

SAMPLE = Path(__file__).parent / "sample" / "content"
PERIOD = re.compile(r"--(\w[\w-]*)\.md$")


def built(project):
    """The content step, without a search."""
    return build.content(
        project,
        lambda problems: any(one.severity == "error" for one in problems),
        lambda archive, changed: SimpleNamespace(pages=(), problems=()),
        print,
    )


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """Limits that a few notices pass."""
    for module, name, limit in (
        (divided, "LONG", 5),
        (divided, "NEWEST", 3),
        (filters, "PART", 4),
        (years, "MOST", 6),
        (years, "PART", 4),
    ):
        monkeypatch.setattr(module, name, limit)


@pytest.fixture
def project(tmp_path):
    """The sample archive with notices of two years, most of one of them; one of no more than a year."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    for serial in range(14):
        data = invented(serial, invented(serial - 1)["title"] if serial else "")
        year, month = (2021, serial % 3 + 4) if serial % 4 else (2019, 3)
        data |= {"document_date": f"{year}-{month:02}-{serial + 1:02}", "urgency": "未核实"}
        # Two notices have this title, a sum is stated, and a document is named that is not held.
        data["body"] += "\n按照《某厅关于两份文件的通知》办理。其中煤矿5处，非煤矿山6处，合计11处。\n"
        data["body"] += f"\n依照《第{serial}种设备管理办法》处理。\n"
        save(tmp_path / "content" / "notices" / f"{data['id']}.yml", data)
    for name in ("same-1", "same-2"):
        data = {
            "id": name,
            "title": "某厅关于两份文件的通知",
            "document_number": f"某厅发〔2012〕{name[-1]}号",
        }
        save(tmp_path / "content" / "notices" / f"{name}.yml", data)
    return Project(tmp_path)


def edit(project, name, **fields):
    place = project.content / "notices" / f"{name}.yml"
    save(place, read(place) | fields)


@pytest.mark.parametrize("seed", range(20, 24))
def test_any_sequence_of_changes_gives_what_a_build_from_nothing_gives(project, tmp_path, seed):
    editor, good = Editor(project, seed), tmp_path / "good"
    built(project)
    for step in range(8):
        copied(project, good)
        acts = [editor.change() for _ in range(editor.dice.choice((1, 1, 2, 4)))]
        made = built(project)
        if made.made:
            assert differing(expected(project)[1], held(project)) == [], (step, acts)
        else:
            shutil.rmtree(project.content)
            shutil.copytree(good, project.content)


def test_long_years_are_divided_and_short_ones_keep_their_address(project):
    built(project)
    found = {path.removeprefix("notices/") for path in held(project)}
    assert {"type-tongzhi.md", "type-tongzhi--2019.md", "type-tongzhi--2021.md"} <= found
    assert {f"type-tongzhi--2021-{month}.md" for month in ("04", "05", "06")} <= found
    assert "type-tongzhi--2019-03.md" not in found
    # The year is the list: its page leads to the months.
    assert "year-2021--2021-05.md" in found and "year-2021--2021.md" not in found
    paths = set(held(project))
    assert {"listing-data/notices-2021-05.js", "downloads/notices-2021-05.csv"} <= paths
    assert {"listing-data/notices-2019.js", "downloads/notices-2019.json"} <= paths


def test_a_title_makes_anew_only_the_pages_of_its_own_month(project):
    built(project)
    place = project.content / "notices" / "invented-1.yml"
    month = read(place)["document_date"][:7]
    edit(project, "invented-1", title="某厅关于新名称的通知")
    made = built(project)
    assert isinstance(made.archive, KeptArchive)
    periods = {found[1] for path in made.written if (found := PERIOD.search(path))}
    assert month in periods and periods <= {month, month[:4]}
    data = {path for path in made.written if path.startswith("listing-data/")}
    assert data == {f"listing-data/notices-{month}.js"}
    divided = {path for path in made.written if re.match(r"downloads/notices-\d", path)}
    assert divided == {f"downloads/notices-{month}.{suffix}" for suffix in ("csv", "json")}


def test_a_new_notice_leaves_the_pages_of_other_years_alone(project):
    built(project)
    data = invented(40) | {"document_date": "2019-07-01"}
    save(project.content / "notices" / f"{data['id']}.yml", data)
    made = built(project)
    assert isinstance(made.archive, KeptArchive)
    assert not [path for path in made.written if "--2021" in path]
    assert "notices/type-tongzhi--2019.md" in made.written
    assert "listing-data/notices.js" in made.written


def test_a_year_that_is_no_longer_long_is_one_page_again(project):
    built(project)
    for serial in (1, 2, 3, 5, 6, 7):
        (project.content / "notices" / f"invented-{serial}.yml").unlink()
    made = built(project)
    assert isinstance(made.archive, KeptArchive)
    assert not [path for path in held(project) if re.search(r"2021-0\d\.", path)]
    assert differing(expected(project)[1], held(project)) == []


@pytest.mark.parametrize("page", ["wanted/open", "audit", "unverified"])
def test_a_long_page_leads_to_its_periods_and_nothing_is_lost(project, page):
    built(project)
    found = {path: data.decode() for path, data in held(project).items() if path.startswith(page)}
    months = [
        text for path, text in found.items() if re.search(r"--(2021-\d\d|2019|20\d\d|undated)\.md$", path)
    ]
    shown = {name for text in months for name in re.findall(r"notices/(invented-\d+)\.html", text)}
    assert shown == {f"invented-{serial}" for serial in range(14)}
    first, year = found[f"{page}.md"], found[f"{page}--2021.md"]
    name = page.rpartition("/")[2]
    assert f'href="{name}--2021.html"' in first and f'href="{name}--2021-05.html"' not in first
    assert f'href="{name}--2021-05.html"' in year
    assert "invented-" not in first


def test_a_text_makes_anew_only_its_own_period_of_long_pages(project):
    built(project)
    place = project.content / "notices" / "invented-1.yml"
    month = read(place)["document_date"][:7]
    edit(
        project,
        "invented-1",
        body="现通知如下。\n\n检查30家，整改率95%。其中煤矿5处，非煤矿山6处，合计12处。\n",
    )
    made = built(project)
    assert isinstance(made.archive, KeptArchive)
    for page in ("audit", "wanted/open"):
        written = {path for path in made.written if path.startswith(page)}
        assert written <= {f"{page}.md", f"{page}--{month[:4]}.md", f"{page}--{month}.md"}
        assert f"{page}--{month}.md" in written
    assert differing(expected(project)[1], held(project)) == []


def test_the_most_cited_documents_not_held_are_shown_with_their_texts_and_all_keep_their_address(project):
    edit(project, "invented-3", body="依照《第9种设备管理办法》处理。\n")
    built(project)
    page = held(project)["wanted/laws.md"].decode()
    whole, rest = page.split("{ #others }")
    assert whole.index("《第9种设备管理办法》") == whole.index("《") and "<q>" in whole
    assert len(re.findall(r'<section class="wanted" id="w-', whole)) == 5
    assert rest.count('<li id="w-') == 14 - 5 and "<q>" not in rest
    own = held(project)["notices/invented-8.md"].decode()
    assert set(re.findall(r"wanted/laws\.html#(w-\w+)", own)) <= set(re.findall(r'id="(w-\w+)"', page))

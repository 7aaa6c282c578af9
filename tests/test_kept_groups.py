"""After any changes the groups by the store are those that linking everything anew gives."""

import random
import shutil
from types import SimpleNamespace

import pytest
from dice import Editor, copied, grown

from build_tools import groups, pipeline
from build_tools.archive import Archive
from build_tools.kept import build, grouped, store
from build_tools.kept.held import KeptArchive
from build_tools.kinds.notice import Notice
from build_tools.kinds.vocabulary import VOCABULARIES, RegionEntry, Site


def answers(archive):
    """All that can be asked of the groups of notices."""
    ways = groups.facets("notice", archive.vocabularies, archive.records)
    values = {way.key: archive.groups("notice", way.key) for way in ways}
    names = ["", "dated", "numbered", "unverified", "noted", "withdrawn", "nothing"]
    names += [f"{facet}-{value.slug}" for facet, held in values.items() for value in held]
    found = {}
    for name in names:
        periods = archive.periods("notice", name)
        found[name, "periods"] = list(periods.items())
        for period in (None, "", *periods, *(one[:4] for one in periods)):
            for most in (None, 2):
                held = archive.members("notice", name, period, most)
                found[name, period, most] = [(one.id, one.title) for one in held]
    return values, found


def built(project):
    """What the groups say while the content is built; nothing if there was nothing to bring up to date."""
    said = []

    def ask(archive, changed):
        said.append((isinstance(archive, KeptArchive), answers(archive)))
        return SimpleNamespace(pages=(), problems=())

    failed = lambda problems: any(one.severity == "error" for one in problems)  # noqa: E731
    made = build.content(project, failed, ask, print)
    return made.made, said


@pytest.fixture
def project(tmp_path):
    return grown(tmp_path, 8)


@pytest.mark.parametrize("seed", range(10, 13))
def test_any_sequence_of_changes_leaves_the_groups_in_step(project, tmp_path, seed):
    editor, good, kept = Editor(project, seed), tmp_path / "good", 0
    built(project)
    for step in range(12):
        copied(project, good)
        acts = [editor.change() for _ in range(editor.dice.choice((1, 1, 2, 4)))]
        made, said = built(project)
        if not made:
            shutil.rmtree(project.content)
            shutil.copytree(good, project.content)
            continue
        wanted = answers(pipeline.check(project).archive)
        for by_store, found in said:
            kept += by_store
            assert found == wanted, (step, acts)
    assert kept


def archive_of(notices):
    regions = {"140000": RegionEntry(code="140000", name="山西省")}
    regions["140100"] = RegionEntry(code="140100", name="太原市", parent="140000")
    vocabularies = {name: {} for name in VOCABULARIES} | {"regions": regions}
    site = Site(name="样例档案", as_of="2024-06-30", description="样例。")
    return Archive(site, vocabularies, {"organization": {}, "campaign": {}, "notice": notices})


def thrown(dice, id_):
    """A notice of few possible days, types and regions."""
    fields = {
        "document_date": dice.choice((None, "2012-03-05", "2012-03-09", "2012-04-01", "2011-03-05")),
        "type": dice.choice((None, "通知", "意见")),
        "region": dice.choice((None, "140000", "140100")),
        "document_number": dice.choice((None, "国发〔2012〕1号")),
        "body": dice.choice((None, "正文。\n")),
        "withdrawn": dice.choice((None, None, None, {"date": "2024-01-01", "reason": "重复收录"})),
    }
    return Notice(id=id_, title=f"关于{dice.randrange(9)}的通知", **fields)


def questions(archive):
    """Every question, what it notes, and its answer."""
    ways = groups.facets("notice", archive.vocabularies, archive.records)
    asked = [("groups", way.key) for way in ways]
    names = ("", "dated", "numbered", "withdrawn", "type-tongzhi", "within-140000", "text-full", "year-2012")
    asked += [("periods", name, year) for name in names for year in ("", "2012", "2013")]
    periods = (None, "", "2012", "2012-03", "2012-00", "2013")
    for verb in ("members", "ids"):
        asked += [(verb, name, period, most) for name in names for period in periods for most in (None, 1, 2)]
    for verb, *rest in asked:
        archive.looked.clear()
        yield (verb, *rest), getattr(archive, verb)("notice", *rest), frozenset(archive.looked)


@pytest.mark.parametrize("seed", range(8))
def test_whoever_would_get_another_answer_is_told_to_ask_again(tmp_path, seed):
    dice = random.Random(seed)
    notices = {id_: thrown(dice, id_) for id_ in "abcdef"}
    with store.opened(tmp_path / "kept.sqlite", "program") as opened:
        ways = groups.facets("notice", archive_of({}).vocabularies, archive_of({}).records)
        grouped.fill(opened, (grouped.row(ways, one) for one in notices.values()))
        for _ in range(12):
            before = list(questions(archive_of(notices)))
            id_ = dice.choice("abcdefgh")
            old, new = notices.pop(id_, None), dice.choice((None, thrown(dice, id_), thrown(dice, id_)))
            if new is not None:
                notices[id_] = new
            moved = grouped.move(opened, ways, old, new)
            now = archive_of(notices)
            answered = {question: answer for question, answer, _ in questions(now)}
            for question, answer, noted in before:
                assert answered[question] == answer or noted & moved.keys, question
            now._groups["notice"] = grouped.KeptGroups(opened, notices.get)
            assert {question: answer for question, answer, _ in questions(now)} == answered


def test_the_groups_whose_counts_differ_are_told_with_both(tmp_path):
    old = Notice(id="a", title="关于检查的通知", type="通知", document_date="2012-03-05")
    new = old.model_copy(update={"type": "意见"})
    with store.opened(tmp_path / "kept.sqlite", "program") as opened:
        ways = groups.facets("notice", archive_of({}).vocabularies, archive_of({}).records)
        grouped.fill(opened, [grouped.row(ways, old)])
        moved = grouped.move(opened, ways, old, new)
        assert moved.counts == {
            "type-tongzhi": ({"2012-03": 1}, {}),
            "type-yijian": ({}, {"2012-03": 1}),
        }

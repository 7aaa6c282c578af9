"""An index brought up to date step by step answers like one made at once."""

import multiprocessing
import shutil
from dataclasses import replace

import made_documents
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index import building, indexer, policy, schema, state, writing
from search_index.codec import merging
from search_index.document import Lexicon
from search_index.errors import BrokenIndex, IndexLocked, NoIndex
from search_index.indexer import amend, assemble, update
from search_index.reader import Index

LEXICON = Lexicon(names=(("省安委办", "山西省安全生产委员会办公室"),), phrases=("百日攻坚",))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index"


def files(path):
    return {place.name for place in path.iterdir() if place.is_file()}


# What a step does: for each of a few documents, the version it is to have, or none.
STEPS = st.lists(st.dictionaries(st.integers(0, 7), st.integers(0, 2)), min_size=1, max_size=5)


@settings(max_examples=15)
@given(STEPS, st.integers(1, 400))
def test_steps_end_as_at_once(tmp_path_factory, cache, steps, small):
    folder = tmp_path_factory.mktemp("steps")
    before = policy.SMALL, building.BATCH, merging.TEXTS
    # Small merges and batches, so that a few documents go every way that many would.
    policy.SMALL, building.BATCH, merging.TEXTS = small % 5, small, small
    try:
        for step in steps:
            documents = [made_documents.document(number, seed, length=9) for number, seed in step.items()]
            stepped = made_documents.index(folder / "steps", documents, cache)
        at_once = made_documents.index(folder / "once", documents, cache)
    finally:
        policy.SMALL, building.BATCH, merging.TEXTS = before
    assert made_documents.content(stepped) == made_documents.content(at_once)
    assert made_documents.content(stepped)["size"] == len(documents)
    shutil.rmtree(folder)


@settings(max_examples=15)
@given(STEPS, st.integers(1, 400))
def test_amending_ends_as_at_once(tmp_path_factory, cache, steps, small):
    """Only what differs from the step before is told: changed documents and the ids of removed ones."""
    folder = tmp_path_factory.mktemp("amended")
    before = policy.SMALL
    policy.SMALL = small % 5
    held = {}
    try:
        amended = made_documents.index(folder / "steps", [], cache)
        for step in steps:
            wanted = {
                number: made_documents.document(number, seed, length=9) for number, seed in step.items()
            }
            changed = [one for number, one in wanted.items() if held.get(number) != one]
            removed = [held[number].id for number in held.keys() - wanted.keys()]
            report = amend(folder / "steps", changed, [*removed, "notice/none"], Lexicon(), cache=cache)
            assert report.added == len(wanted.keys() - held.keys())
            assert report.added + report.changed == len(changed)
            assert report.removed == len(removed)
            assert not report.rebuilt
            held, amended = wanted, amended.refresh()
        at_once = made_documents.index(folder / "once", held.values(), cache)
    finally:
        policy.SMALL = before
    assert made_documents.content(amended) == made_documents.content(at_once)
    shutil.rmtree(folder)


def test_amending_with_what_is_held_commits_nothing(path, cache):
    documents = [made_documents.document(number) for number in range(3)]
    index = made_documents.index(path, documents, cache)
    report = amend(path, documents[1:], [], Lexicon(), cache=cache)
    assert (report.changed, report.unchanged) == (0, 3)
    assert index.refresh() is index


def test_only_an_index_that_is_whole_can_be_amended(path, cache, monkeypatch):
    one = made_documents.document(1)
    with pytest.raises(NoIndex):
        amend(path, [one], [], Lexicon(), cache=cache)
    update(path, [one], Lexicon(), cache=cache)
    with pytest.raises(ValueError, match="notice/0001"):
        amend(path, [one], [one.id], Lexicon(), cache=cache)
    monkeypatch.setattr(indexer, "found", lambda path, schema: state.found(path, another(schema)))
    with pytest.raises(BrokenIndex):
        amend(path, [], [], Lexicon(), cache=cache)


def another(made):
    return schema.SearchSchema(made.fold, "another", made.lexicon)


def workshops(path, cache, documents):
    """What two workshops make of documents."""
    parts = []
    for start in (0, 5):
        workshop = building.Workshop.open(path, cache)
        parts.append(workshop.bring(documents[start : start + 5]))
    return parts


def test_what_workshops_made_is_assembled(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(building, "BATCH", 150)
    path = tmp_path / "assembled"
    documents = [made_documents.document(number) for number in range(9)]
    assemble(path, workshops(path, cache, documents), LEXICON, cache=cache)
    assembled = Index.open(path)
    at_once = made_documents.index(tmp_path / "once", documents, cache, LEXICON)
    assert made_documents.content(assembled) == made_documents.content(at_once)
    assert [one.ids() for one in assembled.segments] == [[one.id for one in documents]]
    assert assembled.lexicon == LEXICON
    assert {place.suffix for place in assembled.path.glob("MAIN_*.*")} == {".terms", ".docs"}


def test_workshops_build_only_what_the_index_has_not(tmp_path, cache):
    path = tmp_path / "assembled"
    before = [made_documents.document(number) for number in range(9)]
    index = made_documents.index(path, before, cache, LEXICON)
    assemble(path, workshops(path, cache, before), LEXICON, cache=cache)
    assert index.refresh() is index
    after = [*before[1:4], made_documents.document(4, seed=3), *before[6:], made_documents.document(11)]
    parts = workshops(path, cache, after)
    assert [one for part in parts for one in part.fresh] == [after[3].id, after[-1].id]
    assemble(path, parts, LEXICON, cache=cache)
    at_once = made_documents.index(tmp_path / "once", after, cache, LEXICON)
    assert made_documents.content(index.refresh()) == made_documents.content(at_once)
    for place in path.glob("_MAIN_*.toc"):
        place.unlink()
    with pytest.raises(BrokenIndex):
        assemble(path, parts, LEXICON, cache=cache)


def test_only_changed_documents_are_made(path, cache):
    documents = [made_documents.document(number) for number in range(20)]
    first = update(path, documents, LEXICON, cache=cache)
    assert (first.added, first.rebuilt) == (20, True)
    made = []

    def items():
        for number, document in enumerate(documents[1:], 1):
            wanted = made_documents.document(number, seed=7) if number == 5 else document
            yield wanted.id, wanted.digest, lambda wanted=wanted: made.append(wanted.id) or wanted

    second = update(path, items(), LEXICON, cache=cache)
    assert made == ["notice/0005"]
    assert (second.added, second.changed, second.removed, second.unchanged) == (0, 1, 1, 18)
    assert not second.rebuilt


def test_nothing_new_commits_nothing(path, cache):
    documents = [made_documents.document(number) for number in range(3)]
    index = made_documents.index(path, documents, cache)
    update(path, documents, Lexicon(), cache=cache)
    assert index.refresh() is index


def test_another_lexicon_is_committed_without_analysis(path, cache):
    documents = [made_documents.document(number) for number in range(3)]
    index = made_documents.index(path, documents, cache)
    report = update(path, documents, LEXICON, cache=cache)
    fresh = index.refresh()
    assert report.unchanged == 3
    assert fresh.generation != index.generation
    assert (index.lexicon, fresh.lexicon) == (Lexicon(), LEXICON)
    assert "百日攻坚".encode() in fresh.suggestions
    assert [one.name for one in fresh.segments] == [one.name for one in index.segments]


def test_values_that_only_removed_documents_had_are_known_no_more(path, cache, monkeypatch):
    monkeypatch.setattr(policy, "DEAD", 1)
    monkeypatch.setattr(policy, "SMALL", 0)
    documents = [
        replace(made_documents.document(number), facets={"year": (f"20{number:02}",), "issuer": ("甲", "乙")})
        for number in range(9)
    ]
    update(path, documents, LEXICON, cache=cache)
    amend(path, [replace(documents[2], facets={"year": ("2001",)})], [documents[4].id], LEXICON, cache=cache)
    vocabulary = Index.open(path).planner.vocabulary
    assert not all(segment.live.all() for segment in vocabulary.segments)
    assert vocabulary.values("year") == ["2000", "2001", "2003", "2005", "2006", "2007", "2008"]
    assert vocabulary.values("issuer") == ["乙", "甲"]


def test_two_documents_of_one_id_are_refused(path, cache):
    with pytest.raises(ValueError, match="notice/0001"):
        update(path, [made_documents.document(1), made_documents.document(1, seed=1)], LEXICON, cache=cache)


def test_documents_stand_in_the_order_of_their_ids(path, cache):
    index = made_documents.index(path, [made_documents.document(number) for number in (3, 1, 2)], cache)
    assert index.segments[0].ids() == ["notice/0001", "notice/0002", "notice/0003"]


def test_no_documents_are_an_index_too(path, cache):
    index = made_documents.index(path, [], cache)
    assert (index.size, index.df("grams", "安全")) == (0, 0)
    held = made_documents.index(path, [made_documents.document(1)], cache)
    assert held.size == 1
    assert made_documents.index(path, [], cache).size == 0


def test_empty_texts_do_no_harm(path, cache):
    empty = replace(made_documents.document(1), title="", other_titles=(), passages=(), numbers=())
    index = made_documents.index(path, [empty, made_documents.document(2)], cache)
    assert index.size == 2
    assert index.segments[0].stored(0) == empty


def test_a_second_writer_is_told_so(path, cache):
    def documents():
        with pytest.raises(IndexLocked, match="另一个程序"):
            update(path, [], LEXICON, cache=cache)
        yield made_documents.document(1)

    update(path, documents(), LEXICON, cache=cache)
    assert Index.open(path).size == 1


def test_a_failed_update_leaves_the_old_index(path, cache):
    index = made_documents.index(path, [made_documents.document(1)], cache)

    def documents():
        yield made_documents.document(2)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        update(path, documents(), LEXICON, cache=cache)
    assert index.refresh() is index
    written = made_documents.index(path, [made_documents.document(2)], cache)
    assert written.segments[0].ids() == ["notice/0002"]


def test_a_reader_goes_on_after_a_commit(path, cache):
    documents = [made_documents.document(number) for number in range(6)]
    index = made_documents.index(path, documents, cache)
    before = made_documents.content(index)
    update(path, [made_documents.document(number, seed=9) for number in range(3)], LEXICON, cache=cache)
    assert made_documents.content(index) == before
    assert index.refresh().size == 3
    assert index.latest() > index.generation[0]


def test_files_no_longer_used_are_removed(path, cache):
    made_documents.index(path, [made_documents.document(number) for number in range(6)], cache)
    before = files(path)
    (path / "_MAIN_0.toc.123.4").write_bytes(b"a killed run")
    update(path, [made_documents.document(number, seed=1) for number in range(6)], LEXICON, cache=cache)
    after = files(path)
    assert len(after) == len(before)
    assert after & before == {name for name in after if name.startswith(("fold-", "seal-", "MAIN_WRITELOCK"))}


def test_another_version_is_made_anew(path, cache, monkeypatch):
    documents = [made_documents.document(number) for number in range(3)]
    made_documents.index(path, documents, cache)
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(BrokenIndex):
        Index.open(path)
    report = update(path, documents, Lexicon(), cache=cache)
    assert (report.rebuilt, report.added) == (True, 3)
    assert Index.open(path).size == 3


@pytest.mark.parametrize("what", ["fold", "dictionary", "program"])
def test_other_tables_make_it_anew(path, cache, monkeypatch, what):
    documents = [made_documents.document(number) for number in range(3)]
    made_documents.index(path, documents, cache)
    if what == "fold":
        fold = writing.machine_fold(cache)
        other = type(fold)(fold.kept, {**fold.changes, "甲": "乙"})
        monkeypatch.setattr(writing, "machine_fold", lambda cache: other)
    elif what == "program":
        monkeypatch.setattr(state, "program", lambda: "another")
    else:
        monkeypatch.setattr(state, "dictionary_digest", lambda fold: "another")
    assert update(path, documents, Lexicon(), cache=cache).rebuilt
    assert Index.open(path).size == 3


@pytest.mark.parametrize("extension", [".terms", ".docs", ".toc", "fold", "lexicon"])
@pytest.mark.parametrize("harm", ["cut", "gone", "other"])
def test_a_broken_index_is_made_anew(path, cache, extension, harm):
    documents = [made_documents.document(number) for number in range(3)]
    made_documents.index(path, documents, cache)
    place = next(one for one in path.iterdir() if one.is_file() and extension in one.name)
    if harm == "cut":
        place.write_bytes(place.read_bytes()[:-9])
    elif harm == "gone":
        place.unlink()
    else:
        place.write_bytes(b"\0" * 100)
    with pytest.raises((BrokenIndex, NoIndex)):
        Index.open(path)
    assert update(path, documents, Lexicon(), cache=cache).rebuilt
    assert Index.open(path).size == 3


def test_no_index_is_said_in_chinese(tmp_path):
    for place in (tmp_path, tmp_path / "none"):
        with pytest.raises(NoIndex, match="索引"):
            Index.open(place)


def test_several_processes_make_the_same_index(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(building, "BATCH", 900)
    documents = [made_documents.document(number) for number in range(40)]
    told = []
    several = made_documents.index(tmp_path / "several", documents, cache, processes=2, report=told.append)
    alone = made_documents.index(tmp_path / "alone", documents, cache)
    assert len(told) > 2
    assert told[-1] == 40
    assert made_documents.content(several) == made_documents.content(alone)
    assert several.segments[0].ids() == alone.segments[0].ids()
    assert multiprocessing.active_children() == []

"""Arrays come back from their files as they were written, whatever their width."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_index.codec.arrays import Arrays, ArraysWriter
from search_index.codec.postings import Postings
from search_index.codec.runs import Runs, write_runs
from search_index.codec.terms import FieldTerms, write_postings
from search_index.errors import BrokenIndex

NUMBERS = st.one_of(st.integers(0, 300), st.integers(0, 70_000), st.integers(0, 2**32 - 1))
RUNS = st.lists(
    st.one_of(st.lists(NUMBERS, min_size=1, max_size=5), st.lists(st.just(1), min_size=1, max_size=4)),
    min_size=1,
    max_size=12,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("arrays") / "file"


def laid(runs):
    counts = np.array([len(run) for run in runs], "u4")
    return np.array([value for run in runs for value in run], "u4"), counts


@given(RUNS, RUNS, st.booleans())
def test_runs_written_in_pieces(place, first, second, ones):
    writer = ArraysWriter(place)
    for piece in (first, second):
        write_runs(writer, "x", *laid(piece), ones=ones)
    writer.close()
    written = first + second
    runs = Runs(Arrays(place), "x", laid(written)[1])
    for index, values in enumerate(written):
        run = runs.run(index)
        assert (values if run is not None else [1] * len(values)) == values
        assert run is None or run.tolist() == values
        assert run is not None or (ones and set(values) == {1})
    for low in range(len(written)):
        expected = [value for run in written[low : low + 3] for value in run]
        assert runs.stretch(low, min(low + 3, len(written))).tolist() == expected


TERMS = st.dictionaries(
    st.text("安全生产abc", min_size=2, max_size=2),
    st.dictionaries(
        st.integers(0, 100_000),
        st.sets(st.integers(0, 80_000), min_size=1, max_size=3).map(sorted),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=10,
)


@settings(max_examples=60)
@given(TERMS)
def test_postings_come_back(place, terms):
    names = sorted(terms)
    rows = [sorted(terms[name].items()) for name in names]
    writer = ArraysWriter(place)
    postings = Postings(
        np.array([ord(name[0]) << 32 | ord(name[1]) for name in names], "u8"),
        np.array([len(row) for row in rows], "u4"),
        np.array([doc for row in rows for doc, _ in row], "u4"),
        np.array([len(places) for row in rows for _, places in row], "u4"),
        np.array([place for row in rows for _, places in row for place in places], "u4"),
    )
    write_postings(writer, "grams", postings, 100_001, 1_000_000)
    writer.close()
    field = FieldTerms(Arrays(place), "grams")
    assert field.texts() == names
    for name, row in zip(names, rows, strict=True):
        index = field.find(name)
        tfs = field.tfs(index)
        assert field.docs(index).tolist() == [doc for doc, _ in row]
        assert ([1] * len(row) if tfs is None else tfs.tolist()) == [len(places) for _, places in row]
        assert field.positions(index).tolist() == [place for _, places in row for place in places]
    assert field.find("龘龘") == field.find("安") == field.find("安全生") == -1


@given(st.sets(st.text(min_size=1, max_size=6), min_size=1, max_size=12), st.text(max_size=6))
def test_texts_are_found_in_order(place, texts, other):
    names = sorted(texts, key=lambda text: text.encode("utf-8", "surrogatepass"))
    writer = ArraysWriter(place)
    ones = np.ones(len(names), "u4")
    encoded = [name.encode("utf-8", "surrogatepass") for name in names]
    write_postings(writer, "keys", Postings(encoded, ones, np.zeros(len(names), "u4")), 1, 1)
    writer.close()
    field = FieldTerms(Arrays(place), "keys")
    assert [field.find(name) for name in names] == list(range(len(names)))
    assert field.find(other) == (names.index(other) if other in texts else -1)


OTHERS = [b"", b"arrays02", b"\0" * 64, b"arrays02" + b"\0" * 64, b"\0" * 64 + b"arrays02"]


@pytest.mark.parametrize("data", OTHERS)
def test_other_files_are_refused(place, data):
    place.write_bytes(data)
    with pytest.raises(BrokenIndex):
        Arrays(place)

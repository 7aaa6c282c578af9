"""Damage to any file of an index is told, never answered from, and the next update makes the index anew."""

import random
import shutil
import time

import made_documents
import numpy as np
import pytest

from search_index import policy, seal, segment, state
from search_index.codec.arrays import BLOCK, Arrays, ArraysWriter
from search_index.document import Lexicon
from search_index.errors import BrokenIndex, NoIndex
from search_index.indexer import amend, update
from search_index.reader import Index

DOCUMENTS = [made_documents.document(number, length=90) for number in range(24)]
LEXICON = Lexicon(synonyms=(("燃气泄漏", "漏气"),), phrases=("百日攻坚",))
ROUNDS = 2
QUESTIONS = ("安全生产", "漏气", "“大整治”", "晋安办发〔2023〕12号", "标题:通知", "安全产生", "")


@pytest.fixture(scope="module")
def whole(tmp_path_factory, cache):
    """An index of two segments, one with deleted documents."""
    path = tmp_path_factory.mktemp("whole") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(policy, "SMALL", 0)
        patch.setattr(policy, "DEAD", 1)
        update(path, DOCUMENTS[:20], LEXICON, cache=cache)
        update(path, DOCUMENTS[2:], LEXICON, cache=cache)
    assert len(Index.open(path).segments) == 2
    return path


def flip(data, dice):
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def wipe(data, dice):
    start = dice.randrange(len(data))
    data[start : start + 4096] = b"\xff" * len(data[start : start + 4096])


def cut(data, dice):
    del data[dice.randrange(len(data)) :]


def lengthen(data, dice):
    data += bytes(dice.randrange(1, 3 * BLOCK))


def answers(path):
    index = Index.open(path)
    return [index.search(text, explain=True) for text in QUESTIONS], index.suggest("bai")


KINDS = ("MAIN_*.terms", "MAIN_*.docs", "_MAIN_*.toc", "fold-*", "lexicon-*", "suggestions-*")


@pytest.mark.parametrize("harm", [flip, wipe, cut, lengthen])
@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_told_and_mended(whole, tmp_path, cache, kind, harm):
    expected = answers(whole)
    dice = random.Random(f"{kind} {harm.__name__}")
    for number in range(ROUNDS):
        path = tmp_path / str(number)
        shutil.copytree(whole, path)
        place = dice.choice(sorted(path.glob(kind)))
        data = bytearray(place.read_bytes())
        harm(data, dice)
        place.write_bytes(data)
        try:
            # What no question comes across is no fault of the answer.
            assert answers(path) == expected
        except BrokenIndex as told:
            assert "检索索引已损坏" in str(told)
        assert update(path, DOCUMENTS[2:], LEXICON, cache=cache).rebuilt
        assert made_documents.content(Index.open(path)) == made_documents.content(Index.open(whole))


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_file_is_told_and_mended(whole, tmp_path, cache, kind):
    path = tmp_path / "index"
    shutil.copytree(whole, path)
    next(path.glob(kind)).unlink()
    with pytest.raises((BrokenIndex, NoIndex)):
        Index.open(path)
    assert update(path, DOCUMENTS[2:], LEXICON, cache=cache).rebuilt


def test_every_bit_of_a_file_counts(whole, tmp_path):
    place = next(whole.glob("*.docs"))
    data = place.read_bytes()
    other = tmp_path / "other"
    for at in range(0, len(data), 97):
        other.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :])
        with pytest.raises(BrokenIndex):
            Arrays(other).check()


def test_only_what_is_read_is_compared(tmp_path):
    """A large index is opened and asked without reading all of it."""
    place = tmp_path / "arrays"
    values = np.arange(4 * BLOCK, dtype="u4")
    writer = ArraysWriter(place)
    writer.append("first", values)
    writer.append("second", values)
    writer.close()
    data = bytearray(place.read_bytes())
    damaged = 100_000
    data[damaged] ^= 1
    place.write_bytes(data)
    arrays = Arrays(place)
    assert arrays["second"].tolist() == values.tolist()
    # The first array begins within the first bytes of the file: 4 bytes a value.
    assert arrays.part("first", 0, 50).tolist() == values[:50].tolist()
    for first, last in ((damaged // 4 - 10, damaged // 4 + 10), (0, len(values))):
        with pytest.raises(BrokenIndex):
            arrays.part("first", first, last)
    with pytest.raises(BrokenIndex):
        arrays.check()


def test_files_that_nothing_touched_are_not_read_again(whole, tmp_path, cache, monkeypatch):
    path = tmp_path / "index"
    shutil.copytree(whole, path)
    read = []
    check = segment.Segment.check
    monkeypatch.setattr(segment.Segment, "check", lambda one: read.append(one.name) or check(one))
    monkeypatch.setattr(seal, "LARGE", 1)
    for _ in range(2):
        # Copied files are other files: the first run reads them.
        update(path, DOCUMENTS[2:], LEXICON, cache=cache)
        assert len(read) == 2
    place = next(path.glob("MAIN_*.terms"))
    place.write_bytes(place.read_bytes())
    update(path, DOCUMENTS[2:], LEXICON, cache=cache)
    assert len(read) == 3


def test_damage_to_a_trusted_file_is_told_and_then_mended(whole, tmp_path, cache, monkeypatch):
    """As when a disk loses what nobody wrote."""
    path = tmp_path / "index"
    shutil.copytree(whole, path)
    for place in path.glob("MAIN_*.terms"):
        place.write_bytes(b"\xff" * 20000 + place.read_bytes()[20000:])
    with monkeypatch.context() as patch:
        patch.setattr(state, "trusted", lambda path: frozenset(place.name for place in path.iterdir()))
        with pytest.raises(BrokenIndex):
            amend(path, [DOCUMENTS[0]], [DOCUMENTS[4].id], LEXICON, cache=cache)
    assert seal.trusted(path) == frozenset()
    assert update(path, DOCUMENTS[2:], LEXICON, cache=cache).rebuilt


def test_a_file_that_may_change_again_unseen_is_not_trusted(tmp_path):
    place = tmp_path / "MAIN_1.terms"
    place.write_bytes(b"young")
    seal.trust(tmp_path, [place.name])
    assert place.name not in seal.trusted(tmp_path)
    time.sleep(2 * seal.TICK / 1e9)
    seal.trust(tmp_path, [place.name])
    assert place.name in seal.trusted(tmp_path)
    place.touch()
    assert place.name not in seal.trusted(tmp_path)


def test_leftovers_go_when_nothing_is_new(whole, tmp_path, cache):
    path = tmp_path / "index"
    shutil.copytree(whole, path)
    names = {place.name for place in path.iterdir()}
    (path / "MAIN_killed.terms").write_bytes(b"a killed run")
    assert not update(path, DOCUMENTS[2:], LEXICON, cache=cache).rebuilt
    assert {place.name for place in path.iterdir()} == names

"""The exported index: parts that hold what the index holds, the same bytes, small changes."""

import dataclasses
import re
import zlib
from pathlib import Path

import numpy as np
import pytest
import real
from hypothesis import given
from hypothesis import strategies as st

from build_tools import documents
from search_index.export import bits, columns, export, lexicon, script_text, segment, works
from search_index.export import sources as sources_of
from search_index.indexer import update
from search_index.reader import Index

#: The parts of few records, in terms of their text in UTF-8; of many it is less, because terms repeat.
LARGEST = 1.6
ESCAPES = {b"\\\\": b"\\", b"\\'": b"'", b"\\n": b"\n", b"\\r": b"\r"}


def payload(script: bytes) -> bytes:
    """The bytes that a part carries, read as the specification of the text says."""
    text = script.removeprefix(b"searchReader.part('").removesuffix(b"')\n")
    plain = re.sub(rb"\\.", lambda found: ESCAPES[found[0]], text, flags=re.DOTALL)
    assert plain.isascii()
    ones = np.unpackbits(np.frombuffer(plain, np.uint8)).reshape(-1, 8)[:, 1:].reshape(-1)
    return np.packbits(ones[: len(plain) * 7 // 8 * 8]).tobytes()


def tree(folder: Path) -> dict[str, bytes]:
    return {place.relative_to(folder).as_posix(): place.read_bytes() for place in folder.rglob("*.js")}


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export") / "search"
    export(real.index().path, folder, seal=folder.parent / "seal")
    return folder


@given(st.binary(max_size=300))
def test_any_bytes_pass_as_text(data):
    script = script_text.part(data)
    assert payload(script) == data
    assert script.isascii() and script.count(b"\n") == 1


@given(
    st.lists(
        st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 12)), min_size=1), min_size=1, max_size=5
    )
)
def test_numbers_pass_as_bits(groups):
    numbers = np.array([number for group in groups for number, _ in group])
    low = np.array([width for group in groups for _, width in group])
    bounds = np.concatenate(([0], np.cumsum([len(group) for group in groups])))
    for group, data in zip(groups, bits.pack(bits.rice(numbers, low), bounds), strict=True):
        text = "".join(f"{byte:08b}" for byte in data)
        for number, width in group:
            zeros = text.index("1")
            rest = text[zeros + 1 : zeros + 1 + width]
            assert (zeros << width) + int(rest or "0", 2) == number
            text = text[zeros + 1 + width :]
        assert set(text) <= {"0"} and len(text) < 8


def test_gamma_codes_are_elias_gamma():
    numbers = np.array([1, 2, 3, 4, 255])
    data, *_ = bits.pack(bits.gamma(numbers), np.array([0, len(numbers)]))
    assert "".join(f"{byte:08b}" for byte in data).rstrip("0") == "101001100100000000011111111"


def test_the_same_index_gives_the_same_bytes(parts, tmp_path):
    export(real.index().path, tmp_path)
    assert tree(tmp_path) == tree(parts)


def test_every_record_stands_in_the_parts(parts):
    packed = [payload(place.read_bytes()) for place in sorted(parts.glob("s-*/d*.js"))]
    text = "".join(zlib.decompress(data, -15).decode("utf-8") for data in packed)
    assert [one.id for one in real.held() if f'["{one.id}",' not in text] == []


def test_the_folder_is_not_much_larger_than_the_text(parts):
    size = sum(len("".join(one.texts).encode("utf-8")) for one in real.held())
    held = sum(place.stat().st_size for place in parts.glob("s-*/*.js"))
    assert held < LARGEST * size


def written(folder):
    """When each file was written last, and which file it is; reading it changes neither."""
    stats = {place: place.stat() for place in folder.rglob("*")}
    return {
        place: (one.st_mtime_ns, one.st_ctime_ns, one.st_ino, one.st_size) for place, one in stats.items()
    }


def test_nothing_is_touched_when_nothing_changed(parts):
    before = written(parts)
    export(real.index().path, parts, seal=parts.parent / "seal")
    assert written(parts) == before


def test_a_change_adds_a_small_group_and_leaves_the_large_one(tmp_path):
    held, words = real.held(), documents.lexicon(real._archive())
    short = [
        dataclasses.replace(one, id=f"{one.id}/{place}", passages=(passage,))
        for one in held
        for place, passage in enumerate(one.passages[:12])
    ]
    index, folder = tmp_path / "index", tmp_path / "search"
    for some in (short, [dataclasses.replace(short[0], title="改过的标题"), *short[1:]]):
        before = {place: place.stat().st_ino for place in folder.rglob("*.js")}
        update(index, some, words, cache=real.index().path / "cache")
        export(index, folder, seal=tmp_path / "seal")
    assert len(Index.open(index).segments) == 2
    after = {place: place.stat().st_ino for place in folder.rglob("*.js")}
    changed = {place for place in after if after[place] != before.get(place)}
    assert before.keys() - after.keys() == set()
    assert (folder / "manifest.js") in changed and len(changed) < len(after) / 10


def lose(place):
    place.unlink()


def spoil(place):
    data = place.read_bytes()
    place.write_bytes(data[:-9] + b"x" + data[-8:])


def enclose(place):
    place.unlink()
    place.mkdir()


def litter(place):
    place.with_name("stranger.js").write_text("")


@pytest.mark.parametrize("harm", [lose, spoil, enclose, litter])
def test_a_group_that_is_not_as_it_was_left_is_written_again(parts, harm):
    before = tree(parts)
    harm(next(parts.glob("s-*/t1.js")))
    (parts / "stranger.js").write_text("")
    (parts / ".new-s-1").mkdir()
    export(real.index().path, parts, seal=parts.parent / "seal")
    assert tree(parts) == before
    assert not (parts / ".new-s-1").exists()


def test_several_processes_write_the_same_bytes(parts, tmp_path, monkeypatch):
    monkeypatch.setattr(works, "MANY", 1)
    export(real.index().path, tmp_path, processes=2)
    assert tree(tmp_path) == tree(parts)


def test_without_what_was_left_the_bytes_are_the_same(parts):
    before = tree(parts)
    (parts.parent / "seal").write_bytes(b"lost")
    export(real.index().path, parts, seal=parts.parent / "seal")
    assert tree(parts) == before


def test_a_large_segment_has_fewer_and_larger_parts(tmp_path, parts, monkeypatch):
    for name in ("MANY_TEXTS", "MANY_PLACES", "MANY_RECORDS"):
        monkeypatch.setattr(segment, name, 4)
    export(real.index().path, tmp_path)
    few, many = tree(tmp_path), tree(parts)
    assert len(few) < len(many) / 4
    assert sum(map(len, few.values())) < sum(map(len, many.values()))


def test_traditional_characters_are_those_that_unicode_alone_does_not_fold():
    table = lexicon.traditional(real.index().fold)
    assert table["業"] == "业" and table["號"] == "号"
    assert not {"业", "Ａ", "①", "㎡"} & table.keys()


def test_planes_hold_numbers_by_bytes():
    data = columns.planes(np.array([1, 258, 70000]))
    assert data == bytes((3, 3)) + bytes((1, 2, 112)) + bytes((0, 1, 17)) + bytes((0, 0, 1))


def test_the_reader_is_free_of_comments_and_knows_the_shared_tables(parts):
    script = (parts / "reader.js").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(//|/\*)", script, re.MULTILINE)
    sources = sorted(Path(sources_of.__file__).parent.parent.joinpath("browser").glob("*.js"))
    code = [
        line.split("*/")[-1].strip() for place in sources for line in place.read_text("utf-8").splitlines()
    ]
    kept = {line for line in code if re.search(r"[;{})\]]$", line) and not line.startswith(("*", "//", "/*"))}
    assert {line for line in kept if line not in script} == set()
    assert 'searchReader.define("tables"' in script

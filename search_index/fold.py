"""Folding: how a text is written before anything is compared.

Every character folds by itself: compatibility form, lower case, simplified character; what is neither letter
nor digit nor one of a few signs is dropped, but a dot directly between two digits stays. So a piece of a text
folds to a piece of the folded text, which is what makes every piece findable.

The table is made once, when an index is created, and stored with it: asking needs neither OpenCC nor the
Unicode tables of the machine that asks.
"""

import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterable
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

import numpy as np

from search_index.files import replace_file, sealed, unsealed

CODES = 0x110000
DOT = ord(".")
SETTINGS = json.loads(resources.files(__package__).joinpath("data", "fold.json").read_text(encoding="utf-8"))


class Folded(NamedTuple):
    """A folded text and where each of its characters comes from."""

    text: str
    offsets: np.ndarray
    """For every folded character the index of the raw character it comes from (uint32)."""


def codes_of(text: str) -> np.ndarray:
    """Return the code points of a text (uint32)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def text_of(codes: np.ndarray) -> str:
    """Return the text of code points."""
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")


class Fold:
    """A table of folded forms, and folding by it.

    `changes` maps a character to its folded form where that is another; `kept` are the ranges (first, last)
    of code points whose folded form is not empty.
    """

    def __init__(self, kept: Iterable[tuple[int, int]], changes: dict[str, str]):
        self.kept = tuple((first, last) for first, last in kept)
        self.changes = dict(sorted(changes.items()))
        self._expansions = sorted({form for form in self.changes.values() if len(form) > 1})
        self._table = self._fill()
        self._is_dot = np.zeros(CODES, bool)
        self._is_dot[codes_of(SETTINGS["dots"])] = True

    def _fill(self) -> np.ndarray:
        table = np.zeros(CODES, "u4")
        for first, last in self.kept:
            table[first : last + 1] = np.arange(first, last + 1)
        single = {char: form for char, form in self.changes.items() if len(form) == 1}
        table[codes_of("".join(single))] = codes_of("".join(single.values()))
        # Forms of several characters stand beyond the code points, by their place in the list.
        places = {form: CODES + place for place, form in enumerate(self._expansions)}
        for char, form in self.changes.items():
            if len(form) > 1:
                table[ord(char)] = places[form]
        return table

    @classmethod
    def create(cls) -> "Fold":
        """Return the fold of this machine's Unicode tables and OpenCC."""
        kept: list[tuple[int, int]] = []
        changes = {}
        simple = simplified()
        for code in range(CODES):
            char = chr(code)
            if unicodedata.category(char)[0] == "C":
                continue
            form = simple_form(char, simple)
            if not form:
                continue
            if kept and kept[-1][1] == code - 1:
                kept[-1] = (kept[-1][0], code)
            else:
                kept.append((code, code))
            if form != char:
                changes[char] = form
        return cls(kept, changes)

    def codes(self, raw: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the folded code points of raw ones, and the raw index each comes from (both uint32)."""
        forms = self._table[raw]
        self._keep_dots(raw, forms)
        offsets = forms.nonzero()[0].astype("u4")
        forms = forms[offsets]
        if len(forms) and forms.max() >= CODES:
            return self._expand(forms, offsets)
        return forms, offsets

    def _keep_dots(self, raw: np.ndarray, forms: np.ndarray) -> None:
        dots = self._is_dot[raw].nonzero()[0]
        if len(dots):
            dots = dots[(dots > 0) & (dots < len(raw) - 1)]
            forms[dots[self._digit(forms[dots - 1], -1) & self._digit(forms[dots + 1], 0)]] = DOT

    def _digit(self, forms: np.ndarray, end: int) -> np.ndarray:
        """Tell for every form whether its first (0) or last (-1) character is a digit."""
        forms = forms.copy()
        for place in np.flatnonzero(forms >= CODES):
            forms[place] = ord(self._expansions[forms[place] - CODES][end])
        return (forms >= ord("0")) & (forms <= ord("9"))

    def _expand(self, forms: np.ndarray, offsets: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        long = np.flatnonzero(forms >= CODES)
        texts = [self._expansions[forms[place] - CODES] for place in long]
        counts = np.ones(len(forms), "i8")
        counts[long] = [len(text) for text in texts]
        starts = np.cumsum(counts) - counts
        expanded = np.repeat(forms, counts)
        for place, text in zip(long, texts, strict=True):
            expanded[starts[place] : starts[place] + len(text)] = codes_of(text)
        return expanded, np.repeat(offsets, counts)

    def __call__(self, text: str) -> Folded:
        """Fold a text, with offsets."""
        forms, offsets = self.codes(codes_of(text))
        return Folded(text_of(forms), offsets)

    def text(self, text: str) -> str:
        """Return the folded text."""
        return text_of(self.codes(codes_of(text))[0])

    @cached_property
    def digest(self) -> str:
        """The digest of the table: another digest, another index."""
        return hashlib.blake2b(self.dump(), digest_size=16).hexdigest()

    def dump(self) -> bytes:
        """Return the table as JSON: kept ranges, and changed characters with their forms."""
        plain = {"kept": self.kept, "from": "".join(self.changes), "to": list(self.changes.values())}
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    @classmethod
    def load(cls, data: bytes) -> "Fold":
        """Return the fold that dump() wrote."""
        plain = json.loads(data)
        return cls(map(tuple, plain["kept"]), dict(zip(plain["from"], plain["to"], strict=True)))


@lru_cache(maxsize=2)
def load_fold(data: bytes) -> Fold:
    """Return the fold of a stored table; the last ones are kept, because filling a table takes a while."""
    return Fold.load(data)


def simplified() -> dict[str, str]:
    """Return the simplified character of every traditional one, by OpenCC's table of single characters."""
    from opencc import OpenCC

    han = [chr(code) for code in range(0x2E80, 0x40000) if unicodedata.name(chr(code), "").startswith("CJK ")]
    converted = OpenCC("t2s").convert("\n".join(han)).split("\n")
    table = {old: new for old, new in zip(han, converted, strict=True) if new != old and len(new) == 1}
    # 薴 becomes 苧, which itself becomes 苎: follow to the end, so that folding twice changes nothing.
    for old in table:
        seen = {old}
        while table[old] in table and table[old] not in seen:
            seen.add(table[old])
            table[old] = table[table[old]]
    return table


def simple_form(char: str, simple: dict[str, str]) -> str:
    """Return the folded form of one character by the Unicode tables of this machine; may be empty."""
    lower = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", char).lower())
    return "".join(
        simple.get(part, part)
        for part in lower
        if unicodedata.category(part)[0] in "LN" or part in SETTINGS["symbols"]
    )


def machine_fold(cache: Path) -> Fold:
    """Return this machine's fold, kept in a folder that may be deleted at any time."""
    from importlib.metadata import version

    settings = json.dumps(SETTINGS, sort_keys=True)
    name = hashlib.blake2b(
        f"{sys.version_info[:2]} {unicodedata.unidata_version} {version('opencc')} {settings}".encode(),
        digest_size=8,
    ).hexdigest()
    place = cache / f"fold-{name}.json"
    try:
        return load_fold(unsealed(place.read_bytes()))
    except (OSError, ValueError, KeyError):
        fold = Fold.create()
        cache.mkdir(parents=True, exist_ok=True)
        replace_file(place, sealed(fold.dump()))
        return fold

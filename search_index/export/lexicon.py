"""What the index knows of words and names, as parts, and the table of traditional characters."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from ..document import Wanted
from ..fold import Fold, simple_form
from ..reader import Index
from ..readings.numbers import own_keys
from ..title import title_key
from . import offers
from .columns import deflate

#: Counts up with every change of how these parts are written.
FORMAT = 2


def name(index: Index) -> str:
    """The name of the group, by its content."""
    content = [FORMAT, index.lexicon.digest, index.fold.digest]
    digest = hashlib.blake2b(json.dumps(content).encode(), digest_size=8)
    digest.update(index.suggestions)
    return f"l-{digest.hexdigest()}"


def parts(index: Index) -> Iterator[tuple[str, bytes]]:
    """The parts: words and names, works cited but not held, traditional characters, what phrases offer."""
    lexicon = index.lexicon.plain()
    phrases = json.loads(index.suggestions)
    table = traditional(index.fold)
    codes = sorted(map(ord, table))
    yield (
        "words",
        packed(
            {
                "facets": lexicon["facets"],
                "names": lexicon["names"],
                "synonyms": lexicon["synonyms"],
                "phrases": lexicon["phrases"],
                "offers": offers.head(phrases.__getitem__),
                # Only which characters have another form: the forms are loaded when one is asked for.
                "traditional": [code - before for before, code in zip([0, *codes], codes, strict=False)],
            }
        ),
    )
    yield from offers.parts(phrases.__getitem__, None)
    yield "sounds", packed(phrases["sounds"])
    yield "wanted", packed([_wanted(one, index.fold) for one in index.lexicon.wanted])
    yield "traditional", packed(["".join(table), "".join(table.values())])


def _wanted(work: Wanted, fold: Fold) -> list[object]:
    """A work cited but not held, with the keys it is asked for by."""
    keys = {key for number in work.numbers for key in own_keys(number, (), fold.text)}
    return [work.title, list(work.numbers), work.url, title_key(fold.text(work.title)), sorted(keys)]


def traditional(fold: Fold) -> dict[str, str]:
    """The simplified form of every character that folds to another but for which Unicode alone has none."""
    return {
        char: form for char, form in fold.changes.items() if len(form) == 1 and simple_form(char, {}) == char
    }


def packed(value: object) -> bytes:
    """JSON, deflated."""
    return deflate(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))

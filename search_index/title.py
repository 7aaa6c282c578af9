"""Title keys: titles without the words that readers leave out."""

import json
import re
from importlib import resources

LIGHT = json.loads(resources.files(__package__).joinpath("data", "titles.json").read_text(encoding="utf-8"))[
    "light"
]
LIGHT_WORD = re.compile("|".join(map(re.escape, sorted(LIGHT, key=lambda word: (-len(word), word)))))


def title_key(folded: str) -> str:
    """Return the key of a folded title: the title without light words, or itself if nothing else is in it."""
    return LIGHT_WORD.sub("", folded) or folded

"""The tables and patterns of all readings, shared with the browser through data/readings.json.

A pattern there is plain enough to mean the same in Python and JavaScript; <NAME> stands for a macro.
"""

import json
import re
from importlib import resources

TABLES = json.loads(resources.files("search_index").joinpath("data", "readings.json").read_text("utf-8"))
_PLAIN = str.maketrans(*TABLES["plain"])
# The letter O is often typed for a round zero.
_DIGITS = str.maketrans(TABLES["digits"] + "Oo", "012345678900")
_MACRO = re.compile("<([A-Z]+)>")


def _written_out(pattern: str) -> str:
    while _MACRO.search(pattern):
        pattern = _MACRO.sub(lambda name: _macros[name[1]], pattern)
    return pattern


# Longest first: an alternation takes the first that fits.
_units = "|".join(sorted(TABLES["units"], key=lambda unit: (-len(unit), unit)))
_macros = {**TABLES["macros"], "UNIT": _units}
PATTERNS = {name: re.compile(_written_out(pattern)) for name, pattern in TABLES["patterns"].items()}


def plain(text: str) -> str:
    """Return the text with half-width digits, one sort of bracket, dash and blank; as long as before."""
    return text.translate(_PLAIN)


def whole(name: str, text: str) -> list[str] | None:
    """Return the groups of the pattern if it is the whole text ("" for what is absent), else None."""
    match = PATTERNS[name].fullmatch(text)
    return None if match is None else [group or "" for group in match.groups()]


def count(text: str) -> int:
    """Return a small number written in digits or in Chinese numerals below 1000."""
    bare = text.replace(" ", "").translate(_DIGITS)
    if not any(char in "十百廿卅" for char in bare):
        return int(bare)
    total = digit = 0
    for char in bare:
        if char in TABLES["small_places"]:
            total += (digit or 1) * TABLES["small_places"][char]
            digit = 0
        else:
            digit = int(char)
    return total + digit

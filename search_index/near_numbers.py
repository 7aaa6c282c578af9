"""Held numbers near to a number that is not held: of the same code, by year and serial."""

from search_index.phrase import docs_of
from search_index.plan import Plan
from search_index.readings.numbers import own_keys
from search_index.results import Title
from search_index.vocabulary import Vocabulary

MOST = 3
NO_CODE = "n:|"


def near_numbers(vocabulary: Vocabulary, plan: Plan) -> tuple[Title, ...]:
    """Return the documents whose numbers have the code of a number asked for: nearest year, then serial."""
    keys = [key for need in plan.needs if need.reading.near for key in need.reading.number]
    # Without a code any number will do; where there is one, it must be the same.
    for key in [key for key in keys if not key.startswith(NO_CODE)] or keys:
        code, year, serial = key.split("|")
        if not year or not serial:
            continue
        found = {held for segment in vocabulary.segments for held in segment.starting("keys", f"{code}|")}
        near = sorted((distance(held, int(year), int(serial)), held) for held in found if numbered(held))
        titles = [title for _, held in near[:MOST] for title in _titles(vocabulary, held)]
        if titles:
            return tuple(titles[:MOST])
    return ()


def numbered(key: str) -> bool:
    """Tell whether a key of a number has a year and a serial."""
    return all(part.isdecimal() for part in key.split("|")[1:])


def distance(key: str, year: int, serial: int) -> tuple[int, int]:
    """Return how many years and serials a key is away from a number."""
    _, own_year, own_serial = key.split("|")
    return abs(int(own_year) - year), abs(int(own_serial) - serial)


def _titles(vocabulary: Vocabulary, key: str) -> list[Title]:
    """Return the live documents of a key, by id, with their number before the title."""
    found = []
    for segment in vocabulary.segments:
        for doc in docs_of(segment, "keys", key).tolist():
            if segment.live[doc]:
                found.append((segment.id(doc), segment.stored(doc)))
    titles = []
    for _, document in sorted(found, key=lambda one: one[0]):
        own = (
            number
            for number in document.numbers
            if key in own_keys(number, document.number_names, vocabulary.fold)
        )
        titles.append(Title(f"{next(own, '')} {document.title}".strip(), document.url))
    return titles

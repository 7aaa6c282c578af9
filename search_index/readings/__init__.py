"""Numbers, figures and dates, read out of texts and out of questions.

A text gives terms (:func:`text_keys`), a question gives the terms to look for (:func:`read`); both write them
alike, so that finding is looking up. What a question may also be is said in words (Reading.said).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from search_index.readings import dates, figures, numbers
from search_index.readings.numbers import Fold, own_keys
from search_index.readings.patterns import PATTERNS, TABLES, plain

__all__ = ["Found", "Reading", "marks", "read", "scan", "text_keys"]

#: Blanks that str.split() takes for something else.
_THIN = [char for char, to in zip(*TABLES["plain"], strict=True) if to == " " and not char.isspace()]
_MARKS = re.compile(r"[\W_]{2,}")
_START = PATTERNS["start"]
#: What stands before a number that is said to have been read.
NUMBER = "文号："
#: No date, figure or number is longer.
_LONGEST = 100


class Found(NamedTuple):
    """A place in a text that has terms: start, end, the terms."""

    start: int
    end: int
    keys: tuple[str, ...]


class Reading(NamedTuple):
    """What a question is beside being text; false if it is nothing else."""

    number: tuple[str, ...] = ()
    """Terms of documents that have this number."""
    cited: tuple[str, ...] = ()
    """Terms of documents that mention it."""
    near: tuple[str, ...] = ()
    """Terms of documents with the year and serial of this number under any code."""
    forms: tuple[str, ...] = ()
    """Ways in which the number may stand in a text."""
    dates: tuple[str, ...] = ()
    """Terms of a date: of documents of that day first, of documents that mention it after."""
    figures: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """Terms of pairs of marks, all of them required, where the question holds nothing else."""
    said: tuple[str, ...] = ()
    """What was read, in Chinese."""
    whole: bool = False
    """Whether the question surely is this and no words that happen to look so."""

    def __bool__(self) -> bool:
        return any(self)


def _nobody(code: str) -> Iterable[str]:
    return ()


def read(text: str, fold: Fold, same: Callable[[str], Iterable[str]] = _nobody) -> Reading:
    """Read a whole question.

    Args:
        text: The question as typed.
        fold: Gives the folded text.
        same: Gives other folded names of a folded name, for numbers asked for under a body's name.
    """
    folded = fold(text)
    if not folded:
        return Reading(marks=marks(text))
    short = len(text) <= _LONGEST
    number = numbers.asked(text) if short else None
    if number is not None:
        return _number_reading(number, fold, same, numbers.is_sure(text))
    number = numbers.inside(text)
    if number is not None:
        return _number_reading(number, fold, same, False)
    day = dates.asked(text) if short else None
    if day is not None:
        return Reading(dates=("D:" + day.key, "d:" + day.key), said=(f"日期：{day.shown}",), whole=True)
    figure = figures.asked(text) if short else None
    if figure is not None:
        return Reading(figures=figures.asked_keys(figure), said=(f"数字：{text.strip()}",), whole=True)
    # Numbers of other forms (索引号) are found as they are written.
    return Reading(number=(f"n:{folded}||",)) if short and _is_odd_number(folded) else Reading()


def _is_odd_number(folded: str) -> bool:
    return len(folded) >= 8 and 2 * sum(char in "0123456789" for char in folded) > len(folded)


def _number_reading(
    number: numbers.Number, fold: Fold, same: Callable[[str], Iterable[str]], sure: bool
) -> Reading:
    code = fold(number.code)
    keys = [number.key(code)]
    if code != number.form:
        keys.append(number.key(fold(numbers.likely_code(number.code, number.form))))
        keys += [number.key(name + number.form) for name in same(code.removesuffix(number.form))]
    written = tuple(dict.fromkeys(keys))
    return Reading(
        number=tuple("n:" + key for key in written),
        cited=tuple("c:" + key for key in written),
        near=("n:" + number.key(number.form),),
        forms=number.forms,
        said=(f"{NUMBER}{number.shown}",),
        whole=sure,
    )


def marks(text: str) -> tuple[str, ...]:
    """Return the terms of all pairs of neighbouring marks; blanks do not count."""
    for blank in _THIN:
        text = text.replace(blank, "")
    pairs = set()
    for run in _MARKS.findall("".join(text.split())):
        pairs |= {"m:" + run[place : place + 2] for place in range(len(run) - 1)}
    return tuple(sorted(pairs))


def scan(text: str, fold: Fold) -> list[Found]:
    """Return every number, date and figure in a text, with its terms, by place."""
    text = plain(text)
    found = [Found(start, end, numbers.cited_keys(number, fold)) for start, end, number in numbers.scan(text)]
    text = _without(text, found)
    past = 0
    for match in _START.finditer(text):
        start = match.start()
        if start < past:
            continue
        past, day = dates.at(text, start)
        if day:
            found.append(Found(start, past, tuple("d:" + key for key in day.keys)))
        if past == start:
            begin, past, figure = figures.at(text, start)
            if figure:
                found.append(Found(begin, past, figures.keys(figure)))
    return sorted(found)


def _without(text: str, found: list[Found]) -> str:
    """Return the text with something that is read as nothing in place of what was found."""
    if not found:
        return text
    chars = list(text)
    for start, end, _ in found:
        chars[start:end] = "/" * (end - start)
    return "".join(chars)


def text_keys(
    texts: Sequence[str],
    fold: Fold,
    numbers: Iterable[str] = (),
    number_names: Iterable[str] = (),
    date: str = "",
    titles: Iterable[str] = (),
) -> set[str]:
    """Return every term of a document.

    Args:
        texts: Its title and passages, raw.
        fold: Gives the folded text.
        numbers: Its own document numbers.
        number_names: Names of the bodies that issued it.
        date: Its own date: YYYY, YYYY-MM, YYYY-MM-DD or empty.
        titles: Keys of its titles.
    """
    keys = {"t:" + title for title in titles}
    keys.update(marks("".join(texts)))
    for found in scan("\n".join(texts), fold):
        keys.update(found.keys)
    for number in numbers:
        keys |= own_keys(number, number_names, fold)
    return keys | dates.own_keys(date)

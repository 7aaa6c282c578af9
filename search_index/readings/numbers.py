"""Document numbers (发文字号): in running text, as the number of a document, as a question.

A number is its code (机关代字, or the body with 令 or 公告), year and serial. The code in running text ends
where the bracket begins, but nobody can tell for sure where it starts; so a number there is kept with the
code that is likely and without any, and a question is also looked for as it would be written.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from search_index.readings.patterns import PATTERNS, TABLES, count, plain, whole

Fold = Callable[[str], str]
_LEAD = PATTERNS["lead"]
#: Characters before a number that are looked at for its code.
_REACH = 33


class Number(NamedTuple):
    """A number taken apart: code as written without blanks, year ("" for orders), serial, form."""

    code: str
    year: str
    serial: str
    form: str
    """"" for 国发〔2010〕23号, 令 or 公告 for numbers of orders and announcements (the code ends in it)."""

    def key(self, code: str) -> str:
        """Return the term of the number under some folded code, without its n: or c:."""
        return f"{code}|{self.year}|{self.serial}"

    @property
    def shown(self) -> str:
        """The number as it should be written."""
        if self.form == "令":
            return f"{self.code}第{self.serial}号"
        if self.form == "公告":
            return f"{self.code}{self.year}年第{self.serial}号"
        return f"{self.code}〔{self.year}〕{self.serial}号"

    @property
    def forms(self) -> tuple[str, ...]:
        """The number as it may stand in a text; none without a code."""
        if self.code in ("", self.form):
            return ()
        code, year, serial = self.code, self.year, self.serial
        body = code.removesuffix(self.form)
        if self.form == "令":
            return self.shown, f"{code}{serial}号", f"{body}第{serial}号令"
        if self.form == "公告":
            return self.shown, f"{code}{year}年{serial}号", f"{body}{year}年第{serial}号公告"
        others = f"{code}〔{year}〕第{serial}号", f"{code}{year}年{serial}号", f"{code}{year}年第{serial}号"
        return self.shown, *others


def scan(text: str) -> Iterator[tuple[int, int, Number]]:
    """Yield start, end and number for every number in a plain text; the first where two overlap."""
    past = 0
    for start, end, number in sorted(_candidates(text)) if "号" in text else ():
        if start >= past:
            past = end
            yield start, end, number


def _candidates(text: str) -> Iterator[tuple[int, int, Number]]:
    for match in PATTERNS["number"].finditer(text):
        yield from _found(text, match.start(), match.end(), match[1], match[2], "")
    for match in PATTERNS["order"].finditer(text):
        yield from _found(text, match.start(), match.end(), "", match[1] or match[2], "令")
    for match in PATTERNS["announcement"].finditer(text):
        yield from _found(
            text, match.start(), match.end(), match[1] or match[3], match[2] or match[4], "公告"
        )


def _found(
    text: str, start: int, end: int, year: str, serial: str, form: str
) -> Iterator[tuple[int, int, Number]]:
    lead = _LEAD.search(text[max(0, start - _REACH) : start])
    code = likely_code(lead[0].rstrip(" "), form) if lead else ""
    number = _number(code, year, serial, form)
    if number is not None:
        begin = text.rindex(code, 0, start) if code else start
        yield begin, end, number


def _number(code: str, year: str, serial: str, form: str) -> Number | None:
    value = count(serial)
    if not value or (form == "令" and code == "命"):
        return None
    return Number(code.replace(" ", "") + form, year.replace(" ", ""), str(value), form)


def likely_code(run: str, form: str = "") -> str:
    """Return the end of a run of Chinese characters that is likely to be a code; may be empty."""
    code = _after(run, TABLES["prose"])
    if form:
        return code
    if len(code) > TABLES["longest_unsure_code"]:
        code = _after(code, TABLES["bodies"])
    return code if len(code) <= TABLES["longest_code"] else ""


def _after(run: str, words: Iterable[str]) -> str:
    return run[max((run.rfind(word) + len(word) for word in words if word in run), default=0) :]


def asked(text: str) -> Number | None:
    """Return the number that a whole text is, in any written form."""
    bare = plain(text).strip(" ")
    if bare[:1] == "〔" and bare[-1:] == "〕" and bare.count("〔") > 1:
        bare = bare[1:-1].strip(" ")
    groups = whole("asked_announcement", bare)
    if groups:
        return _number(groups[0] or groups[3], groups[1] or groups[4], groups[2] or groups[5], "公告")
    groups = whole("asked_number", bare)
    if groups:
        return _number(*groups, "")
    groups = whole("asked_order", bare)
    if groups:
        return _number(groups[0] or groups[2], "", groups[1] or groups[3], "令")
    groups = whole("asked_plainly", bare)
    # Without a code and without 号 it is a month or two figures.
    if groups and (groups[0].strip(" ") or groups[3]):
        return _number(*groups[:3], "")
    return None


def is_sure(text: str) -> bool:
    """Tell of a text that asked() reads whether it can be nothing else than a number."""
    bare = plain(text)
    number = asked(text)
    return "号" in bare or "〔" in bare or (number is not None and number.code[-1:] in TABLES["code_ends"])


def inside(text: str) -> Number | None:
    """Return the one number that stands in a longer text; None if there are several."""
    found = {number for _, _, number in scan(plain(text))}
    return found.pop() if len(found) == 1 else None


def own_keys(written: str, names: Iterable[str], fold: Fold) -> set[str]:
    """Return the terms of a document's own number: under its code, without it, under its issuers' names."""
    keys = {f"n:{fold(written)}||"}
    number = asked(written)
    if number is None:
        return keys
    code = fold(number.code)
    codes = {code, number.form, "" if number.year else number.form}
    for name in map(fold, names):
        codes |= {name, name + number.form}
    if number.form:
        # 总局令第85号 is asked for as well as 国家安全生产监督管理总局令第85号.
        codes |= {code[start:] for start in range(len(code) - len(number.form))}
    return keys | {"n:" + number.key(code) for code in codes}


def cited_keys(number: Number, fold: Fold) -> tuple[str, ...]:
    """Return the terms of a number in running text."""
    bare = "c:" + number.key(number.form)
    return (bare,) if number.code == number.form else ("c:" + number.key(fold(number.code)), bare)

"""Document numbers (发文字号) in every written form, and the canonical form of each.

The form: 机关代字〔年份〕序号号, four-digit year, hexagonal brackets, no 第, no leading zero
(党政机关公文处理工作条例, 中办发〔2012〕14号; GB/T 9704-2012).  Orders (令) and
announcements (公告) have a form of their own.  A number that lost a bracket is told apart,
never completed.  All patterns are bounded, so that no text makes them slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

_HAN = "\u4e00-\u9fff"
_BLANK = "[ \t\u3000\u00a0]"
_OPEN, _CLOSE = "[〔﹝【\\[(（]", "[〕﹞】\\])）]"
_DIGIT = "[0-9０-９]"
_SERIAL = f"{_DIGIT}(?:{_BLANK}?{_DIGIT}){{0,5}}"
_CHINESE = "[〇零○一二三四五六七八九十百]{1,7}"

#: Year in brackets, serial, 号: what stands behind the agency code.
_TAIL = re.compile(
    f"{_OPEN}{_BLANK}{{0,3}}(?P<year>(?:19|20|１９|２０|[12１２]{_BLANK}[90９０]){_BLANK}?{_DIGIT}{_BLANK}?{_DIGIT})"
    f"{_BLANK}{{0,3}}{_CLOSE}{_BLANK}{{0,3}}(?:第{_BLANK}{{0,3}})?(?P<serial>{_SERIAL}){_BLANK}{{0,3}}[号號]"
)
#: The same with one of the brackets lost.
_DAMAGED = re.compile(
    f"(?:{_OPEN}(?:19|20)[0-9]{{2}}[0-9]{{1,5}}[号號]|(?:19|20)[0-9]{{2}}[〕﹞】][0-9]{{1,5}}[号號])"
)
_ORDER = re.compile(
    f"令{_BLANK}{{0,3}}[(（]?{_BLANK}{{0,3}}第{_BLANK}{{0,3}}(?P<serial>{_SERIAL}|{_CHINESE}){_BLANK}{{0,3}}号"
    f"|第{_BLANK}{{0,3}}(?P<before>{_SERIAL}|{_CHINESE}){_BLANK}{{0,3}}号令"
)
_ANNOUNCEMENT = re.compile(
    f"公告{_BLANK}{{0,3}}[(（]?{_BLANK}{{0,3}}(?P<year>(?:19|20)[0-9]{{2}}){_BLANK}{{0,3}}年{_BLANK}{{0,3}}"
    f"第?{_BLANK}{{0,3}}(?P<serial>{_SERIAL}){_BLANK}{{0,3}}号"
    f"|(?P<year2>(?:19|20)[0-9]{{2}}){_BLANK}{{0,3}}年{_BLANK}{{0,3}}第{_BLANK}{{0,3}}(?P<serial2>{_SERIAL})"
    f"{_BLANK}{{0,3}}号公告"
)
_LEAD = re.compile(f"[{_HAN}](?:{_BLANK}{{0,2}}[{_HAN}]){{0,29}}{_BLANK}{{0,3}}\\Z")
_BLANKS = re.compile(f"{_BLANK}+")

#: Characters before a number that are looked at for its agency code.
_REACH = 80
#: The longest agency code that is believed without being known.
_LONGEST = 9
#: Prose that may stand before an agency code; none of it occurs inside one.
_PROSE = (
    "根据", "按照", "依据", "依照", "遵照", "参照", "落实", "贯彻", "执行", "印发", "下发", "转发", "发布",
    "关于", "文件", "通知", "意见", "方案", "办法", "规定", "决定", "通报", "以及", "以下", "简称", "文号",
    "字号", "废止", "替代", "代替", "原文", "详见", "见", "按", "的", "及", "与", "为", "是", "以", "在",
    "对", "由", "从", "至", "到", "等", "将", "了", "并", "或", "即",
)  # fmt: skip
#: Endings of full names of bodies; a code follows them directly in 省政府办公厅晋政办发〔…〕.
_BODIES = ("办公厅", "办公室", "委员会", "人民政府", "省政府", "市政府", "总局", "公司", "综合司")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_CHINESE_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number taken apart.

    Attributes:
        agency_code: 机关代字; for orders and announcements the body, which may be empty.
        year: Year; ``None`` for orders.
        serial: Number in the series.
        form: ``number`` 国发〔2011〕40号, ``order`` 国务院令第493号, ``announcement`` 公告2019年第11号.
    """

    agency_code: str
    year: int | None
    serial: int
    form: Literal["number", "order", "announcement"] = "number"

    @property
    def canonical(self) -> str:
        """The one way in which the archive writes this number."""
        if self.form == "order":
            return f"{self.agency_code}令第{self.serial}号"
        if self.form == "announcement":
            return f"{self.agency_code}公告{self.year}年第{self.serial}号"
        return f"{self.agency_code}〔{self.year}〕{self.serial}号"

    @property
    def series(self) -> str:
        """Key of the series it belongs to: numbers of one series count up together."""
        return {"number": "", "order": "令 ", "announcement": "公告 "}[self.form] + self.agency_code

    def __str__(self) -> str:
        return self.canonical


@dataclass(frozen=True, slots=True)
class Found:
    """A document number in running text.

    Attributes:
        start: Position of its first character.
        end: Position after its last one.
        as_written: The characters between.
        number: The number.
    """

    start: int
    end: int
    as_written: str
    number: DocumentNumber

    @property
    def canonical(self) -> str:
        """The number in canonical form."""
        return self.number.canonical


@cache
def known_codes() -> frozenset[str]:
    """Agency codes seen in real documents."""
    text = files(__package__).joinpath("agency_codes.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.split("\n") if line)


def parse(text: str) -> DocumentNumber | None:
    """The number that ``text`` is, in any written form; ``None`` if it is no number or more than one."""
    bare = text.strip(" \t\u3000\u00a0")
    if len(bare) > 100:
        return None
    if bare[:1] in ("（", "(") and bare[-1:] in ("）", ")") and not _TAIL.match(bare):
        bare = bare[1:-1].strip(" \t\u3000\u00a0")
    found = list(find(bare))
    if len(found) != 1 or found[0].end < len(bare.rstrip("）) ")):
        return None
    number, start = found[0].number, found[0].start
    if not bare[:start].strip("（( "):
        return number
    return None


def find(text: str, codes: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Every document number in running text, in order, without the prose before its agency code.

    Args:
        text: Any text.
        codes: Agency codes known beside :func:`known_codes`, e.g. those of the organizations.
    """
    known = known_codes() | codes
    matches = [
        *((match, "number") for match in _TAIL.finditer(text)),
        *((match, "order") for match in _ORDER.finditer(text)),
        *((match, "announcement") for match in _ANNOUNCEMENT.finditer(text)),
    ]
    for match, form in sorted(matches, key=lambda pair: pair[0].start()):
        code, start = _agency(text, match.start(), known, form)
        if form == "order" and _is_no_body(code, text, start):
            continue
        if not code and form != "announcement":
            continue
        groups = match.groupdict()
        year = groups.get("year") or groups.get("year2")
        serial = _serial(groups.get("serial") or groups.get("serial2") or groups.get("before") or "")
        number = DocumentNumber(code, int(_ascii(year)) if year else None, serial, form)
        if serial:
            end = match.end()
            if form == "announcement" and "（" in match.group() and text[end : end + 1] == "）":
                end += 1
            yield Found(start, end, text[start:end], number)


def _is_no_body(code: str, text: str, start: int) -> bool:
    """Whether the word before 令 names no issuer: 命令第3号, 2023年第5号令."""
    return code == "命" or (start > 0 and text[start - 1].isdigit())


def find_damaged(text: str) -> Iterator[tuple[int, str]]:
    """Numbers that lost a bracket, as position and text: to be reported, never completed."""
    for match in _DAMAGED.finditer(text):
        code, start = _agency(text, match.start(), known_codes(), "number")
        if code:
            yield start, text[start : match.end()]


def _agency(text: str, end: int, known: frozenset[str], form: str) -> tuple[str, int]:
    """The agency code that ends at ``end`` and where it begins; empty if there is none."""
    begin = max(0, end - _REACH)
    lead = _LEAD.search(text[begin:end])
    if lead is None:
        return "", end
    run = lead.group()
    pieces = _BLANKS.split(run.strip())
    while len(pieces) > 1 and len(pieces[-1]) > 1:
        pieces = pieces[-1:]
    code = _without_prose("".join(pieces), known, form)
    return (code, _start(text, end, code)) if code else ("", end)


def _without_prose(run: str, known: frozenset[str], form: str) -> str:
    for size in range(min(len(run), 12), 1, -1):
        if run[-size:] in known and (size == len(run) or _ends_prose(run[:-size])):
            return run[-size:]
    cut = max((run.rfind(word) + len(word) for word in _PROSE if word in run), default=0)
    code = run[cut:]
    if form != "number":
        return code
    if code.startswith("和") and code[1:2] != "政":
        code = code[1:]
    if len(code) > _LONGEST:
        cut = max((code.rfind(word) + len(word) for word in _BODIES if word in code), default=0)
        code = code[cut:]
    return code if 0 < len(code) <= _LONGEST else ""


def _ends_prose(lead: str) -> bool:
    return lead.endswith((*_PROSE, *_BODIES, "和", "号", "据"))


def _start(text: str, end: int, code: str) -> int:
    """Where ``code``, blanks aside, begins if it ends before ``end``."""
    position, left = end, len(code)
    while left:
        position -= 1
        left -= text[position] not in " \t\u3000\u00a0"
    return position


def _ascii(text: str) -> str:
    return _BLANKS.sub("", text).translate(_DIGITS)


def _serial(text: str) -> int:
    """The serial in digits or in Chinese numerals up to 999."""
    plain = _ascii(text)
    if plain.isdigit() and plain.isascii():
        return int(plain)
    total, digit = 0, 0
    if not any(unit in plain for unit in "十百"):
        return int("".join(str(_CHINESE_DIGITS[char]) for char in plain))
    for char in plain:
        if char in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[char]
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[char]
            digit = 0
    return total + digit

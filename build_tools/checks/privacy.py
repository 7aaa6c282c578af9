"""Personal data in a text, each with the form that may be published.

政府信息公开条例 (国务院令第711号) Art. 15: what concerns the privacy of persons is not
published.  Every pattern is bounded and starts at a sign of its own, so that the time grows with
the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may not be published as it stands.

    Attributes:
        code: The rule it breaks.
        start: Position of its first character.
        text: The characters.
        masked: What may be written instead.
    """

    code: str
    start: int
    text: str
    masked: str


_NARROW = dict(zip("０１２３４５６７８９Ｘｘ－＠．　", "0123456789Xx-@. ", strict=True))
_WIDE = re.compile(f"[{''.join(_NARROW)}]")
_GAP = r"[ \-–—·.\u00a0]"
_MOBILE = re.compile(
    rf"(?<![0-9.])(?:(?:\+|00)86[ -]?)?(1[3-9][0-9])({_GAP}?)([0-9]{{4}})\2([0-9]{{4}})(?![0-9])"
    r"(?! ?(?:元|万|亿|吨|千|立方|平方|%|％))"
)
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9](?:[ -]?[0-9]){16}[ -]?[0-9Xx](?![0-9A-Za-z])")
_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•.∙ -]?"
    r"(?:[0-9][A-HJ-NP-Z0-9]{3}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJ-NP-Z][A-HJ-NP-Z0-9][0-9]{2}[0-9挂学警]"
    r"|[A-HJ-NP-Z][0-9][A-HJ-NP-Z0-9]{2}[A-HJ-NP-Z0-9]|[DF][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[DF])"
    r"(?![A-Za-z0-9])(?![-—–][0-9]| ?[亿万元])"
)
_PROVIDERS = (
    "qq|vip[.]qq|foxmail|163|vip[.]163|126|yeah|188|sina|vip[.]sina|sohu|tom|21cn|139|189|wo|aliyun"
    "|gmail|hotmail|outlook|live|msn|yahoo|icloud|me"
)
_MAIL = re.compile(
    rf"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{{1,64}} ?@ ?(?:{_PROVIDERS})[.](?:com|cn|net)(?:[.]cn)?"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_STREET = "村|庄|屯|寨|社区|小区|家属院|新村|花园|公寓|胡同|巷|弄|路|街|大道"
_HOME = re.compile(
    r"(?:家庭住址|家庭地址|现住址|居住地址|户籍地址|住址|家住|现住)[:：为是在于]?(?P<place>[^。；;\n]{2,50})"
)
_BELOW = re.compile(
    rf"(?:{_STREET})[^。；;\n]{{0,12}}?[0-9]{{1,5}}[号组室栋幢]"
    rf"|[乡镇道][^。；;，,\n]{{1,10}}(?:{_STREET})"
)
_TOWNSHIP = re.compile(r".*?(?:街道|[乡镇])")
_FLAT = re.compile(
    r"(?<![0-9])[0-9]{1,3}(?:号楼|栋|幢|座)[0-9一二三四五六七八九十]{1,3}单元[0-9]{1,4}[室号户]?"
)
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}[，,、（( ]{1,2}[男女][，,、 ]{1,2}(?:现年 ?)?[0-9]{1,2} ?岁")

#: Weights and check characters of identity numbers (GB 11643-1999).
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def find(text: str) -> Iterator[Found]:
    """All personal data in ``text``."""
    plain = _WIDE.sub(lambda match: _NARROW[match.group()], text)
    taken: list[tuple[int, int]] = []
    for match in _IDENTITY.finditer(plain):
        digits = re.sub("[ -]", "", match.group()).upper()
        if is_identity_number(digits):
            taken.append(match.span())
            yield Found("E402", match.start(), match.group(), f"{digits[:2]}{'*' * 13}{digits[-3:]}")
    for match in _MOBILE.finditer(plain):
        if not any(start <= match.start() < end for start, end in taken):
            yield Found("E401", match.start(), match.group(), f"{match[1]}****{match[4]}")
    for match in _PLATE.finditer(plain):
        yield Found("E403", match.start(), match.group(), f"{match.group()[:2]}*****")
    for match in _MAIL.finditer(plain):
        yield Found("E404", match.start(), match.group(), "")
    yield from _homes(plain)
    for match in _PERSON.finditer(plain):
        yield Found("W421", match.start(), match.group(), "")


def is_identity_number(digits: str) -> bool:
    """Whether 18 characters are an identity number: a real birthday and the right check character."""
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], _WEIGHTS, strict=True))
    return 1850 <= born.year <= 2100 and digits[17] == _CHECKS[total % 11]


def _homes(text: str) -> Iterator[Found]:
    """Home addresses that go below township or street office, and flats."""
    end = 0
    for match in _HOME.finditer(text):
        place = match["place"]
        below = _BELOW.search(place)
        if below is not None:
            shown = place[: below.end()] + re.split("[，,、 ]", place[below.end() :], maxsplit=1)[0]
            end = match.start("place") + len(shown)
            township = _TOWNSHIP.match(place)
            masked = f"{township.group()}〔以下从略〕" if township else "〔住址从略〕"
            yield Found("E405", match.start("place"), shown, masked)
    for match in _FLAT.finditer(text):
        if match.start() >= end:
            yield Found("E405", match.start(), match.group(), "〔住址从略〕")

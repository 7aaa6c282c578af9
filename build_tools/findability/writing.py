"""The ways in which people type a title, a number, a figure, a name or a stretch of text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..escape import plain
from ..kinds.statistic import Observation
from ..numbers import parse

#: A part of a title may be a part of very many.
PART = "截取中间一段"
#: Words that people leave out of titles.
_LIGHT = re.compile("全省|全市|全国|关于|印发")
_END = re.compile("的(?=(?:通知|意见|通报|函|报告|方案)$)")
_MARKS = re.compile(r"[^\w%％‰℃.．·]+|_")
_HALF = str.maketrans("“”‘’〔〕《》〈〉、。—", "\"\"''[]<><>,.-")
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
_WAN = 10_000
_SENTENCE = re.compile(r"[^。；！？\n|#]+")
#: Figures of fewer digits are everywhere and lead nowhere.
_DIGITS = 3

Written = Iterator[tuple[str, str]]


def titles(title: str) -> Written:
    """A title as it stands, without marks, in half width, without light words, and a part of it."""
    yield "原样", title
    yield "不写标点和空格", bare(title)
    yield "半角", half(title)
    yield "省略“关于”“的”等", _END.sub("", _LIGHT.sub("", title))
    if len(title) >= 12:
        quarter = len(title) // 4
        yield PART, title[quarter : quarter + max(8, len(title) // 2)].strip()


def names(name: str) -> Written:
    """A name as it stands, without marks, in half width."""
    yield "原样", name
    yield "不写标点和空格", bare(name)
    yield "半角", half(name)


def stretches(text: str) -> Written:
    """A piece of running text as it stands and without marks."""
    yield "原样", text
    yield "不写标点和空格", bare(text)


def figures(one: Observation) -> Written:
    """A figure as printed, with thousands apart, in 万, in wide digits."""
    digits = re.sub(r"\D", "", one.value_printed).strip("0")
    whole = one.value == one.value.to_integral_value()
    exact = one.approximation == "确数"
    if len(digits) < _DIGITS:
        return
    yield "原样", one.value_printed
    if one.unit == "%":
        yield "全角", one.value_printed.translate(_WIDE)
    elif whole and exact:
        yield "千分位", f"{int(one.value):,}"
        yield "不分位", str(int(one.value))
        if one.value >= _WAN and int(one.value) % _WAN:
            yield "以万计", f"{int(one.value) / _WAN:.1f}万"


def sentences(text: str) -> list[str]:
    """The sentences of a text as a reader sees them."""
    return [sentence.strip() for sentence in _SENTENCE.findall(plain(text))]


def bare(text: str) -> str:
    """A text without marks and blanks."""
    return _MARKS.sub("", text)


def half(text: str) -> str:
    """A text as a keyboard without Chinese marks gives it."""
    return unicodedata.normalize("NFKC", text.translate(_HALF))


def numbers(number: str, bodies: Sequence[str]) -> Written:
    """A document number as it stands, with other brackets or none, and by the body's shortest name."""
    yield "原样", number
    yield "半角", half(number)
    parsed = parse(number)
    if parsed is None or parsed.form != "number":
        return
    code, year, serial = parsed.agency_code, parsed.year, parsed.serial
    yield "圆括号", f"{code}({year}){serial}号"
    yield "不写括号", f"{code}{year} {serial}"
    if bodies:
        yield "机关简称和年、号", f"{min(bodies, key=len)}{year}年{serial}号"

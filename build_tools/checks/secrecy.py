"""Secrecy markings and statements that a document is not for publication.

党政机关公文处理工作条例 (中办发〔2012〕14号) Art. 9: a secret document bears 份号, 密级 and
保密期限 at its head.  Ordinary words such as 保守国家秘密 or 商业秘密 are no marking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_BLANK = "[ \t\u3000]"
_LEVEL = f"(?:[绝机秘]{_BLANK}{{0,4}}密)"
_STAR = re.compile(f"{_LEVEL}{_BLANK}{{0,4}}[★☆]{_BLANK}{{0,2}}(?:[0-9]{{1,2}}[年个月]{{1,2}}|长期)?")
_LINE = re.compile(
    f"{_BLANK}{{0,20}}(?:密{_BLANK}?级{_BLANK}?[:：]{_BLANK}?)?{_LEVEL}{_BLANK}{{0,4}}"
    f"(?:[（(]?{_BLANK}?(?:[0-9]{{1,2}}{_BLANK}?[年个月]{{1,2}}|长期){_BLANK}?[）)]?)?{_BLANK}{{0,20}}\\Z"
)
_COPY = re.compile(
    f"{_BLANK}{{0,20}}(?:份{_BLANK}?号{_BLANK}?[:：]?{_BLANK}?(?:№|No\\.?)?{_BLANK}?[0-9]{{1,8}}"
    f"|(?:№|No\\.?){_BLANK}?[0-9]{{6}}|[0-9]{{6}}){_BLANK}{{0,20}}\\Z"
)
_CLOSED = re.compile(
    f"(?:此件|本件|公开属性[:：]){_BLANK}?(?:不予公开|依申请公开|不公开|不宜公开)"
    "|内部(?:资料|文件)[，,、 ]?(?:注意保存|不得外传|严禁外传)"
)

#: Lines at the head of a document among which a marking stands.
_HEAD_LINES = 12
#: Characters of a line that may be a marking and nothing else.
_LONGEST = 40


def markings(text: str) -> Iterator[tuple[int, str]]:
    """Secrecy markings in a text, as position and words: at its head, or with a star anywhere."""
    found = {match.start(): match.group() for match in _STAR.finditer(text)}
    position = seen = 0
    for line in text[:4000].split("\n"):
        if line.strip():
            seen += 1
            start = position + len(line) - len(line.lstrip("# \t\u3000"))
            if _is_marking(line.lstrip("# "), seen):
                found.setdefault(start, line.strip("# \t\u3000"))
        if seen == _HEAD_LINES:
            break
        position += len(line) + 1
    yield from sorted(found.items())


def _is_marking(line: str, number: int) -> bool:
    """A level as a line of its own; a copy number (份号) only as one of the first three lines."""
    if len(line) > _LONGEST:
        return False
    return bool(_LINE.match(line)) or (number <= 3 and bool(_COPY.match(line)))


def closed(text: str) -> Iterator[tuple[int, str]]:
    """Statements that a document is not published, or only on request."""
    for match in _CLOSED.finditer(text):
        yield match.start(), match.group()

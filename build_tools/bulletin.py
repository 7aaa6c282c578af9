"""A bulletin becomes a release: the figures that its text states, as YAML to confirm.

Comments at the top tell what recomputing them gives, so that a slip is seen before it is typed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from .archive import Archive
from .figures.arithmetic import Verdict
from .figures.checks import Check, sentence
from .figures.drafting import to_yaml
from .figures.drafts import Proposal
from .figures.finder import propose
from .kinds import Record
from .kinds.notice import Notice
from .new import Refused
from .scan import MAX_BYTES

#: What a pasted text may be called.
TEXTS = (".txt", ".md")
#: Id of the record that a pasted text stands for while it is read.
_PASTED = "pasted"
#: Kinds of records whose texts state figures.
_KINDS = ("notice", "case")


def pasted(place: Path) -> Notice:
    """A plain text as a record: UTF-8, or GBK as older programs save it.

    Raises:
        Refused: too long, or no text.
        OSError: it cannot be read.
    """
    data = place.read_bytes()
    if len(data) > MAX_BYTES:
        raise Refused(f"{place} 太大：最多 {MAX_BYTES // 1_000_000} MB")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused(f"{place} 不是文本文件：请另存为 UTF-8 编码的纯文本")
    if "\0" in text:
        raise Refused(f"{place} 不是文本文件：请另存为 UTF-8 编码的纯文本")
    return Notice(id=_PASTED, title=place.stem, body=re.sub(r"\r\n?", "\n", text) + "\n")


def held(archive: Archive, id_: str) -> Record:
    """The notice or case with this id.

    Raises:
        Refused: the archive holds none.
    """
    for kind in _KINDS:
        record = archive.get(kind, id_)
        if record is not None:
            return record
    known = [name for kind in _KINDS for name in archive.records[kind]]
    near = "、".join(get_close_matches(id_, known, 3))
    raise Refused(f"没有标识为“{id_}”的文件或案例" + (f"；相近的有 {near}" if near else ""))


def draft(archive: Archive, record: Record, id_: str = "") -> str:
    """A release made from a record's text, as YAML: what to fill in, the figures, their audit.

    Args:
        archive: Where the indicators are from.
        record: The bulletin.
        id_: Id of the release; may still be open.
    """
    proposals = propose(record)
    indicators = archive.vocabularies["indicators"].values()
    lines = [*_summary(proposals)]
    if proposals:
        lines += _head(record, id_)
    text = to_yaml(proposals, indicators)
    tail = _TAIL if proposals else ""
    return "\n".join([*lines, text.rstrip("\n")]) + "\n" + tail


_TAIL = """# 词汇表中没有合适的指标时，在 content/vocabularies/indicators.yml 末尾添加，如：
# - id: construction-accidents
#   name: 建筑业生产安全事故起数
#   unit: 起
"""


def _summary(proposals: Sequence[Proposal]) -> Iterator[str]:
    """The audit of the figures, as comments."""
    checks = [check for proposal in proposals for check in proposal.checks]
    yield f"# 数字体检：找到 {len(proposals)} 个数字，其中所述的比率、占比、合计和增减幅度 {len(checks)} 处。"
    counts = Counter(check.finding.verdict for check in checks)
    for verdict in Verdict:
        if counts[verdict]:
            yield f"#   {verdict}：{counts[verdict]} 处"
    lines = [(check, _line(proposal, check)) for proposal in proposals for check in proposal.checks]
    lines.sort(key=lambda line: not line[0].differs)
    yield from (f"#   · {line}" for _, line in lines)
    yield "# 只列把握充分的数字；原文中的其他数字请自行登记。"


def _line(proposal: Proposal, check: Check) -> str:
    return f"{proposal.name or check.kind}：{sentence(check)}"


def _head(record: Record, id_: str) -> Iterator[str]:
    """The fields of a release above its figures, as far as the record gives them."""
    yield ""
    yield f"id: {id_}" if id_ else "id:  # 与文件名相同，如 anweibanhan-2018-67"
    yield "title:  # 写明时期、地区和内容，如 2018年上半年全国建筑业生产安全事故情况"
    yield "# period_start:  # 统计期起，如 2018-01"
    yield "# period_end:  # 统计期止，如 2018-06"
    yield "# as_of:  # 截至日期，原文写明的才填，如 2018-06-30"
    yield "# accumulation:  # 累计 或 当期"
    region = getattr(record, "region", None)
    yield f'region: "{region}"' if region else "# region:  # 行政区划代码；全国为 100000"
    yield "# coverage:  # 统计口径，按原文"
    yield "# stage:  # 快报、月报、季报、年报、阶段小结 或 其他"
    if record.id == _PASTED or not isinstance(record, Notice):
        yield "source_record:  # 先用 policy-archive new notice 登记来源文件，再填它的标识"
    else:
        yield f"source_record: {record.id}"

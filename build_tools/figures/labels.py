"""What a figure counts, in the words of the source.

A label is a piece of the source's own sentence; adverbs, places and times around it are left
off.  Where no clean piece can be cut, there is no label, and no figure is proposed.
"""

from __future__ import annotations

import re

_TIME = (
    r"(?:自|从|到|截至|截止)?(?:目前|当前|今年|去年|本年|上年|近[一二三两]年|上半年|下半年|全年|[前头][一二三四两]个?季度|同期|专项治理期间|行动期间"
    r"|[“\"][一二三四五六七八九十]{2,3}五[”\"](?:时期|期间|末期|末|初期|初)"
    r"|[0-9０-９]{2,4}年(?:[0-9０-９]{1,2}月)?(?:[0-9０-９]{1,2}[日号])?"
    r"|[0-9０-９]{1,2}(?:[-—–～至][0-9０-９]{1,2})?月份?(?:[0-9０-９]{1,2}[日号])?)"
    r"(?:以来|以后|期间|时期|[底末初中])?"
)
_PLACE = r"(?:全国范围内|全[国省市区县州盟旗镇乡]|[我本][国省市区县州]|各地区|各地|各级|各部门|各单位)"
_ADVERB = (
    r"(?:其中|另外|此外|同时|特别是|并且|以及|并|和(?![谐平])|及(?!时)|与(?!会)|或|且|共计|总计|合计|累计|先后|相继|连续|已经|分别"
    r"|一共|总共|仍然|仍|尚|还|均(?!衡)|又|再(?!生)|已(?!核)|共(?![同享和建管识])|约(?![谈束])|达到|达(?!标)|为|是|的|了|由"
    r"|有(?![限色毒害关效])|在(?![建岗册役用产线])|对(?![外口])|从(?![业事])|将(?!军)|[①-⑳])"
)
_FRONT = re.compile(rf"(?:\s|\*|[0-9]{{1,2}}[.．、]|{_TIME}|{_PLACE}|{_ADVERB})+")
_CUT = re.compile(
    r"(?:共计|总计|合计|累计|先后|相继|一共|总共|(?<!公)共(?![同享和建管识])|已经|已(?![知核]))"
)
_EVENT = re.compile(r"事故|火灾|案|起数")
_WEIGHED = re.compile(r"(?:虽然|虽|但是|但|只|仅|也)+\Z")
_VERB = re.compile(r"(?:发生了?|造成了?|导致了?|引发了?|涉及|接报)")
_SUBJECT = 10
_TOGETHER = re.compile(r"累计|(?<!公)共(?![同享和建管识])")
_HAPPENED = re.compile(r"发生了?(?P<what>[^发]{2,24}事故)\s*(?:共|了)?\Z")
_NO_SUBJECT = re.compile(r"[、年月日底末初]|期间|时期|以来")
_BACK = re.compile(
    r"(?:\s|\*|发生|共计|总计|合计|累计|分别|共|达到|达|(?<!行)为|是|约|仅|有|的|了|各|已|在|[:：])+\Z"
)
_GOOD = re.compile(r"[\u4e00-\u9fffA-Za-z“”、·\- （）]{2,34}\Z")
#: A limit inside a name: 3人以上事故, 储量超过10吨的企业.
_THRESHOLD = re.compile(r"[0-9０-９]{1,6}\s?万?[人名吨个家米]\s?(?:及?以[上下]的?|的)")
_BAD = re.compile(
    r"^[们个名起等中内外上下后前以]|要求|应当|必须"
    r"|(?:不少|至少|不足|每|第|为期|至|到|比|较|于|从|被|把|用|在|以|等|按|距|发)\Z"
)


def trim(words: str) -> str:
    """Words without the times, places and adverbs around what they name; empty if nothing is left."""
    label = _WEIGHED.sub("", words)
    happened = _HAPPENED.search(label)
    if happened:
        label = label[happened.start("what") :]
    cuts = list(_CUT.finditer(label))
    if cuts:
        behind = label[cuts[-1].end() :]
        label = behind if _BACK.sub("", behind) else label[: cuts[-1].start()]
    bare = _BACK.sub("", label)
    label = label if bare + "发生" == label.strip() and not _EVENT.search(bare) else bare
    front = _FRONT.match(label)
    label = label[front.end() :] if front else label
    verb = _VERB.match(label)
    if verb and label[verb.end() :]:
        label = label[verb.end() :]
    again = _FRONT.match(label)
    return _balanced((label[again.end() :] if again else label).strip(" 　*、"))


def subject(words: str) -> str:
    """What stands before 共: 建筑业 in 全国建筑业共发生事故; empty if that is only a place or time."""
    cut = _TOGETHER.search(words) or _HAPPENED.search(words)
    front = trim(words[: cut.start()]) if cut else ""
    return front if usable(front) and len(front) <= _SUBJECT and not _NO_SUBJECT.search(front) else ""


def usable(label: str) -> bool:
    """Whether a label is clean enough to stand before readers."""
    return bool(_GOOD.match(_THRESHOLD.sub("某", label))) and not _BAD.search(label)


def _balanced(label: str) -> str:
    return label if label.count("“") == label.count("”") else label.replace("“", "").replace("”", "")


def enumerated(words: str) -> list[str]:
    """The labels of an enumeration: 火灾起数、亡人数、伤人数; A、B和C."""
    parts = re.split(r"、|(?<=[数率量额积程])(?:和|及|以及|与)|(?<=事故)(?:和|及|以及|与)", words)
    return [label for label in (trim(part) for part in parts) if label]

"""Whether a figure in a sentence is a published statistic.

Targets (到2025年下降20%), thresholds (3人以上, 不少于2个), duties (应当, 必须) and conditions
(超过10吨的) are none.  A figure that nothing speaks for is not proposed: an editor who adds
one loses less than a reader who meets a wrong one.
"""

from __future__ import annotations

import re

from .labels import trim, usable
from .scanning import Found

_NORM = re.compile(
    r"应当|必须|不得|严禁|禁止|至少|不少于|不多于|不低于|不高于|不超过|不超|不大于|不小于|不应|不宜|力争|争取|确保|预计|计划于|拟"
    r"|最高|最低|最多|最少|以内的|如果|如有|凡|所称|是指|处以|并处|可以处|可处|罚款标准|每(?:年|月|季度|半年|人|个|次|处|家|户|日|天|名|周)"
    r"|(?:^|[，；：、。])(?:要|应|须|需|可|或者|或)(?![求急对用])|应(?=在|由|按|于|具|设|配|达|满)|到(?:20[0-9]{2})年(?!底的|末的)|(?:目标|指标)(?:是|为|：)|下一步|今后"
)
_PLAN = re.compile(r"推动|推进|鼓励|支持|依托|拟|统筹|加快|新改扩建|改扩建|布局|将(?!军)|实施")
_REPORTED = re.compile(
    r"截至|截止|(?<!公)共(?![同享和建管识])|累计|已(?!知)|先后|相继|以来|期间|时期|[底末]期?，|上半年|下半年|去年|今年|本年|近[一二三两]年|据统计"
    r"|(?:排查|检查|发现|查|处)出|[0-9０-９]月份?|季度|年全|了|总计|合计|其中"
)
_DOING = re.compile(
    r"排查|检查|派出|整改|查处|责令|关闭|停产|处罚|罚|出动|营救|转移|建成|抽查|约谈|取缔|培训|督办|挂牌|销号|发现|查出|曝光|打击|问责"
    r"|追究|移送|吊销|暂扣|查封|扣押|立案|受理|办结|核查|发展|达标|评估|保有量|驾驶人|里程|隐患|企业|损失|受灾|倒塌|消防|注册|职业技能"
)
_CASUALTY = (
    r"死亡[和或、及]?(?:下落不明|失踪|失联)|死亡|遇难|身亡|伤亡|亡"
    r"|受伤|重伤|轻伤|中毒|失踪|失联|下落不明|被困|获救|生还"
)
_CASUALTY_BEFORE = re.compile(rf"(?P<label>(?:{_CASUALTY})(?:人员|人数)?)(?:共|达|为)?\s*\Z")
_CASUALTY_BEHIND = re.compile(
    rf"\s*(?P<label>(?:儿童|矿工|学生|职工|工人|作业人员|群众|消防员)?(?:当场)?(?:{_CASUALTY}))"
    r"\s*(?=[，。；、）)(（;,]|和|及|以及|并|\Z)"
)
_HAPPENED = re.compile(
    r"发生|造成|导致|致|(?<!公)共(?![同享和建管识])|同比|相继|先后|被困|获救|遇难|今年|事故[^，。；]{0,12}\Z"
)
_ACCIDENT_BEHIND = re.compile(
    r"\s*(?P<label>[^，。；、：:（）()0-9０-９\s]{0,30}?事故)(?!的|隐患|统计|责任|调查)"
)
_ACCIDENT_BEFORE = re.compile(r"(?:事故|火灾)(?:发生)?(?:共|为|了)?\s*\Z")
_WHERE_BEHIND = re.compile(r"\s*(?P<label>发生在[^，。；：:（）()0-9０-９]{2,28})")
_FOUND_LEAD = re.compile(
    r"(?:发现|查出|反馈|排查|整改|查处|涉及|责令|关闭|取缔)[^，。；]{0,10}(?:了|的|出)\s*\Z"
)
_FOUND_BEHIND = re.compile(
    r"\s*(?P<label>[^，。；、：:（）()0-9０-９的]{0,8}?(?:问题|隐患|企业|单位|违法行为))"
)
_LONG = 30
_CONDITION = re.compile(r"\s*(?:的|及?以[上下]|左右)")


def normative(sentence: str, found: Found) -> bool:
    """Whether the figure belongs to a duty, target, threshold or condition."""
    clause = sentence[: found.start].rsplit("；", 1)[-1]
    return bool(
        found.limit
        or _NORM.search(clause)
        or _NORM.search(sentence[found.start : found.start + 4])
        or _CONDITION.match(sentence, found.end)
    )


def reported(words: str) -> bool:
    """Whether words speak of a period that is over: a report, not a plan."""
    return bool(_REPORTED.search(words))


def casualty(sentence: str, found: Found, lead: str) -> tuple[str, str]:
    """The label of a count of people hurt and whose they are (乡镇煤矿死亡); empty if it is none."""
    if found.figure.unit not in ("人", "名") or re.search(r"[各每]", lead[-6:]):
        return "", ""
    behind = _CASUALTY_BEHIND.match(sentence, found.end)
    before = _CASUALTY_BEFORE.search(lead)
    match = behind or before
    said = _HAPPENED.search(sentence if behind or "同比" in sentence else sentence[: found.end])
    if not match or not said:
        return "", ""
    front = trim(lead[: before.start()]) if before and not behind else ""
    return match["label"], front if usable(front) else ""


def label_end(sentence: str, found: Found, label: str) -> int:
    """Where the figure with its label ends, if the label stands behind it."""
    noun = label.rsplit("的", 1)[-1]
    behind = re.compile(rf"\s*{re.escape(noun)}").match(sentence, found.end) if noun else None
    return behind.end() if behind else found.end


def accident(sentence: str, found: Found, lead: str, label: str) -> str:
    """The label of a count of accidents; empty if it is none."""
    if found.figure.unit != "起" or re.search(r"这\s*\Z|上述\s*\Z|各\s*\Z|唯一的\s*\Z", lead):
        return ""
    where = _WHERE_BEHIND.match(sentence, found.end)
    if where:
        return where["label"]
    behind = _ACCIDENT_BEHIND.match(sentence, found.end)
    if behind and re.search(r"发生(?:了|的)?\s*\Z", lead):
        return behind["label"] if behind["label"] != "事故" else ""
    if _ACCIDENT_BEFORE.search(lead) and _HAPPENED.search(sentence):
        return label
    return ""


def counted(sentence: str, found: Found, lead: str, label: str) -> str:
    """The label of a count of what was done or exists, in a report; empty if it is none."""
    before = sentence[: found.start]
    if not _REPORTED.search(before) or _PLAN.search(before.rsplit("；", 1)[-1]):
        return ""
    behind = _FOUND_BEHIND.match(sentence, found.end)
    if behind and _FOUND_LEAD.search(lead):
        front = trim(lead).rsplit("了", 1)[-1] if lead.rstrip().endswith("的") else ""
        return f"{front}的{behind['label']}" if front else behind["label"]
    if len(label) > _LONG and "等" in label:
        label = label.rsplit("等", 1)[-1]
    following = sentence[found.end : found.end + 1]
    if label and _DOING.search(label) and (not following or following in "，,。；;、）)（("):
        return label
    return ""

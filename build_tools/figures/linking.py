"""Links the figures of one sentence: changes to counts, rates and shares to what they divide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from . import checks
from .arithmetic import Verdict
from .bases import without_scope
from .changes import Changes
from .drafts import Draft
from .evidence import normative, reported
from .labels import enumerated, trim
from .roles import Item, Role
from .sentences import brackets

_LEVEL = re.compile(
    r"\s*(?P<word>压减|减少|下降|降低|缩减|增加|提高|上升|增长|提升)(?:到了?|至|为)(?P<when>[^，。；]{0,14}?)的?\s*\Z"
)
_FROM = re.compile(r"(?P<label>[^，。；]{2,24}?)[由从](?P<when>[^，。；由从]{0,14}?)的?\s*\Z")
_LEVEL_FLAT = re.compile(r"(?P<label>[^，。；、0-9０-９]{0,10}?)持平")
_RATE_STEMS = ("整改", "完成", "治理", "合格", "销号", "办结", "达标", "覆盖", "查处", "结案", "处置")
_AMONG = re.compile(r"在(?P<among>[^，。；在中]{2,12})中，")
_HAZARD = re.compile(r"[\u4e00-\u9fff]{0,6}隐患")
_SEARCHED = re.compile(r"\A.{0,2}(?:排查出?|发现|查出|检查出|整改)")
_TOTAL = re.compile(r"(?:合计|总计|共计)[^，。；]{0,8}\Z")


def link(sentence: str, found: Sequence[Item]) -> list[Draft]:
    """Drafts of the figures that a sentence states, with changes, rates, shares and sums."""
    linker = _Linker(sentence)
    for run in _runs(found):
        linker.take(run)
    linker.finish()
    return linker.drafts


def _runs(found: Sequence[Item]) -> Iterator[list[Item]]:
    run: list[Item] = []
    for item in found:
        same = run and item.joined and item.role is run[0].role and item.role is not Role.COUNT
        if run and not (same and _percent(item) == _percent(run[0])):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _percent(item: Item) -> bool:
    return item.found.figure.unit == "%"


class _Linker:
    """Reads the runs of one sentence in order."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.drafts: list[Draft] = []
        self.counts: list[Draft] = []
        self.group: list[Draft] = []
        self.outer: list[Draft] = []
        self.parts: list[tuple[list[Draft], list[Draft]]] = []
        self.aside: tuple[list[Draft], list[Draft]] | None = None
        self.changes = Changes(sentence)
        self.share_whole = ""
        self.last: Role | None = None
        self.position = 0

    def take(self, run: list[Item]) -> None:
        """Take the next run of figures that do the same thing."""
        role = run[0].role
        gap = brackets(self.sentence[self.position : run[0].found.start])
        if gap > 0:
            self.aside = (self.outer, self.group)
        elif gap < 0 and self.aside:
            (self.outer, self.group), self.last = self.aside, Role.COUNT
        self._unchanged(self.position, run[0].found.start)
        if role is Role.COUNT:
            self._count(run[0])
        elif role is Role.CHANGE:
            self._change(run)
        elif role is Role.SHARE:
            self._shares(run)
        else:
            self._rate(run[0])
        self.last = role
        self.position = run[-1].found.end

    def finish(self) -> None:
        """What needs the whole sentence: parts that make up a whole."""
        self._unchanged(self.position, len(self.sentence))
        for outer, inner in self.parts:
            self._parts(outer, inner)

    def _new(self, item: Item, label: str, run_start: int | None = None) -> Draft:
        start = item.lead_start if run_start is None else run_start
        draft = Draft(item, label, start, item.found.end)
        self.drafts.append(draft)
        return draft

    def _count(self, item: Item) -> None:
        gap = self.sentence[self.position : item.found.start]
        draft = self._new(item, item.label)
        if "其中" in gap and self.group:
            self.outer, self.group = list(self.group), []
            self.parts.append((self.outer, self.group))
        elif self.last is not Role.COUNT or "；" in gap or "持平" in gap:
            self.outer, self.group = [], []
            self.changes.open = []
        if _TOTAL.search(item.lead) and item.found.figure.approximation in ("确数", "约数"):
            same = [other for other in self.group if _same_unit(other, draft)]
            if len(same) >= 2:
                self._sum(draft, same)
        level, before = _LEVEL.match(item.lead), self.counts[-1] if self.counts else None
        origin = _FROM.search(before.item.lead) if before else None
        if level and before and origin and before.figure.unit == draft.figure.unit:
            before.label = draft.label = trim(origin["label"])
            before.of, draft.of = _point(origin["when"]), _point(level["when"])
            before.of, draft.of = before.of or f"{level['word']}前", draft.of or f"{level['word']}后"
            before.supported = draft.supported = True
            before.end = draft.end
        self.counts.append(draft)
        if not item.found.limit:
            self.group.append(draft)

    def _change(self, run: list[Item]) -> None:
        if not _percent(run[0]):
            self.changes.amounts(run, self.group)
            return
        for label, of, item in self.changes.percents(run, self.group):
            draft = self._new(item, label, run[0].lead_start)
            draft.of, draft.supported = of, True

    def _unchanged(self, start: int, end: int) -> None:
        """What is said to be 持平 between two figures."""
        for flat in _LEVEL_FLAT.finditer(self.sentence, start, end):
            self.changes.unchanged(without_scope(flat["label"]), flat.end(), self.group)

    def _shares(self, run: list[Item]) -> None:
        self.share_whole = run[0].whole or self.share_whole
        labels = enumerated(without_scope(run[0].label))
        among = [match["among"] for match in _AMONG.finditer(self.sentence, 0, run[0].found.start)]
        parts, wholes = self.group, self.outer
        matched = not labels and len(parts) == len(wholes) == len(run)
        for index, item in enumerate(run):
            part = parts[index] if matched else None
            whole = wholes[index] if matched and part and _same_unit(part, wholes[index]) else None
            if part and whole:
                draft = self._new(item, "", run[0].lead_start)
                draft.derivation, draft.inputs, draft.supported = "占比", [part, whole], True
            elif len(labels) == len(run):
                draft = self._new(item, f"{labels[index]}占{self.share_whole}", run[0].lead_start)
                draft.of = among[-1] if among else ""
                draft.supported = bool(self.share_whole) and (bool(among) or reported(self.sentence))
            else:
                continue
            inputs = (part.figure, whole.figure) if part and whole else (None, None)
            draft.checks.append(checks.ratio("占比", *inputs, item.found.figure))

    def _rate(self, item: Item) -> None:
        stems = [stem for stem in (item.label[:-1], *_RATE_STEMS) if stem and stem in item.label]
        part = next((d for d in reversed(self.counts) if any(stem in d.label for stem in stems)), None)
        if part is None:
            return
        earlier = self.counts[: self.counts.index(part)]
        whole = next((d for d in reversed(earlier) if not part.figure.unit or _same_unit(d, part)), None)
        if whole is None:
            return
        if not part.figure.unit:
            part.unit, part.note = whole.figure.unit, "原文缺计量单位，按上下文补。"
        subject = hazard(whole.label)
        part.of = part.of or (subject if subject not in part.label else "")
        draft = self._new(item, item.label)
        draft.of, draft.derivation, draft.inputs = subject, "比率", [part, whole]
        draft.checks.append(checks.ratio("比率", part.figure, whole.figure, item.found.figure))
        draft.supported = part.supported = whole.supported = not normative(self.sentence, item.found)

    def _parts(self, outer: list[Draft], inner: list[Draft]) -> None:
        """Parts behind 其中 that make up the whole; parts that do not need not be all of them."""
        for whole in outer:
            same = [draft for draft in inner if _same_unit(draft, whole)]
            if len(same) >= 2:
                check = checks.combination("合计", [part.figure for part in same], whole.figure)
                if check.finding.verdict in (Verdict.AGREES, Verdict.ROUNDED):
                    self._sum(whole, same)

    def _sum(self, whole: Draft, parts: list[Draft]) -> None:
        whole.derivation, whole.inputs = "合计", parts
        whole.checks.append(checks.combination("合计", [part.figure for part in parts], whole.figure))
        for draft in (whole, *parts):
            draft.supported = not normative(self.sentence, draft.item.found)


def hazard(label: str) -> str:
    """The hazards that a label counts: 重大隐患 in 排查重大隐患; empty if it counts none."""
    found = _HAZARD.search(label)
    return trim(_SEARCHED.sub("", found[0])) if found else ""


def _point(words: str) -> str:
    """A point in time without the particle behind it."""
    return words.strip().removesuffix("的")


def _same_unit(one: Draft, other: Draft) -> bool:
    return one.figure.unit == other.figure.unit

"""Relations between notices: none to itself, none twice, none against the dates or the validity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..kinds.notice import Notice, Validity
from ..problems import Fault, Problem, ValuePath
from ..validate import Unit, Validated

#: A document that is the object of the verb and the states of validity that may follow.
_AFTER = {"废止": ("废止", "失效"), "修改": ("已修改", "废止", "失效")}
#: Verbs whose object existed before the document that states them.
_BACKWARD = frozenset({"依据", "转发", "落实", "修改", "废止", "替代"})


#: Quoted titles inside a quoted title take single brackets (GB/T 15834).
INNER_MARKS = str.maketrans("《》", "〈〉")


def settle(notices: Mapping[str, Notice]) -> dict[str, Notice]:
    """The notices, each with the validity that a repealing or amending notice gives it.

    Where the record itself states a repeal or an amendment, its own words stay; a repeal
    outweighs an amendment, the latest counts.
    """
    settled = dict(notices)
    for verb, status in (("修改", "已修改"), ("废止", "废止")):
        for other, by in _acts(notices, verb):
            own = notices[other].validity.status
            if own not in (None, "不适用", "现行有效"):
                continue
            day = by.starts
            title = by.title.translate(INNER_MARKS)
            known = by.document_number or (f"{by.document_date.year}年" if by.document_date else "")
            reason = f"被《{title}》{f'（{known}）' if known else ''}{verb}"
            validity = Validity(status=status, date=day, reason=reason)
            settled[other] = notices[other].model_copy(update={"validity": validity})
    return settled


def _acts(notices: Mapping[str, Notice], verb: str) -> list[tuple[str, Notice]]:
    """Documents repealed or amended, each with the one that does it, in the order of time."""
    acts = [
        (relation.notice, by)
        for by in notices.values()
        if by.withdrawn is None
        for relation in by.relations
        if relation.verb == verb and relation.notice in notices and relation.notice != by.id
    ]
    return sorted(acts, key=lambda act: str(act[1].starts or ""))


def check(validated: Validated) -> Iterator[Problem]:
    """What the relations of all notices say against each other."""
    notices = {
        unit.id: (unit, unit.instance)
        for unit in validated.units
        if unit.kind == "notice" and isinstance(unit.instance, Notice)
    }
    for id_, (unit, notice) in notices.items():
        stated: set[tuple[str, str]] = set()
        for index, relation in enumerate(notice.relations):
            path = unit.pruned.origin(("relations", index))
            if relation.notice == id_:
                yield unit.problem(Fault("E314", (*path, "notice"), {"verb": relation.verb}))
                continue
            if (relation.verb, relation.notice) in stated:
                params = {"verb": relation.verb, "id": relation.notice}
                yield unit.problem(Fault("E315", (*path, "notice"), params))
                continue
            stated.add((relation.verb, relation.notice))
            if relation.notice in notices:
                other_unit, other = notices[relation.notice]
                yield from _against(unit, notice, relation.verb, path, other_unit, other)


def _against(
    unit: Unit, notice: Notice, verb: str, path: ValuePath, other_unit: Unit, other: Notice
) -> Iterator[Problem]:
    """One relation against the dates and the validity of the document it names."""
    stated = other.validity.status
    if verb in _AFTER and stated in ("现行有效", "任务已完成", "已修改") and stated not in _AFTER[verb]:
        params = {"verb": verb, "by": unit.id, "status": stated}
        yield other_unit.problem(Fault("E311", ("validity", "status"), params))
    day = notice.starts
    repealed = other.validity.date if verb == "废止" and stated == "废止" else None
    if repealed and day and repealed not in (notice.effective_date, notice.document_date):
        params = {"by": unit.id, "date": repealed, "own": day}
        yield other_unit.problem(Fault("E318", ("validity", "date"), params))
    if any(
        back.notice == unit.id and back.verb == verb and verb in _BACKWARD and unit.id < other_unit.id
        for back in other.relations
    ):
        params = {"verb": verb, "id": other_unit.id}
        yield unit.problem(Fault("E316", (*path, "verb"), params))
    dates = notice.document_date, other.document_date
    if verb in _BACKWARD and dates[0] and dates[1] and dates[1] > dates[0]:
        params = {"verb": verb, "id": other_unit.id, "other": dates[1], "own": dates[0]}
        yield unit.problem(Fault("W317", (*path, "notice"), params))

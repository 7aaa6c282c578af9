"""Relations between notices: none to itself, none twice, none against the dates or the validity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from .. import numbers
from ..kinds.notice import Notice, Relation, Validity
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
    for other, acts in _acts(notices).items():
        settled[other] = settled_by(notices[other], acts)
    return settled


def settled_by(notice: Notice, acts: Iterable[tuple[str, Notice]]) -> Notice:
    """A notice with the validity that the notices which act on it, each with its verb, give it."""
    if notice.validity.status not in (None, "不适用", "现行有效"):
        return notice
    for verb, status in (("修改", "已修改"), ("废止", "废止")):
        done = [by for done, by in acts if done == verb and by.withdrawn is None and by.id != notice.id]
        for by in sorted(done, key=lambda one: str(one.starts or ""))[-1:]:
            title = by.title.translate(INNER_MARKS)
            known = by.document_number or (f"{by.document_date.year}年" if by.document_date else "")
            reason = f"被《{title}》{f'（{known}）' if known else ''}{verb}"
            validity = Validity(status=status, date=by.starts, reason=reason)
            notice = notice.model_copy(update={"validity": validity})
    return notice


def _acts(notices: Mapping[str, Notice]) -> dict[str, list[tuple[str, Notice]]]:
    """Verb and document of every act on each document, in the order of ids."""
    found: dict[str, list[tuple[str, Notice]]] = defaultdict(list)
    for by in notices.values():
        for relation in by.relations:
            if relation.notice in notices:
                found[relation.notice].append((relation.verb, by))
    return found


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


def reverse(notices: Mapping[str, Notice]) -> dict[str, tuple[tuple[str, str, Relation], ...]]:
    found: dict[str, list[tuple[str, str, Relation]]] = defaultdict(list)
    for id_, notice in notices.items():
        for relation in notice.relations:
            found[relation.notice].append((relation.verb, id_, relation))
    return {id_: tuple(relations) for id_, relations in found.items()}


def series_place(notice: Notice) -> tuple[str, int, int] | None:
    """Number series of a notice, and its year and serial in it; ``None`` without an agency's number."""
    number = numbers.parse(notice.document_number or "")
    if number is None or not number.agency_code:
        return None
    return number.series, number.year or 0, number.serial


def neighbours(notices: Mapping[str, Notice]) -> dict[str, tuple[str | None, str | None]]:
    """Before and after by year and serial, among the notices with the same agency code."""
    series: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for id_, notice in notices.items():
        if place := series_place(notice):
            series[place[0]].append((*place[1:], id_))
    found: dict[str, tuple[str | None, str | None]] = {}
    for members in series.values():
        ids = [None, *(id_ for _, _, id_ in sorted(members)), None]
        for place in range(1, len(ids) - 1):
            found[str(ids[place])] = (ids[place - 1], ids[place + 1])
    return found

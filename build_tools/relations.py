"""Relations between notices: none to itself, none twice, none against the dates or the validity."""

from __future__ import annotations

from collections.abc import Iterator

from .kinds.notice import Notice
from .problems import Fault, Problem, ValuePath
from .validate import Unit, Validated

#: A document that is the object of the verb and the states of validity that may follow.
_AFTER = {"废止": ("废止", "失效"), "修改": ("已修改", "废止", "失效")}
#: Verbs whose object existed before the document that states them.
_BACKWARD = frozenset({"依据", "转发", "落实", "修改", "废止", "替代"})


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

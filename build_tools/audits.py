"""The audit of the whole archive (数字体检): releases, the arithmetic in texts, several sources.

Nothing here corrects a source.  A figure that does not agree is a warning until an editor has
seen it: a source note of the record, or of the document it is from, that quotes the figure and
says 不符, or whose erratum reads another figure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from .body import find
from .kinds.base import Record, SourceNote
from .kinds.statistic import Statistic
from .mentions.passages import passages
from .problems import Fault, Problem
from .validate import Unit, Validated

if TYPE_CHECKING:
    from .figures.audit import Audited
    from .figures.checks import Check
    from .figures.drafts import Proposal
    from .figures.several import Several, Statement

#: What a text must hold for any of its figures to be checked: a per cent, or words of a sum.
_STATED = re.compile(r"[%％]|合计|总计|共计|其中")
#: Kinds of records whose texts are read for stated arithmetic.
KINDS = ("notice", "case")

Records = Mapping[str, Mapping[str, Record]]


#: What texts state that an editor has to look at: mentions to decide, arithmetic.
Stated = Literal["undecided", "audit"]


def counted(sort: Stated, found: Sequence[Any]) -> tuple[int, ...]:
    """How much was found; of arithmetic, how much with each verdict, in their order."""
    if sort == "undecided":
        return (len(found),)
    from .figures.arithmetic import Verdict

    verdicts = [one.check.finding.verdict for one in found]
    return tuple(map(verdicts.count, Verdict))


def tally(sort: Stated, found: Iterable[tuple[str, Any]]) -> dict[str, tuple[int, ...]]:
    """The same by period, of what was found with its period."""
    held: dict[str, list[Any]] = defaultdict(list)
    for period, one in found:
        held[period].append(one)
    return {period: counted(sort, every) for period, every in held.items()}


@dataclass(frozen=True, slots=True)
class TextCheck:
    """Arithmetic that a record's text states.

    Attributes:
        kind: Kind of the record.
        id: Its id.
        place: Address of the paragraph on the record's page; empty if it has none.
        proposal: The figure with its quotation.
        check: The calculation and its finding.
    """

    kind: str
    id: str
    place: str
    proposal: Proposal
    check: Check


@dataclass(frozen=True, slots=True)
class Audits:
    """What recomputing the figures of an archive gives.

    Attributes:
        releases: Id of a release -> what it states, in order.
        texts: The arithmetic stated in the texts of notices and cases, in order.
        several: Figures that different releases state differently.
    """

    releases: Mapping[str, tuple[Audited, ...]] = field(default_factory=dict)
    texts: tuple[TextCheck, ...] = ()
    several: tuple[Several, ...] = ()


def audits(records: Records) -> Audits:
    """Audit every release and every text that is not withdrawn."""
    from .figures.audit import audit
    from .figures.several import several

    releases = [one for one in _live(records, "statistic") if isinstance(one, Statistic)]
    days = {one.id: day(one) for one in _live(records, "notice")}
    return Audits(
        {release.id: audit(release) for release in releases},
        tuple(found for kind in KINDS for record in _live(records, kind) for found in stated(kind, record)),
        several(releases, days),
    )


def _live(records: Records, kind: str) -> Iterator[Record]:
    return (record for record in records.get(kind, {}).values() if record.withdrawn is None)


def day(record: Record) -> str:
    """The day of a document, by which figures of several sources are ordered; empty if unknown."""
    days = (getattr(record, name, None) for name in ("document_date", "print_date", "publication_date"))
    return str(next((day for day in days if day), ""))


def stated(kind: str, record: Record) -> Iterator[TextCheck]:
    """The arithmetic that the texts of one record state."""
    if not any(_STATED.search(passage.text) for passage in passages(record)):
        return
    from .figures.finder import propose

    for proposal in propose(record):
        place = _place(record, proposal) if proposal.checks else ""
        yield from (TextCheck(kind, record.id, place, proposal, check) for check in proposal.checks)


def _place(record: Record, proposal: Proposal) -> str:
    """Address of the paragraph that a proposal's quotation stands in."""
    before, after = proposal.prefix.rsplit("\n", 1)[-1], proposal.suffix.split("\n", 1)[0]
    for passage in passages(record):
        if passage.path == proposal.path:
            block = find(passage.blocks, proposal.quote, before, after)
            return block.id if block else ""
    return ""


def acknowledged(printed: str, *records: Record | None) -> SourceNote | None:
    """The source note that says of a printed figure that it does not agree, or corrects it."""
    figure = re.compile(rf"(?<![0-9.]){re.escape(printed)}(?![0-9])")
    notes = (note for record in records if record for note in record.source_notes)
    quoting = (note for note in notes if figure.search(note.quote or ""))
    return next((note for note in quoting if "不符" in note.note or _corrects(note, figure)), None)


def _corrects(note: SourceNote, figure: re.Pattern[str]) -> bool:
    return note.erratum is not None and not figure.search(note.erratum.reading)


def check(validated: Validated, found: Audits) -> Iterator[Problem]:
    """Figures that do not agree, and figures that releases state differently, unless acknowledged."""
    units = {(unit.kind, unit.id): unit for unit in validated.units}
    records = validated.records
    for id_, of_release in found.releases.items():
        release = records["statistic"][id_]
        assert isinstance(release, Statistic)
        for one in of_release:
            if one.check.differs and not acknowledged(one.check.printed, *_sources(records, release)):
                fault = Fault("W343", _path(release, one.observation), _params(one.label, one.check))
                yield units["statistic", id_].built(fault)
    for text in found.texts:
        yield from disagreeing(units[text.kind, text.id], records[text.kind][text.id], [text])
    for group in found.several:
        statements = group.statements
        if group.kind == "一数多源" and not _explained(records, statements):
            yield _stated_differently(units, statements)


def disagreeing(unit: Unit, record: Record, found: Iterable[TextCheck]) -> Iterator[Problem]:
    """Figures stated in a record's texts that do not agree, unless acknowledged."""
    for text in found:
        if text.check.differs and not acknowledged(text.check.printed, record):
            proposal = text.proposal
            fault = Fault("W344", proposal.path, _params(proposal.name, text.check), proposal.start)
            yield unit.built(fault)


def _explained(records: Records, statements: tuple[Statement, ...]) -> bool:
    """Whether an editor has seen that values differ, or the later one is a revision by its source."""
    return bool(statements[-1].observation.revisions) or any(
        acknowledged(one.observation.value_printed, *_sources(records, one.release)) for one in statements
    )


def _stated_differently(units: Mapping[tuple[str, str], Unit], statements: tuple[Statement, ...]) -> Problem:
    *others, latest = statements
    params = {
        "label": latest.observation.label,
        "own": latest.observation.value_printed,
        "others": "、".join(f"{one.release.id} {one.observation.value_printed}" for one in others),
    }
    fault = Fault("W345", _path(latest.release, latest.observation.id), params)
    return units["statistic", latest.release.id].built(fault)


def _sources(records: Records, release: Statistic) -> tuple[Record | None, ...]:
    """A release and the document that its figures are from."""
    return release, records.get("notice", {}).get(release.source_record)


def _params(label: str, check: Check) -> dict[str, str]:
    return {"label": label, "printed": check.printed, "formula": check.formula}


def _path(release: Statistic, observation: str) -> tuple[str | int, ...]:
    """Where the printed figure of an observation stands in its release."""
    ids = [one.id for one in release.observations]
    return ("observations", ids.index(observation), "value_printed")

"""Proposes observations and checks from a record's text, so that an editor confirms, not types.

Precision comes before recall: a figure whose label, unit or standing is not certain is left
to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..kinds import Record
from ..kinds.base import MarkdownText
from ..problems import ValuePath
from . import evidence
from .drafts import Draft, Proposal
from .labels import usable
from .linking import hazard, link
from .roles import Role, items
from .sentences import Sentence, brackets, clause_start, split

#: In a longer text every quote gets what stands around it.
_LONG_TEXT = 200_000
#: Figures in a sentence of a bulletin; a longer row of numbers is none.
_MOST = 40
#: Characters around a quote that tell it from another of the same words.
_AROUND = 12
#: Names in a share that mean nothing without the accidents they belong to.
_GENERIC = ("事故起数", "火灾起数", "死亡人数", "亡人数", "受伤人数", "伤人数")
_MENDED = re.compile(r"(?:完成|已)?(?:整改|治理|销号|办结)(?:完成|到位)?\Z")
_EVENT = re.compile(r"(?:事故|火灾|爆炸|泄漏|坍塌|透水)\s*共?\Z")
_CAUSED = re.compile(r"(?P<what>[^，。；：]{0,60}?)共?(?:造成|导致|致使?)[^，。；]{0,4}\Z")
_ACCIDENT = re.compile(
    r"(?:\A|(?<=[，。：、\s]))(?P<what>[^，。；：]{2,60}?(?:事故|火灾|爆炸|泄漏))(?=[，,：]|共?造成|共?导致|致)"
)


def propose(record: Record) -> tuple[Proposal, ...]:
    """The figures of a record's texts that a reader would accept, in order."""
    found: list[Proposal] = []
    for path, text in texts(record):
        for proposal in find(text, path, len(found)):
            found.append(proposal)
    return _without_repeats(found)


def texts(record: Record) -> Iterator[tuple[ValuePath, str]]:
    """The Markdown texts of a record, attachments included."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, str) and any(isinstance(mark, MarkdownText) for mark in _marks(field)):
            yield (name,), value
    for index, attachment in enumerate(getattr(record, "attachments", ())):
        if attachment.body:
            yield ("attachments", index, "body"), attachment.body


def _marks(field: object) -> tuple[object, ...]:
    annotation = getattr(field, "annotation", None)
    parts = getattr(annotation, "__args__", ())
    nested = [mark for part in parts for mark in getattr(part, "__metadata__", ())]
    return (*getattr(field, "metadata", ()), *nested)


def find(text: str, path: ValuePath = (), offset: int = 0) -> list[Proposal]:
    """The figures that a text states.

    Args:
        text: Markdown.
        path: Where the text stands in its record.
        offset: Number of proposals found before, for the positions of inputs.
    """
    found: list[Proposal] = []
    for sentence in split(text):
        held = items(sentence.text)
        if len(held) > _MOST:
            continue
        drafts = link(sentence.text, held)
        for draft in drafts:
            _settle(sentence.text, draft, drafts)
        for draft in drafts:
            _settle_share(draft)
        kept = [draft for draft in drafts if draft.supported]
        kept.sort(key=lambda draft: draft.item.found.start)
        base = offset + len(found)
        found += [_proposal(text, sentence, draft, kept, path, base) for draft in kept]
    return found


def _settle(sentence: str, draft: Draft, drafts: list[Draft]) -> None:
    """Decide whether a draft is a published figure, and what it belongs to."""
    found, lead = draft.item.found, draft.item.lead
    if evidence.normative(sentence, found):
        draft.supported = False
        return
    if draft.item.role is Role.SHARE and not draft.of and draft.label.startswith(_GENERIC):
        draft.of = next((other.full_label for other in _accidents(sentence, draft, drafts)), "")
        draft.supported = bool(draft.of)
    if draft.item.role is not Role.COUNT:
        return
    label, whose = evidence.casualty(sentence, found, lead)
    if label:
        event = draft.of or whose or _event(sentence, draft, drafts)
        draft.label, draft.of, draft.supported = label, event or "", event is not None
    else:
        label = evidence.accident(sentence, found, lead, draft.label)
        if label.startswith("发生在"):
            draft.of = next((other.full_label for other in _accidents(sentence, draft, drafts)), "")
            draft.label, draft.supported = label, bool(draft.of)
        elif draft.supported or not draft.item.close:
            _settle_count(sentence, draft, drafts, label)
    draft.end = max(draft.end, evidence.label_end(sentence, found, label))


def _settle_count(sentence: str, draft: Draft, drafts: list[Draft], label: str) -> None:
    """A count of accidents (with its label found), of what was done, or of what changed."""
    label = label or evidence.counted(sentence, draft.item.found, draft.item.lead, draft.label)
    draft.of = draft.of or draft.item.subject
    if label and not draft.supported:
        draft.label, draft.supported = label, usable(label)
    elif draft.comparisons or draft.checks:
        draft.supported = not draft.label or usable(draft.label)
    if draft.supported and not draft.of and _MENDED.match(draft.label):
        draft.of = next((hazard(other.label) for other in _same_unit_before(draft, drafts)), "")
        draft.supported = bool(draft.of)


def _same_unit_before(draft: Draft, drafts: list[Draft]) -> Iterator[Draft]:
    for other in reversed(drafts[: drafts.index(draft)]):
        if other.figure.unit == draft.figure.unit and hazard(other.label):
            yield other


def _settle_share(draft: Draft) -> None:
    """A share of one printed figure in another stands or falls with their labels."""
    if draft.derivation != "占比" or not draft.supported:
        return
    part, whole = draft.inputs
    draft.label = f"{part.full_label}占{whole.full_label}"
    draft.supported = bool(part.label and whole.label)
    if draft.supported:
        part.supported = whole.supported = True


def _accidents(sentence: str, draft: Draft, drafts: list[Draft], parts: bool = False) -> Iterator[Draft]:
    """The counts of accidents before a figure, the nearest first; with ``parts`` 7起发生在… too."""
    for other in reversed(drafts[: drafts.index(draft)]):
        if brackets(sentence[other.item.found.end : draft.item.found.start]) < 0:
            continue
        named = usable(other.label) and (parts or not other.label.startswith("发生在"))
        hangs = other.item.close and not other.supported
        if other.figure.unit == "起" and (parts or (named and not hangs)):
            yield other


def _event(sentence: str, draft: Draft, drafts: list[Draft]) -> str | None:
    """What people were hurt in: the accident that its clause names, or the one before.

    ``None`` if that is accidents whose count could not be named: the people then are no
    figure that can stand alone.
    """
    clause = sentence[clause_start(sentence, draft.item.found.start) : draft.item.found.start]
    cause = _CAUSED.search(clause)
    if cause and cause["what"].strip("，、；： "):
        return _named(cause["what"]) if _EVENT.search(cause["what"]) else ""
    for other in _accidents(sentence, draft, drafts, parts=True):
        if not other.supported and (other.item.close or (other.label and not usable(other.label))):
            return None
        if not cause or "；" not in sentence[other.item.found.end : draft.item.found.start]:
            return other.label if other.label.startswith("发生在") else other.full_label
    segment = sentence[: draft.item.found.start].rsplit("；", 1)[-1]
    named = [_named(match["what"]) for match in _ACCIDENT.finditer(segment)]
    return named[-1] if named else ""


def _named(words: str) -> str:
    """An accident's name from the words before 造成: what follows 发生, or all of it."""
    name = words.rsplit("发生", 1)[-1].lstrip("了起一，").rsplit("”", 1)[-1]
    return name if usable(name) else ""


def _proposal(
    text: str, sentence: Sentence, draft: Draft, kept: list[Draft], path: ValuePath, base: int
) -> Proposal:
    found = draft.item.found
    start = _quote_start(sentence.text, draft)
    while sentence.text[start] in "，、；：（ \n" and start < found.start:
        start += 1
    quote = sentence.text[start : draft.end]
    first, last = sentence.start + start, sentence.start + draft.end
    repeated = len(text) > _LONG_TEXT or text.find(quote) != first or text.find(quote, first + 1) >= 0
    inputs = tuple(base + kept.index(other) for other in draft.inputs if other in kept)
    derived = len(inputs) == len(draft.inputs)
    return Proposal(
        path=path,
        start=sentence.start + found.start,
        end=sentence.start + found.end,
        quote=quote,
        prefix=text[max(0, first - _AROUND) : first] if repeated else "",
        suffix=text[last : last + _AROUND] if repeated else "",
        label=draft.label,
        of=draft.of,
        figure=draft.figure,
        comparisons=tuple(draft.comparisons),
        derivation=draft.derivation if derived else None,
        inputs=inputs if derived else (),
        checks=tuple(draft.checks),
        note=draft.note,
    )


def _quote_start(sentence: str, draft: Draft) -> int:
    """Where the quote begins: with the label, or with the figure's own item of a list."""
    behind = evidence.label_end(sentence, draft.item.found, draft.label) > draft.item.found.end
    mark = sentence.rfind("、", draft.start, draft.item.found.start)
    people = draft.figure.unit in ("人", "名")
    return mark + 1 if behind and people and mark >= 0 else draft.start


def _without_repeats(found: list[Proposal]) -> tuple[Proposal, ...]:
    """A figure that a record states twice is proposed once: where more is said of it."""
    best: dict[tuple[str, str, str], int] = {}
    for index, proposal in enumerate(found):
        key = (proposal.name, str(proposal.figure.value), proposal.figure.unit)
        rival = best.setdefault(key, index)
        if _weight(proposal) > _weight(found[rival]):
            best[key] = index
    needed = {position for index in best.values() for position in found[index].inputs}
    kept = sorted({*best.values(), *needed})
    return tuple(
        replace(found[index], inputs=tuple(kept.index(position) for position in found[index].inputs))
        for index in kept
    )


def _weight(proposal: Proposal) -> int:
    return len(proposal.checks) + len(proposal.inputs) + len(proposal.comparisons)

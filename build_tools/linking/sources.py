"""Quotations: each must stand, word for word, in the text it is said to come from."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from ..kinds.base import Quote, Record
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..kinds.statistic import Statistic
from ..problems import Fault, Problem, ValuePath
from ..validate import Unit, Validated

#: Characters of a source in which the nearest text is looked for.
_WINDOW = 60_000
#: Quotations of one run for which the nearest text is looked up.
_MOST_HINTS = 20


def check(validated: Validated) -> Iterator[Problem]:
    """Quotations of figures that their source does not hold, and remarks on words it does not hold."""
    texts = {id_: text_of(notice) for id_, notice in validated.records.get("notice", {}).items()}
    hints = 0
    for unit in validated.units:
        if isinstance(unit.instance, Statistic):
            for path, source, quote in _quotes(unit.instance):
                text = texts.get(source, "")
                if not text or f"{quote.prefix}{quote.exact}{quote.suffix}" in text:
                    continue
                hints += 1
                near = nearest(quote.exact, text) if hints <= _MOST_HINTS else ""
                params = {"source": source, "hint": near and f"来源中最接近的是：{near}"}
                yield unit.built(Fault("E331", (*path, "quote", "exact"), params))
        yield from own(unit)


def own(unit: Unit) -> Iterator[Problem]:
    """Quotations from a record's own text, and errata, whose words it does not hold."""
    if isinstance(unit.instance, (Notice, Case)):
        yield from _own_quotes(unit, unit.instance)
    if isinstance(unit.instance, Record):
        yield from _errata(unit, unit.instance)


def _quotes(release: Statistic) -> Iterator[tuple[ValuePath, str, Quote]]:
    """The quotations of a release: their place, the document they are from, their words."""
    for index, observation in enumerate(release.observations):
        path: ValuePath = ("observations", index)
        yield path, release.source_record, observation.quote
        for order, revision in enumerate(observation.revisions):
            if revision.quote is not None:
                yield (*path, "revisions", order), revision.source or release.source_record, revision.quote


def _errata(unit: Unit, record: Record) -> Iterator[Problem]:
    """Errata whose words the text no longer holds: the source was put right, or the note is misplaced."""
    text = text_of(record) if isinstance(record, (Notice, Case)) else ""
    for index, note in enumerate(record.source_notes):
        if note.erratum is not None and (note.quote or "") not in text:
            path = ("source_notes", index, "quote")
            yield unit.built(Fault("E333", path, {"quote": note.quote, "reading": note.erratum.reading}))


def text_of(record: Notice | Case) -> str:
    """All the texts of a record that a reader sees, one after the other."""
    if isinstance(record, Case):
        names = ("overview", "process", "direct_causes", "indirect_causes", "response", "responsibility")
        parts = [record.title, *(getattr(record, name) for name in names), record.lessons, record.follow_up]
        parts += [measure.text for measure in record.corrective_measures]
    else:
        parts = [record.title, *record.main_recipients, record.body]
        for attachment in record.attachments:
            parts += [attachment.title, attachment.body]
    return "\n".join(part for part in parts if part)


def _own_quotes(unit: Unit, record: Notice | Case) -> Iterator[Problem]:
    """Quotations from the record's own text, in its source notes and relations."""
    text = text_of(record)
    quotes: list[tuple[ValuePath, str | None]] = [
        (("source_notes", index), note.quote)
        for index, note in enumerate(record.source_notes)
        if note.erratum is None
    ]
    if isinstance(record, Notice):
        if record.is_stub:
            return
        quotes += [(("relations", index), item.quote) for index, item in enumerate(record.relations)]
    for path, quote in quotes:
        if quote is not None and quote not in text:
            yield unit.problem(Fault("W332", (*unit.pruned.origin(path), "quote"), {"quote": quote}))


def nearest(quote: str, source: str) -> str:
    """The passage of ``source`` that comes nearest to ``quote``; empty if none does."""
    source = source[:_WINDOW]
    matcher = difflib.SequenceMatcher(None, source, quote[:200], autojunk=False)
    match = matcher.find_longest_match()
    if match.size < min(4, len(quote)):
        return ""
    start = max(match.a - match.b, 0)
    return source[start : start + len(quote)].replace("\n", " ")

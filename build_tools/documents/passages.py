"""What a reader sees of a record, paragraph by paragraph, each with its anchor on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search_index.document import Passage

from ..body import Block
from ..escape import plain
from ..kinds.base import Record, term
from ..kinds.case import Case
from ..kinds.notice import Notice
from ..kinds.organization import Organization
from ..kinds.statistic import Statistic
from ..kinds.vocabulary import GlossaryEntry
from ..mentions.passages import blocks
from ..views import case as case_page
from ..views import text
from ..views.frame import figure
from .campaigns import campaign
from .lines import line


def passages(record: Record) -> tuple[Passage, ...]:
    """The passages of a record in the order in which they weigh: its own text before what is told of it."""
    if record.withdrawn is not None:
        return tuple(line("", "撤下", record.withdrawn.reason))
    match record:
        case Notice():
            found = _notice(record)
        case Statistic():
            found = _statistic(record)
        case Case():
            found = _case(record)
        case Organization():
            found = _organization(record)
        case _:
            found = campaign(record)
    return tuple(found)


def shown(block: Block) -> str:
    """The words of a block as the page shows them: no Markdown, no rules of tables."""
    if block.kind != "table":
        return plain(" ".join(block.text.split("\n"))).strip()
    rows = [row for order, row in enumerate(block.text.split("\n")) if order != 1]
    cells = [row.strip().removeprefix("|").removesuffix("|").split("|") for row in rows]
    return "\n".join(" ".join(plain(cell.strip()) for cell in row) for row in cells)


def phrase(entry: GlossaryEntry) -> tuple[Passage, ...]:
    """The passages of a set phrase."""
    found = [*line("", "适用范围", entry.scope)]
    found += [one for order, item in enumerate(entry.items, 1) for one in line(f"i{order}", "条目", item)]
    found += _markdown(entry.definition, "definition", "释义")
    found += [*line("", "所据原文", entry.quote), *line("", "说明", entry.note)]
    return tuple(found)


def _blocks(held: Iterable[Block], label: str = "") -> Iterator[Passage]:
    for block in held:
        yield from line(block.id, label, shown(block))


def _markdown(field: str | None, prefix: str, label: str) -> Iterator[Passage]:
    if field:
        yield from _blocks(blocks(field, f"{prefix}-"), label)


def _notice(notice: Notice) -> Iterator[Passage]:
    yield from line("", "主送机关", "，".join(notice.main_recipients))
    for part in text.parts(notice):
        if part.prefix:
            yield from line(part.prefix, "附件", f"{part.label} {part.title}")
            yield from line(part.prefix, "附件", part.note)
        yield from _blocks(part.blocks, part.label)
    yield from line("", term(Notice, "note"), notice.note)
    yield from line("", "抄送机关", "，".join(notice.copied_to))
    # The editors' summary repeats the text: behind it, so that the text itself is quoted first.
    yield from line("", term(Notice, "summary"), notice.summary)
    yield from line("", term(Notice, "keywords"), "、".join(notice.keywords))
    yield from line("", term(Notice, "subject"), notice.subject)
    yield from line("", term(Notice, "index_number"), notice.index_number)


def _statistic(release: Statistic) -> Iterator[Passage]:
    for one in release.observations:
        value = "" if one.value_printed == figure(one.value) else f"（{figure(one.value)} {one.unit}）"
        quote = f"{one.quote.prefix}{one.quote.exact}{one.quote.suffix}"
        yield from line(f"obs-{one.id}", "数据", f"{one.label}：{one.value_printed}{value}　{quote}")
        for former in one.revisions:
            yield from line(f"obs-{one.id}", "修订前", f"{one.label}：{former.value_printed}")
    yield from line("", term(Statistic, "coverage"), release.coverage)
    yield from line("", term(Statistic, "note"), release.note)


def _case(case: Case) -> Iterator[Passage]:
    for name in ("summary", "place", "unit", "time_note"):
        yield from line("", term(Case, name), getattr(case, name))
    for known in case.casualties:
        yield from line("casualties", "伤亡和损失", known.direct_loss_printed)
        yield from line("casualties", "伤亡和损失", known.quote)
    for name in ("overview", "process", "direct_causes", "indirect_causes", "response", "responsibility"):
        yield from _markdown(getattr(case, name), name, case_page.heading(case, name))
    for penalty in case.penalties:
        words = (penalty.party, penalty.finding, penalty.decision)
        yield from line("penalties", term(Case, "penalties"), "　".join(filter(None, words)))
    for order, measure in enumerate(case.corrective_measures, 1):
        yield from _markdown(measure.text, f"corrective_measures-{order}", "整改措施")
        yield from line(f"measure-{order}", "整改措施", measure.evidence)
    for name in ("lessons", "follow_up"):
        yield from _markdown(getattr(case, name), name, case_page.heading(case, name))
    if case.lesson_card:
        card = case.lesson_card
        for words in (card.what_happened, *card.what_was_broken, *card.what_to_check):
            yield from line("card", term(Case, "lesson_card"), words)


def _organization(body: Organization) -> Iterator[Passage]:
    for name in reversed(body.names):
        short = f"　简称：{'、'.join(name.short_forms)}" if name.short_forms else ""
        yield from line("names", term(Organization, "names"), f"{name.name}{short}")
        yield from line("names", term(Organization, "names"), name.note)
    yield from line("", term(Organization, "agency_codes"), "、".join(body.agency_codes))
    yield from _markdown(body.description, "description", term(Organization, "description"))

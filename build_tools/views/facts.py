"""Facts that all kinds share: source, source notes, changes, what refers to a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from ..archive import Archive, Naming
from ..dates import day_of
from ..escape import escape
from ..kinds import KINDS, Record
from ..kinds.base import Source, term
from ..kinds.case import Case
from ..kinds.vocabulary import VOCABULARIES, VOCABULARY_TERMS
from .frame import Fact, Links, Row, anchor, zh_date
from .text import Notes, erratum


def fact(model: type[Any], name: str, value: object, wide: bool = False) -> list[Fact]:
    """One fact under its Chinese term, or nothing where there is no value."""
    if value is None or value == "" or value == ():
        return []
    return [Fact(term(model, name), escape(value), wide)]


def unverified_fact(record: Record, name: str, wide: bool = False) -> list[Fact]:
    """未核实 under the term of a field whose value nobody has confirmed."""
    if (name,) not in record.unverified:
        return []
    return [Fact(term(type(record), name), Markup('<span class="open">未核实</span>'), wide)]


def source_facts(source: Source | None) -> list[Fact]:
    """Where the text comes from, with its checksum."""
    if source is None:
        return []
    url = source.url
    link = Markup(f'<a href="{escape(url)}" rel="noopener">{escape(url)}</a>') if _web(url) else url
    digest = Markup(f'<code class="sum">{escape(source.sha256)}</code>') if source.sha256 else None
    return [
        *fact(Source, "name", source.name),
        *fact(Source, "retrieved", zh_date(source.retrieved)),
        *fact(Source, "url", link, wide=True),
        *fact(Source, "file", source.file, wide=True),
        *fact(Source, "sha256", digest, wide=True),
        *fact(Source, "note", source.note, wide=True),
    ]


def _web(url: str | None) -> bool:
    return url is not None and url.startswith(("https://", "http://"))


def closing(record: Record, notes: Notes | None = None) -> dict[str, Any]:
    """Template values for the end of a record's page: source, notes and changes."""
    held = notes or Notes(record.source_notes, ())
    return {
        "source": source_facts(record.source),
        "notes_beside": held.placed,
        "notes": [(order, note, erratum(note)) for order, note in held.others],
        "changes": [(zh_date(change.date), change) for change in record.changes],
    }


def balanced(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with every half row that would stay open made a whole one."""
    shown: list[Fact] = []
    half = False
    for fact_ in facts:
        if fact_.wide and half:
            shown[-1] = replace(shown[-1], wide=True)
        half = not fact_.wide and not half
        shown.append(fact_)
    if half:
        shown[-1] = replace(shown[-1], wide=True)
    return shown


#: What a list of referring records is called, where the field's own term reads backwards.
_TITLES = {
    ("organization", "parent"): "下级机构",
    ("notice", "issuing_bodies"): "发布的文件",
    ("notice", "campaigns"): "有关文件",
    ("notice", "industries"): "文件",
    ("notice", "region"): "文件",
    ("campaign", "lead_bodies"): "牵头的专项行动",
    ("campaign", "groups"): "参加的领导小组、督导检查组",
    ("campaign", "basis"): "作为专项行动的依据",
    ("campaign", "events"): "载入专项行动大事记",
    ("campaign", "measure_sets"): "专项行动的措施",
    ("campaign", "scope"): "列入范围的专项行动",
    ("campaign", "region"): "专项行动",
    ("statistic", "source_record"): "据以著录的统计发布",
    ("statistic", "campaigns"): "统计发布",
    ("statistic", "observations"): "统计发布",
    ("statistic", "region"): "统计发布",
    ("case", "notices"): "有关案例",
    ("case", "campaigns"): "有关案例",
    ("case", "industry"): "案例",
    ("case", "region"): "案例",
    ("case", "causes"): "案例",
    ("organization", "region"): "机构",
    ("glossary", "source"): "出自本文件的提法",
}


#: Fields that name records or vocabulary entries and are shown elsewhere on the page.
_SHOWN, ABOVE = ("relations", "mentions"), ("parent", "mentions")


def referrers(
    archive: Archive, links: Links, kind: str, record_id: str, most: int | None = None
) -> list[tuple[str, list[Row], int]]:
    """Who names this record, grouped by kind and field: title, the newest ``most`` rows, number of all."""
    return _titled(links, archive.named_by(kind, record_id, most, _SHOWN))


def term_users(
    archive: Archive, links: Links, vocabulary: str, key: str, most: int
) -> list[tuple[str, list[Row], int]]:
    """Which records use this vocabulary entry, grouped likewise."""
    return _titled(links, archive.named_by(vocabulary, key, most, ABOVE))


def _titled(links: Links, found: Iterable[Naming]) -> list[tuple[str, list[Row], int]]:
    titled = []
    for one in found:
        if one.kind in KINDS:
            model, word = KINDS[one.kind].model, KINDS[one.kind].term
            rows = [row(links, one.kind, links.archive.head(one.kind, id_)) for id_ in one.ids]
        else:
            model, word = VOCABULARIES[one.kind], VOCABULARY_TERMS[one.kind]
            rows = newest(Row(links.term(one.kind, id_)) for id_ in one.ids)
        title = _TITLES.get((one.kind, one.field)) or f"{word} · {term(model, one.field)}"
        titled.append((title, rows, one.count))
    return titled


def row(links: Links, kind: str, record: Any) -> Row:
    """A record as a line of a list."""
    href = f"{links.root}{KINDS[kind].folder}/{record.id}.html"
    return Row(anchor(href, record.label), *line(links.archive, kind, record))


def line(archive: Archive, kind: str, record: Any) -> tuple[str, str, str, str]:
    """What stands beside a record's link in a list: day, number, note and tag."""
    day = day_of(record)
    if kind == "case":
        return day, "", case_note(record), record.grade or ""
    if kind != "notice":
        return day, "", "", ""
    bodies = [archive.get("organization", one) for one in record.issuing_bodies]
    note = "、".join(body.name_on(day) if day else body.label for body in bodies if body)
    return day, record.document_number or "", note, "仅存题名" if record.is_stub else ""


def case_note(case: Case) -> str:
    """Where it happened, how many died, and the grade that follows where the source states none."""
    deaths = case.latest.deaths if case.latest else None
    grade = case.computed_grade if case.type == "事故" and not case.grade else None
    words = (
        case.place,
        "" if deaths is None else f"死亡{deaths}人",
        f"按伤亡和损失推算为{grade}事故" if grade else "",
    )
    return "　".join(filter(None, words))


def newest(rows: Iterable[Row]) -> list[Row]:
    """Rows with the newest first, undated rows last, equal days in the order of their addresses."""
    return sorted(sorted(rows, key=lambda one: str(one.link)), key=lambda one: one.day, reverse=True)

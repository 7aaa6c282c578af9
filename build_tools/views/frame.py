"""What every view uses: the View type, links, dates and numbers in Chinese."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from ..archive import Archive
from ..escape import escape
from ..kinds import KINDS, Record
from ..mentions.resolve import Held, Wanted
from ..mentions.wanted import Sort, WantedDocument

#: Folder of each vocabulary's pages.
VOCABULARY_FOLDERS = {
    "industries": "industries",
    "regions": "regions",
    "accident_types": "accident-types",
    "indicators": "indicators",
    "causes": "causes",
    "glossary": "glossary",
    "synonyms": "synonyms",
}


#: Page of the wanted list for each sort of document.
WANTED_PAGES: dict[Sort, str] = {
    "公文": "papers",
    "法律法规规章": "laws",
    "标准规范": "standards",
    "其他": "others",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list of records."""

    link: Markup
    day: str = ""
    number: str = ""
    note: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell of a facts table; ``wide`` takes the whole width."""

    term: str
    value: Markup
    wide: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A page before its template is filled in.

    Attributes:
        path: Address without ``.html``, relative to the site.
        template: Template name without ``.md.j2``.
        title: Title of the page.
        context: Values for the template.
        crumbs: Text and address (relative to the site) of the pages above, home first.
        kind: What the page is, a class for the style sheet.
        description: One sentence for search engines.
        meta: Page metadata (ColumnName, ArticleTitle …), in order.
        data: JSON-LD.
        updated: Day of the last change that the data know of.
        contents: Whether the page shows a table of contents.
    """

    path: str
    template: str
    title: str
    context: Mapping[str, Any]
    crumbs: tuple[tuple[str, str], ...] = (("首页", "index.html"),)
    kind: str = "list"
    description: str = ""
    meta: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None
    updated: str = ""
    contents: bool = False

    @property
    def root(self) -> str:
        """The way from this page to the site's root."""
        return "../" * self.path.count("/")


def zh_date(value: object) -> str:
    """A day, month or year as 2023年3月13日; empty for nothing."""
    if not value:
        return ""
    parts = str(value).split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def zh_period(start: object, end: object) -> str:
    """A period as 2022年11月24日至2023年3月13日."""
    if start and end and str(start) != str(end):
        return f"{zh_date(start)}至{zh_date(end)}"
    if start and not end:
        return f"{zh_date(start)}起"
    return zh_date(start) or (f"至{zh_date(end)}" if end else "")


def figure(value: Decimal | int) -> str:
    """A number with thousands separated, without an exponent or idle zeros."""
    text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def anchor(href: str, text: object, title: str = "") -> Markup:
    """An HTML link."""
    extra = f' title="{escape(title)}"' if title else ""
    return Markup(f'<a href="{href}"{extra}>{escape(text)}</a>')


def join(parts: Iterable[Any], between: str = "、") -> Markup:
    """Escaped parts with ``between``, which must be harmless text, in the middle."""
    return Markup(between.join(escape(part) for part in parts))


@dataclass(frozen=True, slots=True)
class Links:
    """Links from pages whose way to the root is ``root``."""

    archive: Archive
    root: str = "../"

    def address(self, record_kind: str, record_id: str) -> str:
        """Address of a record's page; raises KeyError if there is no such record."""
        if not self.archive.has(record_kind, record_id):
            raise KeyError(f"{record_kind} {record_id}")
        return f"{self.root}{KINDS[record_kind].folder}/{record_id}.html"

    def record(self, record_kind: str, record_id: str, place: str = "", text: str = "") -> Markup:
        """A link to a record, or to ``place`` on its page."""
        href = self.address(record_kind, record_id) + (f"#{place}" if place else "")
        record = self.archive.head(record_kind, record_id)
        assert record is not None
        return anchor(href, text or label(record))

    def records(self, record_kind: str, ids: Iterable[str]) -> Markup:
        """Links to several records."""
        return join(self.record(record_kind, one) for one in ids)

    def notice(self, record_id: str) -> Markup:
        """A link to a notice as Chinese text cites it: 《标题》（文号）."""
        record = self.archive.head("notice", record_id)
        number = getattr(record, "document_number", None)
        return self.record(
            "notice", record_id, text=f"《{record.label}》" + (f"（{number}）" if number else "")
        )

    def term(self, vocabulary: str, key: str) -> Markup:
        """A link to the page of a vocabulary entry."""
        address = f"{self.root}{VOCABULARY_FOLDERS[vocabulary]}/{self.slug(vocabulary, key)}.html"
        return anchor(address, self.name(vocabulary, key))

    def name(self, vocabulary: str, key: str) -> str:
        """The name of a vocabulary entry."""
        return getattr(self.archive.vocabularies[vocabulary][key], "name", key)

    def slug(self, vocabulary: str, key: str) -> str:
        """The part of addresses that stands for a vocabulary entry."""
        return self.archive.vocabularies[vocabulary][key].id  # type: ignore[attr-defined]

    def mention(self, target: Held | Wanted) -> str:
        """Where the link of a mention leads: to the record, or to the wanted list."""
        if isinstance(target, Wanted):
            return f"{self.root}{wanted_address(self.archive.wanted(target.key))}"
        if target.kind in VOCABULARY_FOLDERS:
            return f"{self.root}{VOCABULARY_FOLDERS[target.kind]}/{self.slug(target.kind, target.id)}.html"
        place = "" if target.attachment is None else f"#f{target.attachment + 1}"
        return self.address(target.kind, target.id) + place

    def accident_type(self, scheme: str, name: str, *, short: bool = False) -> Markup:
        """A link to the page of a type in a scheme; ``short`` where the page names the scheme itself."""
        entry = self.archive.vocabularies["accident_types"][scheme]
        found = next(t for t in entry.types if name == t.name or name in t.aliases)
        text = found.name if short else f"{found.name}（{entry.name}）"
        return anchor(f"{self.root}accident-types/{scheme}-{found.id}.html", text)


def wanted_address(document: WantedDocument) -> str:
    """Where the wanted list has a document, relative to the site."""
    return f"wanted/{WANTED_PAGES[document.sort]}.html#w-{document.slug}"


def label(record: Record) -> str:
    """What a record is called in links."""
    return record.label


def live(archive: Archive, record_kind: str) -> list[Any]:
    """The records of a kind that are not withdrawn, in the archive's order."""
    return [record for record in archive.of(record_kind) if record.withdrawn is None]


def by_id(records: Iterable[Any]) -> list[Any]:
    """Records of one kind in the archive's order."""
    return sorted(records, key=lambda one: one.id)


def paragraphs(text: str) -> Markup:
    """Plain text of several lines as HTML, one line a line."""
    return Markup("<br>").join(escape(line) for line in text.split("\n") if line.strip())


def crumbs_to(record_kind: str) -> tuple[tuple[str, str], ...]:
    """Home and the listing of a kind."""
    kind = KINDS[record_kind]
    return (("首页", "index.html"), (kind.term, f"{kind.folder}/index.html"))

"""What may stand only once in the archive: numbers, index numbers, words of a vocabulary, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .. import numbers
from ..kinds import KINDS
from ..kinds.base import Record
from ..kinds.notice import Notice
from ..kinds.vocabulary import VOCABULARIES, AccidentScheme
from ..problems import Fault, Problem, ValuePath
from ..validate import RESERVED, Unit, Validated


@dataclass(frozen=True, slots=True)
class _Claim:
    """A value that a unit claims for itself."""

    value: str
    unit: Unit
    path: ValuePath
    shown: str

    @property
    def place(self) -> str:
        """File and line, for the message about the second claim."""
        location = self.unit.raw.locate(self.path)
        return f"{location.path}:{location.line}"


def check(validated: Validated) -> Iterator[Problem]:
    """Every value that is claimed a second time."""
    records = [unit for unit in validated.units if isinstance(unit.instance, Record)]
    yield from _twice("E304", _document_numbers(records))
    yield from _twice("E305", _index_numbers(records))
    for name in VOCABULARIES:
        entries = [unit for unit in validated.units if unit.kind == name and unit.instance is not None]
        yield from _twice("E306", _entry_ids(entries))
        for unit in entries:
            if isinstance(unit.instance, AccidentScheme):
                yield from _twice("E306", _types(unit, unit.instance))
        yield from _twice("E306", _type_pages(entries))
    yield from _aliases(validated, records)
    yield from _twice("W310", _same_documents(records))


def _twice(code: str, claims: Iterable[_Claim]) -> Iterator[Problem]:
    first: dict[str, _Claim] = {}
    for claim in claims:
        earlier = first.setdefault(claim.value, claim)
        if earlier is not claim:
            params = {"value": claim.shown, "place": earlier.place}
            yield claim.unit.problem(Fault(code, claim.path, params))


def _document_numbers(units: Iterable[Unit]) -> Iterator[_Claim]:
    for unit in units:
        if isinstance(unit.instance, Notice) and unit.instance.document_number:
            number = numbers.parse(unit.instance.document_number)
            # A number without an agency (公告2019年第11号) is shared by many issuers.
            if number is not None and number.agency_code:
                yield _Claim(number.canonical, unit, ("document_number",), number.canonical)


def _index_numbers(units: Iterable[Unit]) -> Iterator[_Claim]:
    for unit in units:
        if isinstance(unit.instance, Notice) and unit.instance.index_number:
            value = unit.instance.index_number
            yield _Claim(value, unit, ("index_number",), value)


def _entry_ids(units: Iterable[Unit]) -> Iterator[_Claim]:
    for unit in units:
        entry = unit.instance
        field = "code" if "code" in type(entry).model_fields else "id"
        yield _Claim(f"id {entry.id}", unit, (*unit.prefix, field), entry.id)
        if entry.key != entry.id:
            yield _Claim(f"key {entry.key}", unit, (*unit.prefix, "name"), entry.key)


def _types(unit: Unit, scheme: AccidentScheme) -> Iterator[_Claim]:
    for index, entry in enumerate(scheme.types):
        path = (*unit.prefix, *unit.pruned.origin(("types", index)), "name")
        yield _Claim(entry.name, unit, path, entry.name)


def _type_pages(units: Iterable[Unit]) -> Iterator[_Claim]:
    """Schemes and their types share a folder of pages, a type as ``scheme-type``."""
    for unit in units:
        if isinstance(unit.instance, AccidentScheme):
            yield _Claim(unit.instance.id, unit, (*unit.prefix, "id"), unit.instance.id)
            for index, entry in enumerate(unit.instance.types):
                page = f"{unit.instance.id}-{entry.id}"
                path = (*unit.prefix, *unit.pruned.origin(("types", index)), "id")
                yield _Claim(page, unit, path, entry.id)


def _aliases(validated: Validated, units: Iterable[Unit]) -> Iterator[Problem]:
    """Former addresses that are in use, or that two records claim."""
    folders = {kind.folder: kind.name for kind in KINDS.values()}
    claims: list[_Claim] = []
    for unit in units:
        assert isinstance(unit.instance, Record)
        for index, alias in enumerate(unit.instance.aliases):
            path = unit.pruned.origin(("aliases", index))
            folder, _, page = alias.rpartition("/")
            stem = page.removesuffix(".html")
            if RESERVED.match(stem) or (folders[folder], stem) in validated.known:
                yield unit.problem(Fault("E309", path, {"alias": alias}))
            else:
                claims.append(_Claim(alias, unit, path, alias))
    yield from _twice("E307", claims)


def _same_documents(units: Iterable[Unit]) -> Iterator[_Claim]:
    """Documents without a number that bear the same title and date."""
    for unit in units:
        notice = unit.instance
        if isinstance(notice, Notice) and notice.document_number is None:
            yield _Claim(f"{notice.title} {notice.document_date}", unit, ("title",), notice.title)

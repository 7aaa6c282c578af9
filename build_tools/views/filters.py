"""Data for the filters of a listing: what can be chosen, and the rows in parts by period.

A part says nothing of other rows than its own, so that a change makes one part anew: its values are
slugs, and the browser puts the rows in order.  The files are scripts that register themselves, so that
they also load from a disk, where browsers refuse to fetch files.  The browser's side is
``theme/assets/filters``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .. import periods
from ..archive import Archive
from ..kinds import KINDS
from ..lessons import facets as lessons
from .choices import UNDATED, Choice, Values, choices
from .facts import line
from .frame import live
from .listing import FILTERED

#: A listing of more records comes in parts, each of a year or month: a year of no more stays one part.
PART = 1000
#: Name of the only part of a listing that is not divided.
WHOLE = "all"

#: Columns of what stands beside a link.
_BESIDE = ("day", "number", "note", "tag")

_SORTS = {
    "newest": "日期由近到远",
    "oldest": "日期由远到近",
    "number": "发文字号",
    "title": "标题",
    "deaths": "死亡人数由多到少",
}
_SORTED = {"notice": ("newest", "oldest", "number", "title"), "case": ("newest", "oldest", "deaths", "title")}
_WORDS = {"notice": "标题、文号", "case": "标题"}


def parts(archive: Archive, kind: str) -> list[str]:
    """Names of the parts of a listing, in the order of their rows; none of one without filters or records."""
    if kind not in FILTERED or not archive.count(kind):
        return []
    return [periods.name(one) for one in archive.parts(kind, "", PART)] or [WHOLE]


def header(archive: Archive, kind: str) -> Iterator[tuple[str, str]]:
    """Path and text of what is said of a listing as a whole; nothing for one that has no parts."""
    held = parts(archive, kind)
    if held:
        folder = KINDS[kind].folder
        yield _script(f"listing-data/{folder}.js", _header(archive, kind, held))


def part(archive: Archive, kind: str, name: str) -> Iterator[tuple[str, str]]:
    """Path and text of a part of a listing; nothing where there is no such part."""
    divided = archive.parts(kind, "", PART) if kind in FILTERED else ()
    period = None if name == WHOLE else periods.named(name)
    if (period in divided) if divided else period is None:
        records = archive.members(kind, "", period)
        if records:
            folder = KINDS[kind].folder
            columns = {"listing": folder, "part": name} | _columns(archive, kind, records)
            yield _script(f"listing-data/{folder}-{name}.js", columns)


def _header(archive: Archive, kind: str, held: Sequence[str]) -> dict[str, Any]:
    folder, total = KINDS[kind].folder, archive.count(kind)
    chosen = []
    for choice in choices(archive, kind):
        counts = _counts(archive, kind, choice)
        if counts and not (len(counts) == 1 and counts.total() == total):
            chosen.append((choice, _in_order(choice, counts)))
    return {
        "listing": folder,
        "noun": KINDS[kind].term,
        "total": total,
        "parts": list(held),
        "words": _WORDS[kind],
        "facets": [_offered(choice, values) for choice, values in chosen],
        "sorts": [[name, _SORTS[name]] for name in _SORTED[kind]],
        "export": _exported(kind, [choice for choice, _ in chosen]),
        "base": f"{archive.site.base_url or ''}{folder}/",
    }


def _counts(archive: Archive, kind: str, choice: Choice) -> Counter[tuple[str, str]]:
    """How many records have each value."""
    if not choice.group:
        held = (dict.fromkeys(choice.values(record)) for record in live(archive, kind))
        return Counter(value for values in held for value in values)
    found = Counter({(slug, label): count for slug, label, count in archive.groups(kind, choice.group)})
    if choice.key == "year" and (undated := archive.periods(kind).get(periods.UNDATED)):
        found[UNDATED] = undated
    return found


def _in_order(choice: Choice, counts: Counter[tuple[str, str]]) -> list[tuple[str, str, int]]:
    found = [(slug, name, count) for (slug, name), count in counts.items()]
    if choice.order:
        return sorted(found, key=lambda one: choice.order.index(one[0]))
    if choice.newest_first:
        return sorted(found, key=lambda one: (one[0] != UNDATED[0], one[0]), reverse=True)
    heads = list(dict.fromkeys(choice.groups.values()))
    group = {slug: heads.index(head) for slug, head in choice.groups.items()}
    return sorted(found, key=lambda one: (group.get(one[0], 0), -one[2], one[0]))


def _offered(choice: Choice, values: list[tuple[str, str, int]]) -> dict[str, Any]:
    grouped = [[*value, choice.groups[value[0]]] if choice.groups else list(value) for value in values]
    return {"key": choice.key, "term": choice.term, "between": choice.between, "values": grouped}


def _exported(kind: str, chosen: list[Choice]) -> list[list[Any]]:
    exported: list[list[Any]] = [["标题", "title"]]
    exported += [["发文字号", "number"]] if kind == "notice" else [["死亡人数", "deaths"]]
    exported.append(["日期", "day"])
    exported += [
        [choice.term, index] for index, choice in enumerate(chosen) if choice.key not in ("year", "deaths")
    ]
    if kind == "case":
        exported.append(["等级依据", "basis"])
    return [*exported, ["网址", "address"]]


def _columns(archive: Archive, kind: str, records: Sequence[Any]) -> dict[str, Any]:
    beside = [line(archive, kind, record) for record in records]
    columns: dict[str, Any] = {
        "id": [one.id for one in records],
        "title": [one.label for one in records],
    }
    columns |= {name: [one[place] for one in beside] for place, name in enumerate(_BESIDE)}
    columns["words"] = ["\n".join(_other_names(kind, record)) for record in records]
    if kind == "case":
        cases = {one.id: one for one in lessons.rows(archive)}
        held = [cases[record.id] for record in records]
        columns["deaths"] = ["" if one.deaths is None else str(one.deaths) for one in held]
        columns["basis"] = [one.grade_basis for one in held]
    columns["facets"] = {
        choice.key: _held([choice.values(record) for record in records]) for choice in choices(archive, kind)
    }
    return columns


def _other_names(kind: str, record: Any) -> tuple[str, ...]:
    if kind == "case":
        return tuple(record.other_names)
    written = record.document_number_as_written
    return (*record.other_titles, written) if written else tuple(record.other_titles)


def _held(held: list[Values]) -> tuple[list[str], list[int | list[int]]]:
    """The slugs that occur, and their indexes for each record: one alone, several or none as a list."""
    places: dict[str, int] = {}
    found: list[int | list[int]] = []
    for values in held:
        own = [places.setdefault(slug, len(places)) for slug in dict.fromkeys(slug for slug, _ in values)]
        found.append(own[0] if len(own) == 1 else own)
    return list(places), found


def _script(path: str, data: Mapping[str, Any]) -> tuple[str, str]:
    lines = [f"{json.dumps(key)}:{_json(value)}" for key, value in data.items()]
    return path, "(globalThis.listingData ??= []).push({\n" + ",\n".join(lines) + "\n});\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

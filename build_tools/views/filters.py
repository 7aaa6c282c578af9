"""Data for the filters of a listing: what can be chosen, and the rows in parts.

The parts are scripts that register themselves, so that they also load from a disk, where
browsers refuse to fetch files.  The browser's side is ``theme/assets/filters``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..archive import Archive
from ..kinds import KINDS
from ..lessons import facets as lessons
from .choices import UNDATED, Choice, Values, choices
from .facts import day_of, line, newest_records
from .frame import live
from .listing import FILTERED

#: How many rows a part holds.
PART = 2000

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
#: Characters that say nothing about where a title stands among others.
_QUIET = str.maketrans("", "", "《》〈〉“”‘’（）() \u3000")


def files(archive: Archive, kind: str) -> Iterator[tuple[str, str]]:
    """Path and text of the data of a listing; nothing for one that has no filters or no records."""
    if kind in FILTERED and live(archive, kind):
        yield from _files(archive, kind)


def _files(archive: Archive, kind: str) -> Iterator[tuple[str, str]]:
    folder, records = KINDS[kind].folder, newest_records(live(archive, kind))
    chosen = []
    for choice in choices(archive, kind):
        held = [list(dict.fromkeys(choice.values(record))) for record in records]
        counts = Counter(value for values in held for value in values)
        if counts and not (len(counts) == 1 and counts.total() == len(records)):
            chosen.append((choice, held, _in_order(choice, counts)))
    base = f"{archive.site.base_url or ''}{folder}/"
    yield _script(f"listing-data/{folder}.js", _header(kind, folder, base, len(records), chosen))
    ranks = _ranks(kind, records)
    cases = {one.id: one for one in lessons.rows(archive)} if kind == "case" else {}
    for start in range(0, len(records), PART):
        part = slice(start, start + PART)
        number = start // PART + 1
        columns: dict[str, Any] = {"listing": folder, "part": number}
        columns |= _columns(archive, kind, cases, records[part])
        columns["ranks"] = {name: rank[part] for name, rank in ranks.items()}
        columns["facets"] = [_held(held[part], values) for _, held, values in chosen]
        yield _script(f"listing-data/{folder}-{number}.js", columns)


def _in_order(choice: Choice, counts: Counter[tuple[str, str]]) -> list[tuple[str, str, int]]:
    found = [(slug, name, count) for (slug, name), count in counts.items()]
    if choice.order:
        return sorted(found, key=lambda one: choice.order.index(one[0]))
    if choice.newest_first:
        return sorted(found, key=lambda one: (one[0] != UNDATED[0], one[0]), reverse=True)
    heads = list(dict.fromkeys(choice.groups.values()))
    group = {slug: heads.index(head) for slug, head in choice.groups.items()}
    return sorted(found, key=lambda one: (group.get(one[0], 0), -one[2], one[0]))


def _header(
    kind: str, folder: str, base: str, total: int, chosen: list[tuple[Choice, list[Values], Any]]
) -> dict[str, Any]:
    offered = []
    for choice, _, values in chosen:
        grouped = [[*value, choice.groups[value[0]]] if choice.groups else list(value) for value in values]
        offered.append({"key": choice.key, "term": choice.term, "between": choice.between, "values": grouped})
    exported: list[list[Any]] = [["标题", "title"]]
    exported += [["发文字号", "number"]] if kind == "notice" else [["死亡人数", "deaths"]]
    exported.append(["日期", "day"])
    exported += [
        [choice.term, index]
        for index, (choice, _, _) in enumerate(chosen)
        if choice.key not in ("year", "deaths")
    ]
    if kind == "case":
        exported.append(["等级依据", "basis"])
    return {
        "listing": folder,
        "noun": KINDS[kind].term,
        "total": total,
        "parts": -(-total // PART),
        "words": _WORDS[kind],
        "facets": offered,
        "sorts": [[name, _SORTS[name]] for name in _SORTED[kind]],
        "export": [*exported, ["网址", "address"]],
        "base": base,
    }


def _columns(
    archive: Archive, kind: str, cases: Mapping[str, lessons.Row], records: list[Any]
) -> dict[str, list[Any]]:
    beside = [line(archive, kind, record) for record in records]
    columns: dict[str, list[Any]] = {
        "id": [one.id for one in records],
        "title": [one.label for one in records],
    }
    columns |= {name: [one[place] for one in beside] for place, name in enumerate(_BESIDE)}
    columns["words"] = ["\n".join(_other_names(kind, record)) for record in records]
    if cases:
        held = [cases[record.id] for record in records]
        columns["deaths"] = ["" if one.deaths is None else str(one.deaths) for one in held]
        columns["basis"] = [one.grade_basis for one in held]
    return columns


def _other_names(kind: str, record: Any) -> tuple[str, ...]:
    if kind == "case":
        return tuple(record.other_names)
    written = record.document_number_as_written
    return (*record.other_titles, written) if written else tuple(record.other_titles)


def _deaths(record: Any) -> int | None:
    return record.latest.deaths if record.latest else None


def _ranks(kind: str, records: list[Any]) -> dict[str, list[int]]:
    """The place of each record in every order but the first."""
    keys: dict[str, Callable[[Any], Any]] = {
        "number": lambda one: records[one].number_order,
        # The order of GB 18030 is that of pronunciation for the characters in common use.
        "title": lambda one: records[one].label.translate(_QUIET).encode("gb18030"),
        "deaths": lambda one: -1 if (deaths := _deaths(records[one])) is None else deaths,
    }
    indexes = range(len(records))
    dated = [index for index in indexes if day_of(records[index])]
    orders = {"oldest": dated[::-1] + [index for index in indexes if not day_of(records[index])]}
    for name in _SORTED[kind][2:]:
        orders[name] = sorted(indexes, key=keys[name], reverse=name == "deaths")
    found = {}
    for name, order in orders.items():
        rank = {index: place for place, index in enumerate(order)}
        found[name] = [rank[index] for index in indexes]
    return found


def _held(held: list[Values], values: list[tuple[str, str, int]]) -> list[int | list[int]]:
    """Indexes of the values of each record: one alone, several or none as a list."""
    index = {(slug, name): place for place, (slug, name, _) in enumerate(values)}
    found = [[index[value] for value in one] for one in held]
    return [one[0] if len(one) == 1 else one for one in found]


def _script(path: str, data: Mapping[str, Any]) -> tuple[str, str]:
    lines = [f"{json.dumps(key)}:{_json(value)}" for key, value in data.items()]
    return path, "(globalThis.listingData ??= []).push({\n" + ",\n".join(lines) + "\n});\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

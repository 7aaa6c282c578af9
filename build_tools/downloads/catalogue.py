"""Every file that can be downloaded, with what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .. import periods
from ..archive import Archive
from ..kinds import KINDS
from ..kinds.vocabulary import VOCABULARY_TERMS
from . import kinds, observations, years
from .file import ABOUT, FOLDER, Download, Group, Listed, release_path
from .package import bundle, data_package, read_me, to_json, to_listing
from .tables import Table, to_csv

#: The zip of everything.
ALL = f"{FOLDER}/policy-archive.zip"


def whole(archive: Archive) -> tuple[Download, ...]:
    """All files but those of a period, the zip with what it holds first; none where the archive holds no
    record.  The data package is not among them: it tells of every file.
    """
    files: list[Download] = [*_figures(archive), *_records(archive), *_releases(archive)]
    if not files:
        return ()
    divided = [kind for kind in KINDS.values() if years.parts(archive, kind.name)]
    apart = {years.schema_path(kind) for kind in divided}
    inside = [one for one in files if one.path not in apart]
    inside.append(package(archive, inside))
    told = read_me(archive.site, inside)
    inside.append(Download(f"{FOLDER}/README.txt", told, "whole", "说明", "压缩包内各文件的说明。"))
    about = "以下各文件合在一个压缩包里，另附说明。" + ("按时期分列的文件不在其内。" if apart else "")
    return (Download(ALL, bundle(inside), "whole", "全部数据", about), *files)


def every(files: Iterable[Listed], parts: Mapping[str, Sequence[Listed]]) -> list[Listed]:
    """All files in the order in which the page names them: those of periods, given by ``kind/period``, stand
    behind the file that tells of their columns, the latest first.
    """
    found: list[Listed] = []
    kinds_of = {years.schema_path(kind): kind.name for kind in KINDS.values()}
    for file in files:
        found.append(file)
        if kind := kinds_of.get(file.path):
            held = [name for name in parts if name.startswith(f"{kind}/")]
            held.sort(key=lambda name: periods.named(name.partition("/")[2]), reverse=True)
            found += (one for name in held for one in parts[name])
    return found


def package(archive: Archive, files: Sequence[Download | Listed]) -> Download:
    """The data package of some files."""
    about = "Frictionless 数据包的说明：每个 CSV 文件的列名、类型和含义，供程序读取。"
    data = data_package(archive.site, files)
    return Download(f"{FOLDER}/datapackage.json", data, "whole", "数据包说明", about)


def _figures(archive: Archive) -> Iterator[Download]:
    held = observations.figures(archive)
    if not held:
        return
    table = observations.table(archive, held)
    about = "每个数字一行：原文数字、数值、口径、所据原文和来源文件、复核结论。"
    yield _table("observations", table, "figures", "全部统计数字", about)
    data = _listing(archive, "全部统计数字", observations.objects(archive, held))
    yield Download(f"{FOLDER}/observations.json", data, "figures", "全部统计数字", about, (), len(held))
    about = "第一张工作表是目录，以后每次发布一张。"
    # An archive without figures needs none of what makes workbooks.
    from .workbook import workbook

    yield Download(f"{FOLDER}/observations.xlsx", workbook(archive), "figures", "统计数字工作簿", about)


def _records(archive: Archive) -> Iterator[Download]:
    held = False
    for kind in KINDS.values():
        if years.parts(archive, kind.name):
            held = True
            yield years.columns(archive, kind, ABOUT[kind.name])
            continue
        if not archive.count(kind.name):
            continue
        held = True
        table = kinds.table(archive, kind)
        yield _table(kind.folder, table, "records", kind.term, ABOUT[kind.name])
        found = kinds.objects(archive, kind)
        about = "每条记录的全部内容。"
        data = _listing(archive, kind.term, found)
        yield Download(f"{FOLDER}/{kind.folder}.json", data, "records", kind.term, about, (), len(found))
    entries = {
        name: [kinds.plain(entry) for entry in known.values()]
        for name, known in archive.vocabularies.items()
        if known
    }
    if entries and held:
        about = "、".join(VOCABULARY_TERMS[name] for name in entries) + "：记录里用到的词和标识。"
        data = to_json({"title": "词表", "as_of": archive.site.as_of.isoformat(), "vocabularies": entries})
        yield Download(f"{FOLDER}/vocabularies.json", data, "records", "词表", about)


def _releases(archive: Archive) -> Iterator[Download]:
    for release in kinds.live(archive, "statistic"):
        table = observations.table(archive, observations.figures(archive, [release]))
        path = release_path(release).removeprefix(f"{FOLDER}/").removesuffix(".csv")
        yield _table(path, table, "releases", release.title, release.coverage or "")


def _table(name: str, table: Table, group: Group, title: str, about: str) -> Download:
    path = f"{FOLDER}/{name}.csv"
    return Download(path, to_csv(table), group, title, about, table.columns, len(table.rows))


def _listing(archive: Archive, title: str, records: list[dict[str, Any]]) -> bytes:
    head = {"title": title, "site": archive.site.name, "as_of": archive.site.as_of.isoformat()}
    return to_listing({**head, "count": len(records)}, records)

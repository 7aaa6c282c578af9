"""Out and back: ``export`` makes a workbook, ``plan`` reads one and tells what it would change,
``Plan.write`` changes it.  Everything is checked as ``check`` does; nothing is written while
anything is wrong.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .. import write
from ..load import RawRecord, parse
from ..problems import Problem, ValuePath
from ..project import Project
from . import heads, rewrite, rows, texts, workbooks
from .changes import ReleaseChange, change
from .export import workbook
from .grid import Place, SheetFault, Unreadable
from .holdings import FOLDER, Holdings

#: What to do about a file with errors.
_MEND = "先用 policy-archive check 查看并改正"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet would do.

    Attributes:
        changes: The releases it speaks of.
        faults: What is wrong in the sheet or with what it says; nothing is written if there is any.
        warnings: What an editor should look at; does not keep from writing.
        notes: What else to know: columns that are not read, lines laid out anew.
        texts: The new text of every file that changes, by its place.
        before: The bytes that each of these files held; ``None`` for a new one.
    """

    changes: tuple[ReleaseChange, ...]
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    texts: Mapping[Path, str] = field(default_factory=dict, repr=False)
    before: Mapping[Path, bytes | None] = field(default_factory=dict, repr=False)

    def write(self) -> None:
        """Write every file, or none.

        Raises:
            Unreadable: something is wrong, or a file has changed since it was read.
            OSError: the machine refused; what was written is taken back.
        """
        if self.faults:
            raise Unreadable("有错误，没有写入")
        for place, held in self.before.items():
            if _bytes(place) != held:
                raise Unreadable(f"{place.name} 刚才又有改动，没有写入；请重新运行")
        done: list[Path] = []
        try:
            for place, text in self.texts.items():
                write.own(place.parent)
                done.append(place)
                write.put(place, text.encode("utf-8"))
        except OSError:
            for place in done:
                _restore(place, self.before[place])
            raise


def export(project: Project, ids: Sequence[str]) -> bytes:
    """A workbook of these releases, or of all.

    Raises:
        Unreadable: there is no such release, or its file has errors.
    """
    holdings = Holdings.read(project)
    held = holdings.releases
    missing = [id_ for id_ in ids if id_ not in held]
    if missing:
        raise Unreadable(f"没有标识为“{'”“'.join(missing)}”的统计发布")
    wanted = list(dict.fromkeys(ids)) or list(held)
    for id_ in wanted:
        if held[id_].file in holdings.faulty or not isinstance(held[id_].data, dict):
            raise Unreadable(f"{held[id_].file} 有错误：{_MEND}")
    names = {name: holdings.called(name) for name in ("indicators", "regions", "industries")}
    lists = {name: list(called.values()) for name, called in names.items()}
    return workbook([held[id_].data for id_ in wanted], names, lists)


def plan(project: Project, file: str, data: bytes) -> Plan:
    """What importing a file would do.

    Raises:
        Unreadable: the file is no sheet of releases.
    """
    faults: list[SheetFault] = []
    if file.lower().endswith((".csv", ".tsv", ".txt")):
        grids = texts.read(data)
    else:
        grids, faults = workbooks.read(data)
    sheets, found = heads.find(grids)
    faults = [fault for sheet in sheets for fault in sheet.faults(faults)]
    unread = {fault.place for fault in faults}
    faults += found
    holdings = Holdings.read(project)
    given, found = rows.gather(sheets, holdings.keys(), unread)
    faults += found
    notes = [f"{place}：没有用到“{name}”这一列" for sheet in sheets for place, name in sheet.ignored]
    changes: list[ReleaseChange] = []
    for id_, one in given.items():
        raw = holdings.releases.get(id_)
        if raw is not None and not isinstance(raw.data, dict):
            faults.append(SheetFault(one.place, f"{raw.file} 读不出来", _MEND))
        elif raw is None and one.release is None:
            hint = "先在“发布”工作表中加上这次发布，填写标题和来源文件"
            faults.append(SheetFault(one.place, f"没有标识为“{id_}”的统计发布", hint))
        else:
            changes.append(change(one, raw.data if raw else None))
    return _checked(project, holdings, changes, faults, notes)


def _checked(
    project: Project,
    holdings: Holdings,
    changes: Sequence[ReleaseChange],
    faults: Sequence[SheetFault],
    notes: list[str],
) -> Plan:
    """The plan with the new texts, checked together with everything else."""
    new_texts: dict[Path, str] = {}
    before: dict[Path, bytes | None] = {}
    raws = {raw.file: raw for raw in holdings.raws}
    origins: dict[str, Mapping[ValuePath, Place]] = {}
    for one in changes:
        if one.empty:
            continue
        place = project.content / FOLDER / f"{one.id}.yml"
        name = place.relative_to(project.root).as_posix()
        before[place] = _bytes(place)
        done = _rewritten(one, holdings.releases.get(one.id), before[place])
        new_texts[place] = done.text
        raws[name] = parse(name, done.text)[0]
        origins[name] = one.origins
        if done.rearranged:
            notes.append(f"{name}：原来的缩进和换行不一致，整个文件将按统一格式排列，内容不变")
        notes += [f"{name}：注释“{comment}”将随删去的内容一起去掉" for comment in done.lost]
    errors, warnings = _told(holdings, raws, origins) if new_texts else ([], [])
    told = [str(fault) for fault in sorted(faults)]
    return Plan(tuple(changes), (*told, *errors), tuple(warnings), tuple(notes), new_texts, before)


def _rewritten(one: ReleaseChange, raw: RawRecord | None, held: bytes | None) -> rewrite.Rewritten:
    if raw is None or held is None:
        return rewrite.new(one.data)
    return rewrite.rewrite(held.decode("utf-8"), raw.data, one.data)


def _told(
    holdings: Holdings, raws: Mapping[str, RawRecord], origins: Mapping[str, Mapping[ValuePath, Place]]
) -> tuple[list[str], list[str]]:
    """New errors and warnings of the content with the changes, with the cells they come from."""
    errors: list[str] = []
    warnings: list[str] = []
    for problem in holdings.new_problems(raws.values()):
        file = problem.location.path
        text = _placed(problem, raws[file], origins[file]) if file in origins else str(problem)
        (errors if problem.severity == "error" else warnings).append(text)
    return errors, warnings


def _placed(problem: Problem, raw: RawRecord, cells: Mapping[ValuePath, Place]) -> str:
    """A problem at the cell that it comes from."""
    places = sorted((raw.locate(path), path) for path in raw.marks)
    index = bisect.bisect_right([place for place, _ in places], problem.location) - 1
    path = places[max(index, 0)][1]
    while path not in cells and path:
        path = path[:-1]
    if path not in cells:
        return str(problem)
    fault = SheetFault(cells[path], f"{problem.code} {problem.message}", problem.hint)
    return str(fault)


def _bytes(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None


def _restore(place: Path, held: bytes | None) -> None:
    if held is None:
        place.unlink(missing_ok=True)
    else:
        write.put(place, held)

"""Invented archives for the tests of lessons: a few records around one question."""

from collections.abc import Iterable
from datetime import date

from build_tools.archive import Archive
from build_tools.kinds import KINDS
from build_tools.kinds.campaign import Campaign
from build_tools.kinds.case import Case
from build_tools.kinds.notice import Notice
from build_tools.kinds.vocabulary import CauseEntry, RegionEntry, Site
from build_tools.mentions.connections import Connections

REGIONS = (
    ("100000", "全国", None),
    ("990000", "某省", "100000"),
    ("990100", "甲市", "990000"),
    ("990101", "甲一县", "990100"),
    ("990102", "甲二县", "990100"),
    ("990200", "乙市", "990000"),
    ("980000", "邻省", "100000"),
)
CAUSES = ("违章指挥", "违章作业", "水文地质情况不清", "政府及部门监管不到位")


def accident(id: str, **fields) -> Case:
    return Case.model_validate({"id": id, "type": "事故", "title": f"{id} 事故", **fields})


def coal(name: str) -> tuple[dict[str, str], ...]:
    return ({"scheme": "coal-mine", "type": name},)


def archive(
    cases: Iterable[Case] = (),
    notices: Iterable[Notice] = (),
    campaigns: Iterable[Campaign] = (),
    connections: Connections | None = None,
) -> Archive:
    records = {kind: {} for kind in KINDS}
    for kind, held in (("case", cases), ("notice", notices), ("campaign", campaigns)):
        records[kind] = {record.id: record for record in sorted(held, key=lambda record: record.id)}
    regions = (RegionEntry(code=code, name=name, parent=parent) for code, name, parent in REGIONS)
    vocabularies = {
        "causes": {name: CauseEntry(id=f"c{n}", name=name) for n, name in enumerate(CAUSES)},
        "regions": {entry.key: entry for entry in regions},
    }
    site = Site(name="微型档案", as_of=date(2023, 3, 13), description="只供测试。")
    return Archive(site, vocabularies, records, connections or Connections())

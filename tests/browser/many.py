"""Many invented notices behind the filters of a listing, without building a page for each."""

import shutil
from datetime import date, timedelta
from itertools import chain

from build_tools.archive import Archive
from build_tools.kinds import KINDS
from build_tools.kinds.notice import Notice
from build_tools.kinds.organization import Organization
from build_tools.kinds.vocabulary import VOCABULARIES, IndustryEntry, RegionEntry, Site
from build_tools.views import filters

BODIES, INDUSTRIES, REGIONS = 40, 20, 30
TYPES = ("通知", "意见", "通报", "方案", "函")
#: What a careless page would run, and what a careless table would calculate.
HOSTILE = '=1+1 <img src=x onerror="document.title=1">'


def invented(size):
    """An archive of ``size`` notices in which every field follows from the serial number."""
    start = date(2005, 1, 1)
    notices = [
        Notice(
            id=f"moufa-{serial}",
            title=HOSTILE if serial == size - 1 else f"某省关于开展第{serial}项安全检查工作的通知",
            type=TYPES[serial % len(TYPES)],
            issuing_bodies=(f"body-{serial % BODIES}",),
            document_number=f"某发〔{(start + timedelta(days=serial)).year}〕{serial + 1}号",
            document_date=start + timedelta(days=serial),
            industries=tuple(dict.fromkeys((f"行业{serial % INDUSTRIES}", f"行业{serial * 7 % INDUSTRIES}"))),
            region=str(110000 + serial % REGIONS),
            body="正文。" if serial % 3 else None,
        )
        for serial in range(size)
    ]
    bodies = [
        Organization(id=f"body-{index}", names=({"name": f"某省第{index}厅"},)) for index in range(BODIES)
    ]
    vocabularies = {name: {} for name in VOCABULARIES} | {
        "industries": {
            f"行业{index}": IndustryEntry(id=f"industry-{index}", name=f"行业{index}")
            for index in range(INDUSTRIES)
        },
        "regions": {
            str(110000 + index): RegionEntry(code=str(110000 + index), name=f"第{index}省")
            for index in range(REGIONS)
        },
    }
    held = {"notice": notices, "organization": bodies}
    records = {kind: {record.id: record for record in held.get(kind, ())} for kind in KINDS}
    site = Site(name="某省档案", as_of=date(2040, 1, 1), description="只供测试。")
    return Archive(site, vocabularies, records)


def dressed(site, folder, size):
    """The listing of notices of a built site under ``folder``, with the data of invented notices."""
    shutil.copytree(site / "assets", folder / "assets")
    (folder / "notices").mkdir()
    shutil.copy(site / "notices" / "index.html", folder / "notices")
    archive = invented(size)
    parts = (filters.part(archive, "notice", name) for name in filters.parts(archive, "notice"))
    for path, text in chain(filters.header(archive, "notice"), *parts):
        place = folder / path
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder

"""The edition for a USB stick: the site in one zip, a start page, a list of sums, a page that checks it.

Everything works from the disk with the network off.  The same site gives the same bytes.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from .kinds.vocabulary import Site
from .project import Project

#: The pages at the top, the list of sums, and the folder of the site.
OPEN, VERIFY, LIST, SITE = "打开.html", "校验.html", "清单.sha256", "site"
_NEW = ".packing"


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed.

    Attributes:
        place: The zip.
        files: How many files it holds.
        size: Its bytes.
        digest: The SHA-256 of its list of sums, to be published beside it.
    """

    place: Path
    files: int
    size: int
    digest: str


def pack(project: Project, site: Site, place: Path | None = None) -> Packed:
    """Pack the published site.

    Args:
        project: Where the site is.
        site: Its name and the day of its data.
        place: The zip to write; ``default_place`` when not given.

    Raises:
        FileNotFoundError: there is no published site.
        OSError: the machine refused.
    """
    place = place or default_place(project, site)
    fresh = place.with_name(place.name + _NEW)
    place.parent.mkdir(parents=True, exist_ok=True)
    sums: list[str] = []
    try:
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, data in _files(project, site):
                sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
                archive.writestr(_entry(name, site.as_of), data)
            listed = "".join(sums).encode("utf-8")
            archive.writestr(_entry(LIST, site.as_of), listed)
        fresh.replace(place)
    finally:
        fresh.unlink(missing_ok=True)
    return Packed(place, len(sums) + 1, place.stat().st_size, hashlib.sha256(listed).hexdigest())


def default_place(project: Project, site: Site) -> Path:
    """Where the zip goes: named by the site and the day of its data."""
    return project.build / f"{site.name}-{site.as_of}-U盘版.zip"


def _files(project: Project, site: Site) -> Iterator[tuple[str, bytes]]:
    environment = Environment(loader=PackageLoader(__package__), undefined=StrictUndefined, autoescape=True)
    told = {"name": site.name, "as_of": f"{site.as_of.year}年{site.as_of.month}月{site.as_of.day}日"}
    start = environment.get_template("pack/open.html.j2").render(title=site.name, **told)
    yield OPEN, start.encode("utf-8")
    check = environment.get_template("pack/verify.html.j2").render(
        title="校验", sha256=_script("sha256.js"), verify=_script("verify.js"), **told
    )
    yield VERIFY, check.encode("utf-8")
    if not (project.site / "index.html").is_file():
        raise FileNotFoundError(project.site)
    for found in sorted(project.site.rglob("*"), key=lambda one: one.relative_to(project.site).as_posix()):
        if found.is_file():
            yield f"{SITE}/{found.relative_to(project.site).as_posix()}", found.read_bytes()


def _script(name: str) -> str:
    """A script of ours, as it stands inside a page."""
    return Markup(resources.files(__package__).joinpath("browser", name).read_text(encoding="utf-8"))


def _entry(name: str, day: date) -> zipfile.ZipInfo:
    # A zip has no room for days before 1980.
    entry = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry

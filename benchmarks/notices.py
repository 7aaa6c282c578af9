"""Archives of any number of notices, cut from a corpus of laws and citing one another; changes to them."""

from __future__ import annotations

import json
import lzma
import random
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from build_tools.project import Project  # noqa: E402
from tiny import make as tiny  # noqa: E402

#: Greatest size of a text (bytes), and how many others it cites.
SIZE, CITED = 4000, 3
REGIONS = {"100000": "全国", "140000": "山西省", "350000": "福建省"}
INDUSTRIES = {"coal": "煤矿", "fire": "消防", "chemicals": "危险化学品", "construction": "建筑施工"}
BODIES = "金木水火土日月星"
#: Numbers of documents have at most five digits.
SERIALS = 99_999


def laws(place: Path) -> list[tuple[str, list[str]]]:
    """Title and paragraphs of each law, without headings."""
    found = []
    with lzma.open(place, "rt", encoding="utf-8") as lines:
        for line in lines:
            law = json.loads(line)
            plain = [
                text.strip() for text in law["body"].split("\n") if text.strip() and text[0] not in "#|-"
            ]
            # What the checks would take for something else: markup, names of other texts, addresses.
            plain = [re.sub(r"[《》<>*_`\\\[\]{}|]|[现居户]?住[址在]?|家住", "", text) for text in plain]
            found.append((re.sub(r"[《》]", "", law["title"]), [text for text in plain if text]))
    return found


def texts(corpus: list[tuple[str, list[str]]], full: bool) -> Iterator[tuple[str, list[str]]]:
    """Name and paragraphs of each piece, again and again; never twice the same name."""
    serial = 0
    while True:
        for title, paragraphs in corpus:
            for piece in [paragraphs] if full else cut(paragraphs):
                serial += 1
                yield f"{title}有关规定（第{serial}份）", piece


def cut(paragraphs: list[str]) -> Iterator[list[str]]:
    """Pieces of notice size."""
    piece: list[str] = []
    size = 0
    for text in paragraphs:
        long = len(text.encode())
        if piece and size + long > SIZE:
            yield piece
            piece, size = [], 0
        piece.append(text)
        size += long
    if piece:
        yield piece


def notice(
    serial: int, count: int, name: str, paragraphs: list[str], earlier: list[dict[str, object]]
) -> dict[str, object]:
    """One notice that cites some of the earlier ones."""
    dice = random.Random(serial)
    day = date(2001, 1, 1) + timedelta(days=serial * 8000 // count)
    parts = [f"现就{name}通知如下。"]
    for _ in range(CITED if earlier else 0):
        other = dice.choice(earlier)
        parts.append(f"认真落实《{other['title']}》（{other['document_number']}）要求。")
    for at, text in enumerate(paragraphs):
        if at % 8 == 0:
            parts.append(f"## 第{at // 8 + 1}项")
        parts.append(text)
    return {
        "id": f"jiceting-{serial}",
        "title": title(name),
        "type": "通知",
        "issuing_bodies": [f"office-{serial % len(BODIES)}"],
        "document_number": f"{BODIES[serial % len(BODIES)]}基测〔{day.year}〕{serial % SERIALS + 1}号",
        "document_date": day.isoformat(),
        "industries": [list(INDUSTRIES.values())[serial % len(INDUSTRIES)]],
        "region": list(REGIONS)[serial % len(REGIONS)],
        "body": "\n\n".join(parts) + "\n",
    }


def title(name: str) -> str:
    """The title of a notice about something."""
    return f"关于{name}的通知"


def save(project: Project, record: dict[str, object]) -> None:
    """Write a notice."""
    place = project.content / "notices" / f"{record['id']}.yml"
    text = yaml.dump(record, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**6)
    place.write_text(text, encoding="utf-8")


def make(folder: Path, corpus: Path, count: int, full: bool) -> Project:
    """A tiny archive and ``count`` notices."""
    project = tiny(folder)
    vocabularies = project.content / "vocabularies"
    listed = [{"id": key, "name": name} for key, name in INDUSTRIES.items()]
    (vocabularies / "industries.yml").write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    listed = [{"code": key, "name": name} for key, name in REGIONS.items()]
    (vocabularies / "regions.yml").write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    for number, sign in enumerate(BODIES):
        body = {"id": f"office-{number}", "names": [{"name": f"{sign}州市基础测试局"}]}
        place = project.content / "organizations" / f"office-{number}.yml"
        place.write_text(yaml.safe_dump(body, allow_unicode=True), "utf-8")
    pieces = texts(laws(corpus), full)
    earlier: list[dict[str, object]] = []
    for serial in range(count):
        record = notice(serial, count, *next(pieces), earlier)
        save(project, record)
        earlier.append({name: record[name] for name in ("title", "document_number")})
    return project


def load(project: Project, serial: int) -> dict[str, object]:
    """Read a notice back."""
    place = project.content / "notices" / f"jiceting-{serial}.yml"
    return yaml.load(place.read_text(encoding="utf-8"), yaml.CSafeLoader)


def edit(project: Project, count: int) -> None:
    """Add a sentence to one notice."""
    record = load(project, count // 2)
    save(project, record | {"body": f"{record['body']}\n请各单位及时报告落实情况。\n"})


def retitle(project: Project, count: int) -> None:
    """Give one notice another title, which the pages of those that it cites show."""
    record = load(project, count // 2 + 1)
    save(project, record | {"title": f"{record['title']}（修订）"})


def add(project: Project, count: int) -> None:
    """Add a notice."""
    record = load(project, count // 3)
    changed = {
        "id": f"jiceting-{count}",
        "title": f"{record['title']}的补充",
        "document_number": f"金基测〔2023〕{count % SERIALS + 1}号",
    }
    save(project, record | changed)


def remove(project: Project, count: int) -> None:
    """Remove the notice that was added."""
    (project.content / "notices" / f"jiceting-{count}.yml").unlink()


def rename(project: Project, count: int) -> None:
    """Give one notice another id."""
    record = load(project, count // 4)
    (project.content / "notices" / f"{record['id']}.yml").unlink()
    save(project, record | {"id": f"{record['id']}-a"})


def settings(project: Project, count: int) -> None:
    """Change a setting that every page shows."""
    text = project.config.read_text(encoding="utf-8")
    project.config.write_text(text.replace("切换到浅色", "换成浅色"), encoding="utf-8")


def look(project: Project, count: int) -> None:
    """Change the template of every page."""
    place = project.theme / "partials" / "footer.html"
    place.write_text(place.read_text(encoding="utf-8").replace("内容截至", "资料截至"), encoding="utf-8")


def clear(project: Project, count: int) -> None:
    """Nothing is left of earlier builds."""
    shutil.rmtree(project.build, ignore_errors=True)

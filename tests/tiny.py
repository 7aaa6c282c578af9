"""A tiny archive that builds in a second: one organization and one notice."""

import shutil
from pathlib import Path

from build_tools.project import Project

#: The real project.
ROOT = Path(__file__).parent.parent

TINY = {
    "site.yml": "name: 微型档案\nas_of: 2023-03-13\ndescription: 只供测试的微型档案。\n",
    "vocabularies/industries.yml": "- id: coal\n  name: 煤矿\n",
    "vocabularies/regions.yml": "- code: 140000\n  name: 山西省\n",
    "vocabularies/indicators.yml": "- id: hazards\n  name: 隐患数\n  unit: 项\n",
    "vocabularies/causes.yml": "- id: management\n  name: 管理\n",
    "vocabularies/accident_types.yml": (
        "- id: coal-mine\n  name: 煤矿事故类型\n  types:\n    - id: roof\n      name: 顶板\n"
    ),
    "vocabularies/glossary.yml": "- id: four-no-two-straight\n  name: 四不两直\n",
    "vocabularies/synonyms.yml": "- id: hazard\n  words:\n    - 隐患\n    - 事故隐患\n",
    "organizations/office.yml": "id: office\nnames:\n  - name: 某省安全生产委员会办公室\n",
    "notices/moubanfa-2023-1.yml": (
        "id: moubanfa-2023-1\n"
        "title: 某省安全生产委员会办公室关于开展检查的通知\n"
        "type: 通知\n"
        "issuing_bodies:\n  - office\n"
        "document_number: 某办发〔2023〕1号\n"
        "document_date: 2023-03-01\n"
        "body: |\n"
        "  现就开展检查通知如下。\n\n"
        "  ## 一、检查范围\n\n"
        "  全部煤矿，排查隐患5项。\n"
    ),
}


def make(root):
    """The tiny project under ``root``, with the settings and the look of the real one."""
    for path, text in TINY.items():
        place = root / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return dressed(root)


def real(root):
    """A copy of the real project under ``root``, to be built there."""
    shutil.copytree(ROOT / "content", root / "content")
    return dressed(root)


def dressed(root):
    """The project under ``root``, given the settings and the look of the real one."""
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "theme", root / "theme")
    return Project(root)
